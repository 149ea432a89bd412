"""What a package's modules need of each other, and that a package ships nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools.codegen.import_graph import reachable
from tools.contract import providers

GENERATED = Path(__file__).resolve().parents[2] / "generated"


ENGINE = {"_runtime/__init__.py", "_runtime/http/__init__.py", "_runtime/http/engine.py"}


@pytest.mark.parametrize(
    ("line", "used"),
    [
        (
            "from ._runtime.http.engine import Engine",
            ENGINE,
        ),
        (
            "from ._runtime.http import engine",
            ENGINE,
        ),
        ("from . import _runtime", {"_runtime/__init__.py"}),
        (
            "import acme._runtime.http.engine as engine",
            ENGINE,
        ),
        (
            "from acme._runtime.http.engine import Engine",
            ENGINE,
        ),
        (
            "def late() -> None:\n    from ._runtime.http import engine",
            ENGINE,
        ),
        ("from engine import Engine\nimport httpx, acme2.client", set[str]()),
    ],
)
def test_an_import_is_followed_however_it_is_written(tmp_path: Path, line: str, used: set[str]) -> None:
    """Relative or absolute, of a module or of a name in it, at the top or within a function."""
    package = made(
        tmp_path,
        {
            "client.py": line,
            "_runtime/http/engine.py": "",
            "_runtime/http/__init__.py": "",
            "_runtime/__init__.py": "",
            "engine.py": "",
        },
    )

    assert found(package, "client.py") - {"__init__.py"} == {"client.py", *used}


def test_imports_of_imports_are_followed_once(tmp_path: Path) -> None:
    """What is needed only by what is needed counts, modules that need each other end the search, others stay out."""
    package = made(
        tmp_path,
        {
            "api/anvils/get.py": "from ...models import Anvil",
            "models.py": "from .types import Unset",
            "types.py": "from . import models",
            "unused.py": "from .models import Anvil",
            "api/__init__.py": "",
            "api/anvils/__init__.py": "from . import get as _get",
        },
    )

    assert found(package, "api/anvils/__init__.py") == {
        *("__init__.py", "api/__init__.py", "api/anvils/__init__.py", "api/anvils/get.py", "models.py", "types.py"),
    }


@pytest.mark.parametrize("name", sorted(providers.load(GENERATED.parent)))
def test_a_package_ships_no_shared_module_that_it_does_not_need(name: str) -> None:
    """Only who has media has the code of downloads; and what is shipped is all in use."""
    package = GENERATED / name / f"{name}_client"
    shared = {*(package / "_runtime").rglob("*.py")}

    assert shared < reachable(package, {*package.rglob("*.py")} - shared)
    assert (package / "_runtime" / "files" / "transfer.py").exists() == (name == "lumenfall")


def made(folder: Path, files: dict[str, str]) -> Path:
    """A package called acme."""
    for path, text in {"__init__.py": "", **files}.items():
        (folder / "acme" / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / "acme" / path).write_text(text, encoding="utf-8")
    return folder / "acme"


def found(package: Path, start: str) -> set[str]:
    """What is reachable from a module, as paths within the package."""
    return {path.relative_to(package).as_posix() for path in reachable(package, [package / start])}
