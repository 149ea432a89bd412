"""The rules for `x-job`: a document that says what is not so gets a finding at the word that is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from support.jobs import DROP, change, told

from tools.contract import documents, rules
from tools.contract.findings import Finding, pointer

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
    "a name that is taken": ({f"{JOB}/name": "Error"}, f"{JOB}/name", "is already an attribute"),
    "a name that Python's errors have": (
        {f"{JOB}/name": "Args"},
        f"{JOB}/name",
        "is already an attribute",
    ),
    "a name that downloads have": (
        {f"{JOB}/name": "OnProgress"},
        f"{JOB}/name",
        "is already an attribute",
    ),
    "a name of the result": ({f"{JOB}/name": "Unwrap"}, f"{JOB}/name", "is already an attribute"),
    "a name of another error": (
        {f"{JOB}/name": "NotFound"},
        f"{JOB}/name",
        "`NotFoundError` is an error of each package already",
    ),
    "a name that is too long": ({f"{JOB}/name": "P" * 300}, f"{JOB}/name", "300 characters"),
    "a schema called like an error": (
        {f"{SCHEMAS}/PrintFailedError": {"type": "object"}},
        f"{JOB}/name",
        "`PrintFailedError` is a schema, and the name of what is made for the job",
    ),
    "a schema called like a part of jobs": (
        {f"{SCHEMAS}/JobKind": {"type": "object"}},
        f"{SCHEMAS}/JobKind",
        "means something else to the jobs",
    ),
    "a look without arguments": (
        {f"{JOB}/look": {"operation": "prints_show"}},
        f"{JOB}/look",
        "polling operation is missing",
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
    "a field that is not a time": (
        {f"{JOB}/created_at": "trouble.text"},
        f"{JOB}/created_at",
        "`trouble.text` must be a `date-time` or in Unix seconds",
    ),
    "a time without a path": ({f"{JOB}/created_at": 5}, f"{JOB}/created_at", "Write a path of fields"),
    "a file without a URL": ({f"{JOB}/file": {"size": "sheet.bytes"}}, f"{JOB}/file", "needs the `url`"),
    "a file with more": ({f"{JOB}/file/name": "sheet.href"}, f"{JOB}/file/name", "The keys of a file are url, size"),
    "a size of another type": ({f"{JOB}/file/size": "sheet.href"}, f"{JOB}/file/size", "must be of type integer"),
    "an unknown cancel": ({f"{JOB}/cancel": "prints_stop"}, f"{JOB}/cancel", "is not an operation with"),
    "a cancel that is no name": ({f"{JOB}/cancel": ["prints_withdraw"]}, f"{JOB}/cancel", "Write the operationId"),
    "a cancel that is null": ({f"{JOB}/cancel": None}, f"{JOB}/cancel", "Write the operationId"),
    "a cancel that looks": ({f"{JOB}/cancel": "prints_show"}, f"{JOB}/cancel", "starts or shows a job"),
    "a cancel that starts": ({f"{JOB}/cancel": "prints_order"}, f"{JOB}/cancel", "starts or shows a job"),
    "a cancel without an id": (
        {f"{SHOW.removesuffix('/get')}/delete/parameters": []},
        f"{JOB}/cancel",
        "takes no id of a job",
    ),
    "a cancel that takes more": (
        {f"{JOB}/cancel": "jobs_stop"},
        f"{JOB}/cancel",
        "is not an operation with",
    ),
    "a cancel that nobody sees": ({f"{JOB}/cancelled": DROP}, f"{JOB}/cancelled", "can be cancelled needs `cancelled`"),
    "no advice": ({f"{JOB}/poll": {}}, f"{JOB}/poll", "The keys of `poll` are timeout, shortest_pause, longest_pause"),
    "advice without seconds": ({f"{JOB}/poll/timeout": "1200"}, f"{JOB}/poll/timeout", "in seconds above 0"),
    "pauses that contradict": (
        {f"{JOB}/poll": {"shortest_pause": 9, "longest_pause": 5}},
        f"{JOB}/poll/shortest_pause",
        "longer than the longest one",
    ),
    "a time that is a state": ({f"{JOB}/created_at": "state"}, f"{JOB}/created_at", "must be a `date-time`"),
    "a success that is a failure": (
        {f"{JOB}/failed": {"field": "state", "present": True}},
        f"{JOB}/completed",
        "shows a job that is completed",
    ),
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
    assert told(found["unlike"], f"{path}/post/x-job", "Use the same declaration for both")


def test_a_job_has_a_name_of_its_own() -> None:
    """Jobs of two tags cannot have one name, nor names that differ in their capitals alone."""
    document = documents.load(FOLDER / "conveyor.yaml")
    paths = document.data["paths"]
    start = paths["/workspaces/{workspace_id}/runs"]["post"]
    look = paths["/workspaces/{workspace_id}/pipelines/{pipeline_id}/runs/{run_id}"]["get"]
    again = {
        **start,
        "operationId": "others_run",
        "tags": ["others"],
        "x-job": {**start["x-job"], "look": {**start["x-job"]["look"], "operation": "others_get_run"}},
    }
    other_look = {**look, "operationId": "others_get_run", "tags": ["others"]}
    changes = {
        "/tags/1": {"name": "others", "description": "Others."},
        "/paths/~1others~1{workspace_id}": {"post": again},
        "/paths/~1others~1{workspace_id}~1{pipeline_id}~1{run_id}": {"get": other_look},
    }

    findings = rules.check(change(document, changes), "ours")

    assert told(findings, "/paths/~1others~1{workspace_id}/post/x-job/name", "The tag `pipelines` has a job of this")


WRONG: Final[tuple[Any, ...]] = (None, True, -1, 1e308, "", "a.b", "argument.x.y", "self", [[]], [None], {"a": 1})


def _places(value: Any, where: str) -> Iterator[str]:
    yield where
    members: Iterable[tuple[Any, Any]] = ()
    if isinstance(value, dict):
        members = value.items()
    elif isinstance(value, list):
        members = enumerate(value)
    for key, member in members:
        yield from _places(member, where + pointer(key))


@pytest.mark.parametrize(("name", "job"), [("darkroom", JOB), ("conveyor", f"{RUN}/x-job")])
def test_nothing_that_is_written_makes_the_rules_raise(name: str, job: str) -> None:
    """Whatever stands in the place of a word or below it: a finding within the job, or what has no fault."""
    document = documents.load(FOLDER / f"{name}.yaml")
    outside: list[tuple[str, Any, Finding]] = []
    for where in _places(documents.resolve(document.data, f"#{job}"), job):
        for value in WRONG:
            findings = rules.check(change(document, {where: value}), "ours")
            outside += [(where, value, finding) for finding in findings if not finding.pointer.startswith(job)]

    assert outside == []
