"""The report as JSON: everything that the terminal shows."""

from __future__ import annotations

from ..contract.facts import Json
from .comparison import Report
from .disagreements import Disagreement
from .terminal import summary


def report_data(report: Report) -> dict[str, Json]:
    """The report as a JSON tree."""
    return {
        "status": report.exit_status,
        "summary": summary(report),
        "findings": [finding_data(one) for one in report.findings],
        "failures": [{"page": one.name, "reason": one.reason, "for_now": one.is_passing} for one in report.failures],
        "late": list(report.late),
        "notices": [{"place": str(one.place), "message": one.text} for one in report.notices],
        "lapsed_decisions": [
            {"decision": str(decision), "finding": finding_data(finding)} for decision, finding in report.outdated
        ],
        "unused_decisions": [str(one) for one in report.unused],
        "decided": [{"decision": str(decision), "finding": finding_data(one)} for one, decision in report.decided],
        "by_design": [{"rule": rule.name, "finding": finding_data(one)} for one, rule in report.by_design],
        "passed_over": list(report.passed_over),
        "without_page": [{"provider": one.provider, "operation": one.id} for one in report.without_page],
        "pages": [
            {
                "page": one.file,
                "provider": one.operation.provider,
                "operation": one.operation.id,
                "name": one.entry.name if one.entry is not None and one.in_table else None,
            }
            for one in report.read
        ],
    }


def finding_data(one: Disagreement) -> dict[str, Json]:
    """A finding with both facts, all places that it reaches, and whether it is new since its page was last accepted."""
    return {
        **one.as_json(),
        "since": one.change,
        "page_fact": one.page_fact,
        "document_fact": one.document_fact,
        "places": [
            {"operation": each.operation, "subject": subject, "page": str(each.page), "document": str(each.document)}
            for each in one.each
            for subject in each.subjects
        ],
    }
