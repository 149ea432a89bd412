"""The rules for `x-job`: a document that says what is not so gets a finding at the word that is wrong."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import pytest
from support.jobs import DROP, change, told

from tools.contract import documents, rules

FOLDER: Final = Path(__file__).parents[1] / "jobs"
PRINT: Final = "/paths/~1prints/post"
SHOW: Final = "/paths/~1prints~1{print_id}/get"
JOB: Final = f"{PRINT}/x-job"
RUN: Final = "/paths/~1workspaces~1{workspace_id}~1runs/post"
SCHEMAS: Final = "/components/schemas"


@pytest.mark.parametrize("name", ["darkroom", "conveyor"])
def test_good_documents_have_no_finding(name: str) -> None:
    """Both made-up providers keep all rules."""
    document = documents.load(FOLDER / f"{name}.yaml")

    assert rules.check(document, "ours") == []


DARKROOM: dict[str, tuple[dict[str, Any], str, str]] = {
    "no mapping": ({JOB: True}, JOB, "A job is a mapping"),
    "an unknown word": ({f"{JOB}/complete": {}}, f"{JOB}/complete", "`complete` is not a key of `x-job`"),
    "no name": ({f"{JOB}/name": DROP}, f"{JOB}/name", "Write a noun such as `Video`"),
    "a name in lower case": ({f"{JOB}/name": "print"}, f"{JOB}/name", "Write a noun"),
    "a name that is taken": ({f"{JOB}/name": "Error"}, f"{JOB}/name", "`error` is already an attribute of every error"),
    "a look without arguments": (
        {f"{JOB}/look": {"operation": "prints_show"}},
        f"{JOB}/look",
        "The polling operation is missing",
    ),
    "an unknown look": (
        {f"{JOB}/look/operation": "prints_shw"},
        f"{JOB}/look/operation",
        "`prints_shw` is not an operation with the same tag",
    ),
    "a look without an answer": (
        {f"{JOB}/look/operation": "prints_withdraw"},
        f"{JOB}/look/operation",
        "`prints_withdraw` does not return an object with named fields",
    ),
    "a source of no kind": (
        {f"{JOB}/look/arguments/print_id": "ticket.id"},
        f"{JOB}/look/arguments/print_id",
        "`answer.` and a field",
    ),
    "an unknown field": (
        {f"{JOB}/look/arguments/print_id": "answer.ticket.number"},
        f"{JOB}/look/arguments/print_id",
        "is not a required field of the response that is a string or an integer. Name",
    ),
    "an optional id": (
        {f"{SCHEMAS}/Print/required": ["state"]},
        f"{JOB}/look/arguments/print_id",
        "is not a required field of the response that is a string or an integer. Name",
    ),
    "an optional argument": (
        {f"{JOB}/look/arguments/print_id": "argument.order_key"},
        f"{JOB}/look/arguments/print_id",
        "is not a required argument",
    ),
    "an unknown argument": (
        {f"{JOB}/look/arguments/print": "answer.ticket.id"},
        f"{JOB}/look/arguments/print",
        "has no parameter `print`",
    ),
    "an argument that is left out": (
        {f"{JOB}/look/arguments": {}},
        f"{JOB}/look/arguments",
        "Write where its value comes from",
    ),
    "no end": ({f"{JOB}/completed": DROP}, f"{JOB}/completed", "This does not say when a job is completed"),
    "a condition of two kinds": (
        {f"{JOB}/failed": {"field": "state", "equals": ["lost"], "present": True}},
        f"{JOB}/failed",
        "This does not say when a job is failed",
    ),
    "an unknown state field": (
        {f"{JOB}/failed/field": "stage"},
        f"{JOB}/failed/field",
        "`stage` is not a field of the response of `prints_show`",
    ),
    "a state of another type": ({f"{JOB}/failed/equals": [1]}, f"{JOB}/failed/equals/0", "is never `1`"),
    "a status that is not documented": (
        {f"{JOB}/completed": {"http_status": [203]}},
        f"{JOB}/completed/http_status/0",
        "`prints_show` documents no JSON success `203`",
    ),
    "an outcome without an example": (
        {f"{JOB}/failed/equals": ["lost"]},
        f"{JOB}/failed",
        "No example of `prints_show` shows a job that is failed",
    ),
    "a reason that is no list": ({f"{JOB}/reason": "trouble.text"}, f"{JOB}/reason", "is a list of fields"),
    "an unknown reason": (
        {f"{JOB}/reason": ["trouble.code"]},
        f"{JOB}/reason/0",
        "`trouble.code` is not a field of the response of `prints_show`",
    ),
    "a time that is none": (
        {f"{JOB}/created_at": "trouble.text"},
        f"{JOB}/created_at",
        "`trouble.text` must be a `date-time` or in Unix seconds",
    ),
    "a time without a path": ({f"{JOB}/created_at": 5}, f"{JOB}/created_at", "Write a path of fields"),
    "a file without a URL": ({f"{JOB}/file": {"size": "sheet.bytes"}}, f"{JOB}/file", "needs the `url`"),
    "a file with more": (
        {f"{JOB}/file/name": "sheet.href"},
        f"{JOB}/file/name",
        "The keys of a file are url, size, content_type, expires_at",
    ),
    "a size of another type": (
        {f"{JOB}/file/size": "sheet.href"},
        f"{JOB}/file/size",
        "`sheet.href` must be of type integer",
    ),
    "an unknown cancel": (
        {f"{JOB}/cancel": "prints_stop"},
        f"{JOB}/cancel",
        "is not an operation with the same tag. Write the id of one that",
    ),
    "a cancel that takes more": (
        {f"{JOB}/cancel": "jobs_stop"},
        f"{JOB}/cancel",
        "is not an operation with the same tag. Write the id of one that",
    ),
    "a cancel that nobody sees": ({f"{JOB}/cancelled": DROP}, f"{JOB}/cancelled", "can be cancelled needs `cancelled`"),
    "no advice": ({f"{JOB}/poll": {}}, f"{JOB}/poll", "The keys of `poll` are timeout, shortest_pause, longest_pause"),
    "advice without seconds": ({f"{JOB}/poll/timeout": "1200"}, f"{JOB}/poll/timeout", "in seconds above 0"),
    "an argument of the waits": (
        {f"{SCHEMAS}/PrintOrder/properties/timeout": {"type": "integer", "description": "For the lamp."}},
        JOB,
        "The parameter `timeout` is also an argument of the waiting methods",
    ),
    "an operation called wait": (
        {f"{SHOW}/operationId": "prints_wait"},
        JOB,
        "Rename the operation",
    ),
    "on a look": ({f"{SHOW}/x-job": True}, f"{SHOW}/x-job", "A job is a mapping"),
    "on a schema": (
        {f"{SCHEMAS}/Print/x-job": True},
        f"{SCHEMAS}/Print/x-job",
        "`x-job` is only allowed beside the `operationId` of an operation",
    ),
}


@pytest.mark.parametrize(("changes", "where", "fragment"), DARKROOM.values(), ids=DARKROOM)
def test_what_is_not_so_is_found(changes: dict[str, Any], where: str, fragment: str) -> None:
    """Each finding stands at the word that has to change, and says what is wrong."""
    document = change(documents.load(FOLDER / "darkroom.yaml"), changes)

    findings = rules.check(document, "ours")

    assert told(findings, where, fragment), findings


def test_a_resource_has_one_job() -> None:
    """Two operations of a tag may start the same job if they say the same of it; there is one `wait`."""
    document = documents.load(FOLDER / "conveyor.yaml")
    start = document.data["paths"]["/workspaces/{workspace_id}/runs"]["post"]
    again = {**start, "operationId": "pipelines_run_again"}
    other = {**again, "x-job": {**start["x-job"], "name": "Rerun"}}
    unlike = {**again, "x-job": {**start["x-job"], "completed": {"field": "data.result", "present": True}}}
    path = "/paths/~1workspaces~1{workspace_id}~1reruns"
    key = "/workspaces/{workspace_id}/reruns"

    found = {
        name: rules.check(change(document, {"/paths/" + key.replace("/", "~1"): {"post": said}}), "ours")
        for name, said in (("same", again), ("other", other), ("unlike", unlike))
    }

    assert found["same"] == []
    assert told(found["other"], f"{path}/post/x-job/name", "The tag `pipelines` already has the job `Run`")
    assert told(found["unlike"], f"{path}/post/x-job", "Say the same of both")
