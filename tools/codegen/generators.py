"""Runs of Python modules in separate processes that do not import the generators again.

Importing the generators takes longer than generating a small package. Therefore one process imports them once, and each
run is a fork of it: a clean process, because nothing else has run in it. A run may start others. All of them end with
the main process. On systems without fork (Windows), a run is an ordinary process.
"""

from __future__ import annotations

import atexit
import contextlib
import importlib
import io
import json
import os
import runpy
import select
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import traceback
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

_TOOLS: Final = (
    "tools.codegen.package_writer",
    "datamodel_code_generator.arguments",
    "datamodel_code_generator.model.pydantic_v2",
    "datamodel_code_generator.parser.openapi",
    "tools.codegen.foreign",
    "tools.codegen.packaging",
    "tools.codegen.pydantic_models",
    "tools.contract.rules",
)
"""The modules that are imported once. The modules that are run are not among them."""


def run_module(
    module: str, arguments: Sequence[str], *, folder: Path, environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a module as `python -m` does, and capture what it prints.

    Args:
        module: The name of the module.
        arguments: The command line arguments.
        folder: The folder to run in.
        environment: Additional environment variables.
    """
    if not hasattr(os, "fork"):
        return subprocess.run(
            [sys.executable, "-m", module, *arguments],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": _path(), **(environment or {})},
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
    wanted = {
        "module": module,
        "arguments": list(arguments),
        "folder": str(folder.resolve()),
        "environment": {**os.environ, **(environment or {})},
    }
    with socket.socket(socket.AF_UNIX) as connection:
        connection.connect(_server())
        connection.sendall(json.dumps(wanted).encode())
        connection.shutdown(socket.SHUT_WR)
        answer = _read_all(connection)
    if not answer:
        return subprocess.CompletedProcess([module, *arguments], 1, "", f"{module} was terminated")
    status, output, errors = json.loads(answer)
    return subprocess.CompletedProcess([module, *arguments], status, output, errors)


def _read_all(connection: socket.socket) -> bytes:
    return b"".join(iter(lambda: connection.recv(65_536), b""))


# --- The caller ---------------------------------------------------------------------------------------------------

_lock: Final = threading.Lock()
_address: str | None = None


def _server() -> str:
    """The address of the process with the imported generators, which is started on first use."""
    global _address  # noqa: PLW0603  # one for all, as modules are
    with _lock:
        if _address is None:
            # Not in TMPDIR: the address of a socket has at most about a hundred characters.
            folder = tempfile.TemporaryDirectory(prefix="tools-", dir="/tmp" if Path("/tmp").is_dir() else None)  # noqa: S108
            address = str(Path(folder.name) / "socket")
            command = [sys.executable, "-c", f"from {__name__} import serve; serve()", address]
            process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": _path()}
            )
            atexit.register(_end, process, folder)
            if process.stdout is None or process.stdout.readline() != b"ready\n":
                raise RuntimeError("the process that runs the generators did not start")
            _address = address
        return _address


def _path() -> str:
    """The import path for new processes: this one's, and the project."""
    return os.pathsep.join([str(Path(__file__).resolve().parents[2]), *filter(None, sys.path)])


def _end(process: subprocess.Popen[bytes], folder: tempfile.TemporaryDirectory[str]) -> None:
    # The process ends when its input ends.
    process.communicate()
    folder.cleanup()


# --- The server process -------------------------------------------------------------------------------------------


def serve() -> None:
    """Import the generators, then fork for each requested run, until the input ends."""
    global _address  # noqa: PLW0603  # a run that starts another asks the process that it is a fork of
    _address = sys.argv[1]
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C ends the caller, which ends the input
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(sys.argv[1])
        listener.listen(128)
        for name in _TOOLS:
            importlib.import_module(name)
        try:
            os.write(sys.stdout.fileno(), b"ready\n")
        except BrokenPipeError:
            return  # the caller was killed
        forks: set[int] = set()
        while True:
            readable, _, _ = select.select([sys.stdin, listener], [], [])
            # Results are sent by the forks themselves; ended ones are only reaped.
            forks = {pid for pid in forks if os.waitpid(pid, os.WNOHANG)[0] == 0}
            if sys.stdin in readable:
                for pid in forks:
                    os.kill(pid, signal.SIGKILL)
                    os.waitpid(pid, 0)
                return
            connection, _ = listener.accept()
            with connection:
                pid = os.fork()
                if pid:
                    forks.add(pid)
                else:
                    status = 1
                    try:
                        listener.close()
                        signal.signal(signal.SIGINT, signal.SIG_DFL)
                        connection.sendall(json.dumps(_run(json.loads(_read_all(connection)))).encode())
                        status = 0
                    finally:
                        os._exit(status)


def _run(wanted: dict[str, Any]) -> tuple[int, str, str]:
    """Run the requested module in the fork."""
    os.environ.clear()
    os.environ.update(wanted["environment"])
    os.chdir(wanted["folder"])
    sys.argv = [wanted["module"], *wanted["arguments"]]
    output, errors = io.StringIO(), io.StringIO()
    status = 0
    with contextlib.redirect_stdout(output), contextlib.redirect_stderr(errors):
        try:
            runpy.run_module(wanted["module"], run_name="__main__", alter_sys=True)
        except SystemExit as error:
            status = int(error.code) if isinstance(error.code, int) else int(error.code is not None)
            if isinstance(error.code, str):
                print(error.code, file=sys.stderr)
        except BaseException:
            status = 1
            traceback.print_exc()
    return status, output.getvalue(), errors.getvalue()
