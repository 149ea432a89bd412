"""A made-up provider whose jobs end by the look's HTTP status, and have three ids and no file: from its document."""

from __future__ import annotations

import inspect
import math
from typing import Any

import pytest

from .conftest import JobStage

IDS = ("space_2", "pipe_2", 9)


def test_a_job_is_waited_for(conveyor: JobStage) -> None:
    """`wait` takes the three ids, and goes on for as long as the look answers with 202."""
    conveyor.fake.add_run(*IDS, duration=60)
    seen: list[Any] = []

    done = conveyor.call(conveyor.client.pipelines.wait, *IDS, on_update=seen.append)

    assert (done.id, done.result) == (9, 42)
    assert [one.result for one in seen] == [None, 42]
    assert {request.path for request in conveyor.fake.requests} == {"/workspaces/space_2/pipelines/pipe_2/runs/9"}
    assert 60 <= conveyor.clock() <= 60 * 1.2


def test_an_end_that_only_the_status_shows(conveyor: JobStage) -> None:
    """The change from 202 to 200 is a change, though the body stays the same."""
    answer = conveyor.fake.operations[1].answers["finished"]
    body = answer.json
    make = type(answer)
    conveyor.fake.respond("pipelines_get_run", make(202, body), make(202, body), make(200, body))

    seen = conveyor.call(conveyor.client.pipelines.watch, *IDS)

    assert len(seen) == 2
    assert seen[0] == seen[1]


def test_starting_and_waiting(conveyor: JobStage) -> None:
    """`run_and_wait` takes ids from its path, its body and its answer, though that is of another type."""
    seen: list[Any] = []

    done = conveyor.call(
        conveyor.client.pipelines.run_and_wait,
        "space_5",
        pipeline="pipe_5",
        priority=2,
        timeout=100,
        on_update=seen.append,
    )

    start, *looks = conveyor.fake.requests
    assert (start.method, start.path, list(start.query)) == ("POST", "/workspaces/space_5/runs", [("priority", "2")])
    assert {look.path for look in looks} == {"/workspaces/space_5/pipelines/pipe_5/runs/1"}
    assert (done.id, done.result) == (1, 42)
    assert type(seen[0]).__name__ == "Run"


def test_a_job_that_fails(conveyor: JobStage) -> None:
    """A field that is not null says that it failed, whatever the status; the error has all three ids."""
    conveyor.fake.add_run(*IDS, duration=5, outcome="failed")

    with pytest.raises(conveyor.package.RunFailedError, match="run space_2/pipe_2/9 failed: no reason given") as caught:
        conveyor.call(conveyor.client.pipelines.wait, *IDS)

    error = caught.value
    assert (error.workspace_id, error.pipeline_id, error.run_id) == IDS
    assert error.run.problem == "step 2 crashed"


def test_a_job_that_takes_too_long(conveyor: JobStage) -> None:
    """Where answers name no state, the message says that it is not finished."""
    conveyor.fake.add_run(*IDS, duration=math.inf)

    with pytest.raises(conveyor.package.RunWaitTimeoutError, match="space_2/pipe_2/9 is not finished after 30 s"):
        conveyor.call(conveyor.client.pipelines.wait, *IDS, timeout=30)


def test_many_jobs(conveyor: JobStage) -> None:
    """`wait_all` takes tuples of ids; each result has its own."""
    for number in (1, 2, 3):
        conveyor.fake.add_run("space_1", "pipe_1", number, duration=10.0 * number)

    results = conveyor.call(
        conveyor.client.pipelines.wait_all, [("space_1", "pipe_1", number) for number in (3, 1, 2, 3)]
    )

    assert [result.run_id for result in results] == [1, 2, 3]
    assert all(result.unwrap().result == 42 for result in results)


@pytest.mark.parametrize("jobs", ["abc", [("space_1", "pipe_1")], ["abc"], [5]])
def test_what_is_not_three_ids(conveyor: JobStage, jobs: Any) -> None:
    """What does not have the three ids is refused before anything is sent."""
    with pytest.raises(
        conveyor.package.InvalidArgumentError, match=r"runs must be .*\(workspace_id, pipeline_id, run_id\)"
    ):
        conveyor.call(conveyor.client.pipelines.wait_all, jobs)

    assert conveyor.fake.requests == []


@pytest.mark.parametrize(
    ("ids", "message"),
    [
        (("space_1", "pipe_1", "7"), "run_id must be a whole number, not str"),
        (("space_1", "pipe_1", True), "run_id must be a whole number, not bool"),
        (("space_1", "", 7), "pipeline_id must"),
        ((1, "pipe_1", 7), "workspace_id must be an id, not int"),
    ],
)
def test_what_is_no_id(conveyor: JobStage, ids: tuple[Any, ...], message: str) -> None:
    """Each id is checked by its own type and under its own name, by the fake too."""
    with pytest.raises(conveyor.package.InvalidArgumentError, match=message):
        conveyor.call(conveyor.client.pipelines.wait, *ids)
    with pytest.raises(conveyor.package.InvalidArgumentError, match=message.partition(" ")[0]):
        conveyor.fake.add_run(*ids)


def test_an_interrupted_wait(conveyor: JobStage) -> None:
    """The note says with which ids the wait can be taken up again; nothing can be cancelled here."""
    conveyor.fake.add_run(*IDS)

    def interrupt(job: Any) -> None:
        raise KeyError(job.id)

    with pytest.raises(KeyError) as caught:
        conveyor.call(conveyor.client.pipelines.wait, *IDS, on_update=interrupt)

    [note] = caught.value.__notes__
    assert note.endswith("is left running; call `pipelines.wait('space_2', 'pipe_2', 9)` to continue waiting")
    assert "cancel_on_interrupt" not in inspect.signature(conveyor.client.pipelines.wait).parameters
    assert not hasattr(conveyor.client.pipelines, "cancel")


def test_what_the_package_is_without(conveyor: JobStage) -> None:
    """Without a file there is no download, none of its errors, and none of its code."""
    package = conveyor.package

    assert not hasattr(conveyor.client.pipelines, "download")
    assert not [name for name in package.__all__ if "Download" in name or "NotReady" in name]
    assert sorted(name for name in package.__all__ if name.startswith("Run")) == [
        *("RunCancelledError", "RunError", "RunFailedError", "RunResult", "RunWaitTimeoutError"),
    ]
