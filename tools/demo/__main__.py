"""Generate the packages, build their wheels, install them into a fresh environment, and take the tour there."""

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
    """Tell a step, and how long it took; what is appended to the list stands below it."""
    print(f"  {name:9}{what}", end="", flush=True)
    started = time.monotonic()
    notes: list[str] = []
    yield notes
    print(f"  ({time.monotonic() - started:.1f} s)")
    for note in notes:
        print(f"           {note}")


def run(command: Sequence[str | Path], cwd: Path = PROJECT) -> None:
    """Run a command; its output is shown only if it fails."""
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"\n\n{' '.join(map(str, command))} failed:\n{done.stdout}{done.stderr}")


def main() -> int:
    """Run the demo; 0 if all of it worked."""
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
        # -I: the tour sees what was installed, and nothing of this folder; -W: a warning would be an error.
        return subprocess.run(
            [python, "-I", "-W", "error", PROJECT / "tools" / "demo" / "tour.py"], check=False
        ).returncode


if __name__ == "__main__":
    sys.exit(main())
