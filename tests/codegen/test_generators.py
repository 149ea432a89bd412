"""The generators run in processes of their own, whatever is imported for them beforehand."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from tools.codegen.generators import run_module

PROJECT = Path(__file__).resolve().parents[2]


def run(code: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a line of code by way of a module."""
    return run_module("timeit", ["-n", "1", "-r", "1", code], folder=folder, environment=environment)


def test_what_a_run_prints_and_how_it_ends(tmp_path: Path) -> None:
    """Both streams and the status, in the folder and with the environment that were asked for."""
    code = "import os, sys; print(os.getcwd(), os.environ['MARK']); print('é', file=sys.stderr)"

    done = run(code, tmp_path, MARK="here")

    assert (done.returncode, done.stderr) == (0, "é\n")
    assert done.stdout.startswith(f"{tmp_path.resolve()} here\n")
    assert run_module("json.tool", ["--no-such-option"], folder=tmp_path).returncode == 2
    assert "MARK" not in os.environ


def test_a_run_leaves_nothing_to_the_next(tmp_path: Path) -> None:
    """Not what it set, imported or changed to."""
    run("import sys, os; sys.mark = 1; os.environ['MARK'] = '1'; os.chdir('/')", tmp_path)

    done = run("import sys, os; print(hasattr(sys, 'mark'), 'MARK' in os.environ)", tmp_path)

    assert done.stdout.startswith("False False\n")


def test_a_crash_is_told(tmp_path: Path) -> None:
    """A traceback, as of a process of its own; and so is a run that is terminated from outside."""
    missing = run_module("no_such_module", [], folder=tmp_path)
    assert (missing.returncode, "Traceback" in missing.stderr) == (1, True)
    killed = run("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", tmp_path)

    assert killed.returncode != 0
    assert "was terminated" in killed.stderr
    assert run("pass", tmp_path).returncode == 0


def test_it_ends_with_ours_and_needs_no_guard(tmp_path: Path) -> None:
    """A script without `if __name__ == "__main__"` may generate; nothing of it is left running."""
    script = tmp_path / "script.py"
    script.write_text(
        textwrap.dedent("""\
            from pathlib import Path
            from tools.codegen.generators import run_module
            code = "import os; print(os.getppid())"
            print(run_module("timeit", ["-n", "1", "-r", "1", code], folder=Path(".")).stdout.split()[0])
        """)
    )

    done = subprocess.run(
        [sys.executable, str(script)],
        env={**os.environ, "PYTHONPATH": str(PROJECT)},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )

    server = int(done.stdout.strip())
    assert done.stderr == ""
    try:
        os.kill(server, 0)
    except ProcessLookupError:
        return
    raise AssertionError(f"process {server} is still there")


def test_an_interrupt_ends_both_sides(tmp_path: Path) -> None:
    """Ctrl-C goes to all processes of a terminal: ours alone tells of it, in one line, and nothing is left running."""
    script = tmp_path / "script.py"
    script.write_text(
        textwrap.dedent("""\
            import signal, sys
            from pathlib import Path
            signal.signal(signal.SIGINT, signal.default_int_handler)
            from tools.codegen.__main__ import main
            from tools.codegen import pipeline
            from tools.codegen.generators import run_module
            def generate(*_):
                run_module("timeit", ["-n", "1", "-r", "1", "pass"], folder=Path.cwd())
                print("ready", flush=True)
                run_module("timeit", ["-n", "1", "-r", "1", "import time; time.sleep(60)"], folder=Path.cwd())
            pipeline.generate = generate
            sys.exit(main(["generate", "--project", sys.argv[1]]))
        """)
    )
    process = subprocess.Popen(
        [sys.executable, str(script), str(PROJECT)],
        cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(PROJECT)}, start_new_session=True, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    os.killpg(process.pid, signal.SIGINT)

    _, errors = process.communicate(timeout=20)

    assert (process.returncode, errors) == (130, "interrupted\n")
    with pytest.raises(ProcessLookupError):
        os.killpg(process.pid, 0)
