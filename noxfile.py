"""The project's commands. Sessions that work per provider take provider names after `--`."""

from __future__ import annotations

from pathlib import Path

import nox

PROJECT = nox.project.load_toml("pyproject.toml")
PROVIDERS = tuple(PROJECT["tool"]["codegen"]["providers"])
TYPED = ("codegen", "drift", "noxfile.py", "demo", "benchmarks", "tests/typing")

nox.needs_version = ">=2025.2.9"
nox.options.sessions = ["lint", "check", "types", "tests"]
nox.options.default_venv_backend = "venv"


def groups(*names: str) -> list[str]:
    """The requirements of some dependency groups."""
    return list(nox.project.dependency_groups(PROJECT, *names))


def folders(names: list[str] | tuple[str, ...] = PROVIDERS) -> list[str]:
    """The distributions of some providers, for pip."""
    return [f"./generated/{name}" for name in names]


@nox.session
def generate(session: nox.Session) -> None:
    """Write `generated/` anew from the documents and overlays."""
    session.install(*groups("codegen"))
    session.run("python", "-m", "codegen", "generate", *session.posargs)


@nox.session
def check(session: nox.Session) -> None:
    """Prove that `generated/` is what its inputs say, byte by byte."""
    session.install(*groups("codegen"))
    session.run("python", "-m", "codegen", "check", *session.posargs)


@nox.session
def lint(session: nox.Session) -> None:
    """Check style and formatting of everything that people wrote."""
    session.install(*groups("lint"))
    session.run("ruff", "check", "--no-respect-gitignore", ".")
    session.run("ruff", "format", "--check", "--no-respect-gitignore", ".")


@nox.session
def types(session: nox.Session) -> None:
    """Check types, mypy strict and pyright strict: the packages with their overlays, the tools, the typing tests."""
    names = session.posargs or PROVIDERS
    session.install(
        *groups("codegen", "build", "types", "tests", "bench", "docs"),
        *[f"{folder}[pydantic]" for folder in folders(names)],
    )
    packages = [f"generated/{name}/{name}_client" for name in names]
    session.run("mypy", *TYPED, *packages)
    session.run("pyright", "--pythonpath", f"{session.bin}/python")


@nox.session
def tests(session: nox.Session) -> None:
    """Run the tests; pytest's arguments go after `--`."""
    session.install(*groups("codegen", "build", "tests", "docs"), *[f"{folder}[pydantic]" for folder in folders()])
    session.run("python", "-m", "pytest", "--ignore=tests/schemathesis", *session.posargs)


@nox.session
def docs(session: nox.Session) -> None:
    """Hold the providers' documentation pages against the documents, and report what differs."""
    session.install(*groups("docs"))
    # 1: something is open, 2: a page could not be read.
    session.run("python", "-m", "drift", *session.posargs)


@nox.session
def fakes(session: nox.Session) -> None:
    """Hold the fakes to the documents with schemathesis."""
    session.install(*groups("tests", "fakes"), *folders())
    session.run("python", "-m", "pytest", "tests/schemathesis", *session.posargs)


@nox.session
def lowest(session: nox.Session) -> None:
    """Run the packages' tests with the lowest versions that they allow beside them."""
    session.install(*groups("tests"), *folders(), "httpx==0.27.0", "attrs==23.2.0")
    session.run("python", "-m", "pytest", "tests/generated", "-m", "not installs and not pydantic", *session.posargs)


@nox.session
def build(session: nox.Session) -> None:
    """Build wheel and sdist of each provider into `dist/`."""
    session.install(*groups("build"))
    for folder in folders(session.posargs or PROVIDERS):
        session.run("python", "-m", "build", "--no-isolation", "--outdir", "dist", folder, silent=True)
    session.log("built: " + ", ".join(sorted(path.name for path in Path("dist").iterdir())))


@nox.session
def demo(session: nox.Session) -> None:
    """Generate, build, install into a fresh environment, and use each client against a fake on loopback."""
    session.install(*groups("codegen", "build"))
    session.run("python", "-m", "demo", *session.posargs)


@nox.session
def bench(session: nox.Session) -> None:
    """Measure speed side by side with httpx, openai-python and openapi-python-client's stock output."""
    session.install(*groups("codegen", "bench"), *folders())
    session.run("python", "-m", "benchmarks", *session.posargs)
