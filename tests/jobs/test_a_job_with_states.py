"""A made-up provider whose jobs end by their state, make a file, and can be cancelled: all of it from its document."""

from __future__ import annotations

import inspect
import math
from pathlib import Path
from typing import Any

import pytest

from .conftest import JobStage

ID = "print_9"


def states(seen: list[Any]) -> list[str]:
    """The states of prints."""
    return [one.state for one in seen]


def test_a_job_is_waited_for(darkroom: JobStage) -> None:
    """`wait` takes the id or the model, looks until the state is one of the ends, and answers with the model."""
    darkroom.fake.add_print(ID, duration=60)
    seen: list[Any] = []

    done = darkroom.call(darkroom.client.prints.wait, ID, on_update=seen.append)

    assert (done.ticket.id, done.state) == (ID, "done")
    assert states(seen) == ["waiting", "exposing", "done"]
    assert 62 <= darkroom.clock() <= 62 * 1.2
    assert darkroom.call(darkroom.client.prints.wait, done) == done


def test_the_documents_advice_is_followed(darkroom: JobStage) -> None:
    """Pauses are as long as the document says at most, and a wait takes as long as it says at most."""
    darkroom.fake.add_print(ID, duration=math.inf)

    with pytest.raises(
        darkroom.package.PrintWaitTimeoutError, match=r"print print_9 is exposing after 1200 s"
    ) as caught:
        darkroom.call(darkroom.client.prints.wait, ID)

    assert darkroom.clock() == pytest.approx(1200)
    assert darkroom.looks() < 1200 / 15
    assert isinstance(caught.value, TimeoutError)
    assert (caught.value.print_id, caught.value.print.state) == (ID, "exposing")


def test_a_job_is_watched(darkroom: JobStage) -> None:
    """`watch` goes through the changes; a state that nobody knows is one, and a failure is no error."""
    darkroom.fake.add_print(ID, stages=[("waiting", 9), ("drying", 9)], outcome="failed")

    seen = darkroom.call(darkroom.client.prints.watch, ID)

    assert states(seen) == ["waiting", "drying", "spoiled"]


def test_starting_and_waiting(darkroom: JobStage) -> None:
    """`<start>_and_wait` starts with the order's arguments, calls back with the new job, and waits for it."""
    seen: list[Any] = []

    done = darkroom.call(
        darkroom.client.prints.order_and_wait, negative="n1", class_="matte", timeout=90, on_update=seen.append
    )

    assert done.ticket.id == "print_fake1"
    assert states(seen) == ["waiting", "exposing", "done"]
    assert b'"negative":"n1"' in darkroom.fake.requests[0].body.replace(b" ", b"")


@pytest.mark.parametrize(
    ("order", "message"),
    [
        (
            {"negative": "n1", "class_": "matte", "clas": "x"},
            "unexpected argument 'clas' for a new print: did you mean",
        ),
        ({"negative": "n1"}, "missing argument 'class_' for a new print"),
    ],
)
def test_slips_in_an_order_cost_nothing(darkroom: JobStage, order: dict[str, str], message: str) -> None:
    """A misspelt or a missing argument is a `TypeError`, and nothing is sent."""
    with pytest.raises(TypeError, match=message):
        darkroom.call(darkroom.client.prints.order_and_wait, **order)

    assert darkroom.fake.requests == []


def test_a_job_that_fails(darkroom: JobStage) -> None:
    """Each failing state is the job's own error, with the reason, the job and its id."""
    darkroom.fake.add_print(ID, stages=[], outcome="failed")

    with pytest.raises(darkroom.package.PrintFailedError, match="print print_9 failed: light leaked in") as caught:
        darkroom.call(darkroom.client.prints.wait, ID)

    assert (caught.value.print_id, caught.value.print.state) == (ID, "spoiled")
    assert isinstance(caught.value, darkroom.package.PrintError)
    assert isinstance(caught.value, darkroom.package.DarkroomError)


def test_many_jobs(darkroom: JobStage) -> None:
    """`wait_all` gives each result as it comes, good or bad, and `unwrap` the model or the error."""
    darkroom.fake.add_print("fast", duration=5)
    darkroom.fake.add_print("slow", duration=50)
    darkroom.fake.add_print("bad", duration=20, outcome="failed")

    results = darkroom.call(darkroom.client.prints.wait_all, ["slow", "fast", "bad", "unknown", "slow"])

    assert [result.print_id for result in results] == ["unknown", "fast", "bad", "slow"]
    assert isinstance(results[0].error, darkroom.package.NotFoundError)
    assert results[1].unwrap().state == "done"
    with pytest.raises(darkroom.package.PrintFailedError):
        results[2].unwrap()
    with pytest.raises(darkroom.package.PrintError, match="print print_9 was never received"):
        darkroom.package.PrintResult(ID).unwrap()


@pytest.mark.parametrize("jobs", ["print_9", 5, None])
def test_what_is_not_several(darkroom: JobStage, jobs: Any) -> None:
    """`wait_all` refuses one id and what holds none."""
    with pytest.raises(darkroom.package.InvalidArgumentError, match="print_ids must be an iterable"):
        darkroom.call(darkroom.client.prints.wait_all, jobs)


@pytest.mark.parametrize("job", [5, None, "", "..", True])
def test_what_is_no_id(darkroom: JobStage, job: Any) -> None:
    """Neither an id nor a model is refused before anything is sent."""
    with pytest.raises(darkroom.package.InvalidArgumentError, match="print_id must"):
        darkroom.call(darkroom.client.prints.wait, job)

    assert darkroom.fake.requests == []


def test_a_job_is_cancelled(darkroom: JobStage) -> None:
    """`cancel` calls the operation that the document names; a wait then ends with the job's own error."""
    darkroom.fake.add_print(ID, duration=60)
    darkroom.call(darkroom.client.prints.cancel, ID)

    with pytest.raises(darkroom.package.PrintCancelledError, match="print print_9 was cancelled") as caught:
        darkroom.call(darkroom.client.prints.wait, ID)

    assert caught.value.print.state == "withdrawn"
    assert caught.value.print.trouble is None


@pytest.mark.parametrize("cancel", [True, False])
def test_an_interrupted_wait(darkroom: JobStage, cancel: bool) -> None:
    """An interrupt leaves the job running, or cancels it if that was asked for; a note says which."""
    darkroom.fake.add_print(ID, duration=60)

    def interrupt(job: Any) -> None:
        raise KeyError(job.state)

    with pytest.raises(KeyError) as caught:
        darkroom.call(darkroom.client.prints.wait, ID, on_update=interrupt, cancel_on_interrupt=cancel)

    left = "print print_9 is left running; call `prints.wait('print_9')` to continue waiting"
    assert caught.value.__notes__ == ["print print_9 was cancelled" if cancel else left]
    assert darkroom.call(darkroom.client.prints.show, ID).state == ("withdrawn" if cancel else "waiting")


def test_a_file_is_downloaded(darkroom: JobStage, tmp_path: Path) -> None:
    """`download` takes the id or the model; the fake serves what was put there, with the example's type."""
    darkroom.fake.add_print(ID, stages=[])
    darkroom.fake.media.put(ID, b"a scan")

    path = darkroom.call(darkroom.client.prints.download, ID, tmp_path / "scan.tiff")
    done = darkroom.call(darkroom.client.prints.show, ID)
    darkroom.fake.media.link_life = 0
    with pytest.raises(darkroom.package.PrintLinkExpiredError) as caught:
        darkroom.call(darkroom.client.prints.download, done, tmp_path / "again.tiff")

    assert path.read_bytes() == b"a scan"
    assert (done.sheet.bytes_, done.sheet.kind) == (6, "image/tiff")
    assert done.sheet.href.partition("?")[0].endswith(".tiff")
    assert (caught.value.print_id, caught.value.status_code) == (ID, 403)
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_is_not_there_yet(darkroom: JobStage, tmp_path: Path) -> None:
    """A job that goes on, or failed, has nothing to download."""
    darkroom.fake.add_print(ID, duration=60)
    darkroom.fake.add_print("bad", stages=[], outcome="failed")

    with pytest.raises(
        darkroom.package.PrintNotReadyError, match="print print_9 is waiting; wait until it is finished"
    ):
        darkroom.call(darkroom.client.prints.download, ID, tmp_path / "scan.tiff")
    with pytest.raises(darkroom.package.PrintFailedError):
        darkroom.call(darkroom.client.prints.download, "bad", tmp_path / "scan.tiff")
    with pytest.raises(darkroom.package.InvalidArgumentError, match="print_id must be an id or a Print, not int"):
        darkroom.call(darkroom.client.prints.download, 5, tmp_path / "scan.tiff")


def test_a_download_without_time(darkroom: JobStage, tmp_path: Path) -> None:
    """A download that takes too long is the job's own error, and a timeout."""
    darkroom.fake.add_print(ID, stages=[])
    darkroom.fake.media.put(ID, bytes(1000))

    def dawdle(received: int, total: int | None) -> None:
        darkroom.clock.sleep(100)

    with pytest.raises(darkroom.package.PrintDownloadTimeoutError) as caught:
        darkroom.call(darkroom.client.prints.download, ID, tmp_path / "scan.tiff", total_timeout=50, on_progress=dawdle)

    assert isinstance(caught.value, (darkroom.package.PrintDownloadError, TimeoutError))
    assert list(tmp_path.iterdir()) == []


def test_a_key_starts_one_job(darkroom: JobStage) -> None:
    """A second order with the same idempotency key answers with the job that exists."""
    order = {"negative": "n1", "class_": "matte", "order_key": "mine"}

    first, second = (darkroom.call(darkroom.client.prints.order, **order) for _ in range(2))

    assert first.ticket.id == second.ticket.id == "print_fake1"
    assert darkroom.call(darkroom.client.prints.order, **{**order, "order_key": "other"}).ticket.id == "print_fake2"


def test_plans_of_the_fake(darkroom: JobStage) -> None:
    """`plan_<job>` says how the next job goes; hints of the server hold until its end; slips are refused."""
    darkroom.fake.plan_print(duration=50, outcome="failed", retry_after=20, trouble={"text": "paper jam"})

    with pytest.raises(darkroom.package.PrintFailedError, match="paper jam"):
        darkroom.call(darkroom.client.prints.order_and_wait, negative="n1", class_="matte")
    with pytest.raises(darkroom.package.InvalidArgumentError, match="a print has no member durations"):
        darkroom.fake.plan_print(durations=5)
    with pytest.raises(
        darkroom.package.InvalidArgumentError, match="outcome must be one of completed, failed, cancelled"
    ):
        darkroom.fake.add_print(ID, outcome="exposing")

    assert darkroom.looks() <= 5


def test_signatures(darkroom: JobStage) -> None:
    """Everything behind the subject is given by keyword, and `help` says what each argument means."""
    prints = darkroom.client.prints
    waits = inspect.signature(prints.wait).parameters
    starts = inspect.signature(prints.order_and_wait).parameters

    assert list(waits) == ["print_id", "timeout", "on_update", "policy", "cancel_on_interrupt"]
    assert waits["print_id"].annotation == "str | Print"
    assert list(starts) == ["timeout", "on_update", "policy", "cancel_on_interrupt", "arguments"]
    for name in ("wait", "watch", "wait_all", "order_and_wait", "cancel", "download"):
        text = inspect.getdoc(getattr(prints, name)) or ""
        assert "Args:" in text, name
        assert all(len(line) <= 112 for line in text.splitlines()), name
