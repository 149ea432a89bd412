"""Each distribution installs into an empty environment, one of them four ways, and imports without a warning."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tarfile
import venv
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from support.documents import PROJECT
from support.providers import PROVIDERS

pytestmark = [pytest.mark.installs, pytest.mark.slow]

NAMES = tuple(map(str, PROVIDERS))

# What httpx and attrs need themselves.
ALLOWED = {"httpx", "attrs", "anyio", "certifi", "h11", "httpcore", "idna", "sniffio", "typing-extensions"}

USE = """
import asyncio, importlib, pkgutil, sys
package = importlib.import_module("{name}_client")
for module in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
    if not module.name.endswith(("pydantic_models", "pydantic_base")):
        importlib.import_module(module.name)
testing = importlib.import_module("{name}_client.testing")
(fake,) = [value() for key, value in vars(testing).items() if key.startswith("Fake") and hasattr(value, "client")]
with fake.client() as client:
    assert repr(client)
assert "site-packages" in package.__file__, package.__file__
print(package.__version__)
"""


def run(command: Sequence[str | Path], cwd: Path) -> str:
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module", params=NAMES)
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path, Path]:
    """A provider's name, wheel and sdist."""
    name = request.param
    out = tmp_path_factory.mktemp(f"dist-{name}")
    run([sys.executable, "-m", "build", "--no-isolation", "--outdir", out, PROJECT / "generated" / name], out)
    (wheel,), (sdist,) = out.glob("*.whl"), out.glob("*.tar.gz")
    return name, wheel, sdist


def from_folder(name: str, wheel: Path, sdist: Path, folder: Path) -> str:
    return str(PROJECT / "generated" / name)


def from_wheel(name: str, wheel: Path, sdist: Path, folder: Path) -> str:
    return str(wheel)


def from_sdist(name: str, wheel: Path, sdist: Path, folder: Path) -> str:
    return str(sdist)


def from_git(name: str, wheel: Path, sdist: Path, folder: Path) -> str:
    """What is in the working tree, as a repository of its own: the test needs no commit of the project."""
    repository = folder / "repository"
    shutil.copytree(
        PROJECT / "generated" / name, repository / "generated" / name, ignore=shutil.ignore_patterns("__pycache__")
    )
    run(["git", "init", "--quiet"], repository)
    run(["git", "add", "."], repository)
    run(["git", "-c", "user.name=t", "-c", "user.email=t@example.com", "commit", "--quiet", "-m", "all"], repository)
    return f"git+file://{repository}#subdirectory=generated/{name}"


def sources(name: str) -> tuple[Callable[[str, Path, Path, Path], str], ...]:
    """The ways to install a distribution: all four for one provider, the READMEs' own way for each."""
    return (from_wheel, from_folder, *((from_sdist, from_git) if name == NAMES[-1] else ()))


def test_installs_into_an_empty_environment(built: tuple[str, Path, Path], tmp_path: Path) -> None:
    """With httpx, attrs and what they need beside it; every module imports with warnings as errors.

    What a distribution needs is installed once, with the wheel; each further way is then installed in its place. One
    template makes what the builds read, so the last provider is also installed from an sdist and from git.
    """
    name, wheel, sdist = built
    environment = tmp_path / "environment"
    venv.create(environment, with_pip=False)
    python = environment / "bin" / "python"
    pip = [sys.executable, "-m", "pip", "--python", python, "--disable-pip-version-check"]
    needs: set[str] = set()

    for number, source in enumerate(sources(name)):
        further = ["--no-deps", "--force-reinstall"] if number else []
        run([*pip, "install", "--quiet", *further, source(name, wheel, sdist, tmp_path)], tmp_path)

        assert run([python, "-I", "-W", "error", "-c", USE.format(name=name)], tmp_path).strip() == version_of(name)
        (metadata,) = environment.glob(f"lib/*/site-packages/{name}_client-*.dist-info/METADATA")
        needs.add(re.sub(r"\n\n.*", "", metadata.read_text(encoding="utf-8"), flags=re.DOTALL))

    listed = run([*pip, "list", "--format", "freeze"], tmp_path)
    installed = {line.split("==")[0].lower().replace("_", "-") for line in listed.splitlines() if "==" in line}
    assert f"{name}-client" in installed
    assert installed - {f"{name}-client"} <= ALLOWED
    # The same name, version and dependencies, whichever way it came.
    assert len(needs) == 1, needs


def version_of(name: str) -> str:
    """The version of a provider's row."""
    return next(provider.row.version for provider in PROVIDERS if provider.name == name)


def test_wheel_and_sdist_hold_what_they_should(built: tuple[str, Path, Path]) -> None:
    """`py.typed`, the licence, the fake and no tests; under 360 kB."""
    name, wheel, sdist = built

    files = zipfile.ZipFile(wheel).namelist()
    assert wheel.stat().st_size < 360_000
    assert f"{name}_client/py.typed" in files
    assert f"{name}_client/_operations.py" in files
    assert any(file.endswith(".dist-info/licenses/LICENSE") for file in files)
    assert all(file.startswith((f"{name}_client/", f"{name}_client-")) for file in files)
    assert not [file for file in files if "test_" in file or "conftest" in file]
    with tarfile.open(sdist) as archive:
        members = {member.split("/", 1)[1] for member in archive.getnames() if "/" in member}
    assert {"pyproject.toml", "README.md", "LICENSE", f"{name}_client/py.typed"} <= members


def test_builds_are_reproducible(built: tuple[str, Path, Path], tmp_path: Path) -> None:
    """The same bytes twice."""
    name, wheel, sdist = built

    run([sys.executable, "-m", "build", "--no-isolation", "--outdir", tmp_path, PROJECT / "generated" / name], tmp_path)

    assert (tmp_path / wheel.name).read_bytes() == wheel.read_bytes()
    assert (tmp_path / sdist.name).read_bytes() == sdist.read_bytes()
