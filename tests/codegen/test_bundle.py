"""Documents that are split into files are read as one, and findings name the file that has the fault."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import pytest
import yaml
from support.jobs import MINIMAL, read_minimal

from tools.contract.bundle import load_openapi
from tools.contract.documents import Document
from tools.contract.findings import Finding, InputError
from tools.contract.rules import check

from .conftest import Workshop

FILE: Final = "openapi/acme/document.yaml"


def split() -> dict[str, str]:
    """The document of jobs in four files, each referring to others."""
    lines = MINIMAL.splitlines(keepends=True)
    item, jobs, responses = (
        lines.index(f"{text}\n") for text in ("  /v1/jobs/{job_id}:", "  /v1/jobs:", "  responses:")
    )
    components, schemas = lines.index("components:\n"), lines.index("  schemas:\n")

    def part(first: int, last: int) -> str:
        return textwrap.dedent("".join(lines[first:last]))

    in_schemas = 'ref: "#/components/schemas/'
    path = part(item + 1, jobs).replace(in_schemas, 'ref: "../schemas/jobs.yaml#/')
    return {
        "document.yaml": "".join(
            [
                *lines[:item],
                '  /v1/jobs/{job_id}: {$ref: "paths/job.yaml"}\n',
                *(line.replace(in_schemas, 'ref: "schemas/jobs.yaml#/') for line in lines[jobs:components]),
                *lines[components:responses],
                '  responses: {NotFound: {$ref: "answers.yaml#/Missing"}}\n',
            ]
        ),
        "paths/job.yaml": path.replace('"#/components/responses/', '"../document.yaml#/components/responses/'),
        "answers.yaml": part(responses + 1, schemas)
        .replace("NotFound:", "Missing:")
        .replace(in_schemas, 'ref: "schemas/jobs.yaml#/'),
        "schemas/jobs.yaml": part(schemas + 1, len(lines)).replace(in_schemas, 'ref: "#/'),
    }


def read(folder: Path, files: Mapping[str, str]) -> Document:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8", errors="surrogateescape")
    return load_openapi(folder / "document.yaml", file=FILE)


def refusal(folder: Path, files: Mapping[str, str]) -> list[Finding]:
    with pytest.raises(InputError) as caught:
        read(folder, files)
    assert str(folder) not in str(caught.value)
    return list(caught.value.findings)


def test_a_split_document_is_the_whole_one(tmp_path: Path) -> None:
    """References lead to components called as in the other file, and path items stand where they are used."""
    bundled = read(tmp_path / "split", split())

    assert bundled.data == read_minimal(tmp_path).data
    assert check(bundled, "ours") == []


def test_a_document_in_one_file_is_read_as_it_is(tmp_path: Path) -> None:
    """Without parts, there is nothing to bring in."""
    whole = read(tmp_path, {"document.yaml": MINIMAL})

    assert (whole.data, whole.lines, whole.origins) == (read_minimal(tmp_path).data, read_minimal(tmp_path).lines, {})


def line_of(text: str, fragment: str) -> int:
    return next(number for number, line in enumerate(text.splitlines(), 1) if fragment in line)


@pytest.mark.parametrize(
    ("name", "before", "after", "where", "reason"),
    [
        pytest.param(
            "schemas/jobs.yaml",
            "message: {type: [string, ",
            "message: {type: [strin, ",
            "/Failure/properties/message/type/0",
            "Not valid OpenAPI",
            id="the validator's",
        ),
        pytest.param(
            "schemas/jobs.yaml",
            "id: {type: string, description: The id of the job.}",
            "id: {type: string}",
            "/Job/properties/id/description",
            "`description` is missing",
            id="a rule's",
        ),
        pytest.param(
            "paths/job.yaml",
            "value: {id: job_1, ",
            "value: {id: 5, ",
            "/get/responses/200/content/application~1json/examples/done/value/id",
            "does not match its schema",
            id="of an example",
        ),
        pytest.param(
            "paths/job.yaml",
            "summary: Get one job by its id.",
            "sumary: Get one job by its id.",
            "/get",
            "Did you mean `summary`?",
            id="of a path item",
        ),
        pytest.param(
            "answers.yaml", "description: No such job.", "description:", "/Missing/description", "", id="of an answer"
        ),
        pytest.param(
            "document.yaml", "title: Acme, ", "title: '', ", "/info/title", "needs a `title`", id="of the document"
        ),
    ],
)
def test_findings_name_the_file_with_the_fault(
    tmp_path: Path, name: str, before: str, after: str, where: str, reason: str
) -> None:
    """With the line and the pointer there, whatever finds it."""
    files = split()
    assert before in files[name]
    files[name] = files[name].replace(before, after, 1)

    found = check(read(tmp_path, files), "ours")

    told = [finding for finding in found if finding.pointer == where and reason in finding.reason]
    assert [finding.file for finding in told][:1] == [f"openapi/acme/{name}"], found
    near = line_of(files[name], after)
    assert told[0].line == near or where == "/get"
    assert len({(finding.file, finding.pointer, finding.reason) for finding in found}) == len(found)


def test_findings_come_file_by_file(tmp_path: Path) -> None:
    """Those of the document first."""
    files = split()
    files["schemas/jobs.yaml"] = files["schemas/jobs.yaml"].replace("description: One job.", "")
    files["answers.yaml"] = files["answers.yaml"].replace("description: No such job.", "")
    files["document.yaml"] = files["document.yaml"].replace("title: Acme, ", "")

    found = [finding.file.removeprefix("openapi/acme/") for finding in check(read(tmp_path, files), "ours")]

    assert list(dict.fromkeys(found)) == ["document.yaml", "answers.yaml", "schemas/jobs.yaml"]
    assert found == sorted(found, key=["document.yaml", "answers.yaml", "schemas/jobs.yaml"].index)


def test_schemas_may_contain_each_other(tmp_path: Path) -> None:
    """Around through several files, and each is brought in once."""
    files = {
        "document.yaml": "openapi: 3.1.0\ncomponents: {schemas: {Start: {$ref: 'a.yaml#/Tree'}}}\n",
        "a.yaml": "Tree: {type: object, properties: {leaf: {$ref: 'b.yaml#/Leaf'}, self: {$ref: '#/Tree'}}}\n",
        "b.yaml": "Leaf: {type: object, properties: {tree: {$ref: 'a.yaml#/Tree'}, leaf: {$ref: 'b.yaml#/Leaf'}}}\n",
    }

    schemas = read(tmp_path, files).data["components"]["schemas"]

    start, leaf = {"$ref": "#/components/schemas/Start"}, {"$ref": "#/components/schemas/Leaf"}
    assert schemas == {
        "Start": {"type": "object", "properties": {"leaf": leaf, "self": start}},
        "Leaf": {"type": "object", "properties": {"tree": start, "leaf": leaf}},
    }


def test_a_file_may_be_one_component(tmp_path: Path) -> None:
    """It is called as the file; parts may be JSON, and names with signs are quoted in references."""
    files = {
        "document.yaml": (
            "openapi: 3.1.0\ncomponents: {schemas: {A: {items: {$ref: 'parts/Thing.json'}}, "
            "B: {items: {$ref: 'parts/more.yaml#/a%20b'}}}}\n"
        ),
        "parts/Thing.json": '{"type": "string"}',
        "parts/more.yaml": "a b: {type: integer}\n",
    }

    schemas = read(tmp_path, files).data["components"]["schemas"]

    assert schemas["Thing"] == {"type": "string"}
    assert schemas["A"] == {"items": {"$ref": "#/components/schemas/Thing"}}
    assert schemas["B"] == {"items": {"$ref": "#/components/schemas/a%20b"}}
    assert schemas["a b"] == {"type": "integer"}


def test_what_looks_like_a_reference_in_data_is_data(tmp_path: Path) -> None:
    """An example may hold the word."""
    value = {"$ref": "other.yaml#/A"}
    text = yaml.safe_dump({"openapi": "3.1.0", "components": {"examples": {"a": {"value": value}}}})

    assert read(tmp_path, {"document.yaml": text}).data["components"]["examples"]["a"]["value"] == value


def schema(ref: str) -> str:
    return f"openapi: 3.1.0\ncomponents:\n  schemas:\n    A:\n      items: {{$ref: '{ref}'}}\n"


OUTSIDE: Final = (
    *("../lumenfall/document.yaml#/components/schemas/Video", "/etc/hostname#/A", "https://acme.test/a.yaml#/A"),
    *("file:///etc/hostname", "parts/../../other.yaml#/A", "..%2Fother.yaml#/A", "..\\\\other.yaml#/A", "link.yaml#/A"),
    *("//acme.test/a.yaml#/A", "%2e%2e/other.yaml#/A", "./%2e/../../other.yaml#/A", "a.yaml%00#/A"),
    *("self.yaml#/A", "folder/other.yaml#/A", "HTTP://acme.test/a.yaml#/A", "C:\\\\a.yaml#/A"),
)


@pytest.mark.parametrize("ref", OUTSIDE)
def test_nothing_is_read_outside_of_the_folder(tmp_path: Path, ref: str) -> None:
    """Whatever way leads out of it, a link included; the file that is there is not even opened."""
    (tmp_path / "other.yaml").write_text("A: {type: string}\n")
    folder = tmp_path / "acme"
    folder.mkdir()
    (folder / "link.yaml").symlink_to(tmp_path / "other.yaml")
    (folder / "self.yaml").symlink_to("self.yaml")
    (folder / "folder").symlink_to(tmp_path)

    (finding,) = refusal(folder, {"document.yaml": schema(ref)})

    assert "is not a file in the folder of the document" in finding.reason
    assert (finding.file, finding.pointer, finding.line) == (FILE, "/components/schemas/A/items/$ref", 5)


REFUSED: Final[dict[str, tuple[dict[str, str], str, str, str]]] = {
    "no such file": (
        {"document.yaml": schema("gone.yaml#/A")},
        "document.yaml",
        "/components/schemas/A/items/$ref",
        "There is no file `openapi/acme/gone.yaml`",
    ),
    "no such place": (
        {"document.yaml": schema("a.yaml#/B"), "a.yaml": "A: {}\n"},
        "document.yaml",
        "/components/schemas/A/items/$ref",
        "has no target in that file: there is no such target. Correct the reference, or define its",
    ),
    "no such place, in a part": (
        {"document.yaml": schema("a.yaml#/B"), "a.yaml": "B:\n  items: {$ref: '#/C'}\n"},
        "a.yaml",
        "/B/items/$ref",
        "has no target in that file: there is no such target. Correct the reference, or define its",
    ),
    "two of one name": (
        {
            "document.yaml": schema("a.yaml#/B"),
            "a.yaml": "B: {items: {$ref: 'b.yaml#/x/B'}}\n",
            "b.yaml": "x: {B: {}}\n",
        },
        "a.yaml",
        "/B/items/$ref",
        "`B` would name both this object and the one in `openapi/acme/a.yaml#/B`",
    ),
    "one of a name that is there": (
        {"document.yaml": schema("a.yaml#/A"), "a.yaml": "A: {}\n"},
        "document.yaml",
        "/components/schemas/A/items/$ref",
        "`A` would name both this object and the one in `openapi/acme/document.yaml`",
    ),
    "a path item of itself": (
        {
            "document.yaml": "openapi: 3.1.0\npaths: {/a: {$ref: 'a.yaml#/a'}}\n",
            "a.yaml": "a: {$ref: '#/b'}\nb: {$ref: 'a.yaml#/a'}\n",
        },
        "a.yaml",
        "/b/$ref",
        "leads back to itself",
    ),
    "a path item with more beside": (
        {"document.yaml": "openapi: 3.1.0\npaths: {/a: {$ref: 'a.yaml', get: {}}}\n", "a.yaml": "get: {}\n"},
        "document.yaml",
        "/paths/~1a/$ref",
        "A reference to a path item cannot have other members",
    ),
    "a path item that is not a mapping": (
        {"document.yaml": "openapi: 3.1.0\npaths: {/a: {$ref: 'a.yaml#/a'}}\n", "a.yaml": "a: []\n"},
        "document.yaml",
        "/paths/~1a/$ref",
        "The reference `a.yaml#/a` does not lead to a path item",
    ),
    "a part that is no YAML": (
        {"document.yaml": schema("a.yaml#/A"), "a.yaml": "A: [\n"},
        "a.yaml",
        "/A",
        "Not YAML",
    ),
    "a part that is not UTF-8": (
        {"document.yaml": schema("a.yaml#/A"), "a.yaml": "A: {type: string} # \udce4\n"},
        "a.yaml",
        "",
        "Byte 20 is not UTF-8",
    ),
    "a folder": (
        {"document.yaml": schema("a#/A"), "a/b": ""},
        "document.yaml",
        "/components/schemas/A/items/$ref",
        "no file",
    ),
    "a name that is too long": (
        {"document.yaml": schema("x" * 5000 + "#/A")},
        "document.yaml",
        "/components/schemas/A/items/$ref",
        "There is no file",
    ),
    "a part that is a list": (
        {"document.yaml": schema("a.yaml#/A"), "a.yaml": "- A\n"},
        "a.yaml",
        "",
        "A part of a document is a mapping",
    ),
    "the whole document": (
        {"document.yaml": schema("a.yaml#/B"), "a.yaml": "B: {items: {$ref: 'document.yaml'}}\n"},
        "a.yaml",
        "/B/items/$ref",
        "The reference `document.yaml` names the whole document",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_one_document_is_refused(tmp_path: Path, name: str) -> None:
    """With the place of the reference, or of the fault in the part."""
    files, file, where, reason = REFUSED[name]

    (finding,) = refusal(tmp_path, files)

    assert (finding.file, finding.pointer) == (f"openapi/acme/{file}", where)
    assert reason in finding.reason
    assert finding.line


def test_all_refusals_come_at_once(tmp_path: Path) -> None:
    """Of several files, each that cannot be read, and each reference that leads nowhere."""
    text = schema("a.yaml#/X") + "    B: {items: {$ref: 'b.yaml#/X'}}\n    C: {items: {$ref: '../c.yaml#/X'}}\n"

    found = refusal(tmp_path, {"document.yaml": text, "a.yaml": "A: !mine x\nA: 2\n"})

    assert [(finding.file.rpartition("/")[2], finding.line) for finding in found] == [
        *(("a.yaml", 1), ("a.yaml", 2), ("document.yaml", 6), ("document.yaml", 7)),
    ]


HOSTILE: Final[tuple[Any, ...]] = (None, [], "x", 7, {"schemas": 5}, {"schemas": {"A": {"$ref": "a.yaml#/A"}}})


@pytest.mark.parametrize("components", HOSTILE, ids=repr)
@pytest.mark.parametrize("part", ["A: 5\n", "A: []\n", "A: {$ref: '#/A'}\n", "A: {$ref: 7}\n"])
def test_no_tree_makes_the_bundle_raise(tmp_path: Path, components: Any, part: str) -> None:
    """Whatever stands where something else was expected, the rules say what is wrong."""
    answer = {"description": "A.", "content": {"application/json": {"schema": {"$ref": "a.yaml#/A"}}}}
    paths = {"/a": {"get": {"responses": {"200": answer}}}, "/b": {"$ref": 5}, "/c": []}
    text = yaml.safe_dump({"openapi": "3.1.0", "components": components, "paths": paths})

    assert check(read(tmp_path, {"document.yaml": text, "a.yaml": part}), "ours")


def test_a_client_is_made_of_a_split_document(workshop: Workshop) -> None:
    """The same as of the whole one, but for the order of its models; a fault in a part stops it."""
    workshop.add("acme", MINIMAL)
    workshop.generate()
    whole = {path.relative_to(workshop.folder): path.read_text() for path in workshop.package("acme").rglob("*.py")}
    files = split()
    workshop.add("acme", files.pop("document.yaml"))
    folder = workshop.folder / "openapi" / "acme"
    for name, text in files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text)

    workshop.generate()

    made = {path.relative_to(workshop.folder): path.read_text() for path in workshop.package("acme").rglob("*.py")}
    assert {path for path, text in made.items() if text != whole[path]} <= {
        path for path in made if "models" in path.parent.name or "models" in path.name
    }
    assert made.keys() == whole.keys()
    (folder / "schemas" / "jobs.yaml").write_text(files["schemas/jobs.yaml"].replace("type: object", "type: objct", 1))
    with pytest.raises(InputError, match=re.escape("openapi/acme/schemas/jobs.yaml:3 #/Job/type")):
        workshop.generate()
