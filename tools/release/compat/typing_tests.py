"""The typing tests of the last release, run against the current package.

mypy and pyright run in strict mode. Errors that they also report for the released package (a newer checker may report
more) are ignored.
"""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from collections.abc import Sequence, Set
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Final

from attrs import frozen

from ...contract.json_tree import as_list, as_mapping
from .changes import Change, Step

FOLDER: Final = "tests/typing"


class CheckerError(Exception):
    """A type checker could not be run."""


@frozen(order=True)
class Complaint:
    """An error that a checker reports for a line."""

    file: str
    line: int
    checker: str
    rule: str
    message: str


def check(
    tests: Path, package: str, old: Path, new: Path, widened: Sequence[Set[str]], work: Path, cache: Path
) -> list[Change]:
    """Find what type-checks with the released package but not with the current one.

    Args:
        tests: The folder with the released typing tests.
        package: The package's import name; tests that do not mention it are left out.
        old: The folder `generated/` as released.
        new: The current folder `generated/`.
        widened: The released values, as source code, of each `Literal` that has only gained values. An `assert_type`
            that lists them all is not a break.
        work: An empty working folder.
        cache: A folder for mypy's cache, which makes the next run faster.

    Raises:
        CheckerError: A checker could not be run.
    """
    sources = {path.name: path for path in sorted(tests.glob("*.py")) if package in path.read_text(encoding="utf-8")}
    if not sources:
        return []
    complaints = _complaints(sources, new, work / "new", cache)
    trees = {name: ast.parse(path.read_text(encoding="utf-8")) for name, path in sources.items()}
    spelled_out = {one for one in complaints if _spells_out(trees[one.file], one, widened)}
    if len(spelled_out) < len(complaints):
        known = {_identity(one) for one in _complaints(sources, old, work / "old", cache)}
        complaints = [one for one in complaints if _identity(one) not in known]
    return [_change(one, one in spelled_out) for one in complaints]


def _identity(complaint: Complaint) -> tuple[str, int, str, str]:
    return complaint.file, complaint.line, complaint.checker, complaint.rule


def _change(complaint: Complaint, is_spelled_out: bool) -> Change:
    reason = f"{complaint.message} [{complaint.checker}: {complaint.rule}]"
    if is_spelled_out:
        reason = f"a test lists all known values, and there are more now [{complaint.checker}]"
    return Change(
        step=Step.MINOR if is_spelled_out else Step.MAJOR,
        area="typing",
        kind=complaint.rule,
        place=f"{FOLDER}/{complaint.file}:{complaint.line} (as released)",
        reason=reason,
        file=f"{FOLDER}/{complaint.file}",
        line=complaint.line,
        before=True,
    )


def _spells_out(tree: ast.Module, complaint: Complaint, widened: Sequence[Set[str]]) -> bool:
    """Whether the error is about an `assert_type` that lists the values of a `Literal` that has gained values."""
    for call in ast.walk(tree):
        if not isinstance(call, ast.Call) or ast.unparse(call.func).rpartition(".")[2] != "assert_type":
            continue
        if not (call.lineno <= complaint.line <= (call.end_lineno or call.lineno)) or len(call.args) < 2:
            continue
        for part in ast.walk(call.args[1]):
            if isinstance(part, ast.Subscript) and ast.unparse(part.value).rpartition(".")[2] == "Literal":
                values = part.slice.elts if isinstance(part.slice, ast.Tuple) else [part.slice]
                if {ast.unparse(value) for value in values} in widened:
                    return True
    return False


def _complaints(sources: dict[str, Path], generated: Path, work: Path, cache: Path) -> list[Complaint]:
    work.mkdir(parents=True)
    for name, path in sources.items():
        (work / name).write_bytes(path.read_bytes())
    packages = [str(folder.resolve()) for folder in sorted(generated.iterdir()) if folder.is_dir()]
    with ThreadPoolExecutor() as pool:
        runs = [pool.submit(_mypy, sorted(sources), packages, work, cache), pool.submit(_pyright, packages, work)]
        found = [complaint for run in runs for complaint in run.result()]
    return sorted({one for one in found if one.file in sources})


def _mypy(names: Sequence[str], packages: Sequence[str], work: Path, cache: Path) -> list[Complaint]:
    command = ["mypy", "--strict", "--config-file=", f"--cache-dir={cache.resolve()}", "--output=json", *names]
    done = _run(command, work, {"MYPYPATH": os.pathsep.join(packages)})
    # 0: no errors; 1: errors; 2: mypy could not run.
    if done.returncode not in (0, 1):
        raise CheckerError(f"mypy failed:\n{done.stdout}{done.stderr}")
    found = [as_mapping(json.loads(line)) for line in done.stdout.splitlines() if line.startswith("{")]
    return [
        Complaint(Path(str(one["file"])).name, int(one["line"]), "mypy", str(one.get("code")), _flat(one["message"]))
        for one in found
        if one.get("severity") == "error"
    ]


def _pyright(packages: Sequence[str], work: Path) -> list[Complaint]:
    configuration = {"typeCheckingMode": "strict", "include": ["."], "extraPaths": list(packages)}
    (work / "pyrightconfig.json").write_text(json.dumps(configuration), encoding="utf-8")
    done = _run(["pyright", "--outputjson", "--pythonpath", sys.executable, "--project", "."], work, {})
    try:
        answer = as_mapping(json.loads(done.stdout))
    except ValueError:
        raise CheckerError(f"pyright failed:\n{done.stdout}{done.stderr}") from None
    return [
        Complaint(
            Path(str(one.get("file"))).name,
            int(as_mapping(as_mapping(one.get("range")).get("start")).get("line", 0)) + 1,
            "pyright",
            str(one.get("rule", "error")),
            _flat(one.get("message")),
        )
        for one in map(as_mapping, as_list(answer.get("generalDiagnostics")))
        if one.get("severity") == "error"
    ]


def _run(command: Sequence[str], work: Path, more: dict[str, str]) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONUTF8": "1", **more}
    return subprocess.run(
        [sys.executable, "-m", *command],
        cwd=work,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def _flat(message: Any) -> str:
    return " ".join(str(message).split())
