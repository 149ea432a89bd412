"""`generated/` is a pure function of its inputs, and `check` proves it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tools.codegen import pipeline
from tools.codegen.__main__ import main
from tools.codegen.packaging import copy_code, source_of
from tools.contract import providers
from tools.contract.findings import InputError

from .conftest import PROJECT, Mutation, Workshop

ROWS = providers.load(PROJECT)
NAMES = sorted(ROWS)


@pytest.fixture(scope="module")
def fresh() -> Iterator[Path]:
    """All distributions, made anew."""
    with pipeline.fresh(PROJECT, list(ROWS.values()), None) as made:
        yield made


@pytest.mark.parametrize("name", NAMES)
def test_what_is_committed_is_what_the_inputs_say(fresh: Path, name: str) -> None:
    """Regenerating into an empty folder gives the committed bytes."""
    assert pipeline.differences(fresh / name, PROJECT / "generated" / name, name) == []


@pytest.mark.parametrize("name", NAMES)
def test_each_file_names_its_source(fresh: Path, name: str) -> None:
    """Line one of Python, TOML and Markdown names source and command, without a date or a version.

    Three files cannot carry such a line: the licence, the marker of typed packages, and the examples of the fake.
    """
    others: list[str] = []
    for path in (fresh / name).rglob("*"):
        if path.is_dir():
            continue
        if path.suffix not in (".py", ".toml", ".md"):
            others.append(path.relative_to(fresh / name).as_posix())
            continue
        first = path.read_text().split("\n")[0]
        assert re.search(r"(Generated|Copied) from \S+ by `nox -s generate`. Do not edit\.", first), path
        assert not re.search(r"\d", first), path
    package = f"{name}_client"
    assert sorted(others) == ["LICENSE", f"{package}/py.typed"]
    assert (fresh / name / "LICENSE").read_bytes() == (PROJECT / "LICENSE").read_bytes()
    assert (fresh / name / package / "py.typed").read_bytes() == b""


def copies(name: str) -> Iterator[tuple[Path, Path]]:
    """The copies of a provider's package, each with its source."""
    row = ROWS[name]
    package = PROJECT / "generated" / name / row.package
    for path in sorted([*(package / "_runtime").rglob("*.py"), *(package / "_overlay").rglob("*.py")]):
        relative = path.relative_to(package).as_posix()
        source = source_of(row, relative)
        # It stands in the package's root, and a bridge in its place.
        if source is not None and relative != "_runtime/errors.py":
            yield path, PROJECT / source
    yield package / "errors.py", PROJECT / "runtime" / "errors.py"


@pytest.mark.parametrize("name", NAMES)
def test_a_copy_is_its_source_but_for_line_one(name: str) -> None:
    """Byte for byte; only the runtime's root error has the provider's name."""
    found = dict(copies(name))

    for copy, source in found.items():
        first, _, rest = copy.read_bytes().partition(b"\n")
        expected = source.read_bytes()
        if source.is_relative_to(PROJECT / "runtime"):
            expected = re.sub(rb"\bProviderError\b", f"{ROWS[name].client}Error".encode(), expected)
        assert (
            first
            == f"# Copied from {source.relative_to(PROJECT).as_posix()} by `nox -s generate`. Do not edit.".encode()
        )
        assert rest == expected, copy
    overlay = PROJECT / "overlays" / name
    assert {path for path in found.values() if path.is_relative_to(overlay)} == {*overlay.rglob("*.py")}


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        pytest.param(lambda folder: (folder / "a.py").write_text("x = 1\n"), ["acme/a.py: extra"], id="added"),
        pytest.param(lambda folder: (folder / "README.md").unlink(), ["acme/README.md: missing"], id="removed"),
        pytest.param(
            lambda folder: (folder / "LICENSE").write_bytes((folder / "LICENSE").read_bytes() + b"\n"),
            ["acme/LICENSE: different"],
            id="changed",
        ),
    ],
)
def test_check_names_the_file_and_the_command(
    workshop: Workshop,
    minimal: dict[str, Any],
    minimal_generated: Path,
    capsys: pytest.CaptureFixture[str],
    change: Callable[[Path], object],
    expected: list[str],
) -> None:
    """A byte changed, a file added or removed: `check` fails and says what mends it."""
    workshop.begin(minimal, minimal_generated)
    arguments = ["check", "--project", str(workshop.folder)]
    assert main(arguments) == 0
    assert main(arguments) == 0

    change(workshop.folder / "generated" / "acme")

    assert main(arguments) == 1
    printed = capsys.readouterr().err
    assert all(line in printed for line in expected)
    assert "nox -s generate" in printed


def test_check_finds_a_provider_that_is_gone(
    workshop: Workshop, minimal: dict[str, Any], minimal_generated: Path
) -> None:
    """A folder without a row is extra."""
    workshop.begin(minimal, minimal_generated)
    (workshop.folder / "generated" / "old").mkdir()

    assert pipeline.check(workshop.folder, [], ["acme"]) == [
        "generated/old: extra; pyproject.toml has no such provider"
    ]


def test_output_depends_on_nothing_else(
    workshop: Workshop, minimal: dict[str, Any], minimal_generated: Path, tmp_path: Path
) -> None:
    """Another folder, locale, hash seed and working directory give the same bytes."""
    workshop.begin(minimal, minimal_generated)
    elsewhere = tmp_path / "else where"
    shutil.copytree(workshop.folder, elsewhere)
    environment = {**os.environ, "LC_ALL": "C", "LANG": "C", "PYTHONHASHSEED": "12345", "TZ": "Asia/Tokyo"}
    environment |= {"PYTHONPATH": str(PROJECT)}

    run = subprocess.run(
        [sys.executable, "-m", "tools.codegen", "check", "--project", str(elsewhere)],
        env=environment,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )

    assert run.returncode == 0, run.stdout + run.stderr


def path(*keys: str | int) -> Callable[[dict[str, Any]], Any]:
    def walk(document: dict[str, Any]) -> Any:
        node: Any = document
        for key in keys:
            node = node[key]
        return node

    return walk


OPERATION = path("paths", "/anvils/{anvil_id}", "get")
ANSWER = path("paths", "/anvils/{anvil_id}", "get", "responses", "200", "content", "application/json")
ANVIL = path("components", "schemas", "Anvil")

BROKEN: dict[str, tuple[Mutation, str]] = {
    "not OpenAPI": (lambda d: d.pop("openapi"), r"openapi"),
    "a dangling $ref": (lambda d: ANSWER(d).update(schema={"$ref": "#/components/schemas/Gone"}), r"Gone"),
    "two operations with one id": (
        lambda d: d["paths"].update({"/other/{anvil_id}": {"get": OPERATION(d)}}),
        r"anvils_get",
    ),
    "a closed enum": (
        lambda d: ANVIL(d)["properties"].update(finish={"type": "string", "enum": ["a"], "description": "x"}),
        r"#/components/schemas/Anvil/properties/finish",
    ),
    "an example that does not validate": (
        lambda d: ANSWER(d)["examples"]["found"]["value"].update(weight="heavy"),
        r"examples/found/value/weight",
    ),
    "a name with a line break": (
        lambda d: ANVIL(d)["properties"].update({'x"\n    import os': {"type": "string", "description": "x"}}),
        r"#/components/schemas/Anvil/properties",
    ),
    "an operation without security": (lambda d: OPERATION(d).pop("security"), r"security"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_document_is_refused_and_leaves_the_output_alone(
    workshop: Workshop, minimal: dict[str, Any], minimal_generated: Path, name: str
) -> None:
    """File, pointer and reason; not a byte under `generated/` is touched, no temporary folder left."""
    workshop.begin(minimal, minimal_generated)
    before = workshop.digest()
    mutation, expected = BROKEN[name]
    mutation(minimal)
    workshop.add("acme", minimal)

    with pytest.raises(InputError) as caught:
        workshop.generate()

    assert re.search(expected, str(caught.value))
    assert all(finding.file == "openapi/acme/document.yaml" and finding.reason for finding in caught.value.findings)
    assert workshop.digest() == before
    assert [entry.name for entry in (workshop.folder / "generated").iterdir()] == ["acme"]


def test_what_is_no_yaml_is_refused_with_its_line(workshop: Workshop, capsys: pytest.CaptureFixture[str]) -> None:
    """The command says what and where, and exits with 2."""
    workshop.add("acme", "openapi: 3.1.0\n  info: [\n")

    status = main(["generate", "--project", str(workshop.folder)])

    assert status == 2
    assert re.search(r"openapi/acme/document.yaml:2 ", capsys.readouterr().err)


HOSTILE = 'x"""\n\nimport os; os.abort()\n"""{{ 7 * 7 }}{% raw %}\\" \\N{BEL} \u2028 \x85'


def test_hostile_texts_stay_texts(workshop: Workshop, minimal: dict[str, Any]) -> None:
    """A description, a summary, an example and a server cannot break out into code."""
    minimal["info"]["description"] = HOSTILE
    minimal["tags"][0]["description"] = HOSTILE
    OPERATION(minimal).update(summary=" ".join(HOSTILE.split()), description=HOSTILE)
    OPERATION(minimal)["parameters"][0].update(description=HOSTILE)
    OPERATION(minimal)["responses"]["401"]["description"] = HOSTILE
    ANVIL(minimal)["description"] = HOSTILE
    ANVIL(minimal)["properties"]["id"]["description"] = HOSTILE
    minimal["components"]["schemas"]["KnownFinish"]["enum"] = ["matte", 'x"]; import os; os.abort(); y = ["']
    ANVIL(minimal)["properties"].update(
        {'"; import os; os.abort(); "': {"type": ["string", "null"], "description": "A name that is no name."}}
    )
    workshop.add("acme", minimal)

    workshop.generate()

    acme = workshop.load("acme")
    anvil = acme.models.Anvil.from_dict({"id": "1", '"; import os; os.abort(); "': "x"})
    assert anvil.to_dict()['"; import os; os.abort(); "'] == "x"
    assert "os.abort()" in (acme.models.Anvil.__doc__ or "")


def test_a_row_that_names_what_is_not_there_is_refused(workshop: Workshop, minimal: dict[str, Any]) -> None:
    """A mixin for no tag, a refusal without its function, an envelope that no answer has: all told at once."""
    workshop.add("acme", minimal, envelope="data", refusal="refusals:gone")

    with pytest.raises(InputError) as caught:
        workshop.generate()

    assert {finding.pointer for finding in caught.value.findings} == {
        "/tool/codegen/providers/acme/envelope",
        "/tool/codegen/providers/acme/refusal",
    }


@pytest.mark.parametrize(
    ("row", "pointer"),
    [
        pytest.param({"client": "a b"}, "client", id="client"),
        pytest.param({"version": "one"}, "version", id="version"),
        pytest.param({"rules": "none"}, "rules", id="rules"),
        pytest.param({"colour": "red"}, "colour", id="unknown"),
        pytest.param({"refusal": "nowhere"}, "refusal", id="refusal"),
        pytest.param({"skip": "all"}, "skip", id="skip"),
    ],
)
def test_a_row_that_cannot_be_used_is_refused(
    workshop: Workshop, minimal: dict[str, Any], row: dict[str, Any], pointer: str
) -> None:
    """The finding points at the key in pyproject.toml."""
    workshop.add("acme", minimal, **row)

    with pytest.raises(InputError) as caught:
        providers.load(workshop.folder)

    assert [finding.pointer for finding in caught.value.findings] == [f"/tool/codegen/providers/acme/{pointer}"]


@pytest.mark.parametrize(
    ("key", "meant"), [("evelope", "envelope"), ("mixin", "mixins"), ("Refusal", "refusal"), ("colour", None)]
)
def test_a_misspelt_key_of_a_row_is_asked_about(
    workshop: Workshop, minimal: dict[str, Any], key: str, meant: str | None
) -> None:
    """The finding says which key may have been meant, if one is near."""
    workshop.add("acme", minimal, **{key: "x"})

    with pytest.raises(InputError) as caught:
        providers.load(workshop.folder)

    (finding,) = caught.value.findings
    assert finding.reason.endswith(f" Did you mean `{meant}`?" if meant else "version.")


def test_a_collision_of_an_overlay_is_an_error(workshop: Workshop, minimal: dict[str, Any], tmp_path: Path) -> None:
    """Nothing that the generator wrote is ever replaced by an overlay."""
    taken = tmp_path / "taken"
    taken.mkdir()

    with pytest.raises(InputError, match="which the generator wrote"):
        copy_code(workshop.folder, "runtime", taken)


@pytest.mark.parametrize(
    ("text", "line", "error"),
    [
        pytest.param("import os\nfrom .._runtime.http import engine_room\n", 2, "ImportError", id="name"),
        pytest.param("def look(:\n", 1, "SyntaxError", id="syntax"),
        pytest.param("def fail():\n    raise RuntimeError('no')\n\n\nfail()\n", 2, "RuntimeError: no", id="raises"),
        pytest.param("print('{}')\nraise SystemError('no')\n", 2, "SystemError: no", id="prints"),
    ],
)
def test_an_overlay_that_cannot_be_imported_is_refused(
    workshop: Workshop, minimal: dict[str, Any], minimal_generated: Path, text: str, line: int, error: str
) -> None:
    """Each module is imported before the package is swapped in; the finding names the hand-written file and line."""
    workshop.begin(minimal, minimal_generated)
    before = workshop.digest()
    overlay = workshop.folder / "overlays" / "acme"
    overlay.mkdir()
    (overlay / "looks.py").write_text(text)

    with pytest.raises(InputError) as caught:
        workshop.generate()

    (finding,) = caught.value.findings
    assert (finding.file, finding.line) == ("overlays/acme/looks.py", line)
    assert error in finding.reason
    assert workshop.digest() == before


def test_the_pydantic_models_are_imported_too(workshop: Workshop, minimal: dict[str, Any]) -> None:
    """Nothing else of a package needs what they are based on."""
    base = workshop.folder / "runtime" / "values" / "pydantic_base.py"
    base.write_text("raise ImportError('not today')\n")
    workshop.add("acme", minimal)

    with pytest.raises(InputError, match="not today") as caught:
        workshop.generate()

    assert [(finding.file, finding.line) for finding in caught.value.findings] == [
        ("runtime/values/pydantic_base.py", 1)
    ]


def test_no_code_is_parsed_in_a_thread(workshop: Workshop, minimal: dict[str, Any]) -> None:
    """`ast.parse` of Python 3.11 may fail in two threads at once, so providers are made in processes of their own."""
    for name in ("acme", "bolts"):
        workshop.add(name, minimal)
        overlay = workshop.folder / "overlays" / name
        overlay.mkdir()
        (overlay / "__init__.py").write_text('"""Nothing."""\n\n__all__: list[str] = []\n')
    script = textwrap.dedent("""\
        import sys, threading
        from pathlib import Path
        from tools.codegen import pipeline
        from tools.contract import providers

        parsed = []

        def watch(event, arguments):
            # What is compiled without a file is parsed, or evaluated, by the pipeline itself.
            if event == "compile" and threading.current_thread() is not threading.main_thread():
                parsed.append(arguments[1])

        project = Path(sys.argv[1])
        sys.addaudithook(watch)
        pipeline.generate(project, list(providers.load(project).values()))
        print([name for name in parsed if not str(name).endswith(".py")])
    """)

    run = subprocess.run(
        [sys.executable, "-c", script, str(workshop.folder)],
        env={**os.environ, "PYTHONPATH": str(PROJECT)},
        capture_output=True,
        text=True,
        check=True,
    )

    assert run.stdout == "[]\n"
    assert workshop.package("bolts").is_dir()
