"""The typing tests as released, against the package as it is: what no longer type-checks is broken.

Both checkers run strictly. What they found already with the package as released (a newer checker may find more) is
no change, and is left out.
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
    """What a checker says of a line."""

    file: str
    line: int
    checker: str
    rule: str
    message: str


def check(
    tests: Path, package: str, old: Path, new: Path, widened: Sequence[Set[str]], work: Path, cache: Path
) -> list[Change]:
    """What type-checked with the released package and does not with the present one.

    Args:
        tests: The folder with the typing tests as released.
        package: The package's import name; tests that do not speak of it are left out.
        old: The folder `generated/` as released.
        new: The folder `generated/` as it is.
        widened: The values, as code, of each `Literal` that has only gained some: spelling them out in an
            `assert_type` is no promise that there will be no more.
        work: An empty folder to work in.
        cache: A folder for what mypy keeps of other packages, which it need not read again the next time.

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
        reason = f"a test spells out the known values, of which there are more now [{complaint.checker}]"
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
    """Whether the complaint is about an `assert_type` that names all values of a `Literal` that has gained some."""
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
    # 0: nothing found; 1: something found. With 2, mypy has given up.
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
