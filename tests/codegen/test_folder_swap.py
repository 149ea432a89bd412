"""A folder is swapped in whole, and a run that is killed leaves nothing that the next one stumbles over."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tools.codegen import folder_swap
from tools.codegen.__main__ import main
from tools.codegen.folder_swap import exchange, recover, swap, swap_by_renames

from .conftest import PROJECT, Workshop

SWAPS = [pytest.param(swap, id="as the system can"), pytest.param(swap_by_renames, id="by renames")]


def folder(path: Path, text: str) -> Path:
    path.mkdir(parents=True)
    (path / "file").write_text(text)
    return path


def read(path: Path) -> str:
    return (path / "file").read_text()


@pytest.mark.parametrize("swapped", SWAPS)
def test_the_new_folder_stands_where_the_old_one_was(tmp_path: Path, swapped: Callable[[Path, Path], None]) -> None:
    """And nothing is left of the old one."""
    target = folder(tmp_path / "acme", "old")

    swapped(folder(tmp_path / ".fresh-1" / "acme", "new"), target)

    assert read(target) == "new"
    assert sorted(path.name for path in tmp_path.rglob("*")) == [".fresh-1", "acme", "file"]


@pytest.mark.parametrize("swapped", SWAPS)
def test_a_failing_swap_leaves_the_old_folder(tmp_path: Path, swapped: Callable[[Path, Path], None]) -> None:
    """If the new folder cannot take its place, the old one stands there again."""
    target = folder(tmp_path / "acme", "old")

    with pytest.raises(OSError, match="gone"):
        swapped(tmp_path / "gone", target)

    assert read(target) == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["acme"]


def test_a_folder_without_a_predecessor_is_renamed(tmp_path: Path) -> None:
    """The first time, there is nothing to swap with."""
    swap(folder(tmp_path / "new", "new"), tmp_path / "acme")

    assert read(tmp_path / "acme") == "new"


@pytest.mark.parametrize("swapped", SWAPS)
def test_what_is_no_folder_is_replaced(tmp_path: Path, swapped: Callable[[Path, Path], None]) -> None:
    """A file or a link may stand in the folder's place; what the link leads to is left alone."""
    elsewhere = folder(tmp_path / "elsewhere", "precious")
    (tmp_path / "link").symlink_to(elsewhere)
    (tmp_path / "nowhere").symlink_to(tmp_path / "gone")
    (tmp_path / "file").write_text("old")

    for name in ("link", "nowhere", "file"):
        swapped(folder(tmp_path / ".fresh" / name, "new"), tmp_path / name)

    assert [read(tmp_path / name) for name in ("link", "nowhere", "file")] == ["new"] * 3
    assert not any(path.is_symlink() for path in tmp_path.iterdir())
    assert read(elsewhere) == "precious"


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no exchange, which `swap` does without")
def test_names_are_exchanged_at_once(tmp_path: Path) -> None:
    """So that a folder stands in the provider's place at each moment."""
    one, other = folder(tmp_path / "one", "1"), folder(tmp_path / "other", "2")

    assert exchange(one, other)
    assert (read(one), read(other)) == ("2", "1")


@pytest.mark.parametrize(
    ("left", "expected"),
    [
        pytest.param({".fresh-1/made/acme": "new", "acme": "old"}, "old", id="killed before the swap"),
        pytest.param({".fresh-1/made/acme": "old", "acme": "new"}, "new", id="killed after the exchange"),
        pytest.param({".fresh-1/made/acme": "new", ".old-acme": "old"}, "old", id="killed between two renames"),
        pytest.param({".fresh-1/made/other": "x", ".old-acme": "old", "acme": "new"}, "new", id="after two renames"),
    ],
)
def test_what_a_killed_run_has_left_is_put_in_order(tmp_path: Path, left: dict[str, str], expected: str) -> None:
    """The provider's folder is there, old or new, and nothing else."""
    for name, text in left.items():
        folder(tmp_path / name, text)

    recover(tmp_path)

    assert read(tmp_path / "acme") == expected
    assert [path.name for path in tmp_path.iterdir()] == ["acme"]


def test_links_are_no_output(
    workshop: Workshop, minimal: dict[str, Any], minimal_generated: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A link in the place of a file differs, even if what it leads to is the same; one to a folder is extra."""
    workshop.begin(minimal, minimal_generated)
    package = workshop.package("acme")
    copy = workshop.folder / "client.py"
    (package / "client.py").rename(copy)
    (package / "client.py").symlink_to(copy)
    (package / "more").symlink_to(workshop.folder)

    assert main(["check", "--project", str(workshop.folder)]) == 1
    told = capsys.readouterr().err
    assert "acme_client/client.py: different" in told
    assert "acme_client/more: extra" in told
    workshop.generate()
    assert main(["check", "--project", str(workshop.folder)]) == 0


def test_a_folder_that_cannot_be_written_is_told(
    workshop: Workshop, minimal: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    """In a sentence, and not as a traceback."""
    workshop.add("acme", minimal)
    (workshop.folder / "generated").write_text("a file")

    assert main(["generate", "--project", str(workshop.folder)]) == 2
    assert "cannot be read or written (File exists" in capsys.readouterr().err


def test_two_runs_at_once_follow_each_other(workshop: Workshop, minimal: dict[str, Any]) -> None:
    """Both succeed, and what is there is what one of them alone leaves."""
    workshop.add("acme", minimal)
    command = [sys.executable, "-m", "tools.codegen", "generate", "--project", str(workshop.folder)]
    environment = {**os.environ, "PYTHONPATH": str(PROJECT)}
    runs = [subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL) for _ in range(2)]

    assert [run.wait() for run in runs] == [0, 0]
    assert [path.name for path in (workshop.folder / "generated").iterdir()] == ["acme"]
    assert main(["check", "--project", str(workshop.folder)]) == 0


def test_a_killed_generation_harms_nothing(
    workshop: Workshop, minimal: dict[str, Any], minimal_generated: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`check` goes on being true, and the next run removes what was left."""
    workshop.begin(minimal, minimal_generated)
    before = workshop.digest()
    generated = workshop.folder / "generated"
    process = subprocess.Popen(
        [sys.executable, "-m", "tools.codegen", "generate", "--project", str(workshop.folder)],
        env={**os.environ, "PYTHONPATH": str(PROJECT)},
    )
    deadline = time.monotonic() + 60
    while not list(generated.glob(".fresh-*/made/acme")):
        assert process.poll() is None
        assert time.monotonic() < deadline
    os.kill(process.pid, signal.SIGKILL)
    process.wait()

    assert [path.name for path in generated.iterdir() if not folder_swap.is_left_over(path.name)] == ["acme"]
    assert main(["check", "--project", str(workshop.folder)]) == 0, capsys.readouterr().err
    workshop.generate()
    assert [path.name for path in generated.iterdir()] == ["acme"]
    assert workshop.digest() == before
