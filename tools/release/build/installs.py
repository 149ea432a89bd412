"""Installation of wheel and sdist, each into a new environment in which a small program uses the package.

The program is type-checked strictly against the installed package, and run with every warning as an error. It calls the
package's own fake on loopback, sync and async. One of its lines must fail to type-check, so that a package without
visible types does not pass.
"""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
import venv
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from attrs import frozen

from ...contract.json_tree import as_list, as_mapping
from ...contract.providers import Provider
from ..compat.package_source import read_api
from ..compat.python_api import Class
from .distributions import Built

_PROGRAM: Final = '''\
"""Ask the fake."""

from __future__ import annotations

import asyncio

from {package} import {error}, Async{client}, {client}, __version__
from {package}.testing import Fake{client}


def sync(base_url: str) -> int:
    with {client}("a-key", base_url=base_url) as client:
        try:
            client.no_such_thing  # type: ignore[attr-defined]
        except AttributeError:
            pass
        return client.{call}.status_code


async def asynchronous(base_url: str) -> int:
    async with Async{client}("a-key", base_url=base_url) as client:
        response = await client.{call}
        return response.status_code


with Fake{client}().serve() as url:
    first: int = sync(url)
    second: int = asyncio.run(asynchronous(url))
    assert first == second and 200 <= first < 300, (first, second)
assert issubclass({error}, Exception)
import {package}
assert "site-packages" in {package}.__file__, {package}.__file__
print(__version__)
'''

_IMPORT_ALL: Final = """
import importlib, pkgutil, {package}
for module in pkgutil.walk_packages({package}.__path__, "{package}."):
    importlib.import_module(module.name)
"""


class InstallError(Exception):
    """A built distribution cannot be installed or used."""


def check(built: Built, provider: Provider, folder: Path, work: Path) -> None:
    """Install wheel and sdist, and use each of them.

    Args:
        built: Wheel and sdist.
        provider: The provider of the package.
        folder: The generated distribution.
        work: An empty working folder.

    Raises:
        InstallError: A step failed. The message contains its output.
    """
    program = work / "program.py"
    text = _PROGRAM.format(
        package=provider.package, client=provider.client, error=provider.error, call=call(provider, folder)
    )
    program.write_text(text, encoding="utf-8")
    wheel, sdist = _Environment.made(work / "wheel"), _Environment.made(work / "sdist")
    for path, environment in ((built.wheel, wheel), (built.sdist, sdist)):
        environment.install(path.name, path)
        version = environment.run(f"using {path.name}", program).strip()
        if version != provider.version:
            raise InstallError(f"{path.name} installs version {version} instead of {provider.version}")
    if wheel.files(provider.package) != sdist.files(provider.package):
        raise InstallError(f"{built.sdist.name} does not install the same files as {built.wheel.name}")
    mypy = ("-m", "mypy", "--strict", "--config-file=", "--no-incremental", "--python-executable", wheel.python)
    _run(f"type-checking a program against {built.wheel.name}", [sys.executable, *mypy, program], work)
    extra = f"{provider.distribution}[pydantic] @ {built.wheel.resolve().as_uri()}"
    wheel.install(f"{built.wheel.name} with the extra [pydantic]", extra)
    wheel.run("importing every module", "-c", _IMPORT_ALL.format(package=provider.package))


@frozen
class _Environment:
    """A virtual environment that contains only the tested package and its dependencies."""

    folder: Path

    @classmethod
    def made(cls, folder: Path) -> _Environment:
        venv.create(folder, with_pip=False)
        return cls(folder)

    @property
    def python(self) -> Path:
        return self.folder / ("Scripts" if sys.platform == "win32" else "bin") / "python"

    def install(self, what: str, requirement: str | Path) -> None:
        pip: list[str | Path] = [sys.executable, "-m", "pip", "--python", self.python, "--disable-pip-version-check"]
        _run(f"installing {what}", [*pip, "install", "--quiet", requirement], self.folder)
        _run(f"checking the dependencies of {what}", [*pip, "check"], self.folder)

    def run(self, what: str, *arguments: str | Path) -> str:
        """Run Python isolated from everything else, with every warning as an error."""
        return _run(what, [self.python, "-I", "-W", "error", *arguments], self.folder)

    def files(self, package: str) -> dict[str, bytes]:
        """The files of an installed package, without compiled caches."""
        (folder,) = self.folder.rglob(f"site-packages/{package}")
        return {
            path.relative_to(folder).as_posix(): path.read_bytes()
            for path in folder.rglob("*")
            if path.is_file() and path.suffix != ".pyc"
        }


def call(provider: Provider, folder: Path) -> str:
    """Write a call that the fake can answer: the first GET whose ids appear in the document's examples.

    Raises:
        InstallError: There is no such operation.
    """
    api = read_api(provider.package, folder)
    client = api.names.get(f"{provider.package}.{provider.client}")
    tags = list(client.members) if isinstance(client, Class) else []
    for operation in map(as_mapping, as_list(_operations(folder / provider.package / "_operations.py"))):
        name = str(operation.get("operation"))
        parameters = [as_mapping(one) for one in as_list(operation.get("parameters"))]
        needed = [one for one in parameters if one.get("required") or one.get("place") == "path"]
        can_be_found = all(one.get("place") == "path" and one.get("example") is not None for one in needed)
        tag = next((tag for tag in sorted(tags, key=len, reverse=True) if name.startswith(f"{tag}_")), None)
        if operation.get("method") == "GET" and can_be_found and tag is not None:
            return f"{tag}.{name.removeprefix(f'{tag}_')}_detailed({', '.join(map(_argument, needed))})"
    raise InstallError(f"the fake of {provider.name} has no GET whose ids appear in the examples of the document")


def _operations(module: Path) -> object:
    """The operations of the fake, read without importing the package."""
    for statement in ast.parse(module.read_text(encoding="utf-8")).body:
        if isinstance(statement, ast.AnnAssign) and statement.value is not None:
            return json.loads(ast.literal_eval(statement.value))
    raise InstallError(f"{module.name} assigns nothing")


def _argument(parameter: Mapping[str, Any]) -> str:
    example = str(parameter["example"])
    return example if parameter.get("type") in ("integer", "number") else repr(example)


def _run(what: str, command: Sequence[str | Path], work: Path) -> str:
    # The tested package must come from the environment alone.
    environment = {key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "MYPYPATH")}
    done = subprocess.run(command, cwd=work, env=environment, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise InstallError(f"{what} failed:\n{done.stdout}{done.stderr}")
    return done.stdout
