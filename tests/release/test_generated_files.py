"""Generated files: whether code, data or only texts differ."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from tools.release.compat import generated_files

from .conftest import told

PYPROJECT = """
[project]
name = "acme-client"
version = "0.1.0"
requires-python = ">=3.11"
dependencies = ["httpx>=0.27,<1", "attrs>=23.2"]
[project.optional-dependencies]
pydantic = ["pydantic>=2.11,<3"]
"""
BEFORE = {
    "README.md": "# Acme\n",
    "LICENSE": "MIT\n",
    "pyproject.toml": PYPROJECT,
    "acme_client/__init__.py": '"""Acme."""\nx = 1\n',
    "acme_client/_version.py": '__version__ = "0.1.0"\n',
    "acme_client/testing/operations.json": "[]\n",
}
FOLDER, TOML = "generated/acme", "generated/acme/pyproject.toml"
CODE, TEXT = {("patch", "code", FOLDER)}, {("patch", "text", FOLDER)}


def written(folder: Path, files: Mapping[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def toml(old: str, new: str) -> dict[str, str]:
    assert old in PYPROJECT
    return {"pyproject.toml": PYPROJECT.replace(old, new)}


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        pytest.param({}, set[tuple[str, str, str]](), id="nothing"),
        pytest.param(
            {**toml('"0.1.0"', '"0.2.0"'), "acme_client/_version.py": '__version__ = "0.2.0"\n'},
            set[tuple[str, str, str]](),
            id="the version alone",
        ),
        pytest.param({"acme_client/__init__.py": '"""Acme."""\nx = 2\n'}, CODE, id="code"),
        pytest.param({"acme_client/__init__.py": '"""Other."""\n# why\nx = 1\n'}, TEXT, id="docstring and comment"),
        pytest.param({"acme_client/more.py": ""}, CODE, id="a module more"),
        pytest.param(
            {"acme_client/_version.py": '"""Text."""\n__version__ = "0.1.0"\nx = 1\n'}, CODE, id="version module"
        ),
        pytest.param({"README.md": "# Other\n"}, TEXT, id="readme"),
        pytest.param({"acme_client/testing/operations.json": "[1]\n"}, TEXT, id="data"),
        pytest.param({"acme_client/__init__.py": "broken(\n"}, CODE, id="no Python"),
        pytest.param(toml(">=3.11", ">=3.12"), {("minor", "python", TOML), *CODE}, id="Pythons"),
        pytest.param(toml("httpx>=0.27", "httpx>=0.28"), {("minor", "dependency", TOML), *CODE}, id="a bound"),
        pytest.param(toml(', "attrs>=23.2"', ""), {("patch", "dependency", TOML), *CODE}, id="a dependency less"),
        pytest.param(toml('23.2"]', '23.2", "x"]'), {("minor", "dependency", TOML), *CODE}, id="a dependency more"),
        pytest.param(
            toml("pydantic = [", "models = ["),
            {("major", "extra", TOML), ("minor", "extra", TOML), *CODE},
            id="an extra",
        ),
        pytest.param(toml("acme-client", "acme"), {("major", "name", TOML), *CODE}, id="the name"),
        pytest.param(toml("[project]", "[project] # here"), TEXT, id="a comment in TOML"),
    ],
)
def test_an_edit_is_told_and_nothing_else(
    edit: dict[str, str], expected: set[tuple[str, str, str]], tmp_path: Path
) -> None:
    """Code that differs is a patch, and so are texts; a version is no change."""
    old, new = written(tmp_path / "old", BEFORE), written(tmp_path / "new", {**BEFORE, **edit})

    assert told(generated_files.compare(old, new, FOLDER)) == expected


def test_what_running_leaves_behind_is_no_change(tmp_path: Path) -> None:
    """Caches do not count."""
    old, new = written(tmp_path / "old", BEFORE), written(tmp_path / "new", BEFORE)
    written(new, {"acme_client/__pycache__/x.pyc": "x", ".mypy_cache/a": "b"})

    assert generated_files.compare(old, new, FOLDER) == []


def test_many_files_are_counted(tmp_path: Path) -> None:
    """A change of all files is reported in two lines."""
    old, new = written(tmp_path / "old", BEFORE), written(tmp_path / "new", BEFORE)
    written(new, {f"acme_client/m{number}.py": "" for number in range(8)})

    (change,) = generated_files.compare(old, new, FOLDER)

    assert change.reason.endswith("acme_client/m4.py and 3 more")
