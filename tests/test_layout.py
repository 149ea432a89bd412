"""The layers of the tools: what may import what, read from the source."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import Final

import pytest

PROJECT: Final = Path(__file__).resolve().parents[1]

MAY_IMPORT: Final[Mapping[str, frozenset[str]]] = {
    "runtime": frozenset(),
    "tools.contract": frozenset(),
    "tools.codegen": frozenset({"tools.contract"}),
    "tools.drift": frozenset({"tools.contract"}),
    "tools.turns": frozenset({"tools.contract", "tools.drift"}),
    "tools.release": frozenset({"tools.contract", "tools.codegen"}),
    "tools.demo": frozenset({"tools.contract", "tools.codegen"}),
    # The studies of polling call the runtime's own schedule.
    "tools.benchmarks": frozenset({"tools.contract", "tools.codegen", "runtime"}),
}
"""Each layer, and those whose modules it may import besides its own."""


def modules() -> dict[str, Path]:
    """Every module of the tools and the runtime, by its full name."""
    found: dict[str, Path] = {}
    for folder in ("tools", "runtime"):
        for path in sorted((PROJECT / folder).rglob("*.py")):
            parts = path.relative_to(PROJECT).with_suffix("").parts
            found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


MODULES: Final = modules()


def layer(module: str) -> str:
    """The layer that a module belongs to."""
    return "runtime" if module.partition(".")[0] == "runtime" else ".".join(module.split(".")[:2])


def at_import(tree: ast.Module) -> Iterator[ast.stmt]:
    """The statements that run when a module is imported: not those of functions, nor those for type checkers."""
    waiting: list[ast.stmt] = list(tree.body)
    while waiting:
        statement = waiting.pop()
        yield statement
        if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        if isinstance(statement, ast.If) and "TYPE_CHECKING" in ast.unparse(statement.test):
            waiting += statement.orelse
            continue
        waiting += [below for below in ast.walk(statement) if isinstance(below, ast.stmt) and below in _body(statement)]


def _body(statement: ast.stmt) -> list[ast.stmt]:
    below = [getattr(statement, name, []) for name in ("body", "orelse", "finalbody")]
    handlers = [handler.body for handler in getattr(statement, "handlers", [])]
    return [one for block in (*below, *handlers) for one in block]


def imported(module: str, statements: Iterator[ast.AST]) -> set[str]:
    """The project's own modules that a module imports, however it writes that."""
    package = module if MODULES[module].name == "__init__.py" else module.rpartition(".")[0]
    names: set[str] = set()
    for statement in statements:
        if isinstance(statement, ast.Import):
            names |= {alias.name for alias in statement.names}
        elif isinstance(statement, ast.ImportFrom):
            above = package.split(".")[: len(package.split(".")) - statement.level + 1] if statement.level else []
            source = ".".join([*above, *([statement.module] if statement.module else [])])
            whole = {f"{source}.{alias.name}" for alias in statement.names}
            # `from package import module` needs that module, and the package only as its parent.
            names |= (whole & MODULES.keys()) or {source}
            names |= {source} if whole - MODULES.keys() else set()
    return names & MODULES.keys()


def everything(module: str) -> set[str]:
    """What a module imports anywhere, in functions too."""
    return imported(module, ast.walk(ast.parse(MODULES[module].read_text(encoding="utf-8"))))


@pytest.mark.parametrize("module", MODULES)
def test_no_import_runs_upwards(module: str) -> None:
    """A module imports its own layer and those below it, nothing else."""
    own = layer(module)
    if own == "tools":
        return

    others = {layer(other) for other in everything(module)} - {own}

    assert others <= MAY_IMPORT[own]


def test_no_modules_import_each_other_in_a_circle() -> None:
    """Every module can be imported first."""
    graph = {
        name: imported(name, iter(list(at_import(ast.parse(path.read_text(encoding="utf-8"))))))
        for name, path in MODULES.items()
    }

    try:
        list(TopologicalSorter(graph).static_order())
    except CycleError as error:
        pytest.fail(f"a circle of imports: {' -> '.join(error.args[1])}")


@pytest.mark.parametrize("module", [name for name in MODULES if layer(name) in ("runtime", "tools.contract")])
def test_the_ground_floor_knows_no_provider(module: str) -> None:
    """No module of the runtime or of the contract names a provider of the table."""
    table = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["codegen"]["providers"]
    text = MODULES[module].read_text(encoding="utf-8").casefold()

    assert table
    assert not [name for name in table if name in text]


def test_every_layer_is_there() -> None:
    """The rules are about all layers that there are, and about no other."""
    assert {layer(name) for name in MODULES} - {"tools"} == set(MAY_IMPORT)
