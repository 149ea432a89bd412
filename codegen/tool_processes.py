"""Running the generators: each run in a process of its own, which does not import the tool anew.

Importing the two tools takes longer than making a small package does. So one process imports them, once, and each run
is a fork of that: as clean as a process of its own, because nothing was run in it before. Where a system has no such
process (Windows), a run is an ordinary one.
"""

from __future__ import annotations

import contextlib
import io
import multiprocessing
import os
import runpy
import subprocess
import sys
import traceback
from collections.abc import Mapping, Sequence
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Final

_TOOLS: Final = (
    "openapi_python_client.cli",
    "datamodel_code_generator.arguments",
    "datamodel_code_generator.model.pydantic_v2",
    "datamodel_code_generator.parser.openapi",
)
"""What is imported once. Not the modules that are run: those run anew."""


def run_module(
    module: str, arguments: Sequence[str], *, folder: Path | None = None, environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a module as `python -m` does, and capture what it prints.

    Args:
        module: Its name.
        arguments: Those of its command line.
        folder: The folder to run in.
        environment: What the environment has besides ours.
    """
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return subprocess.run(
            [sys.executable, "-m", module, *arguments],
            cwd=folder,
            env={**os.environ, **(environment or {})},
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([*_TOOLS, __name__])
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_run, args=(module, list(arguments), folder, dict(environment or {}), theirs))
    process.start()
    theirs.close()
    try:
        status, output, errors = ours.recv()
    except EOFError:
        # It was ended from outside, or crashed beyond Python.
        process.join()
        status, output, errors = process.exitcode or 1, "", f"{module} ended without a word ({process.exitcode})"
    process.join()
    return subprocess.CompletedProcess([module, *arguments], status, output, errors)


def _run(
    module: str, arguments: list[str], folder: Path | None, environment: dict[str, str], answer: Connection
) -> None:
    """In the new process: be that module."""
    os.environ.update(environment)
    if folder is not None:
        os.chdir(folder)
    sys.argv = [module, *arguments]
    output, errors = io.StringIO(), io.StringIO()
    status = 0
    with contextlib.redirect_stdout(output), contextlib.redirect_stderr(errors):
        try:
            runpy.run_module(module, run_name="__main__", alter_sys=True)
        except SystemExit as error:
            # An `IntEnum` of a module that ran as `__main__` cannot be sent.
            status = int(error.code) if isinstance(error.code, int) else int(error.code is not None)
            if isinstance(error.code, str):
                print(error.code, file=sys.stderr)
        except BaseException:
            status = 1
            traceback.print_exc()
    answer.send((status, output.getvalue(), errors.getvalue()))
    answer.close()
