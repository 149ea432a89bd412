"""Command line for the noxfile: generates the packages, builds and installs their wheels, and runs the tour."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from pathlib import Path

from ..codegen import pipeline
from ..contract import providers
from ..contract.findings import InputError

PROJECT = Path(__file__).resolve().parents[2]


@contextmanager
def step(name: str, what: str) -> Generator[list[str], None, None]:
    """Print a step and its duration, followed by the lines that are appended to the list."""
    print(f"  {name:9}{what}", end="", flush=True)
    started = time.monotonic()
    notes: list[str] = []
    yield notes
    print(f"  ({time.monotonic() - started:.1f} s)")
    for note in notes:
        print(f"           {note}")


def run(command: Sequence[str | Path], cwd: Path = PROJECT) -> None:
    """Run a command; its output is printed only if it fails."""
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"\n\n{' '.join(map(str, command))} failed:\n{done.stdout}{done.stderr}")


def main() -> int:
    """Run the demo.

    Returns:
        The exit status: 0 if every step succeeded.
    """
    table = providers.load(PROJECT)
    print("\nTyped clients for Lumenfall, PromptLayer and Helicone: from three documents to three calls\n")
    with step("generate", f"openapi/*/document.yaml -> generated/{{{','.join(table)}}}"):
        try:
            pipeline.generate(PROJECT, list(table.values()))
        except InputError as error:
            sys.exit(f"\n\n{error}")
    with tempfile.TemporaryDirectory(prefix="demo-") as folder:
        wheels, environment = Path(folder) / "wheels", Path(folder) / "environment"
        with step("build", f"{len(table)} wheels") as notes:
            for name in table:
                target = PROJECT / pipeline.GENERATED / name
                run([sys.executable, "-m", "build", "--no-isolation", "--wheel", "--outdir", wheels, target])
            found = sorted(wheels.glob("*.whl"))
            notes += [f"{wheel.name:46}{wheel.stat().st_size / 1000:5.0f} kB" for wheel in found]
        with step("install", "into an empty environment") as notes:
            venv.create(environment, with_pip=False)
            python = environment / ("Scripts" if sys.platform == "win32" else "bin") / "python"
            run([sys.executable, "-m", "pip", "--python", python, "install", "--quiet", *found])
        print("  use      each client, against a fake of its provider on a loopback socket\n", flush=True)
        # -I: the tour uses the installed packages rather than this folder; -W: warnings are errors.
        return subprocess.run(
            [python, "-I", "-W", "error", PROJECT / "tools" / "demo" / "tour.py"], check=False
        ).returncode


if __name__ == "__main__":
    sys.exit(main())
