"""The nightly workflow: one issue and one pull request, whatever is found and however often."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
import yaml

from .conftest import LIVE

SCRIPT = LIVE / ".github/docs.sh"
GH = """#!/usr/bin/env bash
echo "gh $*" >>"$CALLS"
case "$1 $2" in
  'issue list') echo "${ISSUE:-}" ;;
  'pr list') echo "${PULL:-}" ;;
esac
"""
GIT = """#!/usr/bin/env bash
echo "git $*" >>"$CALLS"
if [[ $1 == status && -n ${CHANGED:-} ]]; then echo ' M openapi/a.yaml'; fi
"""
PYTHON = """#!/usr/bin/env bash
echo "python $*" >>"$CALLS"
printf '%s' "${REPORT-a report}"
exit "$STATUS"
"""


def night(folder: Path, status: int, **environment: str) -> tuple[int, list[str]]:
    """Run the script with programs that only record how they are called; the result is its status and these calls."""
    for name, text in (("gh", GH), ("git", GIT), ("python", PYTHON)):
        program = folder / name
        program.write_text(text)
        program.chmod(0o755)
    calls = folder / "calls"
    calls.write_text("")
    given = {"PATH": f"{folder}:{os.environ['PATH']}", "CALLS": str(calls), "STATUS": str(status), **environment}
    done = subprocess.run([str(SCRIPT), "python"], env=given, capture_output=True, text=True, check=False, cwd=folder)
    return done.returncode, [" ".join(line.split()[:3]) for line in calls.read_text().splitlines()]


ISSUE = {"ISSUE": "7"}
COMPARED = "python -m tools.drift"
STATE = "git status --porcelain"


@pytest.mark.parametrize(
    ("status", "environment", "calls"),
    [
        pytest.param(0, {}, ["gh issue list"], id="in step"),
        pytest.param(0, ISSUE, ["gh issue list", "gh issue close"], id="in step again"),
        pytest.param(1, {}, ["gh issue list", "gh label create", "gh issue create", STATE], id="new"),
        pytest.param(1, ISSUE, ["gh issue list", "gh issue edit", "gh issue comment", STATE], id="more"),
        pytest.param(3, ISSUE, ["gh issue list", "gh issue edit", STATE], id="open as before"),
        pytest.param(2, ISSUE, ["gh issue list", "gh issue edit", "gh issue comment", STATE], id="gone"),
        pytest.param(4, ISSUE, [], id="not fetched for now"),
    ],
)  # fmt: skip
def test_one_issue_is_kept(tmp_path: Path, status: int, environment: dict[str, str], calls: list[str]) -> None:
    """It is opened, renewed and closed; a message is written only for what is new or cannot be read."""
    assert night(tmp_path, status, **environment) == (0, [COMPARED, *calls])


@pytest.mark.parametrize("pull", ["", "8"])
def test_one_pull_request_is_kept(tmp_path: Path, pull: str) -> None:
    """Its branch is replaced, and it is opened once."""
    _, calls = night(tmp_path, 1, CHANGED="yes", PULL=pull, **ISSUE)

    assert "git push --quiet" in calls
    assert ("gh pr create" in calls) == (not pull)


@pytest.mark.parametrize(("status", "report"), [(2, ""), (137, "half"), (1, "")])
def test_a_failure_is_one(tmp_path: Path, status: int, report: str) -> None:
    """Files of ours that are not valid, or a crash, fail the job and touch nothing."""
    assert night(tmp_path, status, REPORT=report) == (1, [COMPARED])


def test_the_workflow_runs_the_script() -> None:
    """It is YAML, and calls what there is."""
    workflow = yaml.safe_load((LIVE / ".github/workflows/docs.yml").read_text())

    steps = workflow["jobs"]["pages"]["steps"]
    assert [step["run"].split()[0] for step in steps if "run" in step] == ["pip", "nox", ".github/docs.sh"]
    pinned = next(step["run"] for step in steps if step.get("run", "").startswith("pip")).rpartition("nox==")[2]
    assert f"nox=={pinned}" in (LIVE / ".ci/run").read_text()
    assert os.access(SCRIPT, os.X_OK)
