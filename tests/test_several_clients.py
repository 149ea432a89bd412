"""The service of docs/several-clients.md: its tests pass, its types hold, and its errors are those of all packages."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

import pytest
from support.documents import ROOT
from support.providers import PROVIDERS, Provider
from support.type_checks import mypy

PAGE: Final = ROOT / "docs" / "several-clients.md"
SAMPLES: Final = dict(re.findall(r"```python\n# (\S+)\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The page's samples as the files that they are said to be."""
    for name, code in SAMPLES.items():
        (tmp_path / name).write_text(code, encoding="utf-8")
    return tmp_path


def run(folder: Path, *command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a module of Python in a folder."""
    return subprocess.run(
        [sys.executable, "-m", *command],
        cwd=folder,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.slow
def test_the_pages_tests_pass(folder: Path) -> None:
    """The tests that the page shows pass as they stand, and warn of nothing."""
    path = os.pathsep.join(one or str(ROOT) for one in sys.path)
    done = run(folder, "pytest", "-q", "-W", "error", "-p", "no:cacheprovider", "--rootdir=.", PYTHONPATH=path)

    assert list(SAMPLES) == ["errors.py", "clients.py", "service.py", "test_service.py"]
    assert done.returncode == 0, done.stdout + done.stderr
    assert "8 passed" in done.stdout


@pytest.mark.slow
def test_the_samples_type_check(folder: Path, mypy_cache: Path) -> None:
    """Who checks types strictly can take the samples as they are."""
    paths = os.pathsep.join(str(ROOT / "generated" / provider.name) for provider in PROVIDERS)

    assert mypy(mypy_cache, folder, *SAMPLES, packages=paths) == ""


@pytest.mark.parametrize("provider", PROVIDERS, ids=str)
def test_each_error_has_a_status(provider: Provider) -> None:
    """The page's mapping knows the errors of each package: by class, not by the status that was sent."""
    names: dict[str, Any] = {}
    exec(compile(SAMPLES["errors.py"], str(PAGE), "exec"), names)  # noqa: S102  # it is our own page
    made = {
        "NotFoundError": 404,
        "RateLimitError": 503,
        "AuthenticationError": 500,
        "InvalidArgumentError": 500,
        "APITimeoutError": 504,
        "APIConnectionError": 502,
        "InternalServerError": 502,
    }

    for name, status in made.items():
        error = provider.error(name)("Oh no")
        assert isinstance(error, names["PROVIDER_ERRORS"])
        assert names["status_of"](error) == status
    limited = provider.error("RateLimitError")("Slow down", status_code=429, retry_after=3.0)
    assert names["retry_after"](limited) == 3.0
    assert names["retry_after"](provider.error("APIConnectionError")("Oh no")) is None


def test_the_settings_reach_each_client(folder: Path, quiet_environment: None) -> None:
    """The clients of the page share settings, connections and the hook, which logs the calls of each provider."""
    program = f"""
import asyncio, logging, os, sys
from contextlib import ExitStack
from importlib import import_module
from clients import open_clients

logging.basicConfig(level=logging.INFO, format="%(message)s", stream=sys.stdout)
logging.getLogger("httpx").setLevel(logging.WARNING)

async def main():
    async with open_clients() as clients:
        for name, example in {[(one.name, one.operation("requests_get").example_id) for one in PROVIDERS]!r}:
            await getattr(clients, name).requests.get(example)

with ExitStack() as stack:
    for package, client in {[(one.row.package, one.client) for one in PROVIDERS]!r}:
        fake = getattr(import_module(package + ".testing"), "Fake" + client)()
        os.environ[client.upper() + "_BASE_URL"] = stack.enter_context(fake.serve())
        os.environ[client.upper() + "_API_KEY"] = "a-key"
    asyncio.run(main())
"""
    (folder / "program.py").write_text(program, encoding="utf-8")
    path = os.pathsep.join(one or str(ROOT) for one in sys.path)
    done = run(folder, "program", PYTHONPATH=path)

    assert done.returncode == 0, done.stderr
    assert [line.rpartition(",")[0] for line in done.stdout.splitlines()] == ["requests.get: 200"] * len(PROVIDERS)
