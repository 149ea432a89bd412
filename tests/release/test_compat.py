"""The whole of `compat`, on a project whose client is generated before and after a change of its document."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from tools.release.__main__ import main
from tools.release.compat import compatibility
from tools.release.compat.changes import Step
from tools.release.compat.revisions import RevisionError

from ..codegen.conftest import MINIMAL, Workshop
from .conftest import PROJECT, Git, run

TYPING = '''"""What users of the client write."""

from typing import Literal, assert_type

from acme_client import Acme, APIStatusError
from acme_client.models import Anvil, KnownFinish


def use(acme: Acme) -> None:
    anvil = acme.anvils.get("anvil_1")
    assert_type(anvil, Anvil)
    name: str = anvil.id
    assert_type(anvil.weight, float | None)
    assert_type(anvil.finish, KnownFinish | str | None)
    print(name.upper())


def known(finish: KnownFinish) -> None:
    assert_type(finish, Literal["matte", "gloss"])


def caught(error: APIStatusError) -> int:
    return error.status_code
'''


class Client:
    """A project with one provider, released as 0.1.0."""

    def __init__(self, folder: Path) -> None:
        self.workshop = Workshop(folder)
        self.folder = folder
        self.document = deepcopy(MINIMAL)
        (folder / "tests" / "typing").mkdir(parents=True)
        (folder / "tests" / "typing" / "acme.py").write_text(TYPING)
        (folder / "CHANGELOG.md").write_text("# Changelog\n\n## acme-client\n\n### 0.1.0\n\n#### Added\n- Anvils.\n")
        (folder / ".gitignore").write_text((PROJECT / ".gitignore").read_text())
        self.write("0.1.0")
        self.git = Git(folder)
        self.git.commit("acme-client-v0.1.0")

    def write(self, version: str) -> None:
        """Generate the client of the document."""
        self.workshop.add("acme", self.document, version=version)
        self.workshop.generate("acme")

    def compat(self, *arguments: str) -> tuple[int, str, str]:
        """Run the command on the project: its status, what it printed, and its complaints."""
        done = run(self.folder, "compat", *arguments)
        return done.returncode, done.stdout, done.stderr

    @property
    def anvil(self) -> Any:
        """The schema that users read."""
        return self.document["components"]["schemas"]["Anvil"]


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Client:
    """One project for all tests: each puts back what it changes."""
    return Client(tmp_path_factory.mktemp("compat") / "project")


@pytest.fixture
def client(released: Client) -> Iterator[Client]:
    """The project as it was released."""
    yield released
    released.git("checkout", "--quiet", "--force", "main")
    released.git("reset", "--quiet", "--hard", "acme-client-v0.1.0")
    released.git("clean", "--quiet", "--force", "-d")
    released.document = deepcopy(MINIMAL)


def steps(printed: str) -> set[tuple[str, str, str]]:
    """Step, area and kind of each change in the JSON of one report."""
    (report,) = json.loads(printed)
    return {(change["step"], change["area"], change["kind"]) for change in report["changes"]}


def test_nothing_changed(client: Client) -> None:
    """No step, and the released version will do."""
    status, printed, _ = client.compat()

    assert status == 0
    assert printed.startswith("none: acme-client 0.1.0 -> nothing to release (compared with acme-client-v0.1.0)\n")


def test_a_first_release_is_compared_with_nothing(client: Client) -> None:
    """It says so, and all is well."""
    client.git("tag", "--delete", "acme-client-v0.1.0")
    try:
        status, printed, _ = client.compat()
        machine = json.loads(client.compat("--json")[1])
        drafted = client.compat("--changelog")[1]
    finally:
        client.git("tag", "acme-client-v0.1.0", "HEAD")

    assert (status, printed) == (
        0,
        "first release: acme-client 0.1.0; there is no tag acme-client-v* to compare with\n",
    )
    assert (machine[0]["against"], machine[0]["step"], machine[0]["is_enough"]) == (None, None, True)
    assert "### 0.1.0" in drafted
    assert "- The first release." in drafted


def test_a_field_a_value_and_a_status_are_minor(client: Client) -> None:
    """Old code still type-checks, though it spells the known values out; the third number steps."""
    client.anvil["properties"]["polish"] = {"type": ["string", "null"], "description": "How it shines."}
    client.document["components"]["schemas"]["KnownFinish"]["enum"].append("rust")
    client.document["paths"]["/anvils/{anvil_id}"]["get"]["responses"]["404"] = {
        "description": "No such anvil.",
        "content": {
            "application/json": {
                "schema": {"$ref": "#/components/schemas/Problem"},
                "examples": {"not_found": {"summary": "An unknown id.", "value": {"message": "not here"}}},
            }
        },
    }
    client.write("0.1.1")

    status, printed, complaints = client.compat("--json", "--write-changelog")

    assert status == 0
    assert steps(printed) == {
        ("minor", "wire", "added"),
        ("minor", "wire", "values"),
        ("minor", "wire", "status"),
        ("minor", "python", "added"),
        ("minor", "python", "values"),
        ("minor", "typing", "assert-type"),
        ("minor", "typing", "reportAssertTypeFailure"),
        ("patch", "code", "code"),
        ("patch", "code", "text"),
    }
    (report,) = json.loads(printed)
    assert (report["step"], report["version"], report["required"]) == ("minor", "0.1.1", "0.1.1")
    assert report["against"]["revision"] == "acme-client-v0.1.0"
    assert "CHANGELOG.md: acme-client 0.1.1 written" in complaints
    log = (client.folder / "CHANGELOG.md").read_text()
    entry = r"### 0\.1\.1\n<!-- .* -->\n\n#### Added\n(- .*\n)*- `Anvil\.polish`\.\n(- .*\n)*"
    assert re.search(rf"## acme-client\n\n{entry}\n### 0\.1\.0\n", log)
    _, printed, complaints = client.compat("--write-changelog")
    assert printed.startswith("minor: acme-client 0.1.0 -> at least 0.1.1 ")
    assert "CHANGELOG.md: acme-client 0.1.1 unchanged" in complaints
    assert (client.folder / "CHANGELOG.md").read_text() == log


def test_a_field_that_may_be_missing_is_major(client: Client) -> None:
    """On the wire, in Python, and in old code; before 1.0.0 the second number steps."""
    client.anvil["required"] = []
    client.anvil["properties"]["id"]["type"] = ["string", "null"]
    client.write("0.1.1")

    status, printed, _ = client.compat()

    assert status == 1
    assert printed.startswith("major: acme-client 0.1.0 -> at least 0.2.0 (compared with acme-client-v0.1.0)\n")
    assert re.search(r"openapi/acme/document\.yaml:\d+ #/components/schemas/Anvil/properties/id\n", printed)
    assert "acme_client.models.Anvil.id\n" in printed
    assert "tests/typing/acme.py:12 (as released)\n" in printed
    assert "version 0.1.1 in [tool.codegen.providers.acme] in pyproject.toml is too low: set it to 0.2.0," in printed


def test_a_changed_overlay_is_a_patch(client: Client) -> None:
    """What users see is the same, and what they install is not."""
    path = client.folder / "runtime" / "http" / "retrying.py"
    path.write_text(path.read_text() + "\n_UNUSED = 1\n")
    client.write("0.1.0")

    status, printed, _ = client.compat("--json", "--write-changelog")

    assert (status, steps(printed)) == (1, {("patch", "code", "code")})
    log = (client.folder / "CHANGELOG.md").read_text()
    assert re.search(r"### 0\.1\.1\n<!-- .* -->\n\n#### Changed\n- Internal changes only\.\n\n### 0\.1\.0", log)


def test_a_changed_text_is_a_patch(client: Client) -> None:
    """In the document and in the docstrings that follow from it."""
    client.anvil["description"] = "A thing to hammer on, by hand."
    client.write("0.1.1")

    status, printed, _ = client.compat("--json")

    assert (status, steps(printed)) == (0, {("patch", "wire", "text"), ("patch", "code", "text")})


def test_any_revision_can_be_compared_with(client: Client) -> None:
    """The version is then that of the row there."""
    client.anvil["description"] = "A thing to hammer on, by hand."
    client.write("0.3.0")
    client.git.commit()

    report = compatibility.report(client.folder, _provider(client), "HEAD")
    before = compatibility.report(client.folder, _provider(client), "HEAD~1")

    assert (report.step, str(report.required), report.is_enough) == (Step.NONE, "0.3.0", True)
    assert (before.step, str(before.required), before.is_enough) == (Step.PATCH, "0.1.1", True)


def test_a_provider_that_is_new_has_its_first_release(client: Client) -> None:
    """A revision without it is no release of it, whatever it holds."""
    client.workshop.add("bolt", client.document, client="Bolt", version="0.1.0")
    client.workshop.generate("bolt")
    table = compatibility.providers.load(client.folder)

    report = compatibility.report(client.folder, table["bolt"], "HEAD")

    assert (report.baseline, report.absent) == (None, "HEAD has no provider bolt")
    client.workshop.rows.pop("bolt")


def test_a_shallow_clone_makes_no_release_the_first(client: Client, tmp_path: Path) -> None:
    """Where tags may not have been fetched, nobody knows; with the tag there, all is known that is needed."""
    for name, more in (("bare", ["--no-tags"]), ("tagged", list[str]())):
        client.git("clone", "--quiet", "--depth=1", *more, f"file://{client.folder}", str(tmp_path / name))

    with pytest.raises(RevisionError, match="this clone is shallow"):
        compatibility.report(tmp_path / "bare", _provider(client))
    assert compatibility.report(tmp_path / "tagged", _provider(client)).step is Step.NONE


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        pytest.param(["--against", "nowhere"], "git does not know the revision 'nowhere'", id="no revision"),
        pytest.param(["bolt"], "no provider bolt; pyproject.toml has acme", id="no provider"),
        pytest.param(["--against"], "expected one argument", id="no argument"),
    ],
)
def test_what_cannot_be_compared_is_refused(
    client: Client, arguments: list[str], complaint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """With status 2, and no traceback."""
    try:
        status = main(["compat", "--project", str(client.folder), *arguments])
    except SystemExit as stopped:
        status = int(str(stopped.code))

    assert status == 2
    assert complaint in capsys.readouterr().err


def test_a_tag_that_names_another_version_is_refused(client: Client) -> None:
    """What was released must be known for certain."""
    client.git("tag", "acme-client-v0.5.0")
    try:
        with pytest.raises(RevisionError, match=r"acme-client-v0.5.0 is on a commit whose row has version 0.1.0"):
            compatibility.report(client.folder, _provider(client))
    finally:
        client.git("tag", "--delete", "acme-client-v0.5.0")


@pytest.mark.parametrize(
    ("file", "text", "complaint"),
    [
        pytest.param("pyproject.toml", "not TOML", "the provider table of HEAD cannot be read", id="table"),
        pytest.param("openapi/acme/document.yaml", "a: [", "the document of HEAD cannot be read", id="document"),
        pytest.param("generated/acme/acme_client", None, "HEAD has no generated/acme/acme_client", id="package"),
    ],
)
def test_a_release_that_is_broken_is_refused(client: Client, file: str, text: str | None, complaint: str) -> None:
    """What stands there cannot be read, and that is said of the release, not of the working tree."""
    provider = _provider(client)
    if text is None:
        client.git("rm", "--quiet", "-r", file)
    else:
        (client.folder / file).write_text(text)
    client.git.commit()
    client.git("checkout", "--quiet", "HEAD~1", "--", ".")

    with pytest.raises(RevisionError, match=complaint):
        compatibility.report(client.folder, provider, "HEAD")


def test_what_was_not_generated_is_said(client: Client) -> None:
    """The working tree's own gap names the command that fills it."""
    provider = _provider(client)
    client.git("rm", "--quiet", "-r", "generated/acme")

    with pytest.raises(
        RevisionError, match="the working tree has no generated/acme/acme_client; run `nox -s generate`"
    ):
        compatibility.report(client.folder, provider, "HEAD")


def _provider(client: Client) -> Any:
    return compatibility.providers.load(client.folder)["acme"]
