"""The project's commands. Sessions that work per provider take provider names after `--`."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import nox
from nox.command import CommandFailed

PROJECT = nox.project.load_toml("pyproject.toml")
PROVIDERS = tuple(PROJECT["tool"]["codegen"]["providers"])
# One process more than there are cores, because tests wait for each other's servers and processes; a process that
# finishes early takes tests from the others.
WORKERS = (f"--numprocesses={(os.cpu_count() or 1) + 1}", "--dist=worksteal")
# Many tests start processes, which would compile `tools` again and again if they were not to keep it.
COMPILED = {"PYTHONDONTWRITEBYTECODE": None}
TYPED = ("tools", "runtime", "noxfile.py", "tests/typing")

nox.needs_version = ">=2025.2.9"
nox.options.sessions = ["lint", "check", "types", "tests"]
nox.options.default_venv_backend = "venv"


def groups(*names: str) -> list[str]:
    """The requirements in some dependency groups."""
    return list(nox.project.dependency_groups(PROJECT, *names))


def folders(names: list[str] | tuple[str, ...] = PROVIDERS) -> list[str]:
    """The distributions of some providers, as arguments for pip."""
    unknown = [name for name in names if name not in PROVIDERS]
    if unknown:
        sys.exit(f"no provider {', '.join(unknown)}; pyproject.toml has {', '.join(PROVIDERS)}")
    return [f"./generated/{name}" for name in names]


def run(session: nox.Session, *command: str) -> None:
    """Run one of the tools. An exit status above 1, which says more than "there are findings", is also that of nox."""
    try:
        session.run("python", "-m", f"tools.{command[0]}", *command[1:])
    except CommandFailed as failure:
        code = str(failure.reason).removeprefix("Returned code ")
        if code in ("2", "3", "4"):
            sys.exit(int(code))
        raise


@nox.session
def generate(session: nox.Session) -> None:
    """Generate `generated/` from the documents, the overlays and the runtime."""
    session.install(*groups("codegen"))
    run(session, "codegen", "generate", *session.posargs)


@nox.session
def check(session: nox.Session) -> None:
    """Check that `generated/` matches its inputs, byte by byte."""
    session.install(*groups("codegen"))
    run(session, "codegen", "check", *session.posargs)


@nox.session
def lint(session: nox.Session) -> None:
    """Check the style and formatting of all hand-written code."""
    session.install(*groups("lint"))
    session.run("ruff", "check", "--no-respect-gitignore", ".")
    session.run("ruff", "format", "--check", "--no-respect-gitignore", ".")


@nox.session
def types(session: nox.Session) -> None:
    """Check types with mypy and pyright in strict mode: the packages, the tools, the runtime and the typing tests."""
    names = session.posargs or PROVIDERS
    session.install(
        *groups("codegen", "build", "types", "tests", "bench", "docs", "release"),
        *[f"{folder}[pydantic]" for folder in folders(names)],
    )
    packages = [f"generated/{name}/{name}_client" for name in names]
    python = f"{session.bin}/python"
    if session.posargs:
        # Everything else needs the packages of all providers.
        uses = [path for name in names if (path := f"tests/typing/{name}.py") and Path(path).exists()]
        session.run("mypy", *packages, *uses)
        session.run("pyright", "--pythonpath", python, *packages, *uses)
        return
    session.run("mypy", *TYPED, *packages)
    session.run("pyright", "--pythonpath", python)


@nox.session
def tests(session: nox.Session) -> None:
    """Run the tests on all cores; arguments for pytest go after `--`."""
    session.install(
        *groups("codegen", "build", "tests", "docs", "release"), *[f"{folder}[pydantic]" for folder in folders()]
    )
    session.run("python", "-m", "pytest", *WORKERS, "--ignore=tests/fakes", *session.posargs, env=COMPILED)


@nox.session
def docs(session: nox.Session) -> None:
    """Compare the providers' documentation pages with the documents, and report the differences."""
    session.install(*groups("codegen", "docs"))
    # Exit status 1: something is new; 2: a page is gone or cannot be read; 3: open as before; 4: not fetched for now.
    run(session, "drift", *session.posargs)


@nox.session
def turns(session: nox.Session) -> None:
    """Make ten changes in copies of the repository, as a maintainer would, and run all tests after each: an hour."""
    session.install("nox", *groups("codegen", "docs"))
    session.run("python", "-m", "tools.turns", *session.posargs)


@nox.session
def fakes(session: nox.Session) -> None:
    """Check the fakes with schemathesis, and with clients that other people wrote."""
    session.install(*groups("tests", "fakes"), *folders())
    session.run("python", "-m", "pytest", *WORKERS, "tests/fakes", *session.posargs, env=COMPILED)


@nox.session
def lowest(session: nox.Session) -> None:
    """Run the packages' tests, with some cases each, with the lowest allowed versions of their dependencies."""
    session.install(*groups("tests"), *folders(), "httpx==0.27.0", "attrs==23.2.0")
    # Everything a package does goes through httpx and attrs, so each test is run, with some of its cases.
    chosen = ("tests/generated", "-m", "not installs and not pydantic", "--most=6")
    session.run("python", "-m", "pytest", *WORKERS, *chosen, *session.posargs, env=COMPILED)


@nox.session
def build(session: nox.Session) -> None:
    """Build a wheel and an sdist for each provider in `dist/`."""
    session.install(*groups("build"))
    for folder in folders(session.posargs or PROVIDERS):
        session.run("python", "-m", "build", "--no-isolation", "--outdir", "dist", folder, silent=True)
    session.log("built: " + ", ".join(sorted(path.name for path in Path("dist").iterdir())))


@nox.session
def compat(session: nox.Session) -> None:
    """Report what has changed for users since the last release, and the version step that it requires."""
    session.install(*groups("release"), *[f"{folder}[pydantic]" for folder in folders()])
    run(session, "release", "compat", *session.posargs)


@nox.session
def release(session: nox.Session) -> None:
    """Run all steps of a release except the upload; the provider's name goes after `--`."""
    session.install(*groups("codegen", "build", "tests", "release"), *[f"{folder}[pydantic]" for folder in folders()])
    run(session, "release", "release", *session.posargs)


@nox.session
def demo(session: nox.Session) -> None:
    """Generate, build and install each client in a new environment, and use it against a fake on loopback."""
    session.install(*groups("codegen", "build"))
    session.run("python", "-m", "tools.demo", *session.posargs)


@nox.session
def bench(session: nox.Session) -> None:
    """Compare the speed with httpx, openai-python and openapi-python-client's stock output."""
    session.install(*groups("codegen", "bench"), *folders())
    session.run("python", "-m", "tools.benchmarks", *session.posargs)
