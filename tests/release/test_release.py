"""A release step by step, and every way in which it is refused; `test_maintaining.py` has one from end to end."""

from __future__ import annotations

import io
import re
import shutil
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from copy import deepcopy
from pathlib import Path

import pytest

from tools.contract import providers
from tools.release.__main__ import main
from tools.release.build import contents, distributions, installs, metadata
from tools.release.build.distributions import BuildError, Built
from tools.release.release_steps import Release, StepError, release

from ..codegen.conftest import MINIMAL, Workshop
from .conftest import PROJECT, Git, run

TESTS = """
from acme_client.testing import FakeAcme


def test_the_fake_answers() -> None:
    with FakeAcme().client() as client:
        assert client.anvils.get("anvil_1").id == "anvil_1"


def test_of_bolt() -> None:
    raise AssertionError("a test of another provider was run")
"""


class Project:
    """A project with two providers, whose client `acme` is ready to be released."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        workshop = Workshop(folder)
        workshop.add("acme", MINIMAL)
        workshop.add("bolt", {**deepcopy(MINIMAL), "info": {**MINIMAL["info"], "title": "Bolt"}}, client="Bolt")
        workshop.generate()
        (folder / "tests" / "generated").mkdir(parents=True)
        (folder / "tests" / "generated" / "test_acme.py").write_text(TESTS)
        (folder / "CHANGELOG.md").write_text("# Changelog\n\n## acme-client\n\n### 0.1.0\n\n#### Added\n- Anvils.\n")
        shutil.copyfile(PROJECT / ".gitignore", folder / ".gitignore")
        self.git = Git(folder)
        self.git.commit("start")

    @property
    def generated(self) -> Path:
        """The distribution."""
        return self.folder / "generated" / "acme"

    def steps(self, work: Path, *, allow_dirty: bool = False) -> Release:
        """The steps, to be taken one by one."""
        return Release(
            project=self.folder,
            provider=providers.load(self.folder)["acme"],
            others=["bolt"],
            against=None,
            allow_dirty=allow_dirty,
            work=work,
        )


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """One project for all tests: each puts back what it changes."""
    return Project(tmp_path_factory.mktemp("release") / "project")


@pytest.fixture
def project(made: Project) -> Iterator[Project]:
    """The project as it was committed."""
    yield made
    made.git("reset", "--quiet", "--hard", "start")
    made.git("clean", "--quiet", "--force", "-d", "-x")


@pytest.fixture(scope="module")
def built(made: Project, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Wheel and sdist, as they should be."""
    return distributions.build_twice(made.generated, tmp_path_factory.mktemp("built"))


# --- The whole of it ----------------------------------------------------------------------------------------------


def test_a_step_that_fails_ends_it_and_leaves_dist_alone(project: Project) -> None:
    """The message says which step, why, and that nothing was changed; later steps are not taken."""
    (project.folder / "dist").mkdir()
    (project.folder / "dist" / "kept").write_text("kept")
    (project.folder / "tests" / "generated" / "test_acme.py").write_text("def test_it() -> None:\n    assert 1 == 2\n")
    project.git.commit()

    done = run(project.folder, "release", "acme")

    assert done.returncode == 1
    assert done.stdout.splitlines()[-1].split() == ["tests", "FAILED"]
    assert "assert 1 == 2" in done.stderr
    assert "tests failed" in done.stderr
    assert [path.name for path in (project.folder / "dist").iterdir()] == ["kept"]
    assert not list(project.folder.glob(".fresh-*"))


def test_an_interrupt_leaves_dist_alone(
    project: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Ctrl-C says in which step it came, and ends with the status that shells use for it."""

    def interrupt(_: Release) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr(Release, "check_compatibility", interrupt)

    assert main(["release", "acme", "--project", str(project.folder)]) == 130
    assert "compat      INTERRUPTED\n\ndist/ is unchanged\n" in capsys.readouterr().err
    assert not (project.folder / "dist").exists()


def test_a_dirty_tree_may_be_tried_and_not_published(
    project: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`--allow-dirty` goes on past the tree; the refusal names the file."""
    (project.folder / "notes").write_text("x")
    table = providers.load(project.folder)

    assert release(project.folder, [table["acme"]], table, against=None, allow_dirty=False) == 1
    assert "?? notes" in capsys.readouterr().err
    assert project.steps(tmp_path, allow_dirty=True).check_tree() == "1 file(s) not committed"


# --- Step by step -------------------------------------------------------------------------------------------------


def append(path: Path, text: str) -> None:
    path.write_text(path.read_text() + text)


def refused(step: Callable[[], str], what: str) -> None:
    with pytest.raises(StepError, match=what):
        step()


def test_what_is_released_already_is_refused(project: Project, tmp_path: Path) -> None:
    """The tag says so."""
    project.git("tag", "acme-client-v0.1.0")
    try:
        refused(project.steps(tmp_path).check_tree, "the tag acme-client-v0.1.0 exists")
    finally:
        project.git("tag", "--delete", "acme-client-v0.1.0")


def test_a_version_that_does_not_step_far_enough_is_refused(project: Project, tmp_path: Path) -> None:
    """Nothing changed, or more than the version says."""
    project.git("tag", "acme-client-v0.1.0")
    try:
        refused(project.steps(tmp_path).check_compatibility, "nothing has changed")
        append(project.generated / "acme_client" / "errors.py", "\nX = 1\n")
        refused(project.steps(tmp_path).check_compatibility, "is too low: set it to")
    finally:
        project.git("tag", "--delete", "acme-client-v0.1.0")


def test_what_is_not_generated_is_refused(project: Project, tmp_path: Path) -> None:
    """The file is named."""
    append(project.generated / "README.md", "x")

    refused(project.steps(tmp_path).check_generated, "generated/acme/README.md: different")


def test_a_version_without_a_changelog_entry_is_refused(project: Project, tmp_path: Path) -> None:
    """The command that drafts one is named."""
    (project.folder / "CHANGELOG.md").write_text("# Changelog\n\n## acme-client\n")

    refused(project.steps(tmp_path).check_changelog, "`nox -s compat -- acme --write-changelog` drafts an entry")


def test_no_tests_are_no_passed_tests(project: Project, tmp_path: Path) -> None:
    """A project without tests, and one whose tests are all of others."""
    tests = project.folder / "tests" / "generated" / "test_acme.py"

    tests.write_text("def test_of_bolt() -> None: ...\n")
    refused(project.steps(tmp_path).run_tests, "there are no tests for acme")
    shutil.rmtree(project.folder / "tests")
    refused(project.steps(tmp_path).run_tests, "there are no tests: tests/generated and")


# --- Building -----------------------------------------------------------------------------------------------------


def test_a_build_that_gives_other_bytes_is_refused(project: Project, tmp_path: Path) -> None:
    """A file that is made anew by each build."""
    (project.generated / "hatch_build.py").write_text(
        "import os\n"
        "from hatchling.builders.hooks.plugin.interface import BuildHookInterface\n\n"
        "class Hook(BuildHookInterface):\n"
        "    def initialize(self, version, build_data):\n"
        "        open(os.path.join(self.root, 'acme_client', 'stamp.py'), 'w').write(repr(os.urandom(9)))\n"
    )
    toml = project.generated / "pyproject.toml"
    text = toml.read_text().replace('"pyproject.toml"]', '"pyproject.toml", "hatch_build.py"]')
    toml.write_text(text + "\n[tool.hatch.build.hooks.custom]\n")

    with pytest.raises(BuildError, match=r"is not reproducible"):
        distributions.build_twice(project.generated, tmp_path)


def test_a_build_that_fails_is_told_in_the_builders_words(project: Project, tmp_path: Path) -> None:
    """With what it printed."""
    backend = '[build-system]\nrequires = []\nbuild-backend = "no_such_backend"\n'
    (project.generated / "pyproject.toml").write_text(backend)

    with pytest.raises(BuildError, match="no_such_backend"):
        distributions.build_twice(project.generated, tmp_path)


# --- Contents -----------------------------------------------------------------------------------------------------


def test_what_was_generated_is_all_there(built: Built, made: Project) -> None:
    """Nothing is missing, nothing is extra."""
    assert contents.problems(built, made.generated, "acme_client") == []


def rewritten(built: Built, folder: Path, edit: Callable[[dict[str, bytes]], object]) -> Built:
    """Both files with other contents: names without what stands before the package."""
    wheel, sdist = folder / built.wheel.name, folder / built.sdist.name
    with zipfile.ZipFile(built.wheel) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    edit(files)
    with zipfile.ZipFile(wheel, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    root = built.sdist.name.removesuffix(".tar.gz")
    with tarfile.open(built.sdist) as archive:
        members = {
            member.name.removeprefix(f"{root}/"): stream.read()
            for member in archive
            if (stream := archive.extractfile(member)) is not None
        }
    edit(members)
    with tarfile.open(sdist, "w:gz") as archive:
        for name, content in members.items():
            information = tarfile.TarInfo(f"{root}/{name}")
            information.size = len(content)
            archive.addfile(information, io.BytesIO(content))
    return Built(wheel, sdist)


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        pytest.param(lambda files: files.pop("acme_client/py.typed"), "acme_client/py.typed is missing", id="py.typed"),
        pytest.param(
            lambda files: files.pop("acme_client/models/__init__.py"),
            "acme_client/models/__init__.py is missing",
            id="module",
        ),
        pytest.param(
            lambda files: files.update({"acme_client/errors.py": b"x"}),
            "acme_client/errors.py differs from the generated file",
            id="changed",
        ),
        pytest.param(
            lambda files: files.update({"acme_client/extra.py": b""}), "acme_client/extra.py is extra", id="extra"
        ),
        pytest.param(
            lambda files: files.update({"tests/test_x.py": b""}), "tests/test_x.py must not be included", id="tests"
        ),
        pytest.param(
            lambda files: files.update({"acme_client/__pycache__/x.cpython-311.pyc": b""}),
            "acme_client/__pycache__/x.cpython-311.pyc must not be included",
            id="cache",
        ),
        pytest.param(lambda files: files.update({".env": b""}), ".env must not be included", id="hidden"),
    ],
)
def test_contents_that_are_not_right_are_told_for_both(
    built: Built,
    made: Project,
    tmp_path: Path,
    edit: Callable[[dict[str, bytes]], object],
    expected: str,
) -> None:
    """By file and name."""
    found = contents.problems(rewritten(built, tmp_path, edit), made.generated, "acme_client")

    for path in built.files:
        assert f"{path.name}: {expected}" in found


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("licenses/LICENSE", None, "licenses/LICENSE is missing"),
        ("licenses/LICENSE", b"Mine.", "the licence differs from the project's"),
        ("WHEEL", b"Tag: cp311-cp311-linux_x86_64\n", "the wheel must have the tag py3-none-any"),
        ("METADATA", b"Name: other\n", "METADATA does not match its digest in RECORD"),
        ("RECORD", None, "RECORD is missing"),
    ],
)
def test_a_wheel_is_held_to_its_own_papers(
    built: Built, made: Project, tmp_path: Path, name: str, content: bytes | None, expected: str
) -> None:
    """Licence, tags and digests."""

    def edit(files: dict[str, bytes]) -> None:
        full = f"acme_client-0.1.0.dist-info/{name}"
        if full in files:
            files.pop(full)
            if content is not None:
                files[full] = content

    found = contents.problems(rewritten(built, tmp_path, edit), made.generated, "acme_client")

    assert [problem for problem in found if problem.startswith(built.wheel.name) and problem.endswith(expected)]


def test_an_sdist_that_reaches_out_of_its_folder_is_told(built: Built, made: Project, tmp_path: Path) -> None:
    """A link, and a name with two dots."""
    sdist = tmp_path / built.sdist.name
    shutil.copyfile(built.sdist, sdist)
    with tarfile.open(sdist, "w:gz") as archive:
        link = tarfile.TarInfo("acme_client-0.1.0/link")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
        archive.addfile(tarfile.TarInfo("acme_client-0.1.0/../out"))

    found = contents.problems(Built(built.wheel, sdist), made.generated, "acme_client")

    assert f"{sdist.name}: acme_client-0.1.0/link is not a file below acme_client-0.1.0/" in found
    assert f"{sdist.name}: acme_client-0.1.0/../out is not a file below acme_client-0.1.0/" in found


# --- Metadata -----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def papers(built: Built) -> str:
    """The wheel's metadata."""
    with zipfile.ZipFile(built.wheel) as archive:
        return archive.read("acme_client-0.1.0.dist-info/METADATA").decode()


def test_the_metadata_is_fit_for_an_index(built: Built) -> None:
    """Also by the uploader's own check."""
    assert metadata.problems(built, "acme-client", "0.1.0") == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Name: acme-client", "Name: other", "the name is other instead of acme-client"),
        ("Name: acme-client", "Name: not a name", "'not a name' is invalid for 'name'"),
        ("Version: 0.1.0", "Version: 0.2.0", "the version is 0.2.0, but the row has 0.1.0"),
        ("License-Expression: MIT\n", "", "the licence or the licence file is missing"),
        ("License-File: LICENSE\n", "", "the licence or the licence file is missing"),
        ("License-Expression: MIT", "License-Expression: Mine", "'Mine' is invalid for 'license-expression'"),
        ("Requires-Python: >=3.11\n", "", "the supported Python versions are missing"),
        ("Classifier: Typing :: Typed\n", "", "the classifier 'Typing :: Typed' is missing"),
        (
            "Classifier: Typing",
            "Classifier: Odd :: One\nClassifier: Typing",
            "the classifier 'Odd :: One' does not exist",
        ),
        ("https://docs", "http://docs", "; use https"),
        ("Requires-Dist: attrs", "Requires-Dist: ==1", "is invalid for 'requires-dist'"),
        ("text/markdown", "text/plain", "the README is not declared as Markdown"),
        ("\n# acme-client", "\n# acme-client [x](docs/x.md)", "which is broken on a package index: docs/x.md"),
    ],
)
def test_metadata_that_is_not_right_is_told(papers: str, old: str, new: str, expected: str) -> None:
    """In words that name the field."""
    assert old in papers
    text = papers.replace(old, new)

    assert [problem for problem in metadata.of_text(text.encode(), "acme-client", "0.1.0") if expected in problem]


def test_two_papers_that_differ_are_told(built: Built, tmp_path: Path) -> None:
    """Wheel and sdist speak of one thing."""

    def edit(files: dict[str, bytes]) -> None:
        if "PKG-INFO" in files:
            files["PKG-INFO"] = files["PKG-INFO"].replace(b"Summary: A", b"Summary: The")

    found = metadata.problems(rewritten(built, tmp_path, edit), "acme-client", "0.1.0")

    assert found == ["the metadata of wheel and sdist differ"]


# --- Installing ---------------------------------------------------------------------------------------------------


def test_a_wheel_whose_types_nobody_sees_is_refused(built: Built, made: Project, tmp_path: Path) -> None:
    """Without `py.typed` a program type-checks against nothing, and what is wrong in it would pass."""

    def edit(files: dict[str, bytes]) -> None:
        files.pop("acme_client/py.typed")
        record = "acme_client-0.1.0.dist-info/RECORD"
        if record in files:
            files[record] = re.sub(rb"acme_client/py\.typed.*\n", b"", files[record])

    with pytest.raises(installs.InstallError, match=r"type-checking a program against .*whl failed"):
        installs.check(rewritten(built, tmp_path, edit), providers.load(made.folder)["acme"], made.generated, tmp_path)


def test_the_call_is_taken_from_the_document(made: Project) -> None:
    """An id that the fake knows, of the type that the path takes."""
    provider = providers.load(made.folder)["acme"]
    table = providers.load(PROJECT)

    assert installs.call(provider, made.generated) == "anvils.get_detailed('anvil_1')"
    assert installs.call(table["promptlayer"], PROJECT / "generated/promptlayer") == "requests.get_detailed(12345)"
