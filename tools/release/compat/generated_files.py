"""Changes of the generated files: code, texts, data, dependencies and supported Python versions."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from ...contract.json_tree import as_mapping, texts
from .changes import Change, Step

_LEFT_BEHIND: Final = ("__pycache__", ".mypy_cache", ".ruff_cache", ".pytest_cache")
_MOST_NAMED: Final = 5


def compare(old: Path, new: Path, name: str) -> list[Change]:
    """Compare two generated distributions, ignoring their version numbers.

    Args:
        old: The folder as released.
        new: The current folder.
        name: The folder's name in messages, such as `generated/lumenfall`.
    """
    before, after = _files(old), _files(new)
    code: list[str] = []
    other: list[str] = []
    for path in sorted(before.keys() | after.keys()):
        one, two = before.get(path), after.get(path)
        if one == two:
            continue
        if one is None or two is None:
            (code if path.endswith((".py", ".json")) else other).append(path)
        elif path.endswith(".py") and meaning_of(one) != meaning_of(two):
            code.append(path)
        elif path == "pyproject.toml":
            if _without_version(one) != _without_version(two):
                code.append(path)
            elif not _differs_in_version_alone(one, two):
                other.append(path)
        elif path.endswith("_version.py") and meaning_of(one) == meaning_of(two):
            pass
        else:
            other.append(path)
    changes = list(_metadata(before.get("pyproject.toml", b""), after.get("pyproject.toml", b""), name))
    if code:
        changes.append(_change(Step.PATCH, "code", name, f"the generated code differs in {_listed(code)}"))
    if other:
        changes.append(_change(Step.PATCH, "text", name, f"texts, comments or data differ in {_listed(other)}"))
    return changes


def meaning_of(source: bytes) -> str:
    """Python code without comments, layout, docstrings and the version number."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError):
        return source.decode("utf-8", "replace")
    return ast.dump(_Silent().visit(tree))


class _Silent(ast.NodeTransformer):
    def visit_Expr(self, node: ast.Expr) -> ast.AST | None:
        is_text = isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
        return None if is_text else self.generic_visit(node)

    def visit_Assign(self, node: ast.Assign) -> ast.AST | None:
        is_version = any(isinstance(target, ast.Name) and target.id == "__version__" for target in node.targets)
        return None if is_version else self.generic_visit(node)


def _metadata(old: bytes, new: bytes, name: str) -> Iterator[Change]:
    """Compare Python versions, dependencies and extras."""
    before, after = _project(old), _project(new)
    place = f"{name}/pyproject.toml"
    if before.get("name") != after.get("name"):
        reason = f"the distribution was {before.get('name')} and is {after.get('name')}"
        yield _change(Step.MAJOR, "name", place, reason)
    if before.get("requires-python") != after.get("requires-python"):
        reason = f"the required Python was {before.get('requires-python')} and is {after.get('requires-python')}"
        yield _change(Step.MINOR, "python", place, reason)
    yield from _dependencies(before.get("dependencies"), after.get("dependencies"), place, "")
    one, other = (as_mapping(project.get("optional-dependencies")) for project in (before, after))
    for extra in sorted(one.keys() - other.keys()):
        yield _change(Step.MAJOR, "extra", place, f"the extra [{extra}] is gone")
    for extra in sorted(other.keys() - one.keys()):
        yield _change(Step.MINOR, "extra", place, f"the extra [{extra}] is new")
    for extra in sorted(one.keys() & other.keys()):
        yield from _dependencies(one[extra], other[extra], place, f"the extra [{extra}]: ")


def _dependencies(old: Any, new: Any, place: str, subject: str) -> Iterator[Change]:
    before, after = _requirements(old), _requirements(new)
    for name in sorted(before.keys() | after.keys()):
        one, other = before.get(name), after.get(name)
        if one == other:
            continue
        if other is None:
            yield _change(Step.PATCH, "dependency", place, f"{subject}{name} is no longer needed")
        elif one is None:
            yield _change(Step.MINOR, "dependency", place, f"{subject}{other} is now needed")
        else:
            yield _change(Step.MINOR, "dependency", place, f"{subject}the requirement was {one} and is {other}")


def _requirements(value: Any) -> dict[str, str]:
    requirements = [Requirement(text) for text in texts(value)]
    return {canonicalize_name(requirement.name): str(requirement) for requirement in requirements}


def _project(source: bytes) -> dict[str, Any]:
    try:
        return as_mapping(tomllib.loads(source.decode()).get("project"))
    except ValueError:
        return {}


def _without_version(source: bytes) -> object:
    try:
        tree = tomllib.loads(source.decode())
    except ValueError:
        return source
    as_mapping(tree.get("project")).pop("version", None)
    return tree


def _differs_in_version_alone(old: bytes, new: bytes) -> bool:
    one, other = ([line for line in text.splitlines() if not line.startswith(b"version = ")] for text in (old, new))
    return one == other


def _files(folder: Path) -> Mapping[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not any(part in _LEFT_BEHIND for part in path.relative_to(folder).parts)
    }


def _listed(paths: list[str]) -> str:
    named = ", ".join(paths[:_MOST_NAMED])
    return named if len(paths) <= _MOST_NAMED else f"{named} and {len(paths) - _MOST_NAMED} more"


def _change(step: Step, kind: str, place: str, reason: str) -> Change:
    return Change(
        step=step, area="code" if kind in ("code", "text") else "package", kind=kind, place=place, reason=reason
    )
