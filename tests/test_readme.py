"""What the READMEs show is true: their Python runs, their commands exist."""

from __future__ import annotations

import contextlib
import io
import os
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from support.documents import ROOT as PROJECT
from support.providers import HELICONE, LUMENFALL, PROVIDERS

READMES = [PROJECT / "README.md", *sorted(PROJECT.glob("generated/*/README.md"))]
SAMPLES = [
    pytest.param(sample, id=f"{path.parent.name if 'generated' in path.parts else 'project'}-{number}")
    for path in READMES
    for number, sample in enumerate(re.findall(r"```python\n(.*?)```", path.read_text(), re.DOTALL), 1)
]


@pytest.fixture
def providers(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """Keys in the environment, fakes of the providers on loopback sockets, and a folder to write to."""
    monkeypatch.chdir(tmp_path)
    fakes = {provider: provider.fake() for provider in PROVIDERS}
    fakes[LUMENFALL].add_video("video_abc123", queued_for=0, duration=0)
    for _ in range(9):
        fakes[LUMENFALL].plan_video(queued_for=0, duration=0)
    with ExitStack() as stack:
        for provider, fake in fakes.items():
            monkeypatch.setenv(provider.key_variable, "a-key")
            monkeypatch.setenv(provider.base_url_variable, stack.enter_context(fake.serve()))
        yield


@pytest.mark.usefixtures("providers")
@pytest.mark.parametrize("sample", SAMPLES)
def test_a_sample_runs_as_it_stands(sample: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each Python sample runs against the fakes; only a region's own URL gives way to the environment's."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "boat.jpg").write_bytes(b"\xff\xd8\xff")  # which one of them reads
    code = sample.replace('region="eu"', f'base_url="{os.environ[HELICONE.base_url_variable]}"')

    with contextlib.redirect_stdout(io.StringIO()):
        exec(compile(code, "<README>", "exec"), {"__name__": "__main__"})  # noqa: S102  # that is the point


DOWNLOADS = [
    pytest.param(sample, id=f"{path.parent.name if 'generated' in path.parts else 'project'}-{number}")
    for path in READMES
    for number, sample in enumerate(re.findall(r"```python\n(.*?)```", path.read_text(), re.DOTALL), 1)
    if ".download(" in sample
]

Answer = LUMENFALL.testing.FakeAnswer

TROUBLE: dict[str, Callable[[Any], object]] = {
    "a failed video": lambda fake: fake.add_video("video_abc123", queued_for=0, duration=0, outcome="failed"),
    "a cancelled video": lambda fake: fake.add_video("video_abc123", queued_for=0, duration=0, outcome="cancelled"),
    "a video that is not finished": lambda fake: fake.add_video("video_abc123"),
    "an unknown video": lambda fake: fake.add_video("video_abc123", found_after=600),
    "an answer that cannot be read": lambda fake: fake.respond("videos_get", Answer(200, content=b"<html>")),
    "no balance": lambda fake: fake.respond("videos_get", "insufficient_balance"),
    "a file that is gone": lambda fake: fake.respond("media", *[Answer(404, content=b"")] * 9),
    "a link that has expired": lambda fake: setattr(fake.media, "link_life", 0),
    "a name that is taken": lambda fake: Path("capybara.mp4").write_bytes(b"mine"),
    "a folder that is gone": lambda fake: Path.cwd().rmdir(),
}


@pytest.mark.parametrize("trouble", TROUBLE.values(), ids=TROUBLE)
@pytest.mark.parametrize("sample", DOWNLOADS)
def test_samples_with_downloads_let_no_error_through(
    sample: str, trouble: Callable[[Any], object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever keeps the file from being there, the sample catches it and says so."""
    (tmp_path / "folder").mkdir()
    monkeypatch.chdir(tmp_path / "folder")
    fake = LUMENFALL.fake()
    fake.add_video("video_abc123", queued_for=0, duration=0)
    fake.plan_video(queued_for=0, duration=0)
    monkeypatch.setenv(LUMENFALL.key_variable, "a-key")
    output = io.StringIO()

    with fake.serve() as base_url, contextlib.redirect_stdout(output):
        monkeypatch.setenv(LUMENFALL.base_url_variable, base_url)
        trouble(fake)
        exec(compile(sample, "<README>", "exec"), {"__name__": "__main__"})  # noqa: S102  # that is the point

    assert output.getvalue()


def test_there_are_samples() -> None:
    """The pattern above finds something in each README."""
    assert len(SAMPLES) >= 4 + len(PROVIDERS) * 4 - 2
    assert all("```python" in path.read_text() for path in READMES)


def test_the_commands_exist() -> None:
    """Each `nox -s NAME` is a session, and each session is in the table."""
    sessions = set(re.findall(r"@nox\.session\ndef (\w+)", (PROJECT / "noxfile.py").read_text()))
    readme = (PROJECT / "README.md").read_text()

    assert set(re.findall(r"nox -s (\w+)", readme)) == sessions


def test_links_lead_somewhere() -> None:
    """Relative links point at files that are there."""
    for path in READMES:
        for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", path.read_text()):
            assert (path.parent / target).exists(), target


def test_the_versions_agree() -> None:
    """The README's nox is the one that the types are checked with."""
    (pinned,) = set(re.findall(r"nox==([\d.]+)", (PROJECT / "README.md").read_text()))

    assert f"nox=={pinned}" in (PROJECT / "pyproject.toml").read_text()
    assert f"nox=={pinned}" in (PROJECT / ".ci" / "run").read_text()
