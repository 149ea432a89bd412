"""A full turn: a page changes, the document follows, and users get what they should."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from support.server import Raw, Received, ScriptedServer, raw_answer, text_answer
from support.shared_folders import shared_folder

from tools.codegen import pipeline
from tools.contract import providers
from tools.drift.__main__ import main
from tools.release.compat import changelog, compatibility
from tools.release.compat.changes import Step

PROJECT = Path(__file__).resolve().parents[2]
OWN = Path(__file__).resolve().parent / "project"
PAGES = Path(__file__).parent / "pages"
PROMPTLAYER = "001_34b1b1c5f512b4e4.txt"


def _is_live(provider: str) -> bool:
    """Whether the live document of a provider is the one of the tests."""
    live, own = (root / "openapi" / provider / "document.yaml" for root in (PROJECT, OWN))
    return live.read_bytes() == own.read_bytes()


class Workspace:
    """A copy of this project, with the pages beside it, and its last release in git."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def build(self) -> None:
        """Make the copy and the release."""
        folder = self.folder
        ignored = shutil.ignore_patterns("__pycache__", ".*", "*.egg-info")
        for name in ("overlays", "runtime", "generated", "tests/typing"):
            shutil.copytree(PROJECT / name, folder / name, ignore=ignored)
        shutil.copytree(OWN / "openapi", folder / "openapi")
        for name in ("pyproject.toml", "LICENSE", "CHANGELOG.md", ".gitignore"):
            shutil.copyfile(PROJECT / name, folder / name)
        shutil.copytree(PAGES, folder / "pages")
        rows = providers.load(folder)
        moved = [one for name, one in rows.items() if not _is_live(name)]
        if moved:
            # The live documents have moved on since; the packages are those of ours.
            pipeline.generate(folder, moved)
        self.git("init", "--quiet")
        self.commit()

    def git(self, *arguments: str) -> str:
        environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
        identity = ["-c", "user.name=t", "-c", "user.email=t@example.com"]
        command = ["git", *identity, *arguments]
        done = subprocess.run(
            command, cwd=self.folder, env=environment, capture_output=True, text=True, check=True
        )  # fmt: skip
        return done.stdout

    def commit(self) -> None:
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", "state")

    def edit(self, page: str, changes: Mapping[str, str]) -> None:
        """Change a page as its provider would."""
        path = self.folder / "pages" / page
        text = path.read_text(encoding="utf-8")
        for old, new in changes.items():
            assert text.count(old) >= 1, old
            text = text.replace(old, new, 1)
        path.write_text(text, encoding="utf-8")

    def docs(self, *arguments: str) -> int:
        """What `nox -s docs` runs."""
        return main([*arguments, "--project", str(self.folder)])

    def hold(self, *arguments: str) -> int:
        return self.docs("--from", str(self.folder / "pages"), *arguments)

    def document(self, provider: str) -> Path:
        return self.folder / "openapi" / provider / "document.yaml"

    def changed_lines(self) -> list[str]:
        """What changed in the documents since the last commit, without context."""
        lines = self.git("diff", "--unified=0", "--", "openapi/*/document.yaml").splitlines()
        return [line for line in lines if re.match(r"[-+](?![-+])", line)]


@pytest.fixture
def workspace(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A workspace of the test's own, copied from one that is built once."""
    built = shared_folder(tmp_path_factory, "workspace", lambda folder: Workspace(folder).build())
    shutil.copytree(built, tmp_path / "workspace")
    return Workspace(tmp_path / "workspace")


FIELD_AND_STATUS = {
    "        trace_id:\n          type: string\n          nullable: true\n": (
        "        cached_tokens:\n          type: integer\n"
        "        trace_id:\n          type: string\n          nullable: true\n"
    ),
    "        '403':\n": "        '409':\n          $ref: '#/components/responses/NotFoundError'\n        '403':\n",
    "latency_ms: 1000\n": "latency_ms: 1000\n                    cached_tokens: 9\n",
}


def test_a_field_and_a_status_more(workspace: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    """Found, written, in step; generated, read, and for users no more than a minor step."""
    workspace.edit(PROMPTLAYER, FIELD_AND_STATUS)

    assert workspace.hold("promptlayer", "--json", "--write") == 1

    printed = capsys.readouterr()
    found = {(one["kind"], one["subject"]) for one in json.loads(printed.out)["findings"]}
    assert found == {("added", "response.200.cached_tokens"), ("status", "response.409")}
    assert "2 of 2 findings written" in printed.err
    lines = workspace.changed_lines()
    assert [line for line in lines if line.startswith("-")] == []
    assert lines[:2] == ['+        "409":', '+          $ref: "#/components/responses/Conflict"']
    assert lines[-3:] == [
        *("+        cached_tokens:", '+          type: [integer, "null"]'),
        "+          description: The cached tokens. Absent or null if there is none.",
    ]
    assert workspace.hold("promptlayer") == 0

    rows = providers.load(workspace.folder)
    pipeline.generate(workspace.folder, [rows["promptlayer"]])
    example = {"success": True, "prompt_blueprint": {}, "request_id": 1, "cached_tokens": 9}
    program = (
        "import json, sys\n"
        "from promptlayer_client import ConflictError, models\n"
        "request = models.Request.from_dict(json.loads(sys.argv[1]))\n"
        "print(request.cached_tokens, models.__file__)\n"
    )
    package = workspace.folder / "generated" / "promptlayer"
    read = subprocess.run(
        [sys.executable, "-c", program, json.dumps(example)],
        env={**os.environ, "PYTHONPATH": str(package)},
        capture_output=True,
        text=True,
        check=True,
    )
    number, file = read.stdout.split()
    assert (number, Path(file).is_relative_to(package)) == ("9", True)

    report = compatibility.report(workspace.folder, rows["promptlayer"], "HEAD")
    assert report.step is Step.MINOR
    assert [change for change in report.changes if change.area == "typing"] == []
    draft = "\n".join(changelog.draft(report))
    assert "cached_tokens" in draft
    assert "409" in draft


def test_a_field_of_another_name(workspace: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    """A rename is left to people, also beside what is safe; somebody who makes it gets a major step."""
    renamed = {"        input_tokens:\n": "        prompt_tokens:\n", " input_tokens: 12": " prompt_tokens: 12"}
    workspace.edit(PROMPTLAYER, renamed)
    # March's version of the page is not published any more.
    (workspace.folder / "pages" / "004_96ef75bea2d82850.txt").unlink()

    assert workspace.hold("promptlayer", "--write") == 1
    assert "nothing safe to write" in capsys.readouterr().out
    assert workspace.git("status", "--short", "openapi") == ""

    workspace.edit(PROMPTLAYER, FIELD_AND_STATUS)
    assert workspace.hold("promptlayer", "--write") == 1
    assert "a person must decide: callers who use the old name would break" in capsys.readouterr().out
    text = workspace.document("promptlayer").read_text(encoding="utf-8")
    assert "        input_tokens:\n" in text
    workspace.document("promptlayer").write_text(text.replace(" input_tokens:", " prompt_tokens:"), encoding="utf-8")

    rows = providers.load(workspace.folder)
    pipeline.generate(workspace.folder, [rows["promptlayer"]])
    assert compatibility.report(workspace.folder, rows["promptlayer"], "HEAD").step is Step.MAJOR


def _rewrite(change: Callable[[bytes], bytes]) -> Callable[[Path], object]:
    return lambda document: document.write_bytes(change(document.read_bytes()))


@pytest.mark.parametrize(
    "restyle",
    [
        pytest.param(_rewrite(lambda text: text.replace(b"\n", b"\r\n")), id="other line ends"),
        pytest.param(_rewrite(lambda text: b"\xef\xbb\xbf" + text), id="a byte order mark"),
        pytest.param(_rewrite(lambda text: text.rstrip(b"\n")), id="no last line end"),
        pytest.param(
            _rewrite(lambda text: text.replace(b"      properties:\n", b"      properties: &p\n", 1)), id="an anchor"
        ),
        pytest.param(
            _rewrite(lambda text: text.replace(b"info:\n", b"info:\n  x-long: " + b"word " * 200 + b"\n", 1)),
            id="a long line",
        ),
    ],
)
def test_what_cannot_be_written_safely_stays_with_people(
    workspace: Workspace, restyle: Callable[[Path], object], capsys: pytest.CaptureFixture[str]
) -> None:
    """The findings are reported with the reason why they are not written. No file is changed or left behind."""
    restyle(workspace.document("promptlayer"))
    workspace.commit()
    workspace.edit(PROMPTLAYER, FIELD_AND_STATUS)

    assert workspace.hold("promptlayer", "--write") == 1

    printed = capsys.readouterr().out
    assert "2 pages read: 2 findings" in printed
    assert printed.count("a person must decide: ") == 2
    assert workspace.git("status", "--short", "openapi") == ""


def test_every_safe_finding_goes_when_it_is_written(workspace: Workspace) -> None:
    """Over all providers and forms of pages; the documents keep the rules, and what was decided holds."""
    workspace.edit(
        "002_93f4a1c5b10f488f.txt",
        {
            "metadata\nobject\nMetadata about": "queue_position\ninteger\nIts place.\nmetadata\nobject\nMetadata about",
            "queued, in_progress, completed, or failed": "queued, in_progress, moderating, completed, or failed",
        },
    )
    workspace.edit(
        PROMPTLAYER,
        {
            "        trace_id:\n": (
                "        usage:\n          type: object\n          properties:\n            cached:\n"
                "              type: integer\n            tier:\n              type: string\n"
                "              enum: [a, b]\n        trace_id:\n"
            ),
            "        request_id:\n          type: integer\n": (
                "        request_id:\n          type: integer\n          nullable: true\n"
            ),
        },
    )
    workspace.edit(
        "003_32d7819c01625096.txt", {'"cache_enabled": false,': '"cache_enabled": false,\n    "retries": 2,'}
    )

    assert workspace.hold("--write") == 1
    assert workspace.hold() == 0


@pytest.mark.usefixtures("quiet_environment")
def test_published_pages_are_fetched(
    workspace: Workspace, server: ScriptedServer, capsys: pytest.CaptureFixture[str]
) -> None:
    """Over HTTP, by the URLs of the table; the second time none is sent again. One that is gone hides no other."""
    for path in (
        *(workspace.folder / "openapi").glob("*/pages.yaml"),
        *(workspace.folder / "openapi").glob("*/document.yaml"),
    ):
        text = re.sub(r"https://docs\.\w+\.(?:ai|com)", server.url, path.read_text(encoding="utf-8"))
        path.write_text(text, encoding="utf-8")
    published = {
        "/api-reference/requests/get": "000_deff88c90b7ec548.txt",
        "/api-reference/videos/get": "002_93f4a1c5b10f488f.txt",
        "/reference/get-request.md": PROMPTLAYER,
        "/rest/request/get-v1request": "003_32d7819c01625096.txt",
    }
    # Of these no page was kept: short ones that state what is called, and little more.
    published |= {
        "/api-reference/images/generate": "POST /openai/v1/images/generations\nIt returns 401 without a key.\n",
        "/api-reference/videos/generate": "POST\n/\nopenai\n/\nv1\n/\nvideos\nIt returns 401 without a key.\n",
        "/api-reference/videos/delete": "DELETE /openai/v1/videos/{video_id}\nIt returns 401 without a key.\n",
        "/api-reference/webhooks/secret": "GET\n/\nv1\n/\nwebhooks\n/\nsecret\nIt returns 401 without a key.\n",
    }

    def answer(received: Received) -> Raw:
        page = published.get(received.target)
        if page is None:
            return text_answer("Gone", 404)
        tag = f'"{zlib.crc32(page.encode())}"'
        if received.headers.get("if-none-match") == tag:
            return raw_answer(status_code=304)
        kind = "text/markdown" if received.target.endswith(".md") else "text/plain"
        text = (PAGES / page).read_text(encoding="utf-8") if page.endswith(".txt") else page
        return text_answer(text, content_type=kind, headers={"etag": tag})

    server.script(answer)
    assert workspace.docs() == 0, capsys.readouterr().out
    first = len(server.requests)
    assert workspace.docs() == 0
    again = server.requests[first:]
    assert {one.target for one in again} == published.keys()
    assert len(again) == len(published)
    assert all("if-none-match" in received.headers for received in again)
    assert (workspace.folder / ".docs-cache").is_dir()
    assert workspace.git("status", "--short", "--", ".docs-cache") == ""

    published.pop("/reference/get-request.md")
    assert workspace.docs() == 2
    printed = capsys.readouterr().out
    assert "status 404" in printed
    assert f"{len(published)} pages read" in printed
