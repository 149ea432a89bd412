"""Running modules, each in a process of its own, which does not import the generators anew.

Importing the generators takes longer than making a small package does. So one process imports them, once, and each run
is a fork of that: as clean as a process of its own, because nothing was run in it before. A run may start others. All
of them end with ours. Where a system cannot fork (Windows), a run is an ordinary process.
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
"""What is imported once. Not the modules that are run: those run anew."""


def run_module(
    module: str, arguments: Sequence[str], *, folder: Path, environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a module as `python -m` does, and capture what it prints.

    Args:
        module: Its name.
        arguments: Those of its command line.
        folder: The folder to run in.
        environment: What the environment has besides ours.
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
        return subprocess.CompletedProcess([module, *arguments], 1, "", f"{module} was ended from outside")
    status, output, errors = json.loads(answer)
    return subprocess.CompletedProcess([module, *arguments], status, output, errors)


def _read_all(connection: socket.socket) -> bytes:
    return b"".join(iter(lambda: connection.recv(65_536), b""))


# --- Our side -----------------------------------------------------------------------------------------------------

_lock: Final = threading.Lock()
_address: str | None = None


def _server() -> str:
    """The address of the process that has the tools; it is started when it is first wanted."""
    global _address  # noqa: PLW0603  # one for all, as modules are
    with _lock:
        if _address is None:
            # Short, whatever TMPDIR says: the address of a socket has at most some hundred characters.
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
    """Where a new process finds what this one finds, and these modules."""
    return os.pathsep.join([str(Path(__file__).resolve().parents[2]), *filter(None, sys.path)])


def _end(process: subprocess.Popen[bytes], folder: tempfile.TemporaryDirectory[str]) -> None:
    # It ends when its input does.
    process.communicate()
    folder.cleanup()


# --- The other side -----------------------------------------------------------------------------------------------


def serve() -> None:
    """Import the tools, then fork for each run that is asked for, until our input ends."""
    global _address  # noqa: PLW0603  # a run that starts another asks the process that it is a fork of
    _address = sys.argv[1]
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C ends the other side, and that ends our input
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(sys.argv[1])
        listener.listen(128)
        for name in _TOOLS:
            importlib.import_module(name)
        try:
            os.write(sys.stdout.fileno(), b"ready\n")
        except BrokenPipeError:
            return  # the other side was killed meanwhile
        forks: set[int] = set()
        while True:
            readable, _, _ = select.select([sys.stdin, listener], [], [])
            # Nobody waits for the forks, as their answers tell; those that have ended are let go of.
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
    """In the fork: be the module that is wanted."""
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
