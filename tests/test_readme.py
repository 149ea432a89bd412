"""What the READMEs show is true: their Python runs, their commands exist."""

from __future__ import annotations

import contextlib
import io
import os
import re
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

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
