"""What holds for each generated package with jobs: types, names, copies, what it ships and what it imports."""

from __future__ import annotations

import copy
import os
import pickle
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from support.made_up import PROJECT
from support.providers import Provider
from support.type_checks import mypy

from .conftest import CONVEYOR, DARKROOM

JOBS = [
    pytest.param(DARKROOM, "Print", {"print_id": "print_1"}, id="darkroom"),
    pytest.param(CONVEYOR, "Run", {"workspace_id": "w", "pipeline_id": "p", "run_id": 7}, id="conveyor"),
]
MODELS = {
    "Print": {"ticket": {"id": "print_1"}, "state": "done"},
    "Run": {"id": 7},
}

USES = '''\
"""What a type checker says of the generated packages."""

from collections.abc import AsyncGenerator, Generator
from pathlib import Path
from typing import assert_type

from conveyor_client import AsyncConveyor, Conveyor, RunError, RunResult
from conveyor_client.models import Run
from conveyor_client.testing import FakeConveyor
from darkroom_client import Darkroom, PrintDownloadError, PrintResult
from darkroom_client.models import Print
from darkroom_client.testing import FakeDarkroom


def sync(darkroom: Darkroom, conveyor: Conveyor) -> None:
    assert_type(darkroom.prints.wait("a", timeout=5, on_update=print), Print)
    assert_type(darkroom.prints.watch("a"), Generator[Print, None, None])
    assert_type(darkroom.prints.wait_all(["a", darkroom.prints.show("b")]), Generator[PrintResult, None, None])
    assert_type(darkroom.prints.order_and_wait(negative="a", class_="b", order_key="c"), Print)
    assert_type(darkroom.prints.download("a", "b"), Path)
    darkroom.prints.order_and_wait(negative="a")  # type: ignore[call-arg]
    darkroom.prints.order_and_wait(negative=1, class_="b")  # type: ignore[arg-type]
    assert_type(conveyor.pipelines.wait("a", "b", 7), Run)
    assert_type(conveyor.pipelines.run_and_wait("a", pipeline="b", priority=1), Run)
    for result in conveyor.pipelines.wait_all([("a", "b", 7)]):
        assert_type(result, RunResult)
        assert_type(result.unwrap(), Run)
    conveyor.pipelines.wait("a", "b", "7")  # type: ignore[arg-type]
    conveyor.pipelines.wait("a")  # type: ignore[call-arg]


async def not_sync(conveyor: AsyncConveyor) -> None:
    assert_type(await conveyor.pipelines.wait("a", "b", 7), Run)
    assert_type(await conveyor.pipelines.run_and_wait("a", pipeline="b"), Run)
    assert_type(conveyor.pipelines.watch("a", "b", 7), AsyncGenerator[Run, None])


def errors(run: RunError, download: PrintDownloadError) -> None:
    assert_type(run.run_id, int)
    assert_type(run.run, Run | None)
    assert_type(download.print, Print | None)
    assert_type(download.path, Path | None)


def fakes(darkroom: FakeDarkroom, conveyor: FakeConveyor) -> None:
    darkroom.add_print("a", outcome="cancelled", retry_after=5)
    darkroom.media.put("a", b"")
    conveyor.add_run("a", "b", 7, outcome="failed")
    conveyor.plan_run(outcome="cancelled")  # type: ignore[arg-type]
'''


def run(generated: Path, *command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run Python with the generated packages on its path."""
    path = os.pathsep.join(str(generated / name) for name in ("darkroom", "conveyor"))
    return subprocess.run(
        [sys.executable, *command],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": path, "MYPYPATH": path},
        capture_output=True,
        text=True,
        check=False,
    )


def test_types(generated: Path, tmp_path: Path, mypy_cache: Path) -> None:
    """The packages, and code that uses them, pass mypy's strict mode; wrong calls do not."""
    (tmp_path / "uses.py").write_text(USES, encoding="utf-8")
    folders = [generated / name for name in ("darkroom", "conveyor")]
    packages = [folder / f"{folder.name}_client" for folder in folders]

    path = os.pathsep.join(map(str, folders))
    assert mypy(mypy_cache, tmp_path, *packages, "uses.py", packages=path) == ""


@pytest.mark.parametrize(("provider", "job", "ids"), JOBS)
def test_errors_can_be_copied(generated: Path, provider: Provider, job: str, ids: dict[str, Any]) -> None:
    """Every error and the result name their public module as their home, and survive `pickle` and `copy`."""
    package = provider.package
    jobs = import_module(f"{provider.name}_client.jobs")
    model = getattr(provider.models, job).from_dict(MODELS[job])
    names = [name for name in package.__all__ if name in jobs.__all__]

    for name in names:
        cls = getattr(package, name)
        assert (cls.__module__, cls.__qualname__) == (jobs.__name__, name)
        assert getattr(jobs, name) is cls
        made = (
            cls(**ids, **{job.lower(): model}) if name.endswith("Result") else cls("why", **ids, **{job.lower(): model})
        )
        for twin in (pickle.loads(pickle.dumps(made)), copy.copy(made), copy.deepcopy(made)):
            assert type(twin) is cls
            assert str(twin) == str(made)
            assert {key: getattr(twin, key) for key in ids} == ids
            assert getattr(twin, job.lower()) == model
    assert sorted(names) == sorted(jobs.__all__)


@pytest.mark.parametrize(("provider", "job", "ids"), JOBS)
def test_public_names_have_docstrings(generated: Path, provider: Provider, job: str, ids: dict[str, Any]) -> None:
    """Errors, results and methods say what they are."""
    jobs = import_module(f"{provider.name}_client.jobs")
    module = import_module(f"{provider.name}_client._jobs.{job.lower()}")

    for thing in (jobs, module, *(getattr(jobs, name) for name in jobs.__all__)):
        assert (thing.__doc__ or "").strip()
    for mixin in (getattr(module, f"{job}Jobs"), getattr(module, f"Async{job}Jobs")):
        for name, member in vars(mixin).items():
            assert name.startswith("_") or (member.__doc__ or "").strip(), name


def test_what_is_shipped(generated: Path) -> None:
    """A package without a file has no downloads; the others' providers without jobs have neither, nor media."""
    shipped = {
        name: {path.name for path in (generated / name / f"{name}_client" / "_runtime").iterdir()}
        for name in ("darkroom", "conveyor")
    }
    ours = {
        name: {path.name for path in (PROJECT / "generated" / name / f"{name}_client" / "_runtime").iterdir()}
        for name in ("promptlayer", "helicone")
    }

    assert {"jobs", "files"} <= shipped["darkroom"]
    assert "jobs" in shipped["conveyor"]
    assert "files" not in shipped["conveyor"]
    for names in ours.values():
        assert not {"jobs", "files", "webhooks.py"} & names


IMPORTS = """\
import sys
import darkroom_client
client = darkroom_client.Darkroom("key")
before = set(sys.modules)
client.prints.wait, client.prints.download
from darkroom_client.testing import FakeDarkroom, VirtualClock
fake = FakeDarkroom(clock=VirtualClock())
fake.add_print("one")
used = fake.client()
before = set(sys.modules)
done = used.prints.wait("one")
list(used.prints.wait_all(["one", "unknown"]))
try:
    used.prints.download("one", "/nowhere/at/all")
except FileNotFoundError:
    pass
print(sorted(name for name in set(sys.modules) - before if {"jobs", "_jobs", "files"} & {*name.split(".")}))
assert "asyncio" not in sys.modules or "asyncio" in before
"""


def test_waits_import_nothing(generated: Path, tmp_path: Path) -> None:
    """What a wait or a download needs is there once the client is: an upgrade underneath cannot break them."""
    ran = run(generated, "-c", IMPORTS, folder=tmp_path)

    assert ran.returncode == 0, ran.stderr
    assert ran.stdout == "[]\n"
