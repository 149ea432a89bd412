"""Compatibility reports in plain text, grouped by version step."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from .changes import Step
from .compatibility import Report

_HEADINGS = {Step.MAJOR: "breaking", Step.MINOR: "additions", Step.PATCH: "internal"}
_WIDTH = 118


def lines(report: Report) -> Iterator[str]:
    """Write a report, line by line; the first line is the summary."""
    name, version = report.provider.distribution, report.provider.version
    if report.baseline is None or report.step is None:
        yield f"first release: {name} {version}; {report.absent}"
        return
    verdict = f"{report.step}: {name} {report.baseline.version} -> "
    if report.step is Step.NONE:
        verdict += f"nothing to release (compared with {report.baseline.revision})"
    else:
        verdict += f"at least {report.required} (compared with {report.baseline.revision})"
    yield verdict
    for step, heading in _HEADINGS.items():
        found = [change for change in report.changes if change.step is step]
        if not found:
            continue
        yield ""
        yield f"  {step}: {heading} ({len(found)})"
        for change in found:
            yield f"    {change.place}"
            reached = f" ({', '.join(change.operations)})" if change.operations else ""
            yield from textwrap.wrap(change.reason + reached, _WIDTH, initial_indent=" " * 8, subsequent_indent=" " * 8)
    yield ""
    yield _judgement(report)


def _judgement(report: Report) -> str:
    version = report.provider.version
    row = f"[tool.codegen.providers.{report.provider.name}] in pyproject.toml"
    if report.is_enough:
        return f"version {version} in {row} is high enough"
    return f"version {version} in {row} is too low: set it to {report.required}, and run `nox -s generate`"
