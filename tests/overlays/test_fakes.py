"""What the fakes of some providers alone do, and how their records and answers are checked."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest
from support.calling import Caller
from support.providers import HELICONE, LUMENFALL, PROMPTLAYER, PROVIDERS


def test_an_unknown_video_is_not_found(caller: Caller) -> None:
    """So is a video that was not added."""
    fake = LUMENFALL.fake()

    with fake.serve() as base_url, pytest.raises(LUMENFALL.error("NotFoundError")):
        caller.call(LUMENFALL.operation("videos_get"), base_url, "video_other")


Answer = LUMENFALL.testing.FakeAnswer

WRONG_ANSWERS: dict[str, tuple[list[Any], str]] = {
    "none": ([], "needs at least one answer"),
    "a dict": ([{"id": "one"}], r"not dict: write FakeAnswer\(json=...\)"),
    "a number": ([500], "not int"),
    "nothing": ([None], "not NoneType"),
    "a list behind a good one": (["completed", ["completed"]], "not list"),
    "a name as status": ([Answer("not_found")], "status_code must be an integer from 200 to 999, not 'not_found'"),
    "no status": ([Answer(True)], "status_code must be"),
    "an early status": ([Answer(100)], "status_code must be"),
    "text": ([Answer(200, content="text")], "content must be bytes, not str"),
    "headers": ([Answer(200, headers=[("a", "b")])], "headers must be a mapping of strings"),
    "a header that is a number": ([Answer(200, headers={"retry-after": 1})], "headers must be a mapping of strings"),
    "no JSON": ([Answer(200, json={"id": {1, 2}})], "json cannot be encoded as JSON: .*set"),
}


@pytest.mark.parametrize(("answers", "message"), WRONG_ANSWERS.values(), ids=WRONG_ANSWERS)
def test_answers_that_cannot_be_given_are_refused(answers: list[Any], message: str) -> None:
    """`respond` says at once what is wrong with an answer, and scripts none of them."""
    fake = LUMENFALL.fake()

    with pytest.raises(TypeError, match=message):
        fake.respond("requests_get", *answers)

    with fake.client() as client:
        assert LUMENFALL.operation("requests_get").bound(client)()


LOWEST = PROMPTLAYER.operation("requests_get").path_parameters[0].schema["minimum"]
WRONG_RECORDS: dict[str, tuple[str, tuple[Any, ...], dict[str, Any], type[Exception], str]] = {
    "no id": ("lumenfall", (), {}, TypeError, r"requests_get takes 1 id \(request_id\), not 0"),
    "two ids": ("lumenfall", ("a", "b"), {}, TypeError, r"takes 1 id \(request_id\), not 2"),
    "a list": ("lumenfall", (["a"],), {}, TypeError, "request_id must be a string, not list"),
    "none": ("lumenfall", (None,), {}, TypeError, "request_id must be a string, not NoneType"),
    "a flag": ("lumenfall", (True,), {}, TypeError, "not bool"),
    "an empty id": ("lumenfall", ("",), {}, ValueError, "request_id must not be ''"),
    "a step up": ("helicone", ("..",), {}, ValueError, "must not be '..'"),
    "an integer": ("lumenfall", (5,), {}, TypeError, "request_id must be a string, not int: 5"),
    "no integer": ("promptlayer", ("43",), {}, TypeError, "request_id must be an integer, not str: '43'"),
    "too small": (
        "promptlayer",
        (LOWEST - 1,),
        {},
        ValueError,
        f"of type integer, {LOWEST} or more, not {LOWEST - 1}",
    ),
    "no JSON": ("lumenfall", ("a",), {"json": {"id": object()}}, TypeError, "cannot be encoded as JSON"),
    "changes to a list": (
        "lumenfall",
        ("a",),
        {"json": [], "status": "x"},
        TypeError,
        "not a JSON object; it has no members to replace: status",
    ),
    "changes to an empty envelope": (
        "helicone",
        ("a",),
        {"json": {"data": None}, "cost": 3},
        TypeError,
        "the member data of the response of requests_get is not a JSON object; it has no members to replace: cost",
    ),
    "a misspelt member": (
        "helicone",
        ("a",),
        {"provder": "x"},
        TypeError,
        "the response of requests_get has no member provder: did you mean provider.*`json`",
    ),
    "an abbreviated member": ("lumenfall", ("a",), {"curr": 3}, TypeError, "did you mean currency"),
}


@pytest.mark.parametrize(("name", "ids", "options", "error", "message"), WRONG_RECORDS.values(), ids=WRONG_RECORDS)
def test_records_that_cannot_be_found_are_refused(
    name: str, ids: tuple[Any, ...], options: dict[str, Any], error: type[Exception], message: str
) -> None:
    """`add` says at once what is wrong with ids and answer."""
    (provider,) = [one for one in PROVIDERS if one.name == name]
    fake = provider.fake()

    with pytest.raises(error, match=message):
        fake.add("requests_get", *ids, **options)


def test_a_path_may_have_several_ids_or_none() -> None:
    """Ids are counted against the path, whatever the provider."""
    operation = LUMENFALL.testing.FakeOperation
    two = operation(operation="parts_get", method="GET", template="/jobs/{job_id}/parts/{part_id}")
    two.check_ids(("a", 1))

    with pytest.raises(TypeError, match=r"parts_get takes 2 ids \(job_id, part_id\), not 1"):
        two.check_ids(("a",))
    with pytest.raises(TypeError, match=r"list takes 0 ids \(its path has none\), not 1"):
        operation(operation="list", method="GET", template="/jobs").check_ids(("a",))


def test_json_replaces_documented_bytes() -> None:
    """Where a document has an answer that is no JSON, `add` with `json` gives JSON all the same."""
    testing = PROMPTLAYER.testing

    class FakeMedia(PROMPTLAYER.fake):  # type: ignore[name-defined, misc]
        operations = [  # noqa: RUF012  # as generated code has it
            testing.FakeOperation(
                operation="media_get",
                method="GET",
                template="/media/{media_id}",
                parameters=[testing.FakeParameter(name="media_id", place="path")],
                answers={"film": testing.FakeAnswer(200, content=b"film", headers={"content-type": "video/mp4"})},
            )
        ]

    fake = FakeMedia()
    fake.add("media_get", "one")
    fake.add("media_get", "two", json={"id": "two"})

    with pytest.raises(TypeError, match="not a JSON object; it has no members to replace: id"):
        fake.add("media_get", "three", id="three")
    with httpx.Client(transport=fake.transport(), **PROMPTLAYER.scheme.credentials("any-key")) as client:
        film, two = client.get("http://fake/media/one"), client.get("http://fake/media/two")
    assert (film.content, film.headers["content-type"]) == (b"film", "video/mp4")
    assert (two.json(), two.headers["content-type"]) == ({"id": "two"}, "application/json")


def test_bad_parameters_are_refused() -> None:
    """A parameter that the document does not allow gets the documented refusal."""
    for operation, target, status in (
        (PROMPTLAYER.operation("requests_get"), f"/api/public/v2/requests/{LOWEST - 1}", 422),
        (PROMPTLAYER.operation("requests_get"), "/api/public/v2/requests/abc", 422),
        (HELICONE.operation("requests_get"), f"{HELICONE.operation('requests_get').path}?includeBody=maybe", 400),
        (HELICONE.operation("requests_get"), f"{HELICONE.operation('requests_get').path}?includeBody=true", 200),
    ):
        fake = operation.provider.fake()
        with httpx.Client(transport=fake.transport()) as client:
            answer = client.get(f"http://fake{target}", **operation.provider.scheme.credentials("any-key"))

        assert answer.status_code == status, target


def test_a_videos_life(quiet_environment: None) -> None:
    """A video is queued, then in progress, then finished, as the clock goes on, and fits its document in each state."""
    clock = LUMENFALL.testing.VirtualClock()
    fake = LUMENFALL.fake(clock=clock)
    fake.add_video("video_1", queued_for=2, duration=10)
    fake.add_video("video_2", queued_for=2, duration=10, outcome="failed", prompt="mine")
    seen: list[tuple[float, str, str]] = []

    with fake.client() as client:
        for seconds in (0, 1.9, 0.2, 9.8, 0.2):
            clock.sleep(seconds)
            first, second = client.videos.get("video_1"), client.videos.get("video_2")
            seen.append((round(clock(), 1), first.status, second.status))

    assert seen == [
        (0.0, "queued", "queued"),
        (1.9, "queued", "queued"),
        (2.1, "in_progress", "in_progress"),
        (11.9, "in_progress", "in_progress"),
        (12.1, "completed", "failed"),
    ]
    assert first.output is not None
    assert first.completed_at - first.created_at == 12
    assert first.expires_at > first.completed_at
    assert (second.error is not None, second.output, second.prompt) == (True, None, "mine")


def test_a_virtual_clock_stands_still(quiet_environment: None) -> None:
    """Time passes only for those who sleep, and never backwards."""
    clock = LUMENFALL.testing.VirtualClock(100.0)

    clock.sleep(5)
    clock.sleep(-5)
    asyncio.run(clock.async_sleep(2.5))

    assert clock() == clock.pace.clock() == 107.5
    assert clock.pace.wall_clock() == 1_702_345_678 + 107.5


def test_tasks_sleep_on_a_virtual_clock_side_by_side(quiet_environment: None) -> None:
    """Time passes once for all who sleep: they wake in order, each at its time, and a cancelled one holds up nobody."""
    clock = LUMENFALL.testing.VirtualClock()
    woken: list[tuple[int, float]] = []

    async def sleep(seconds: int) -> None:
        await clock.async_sleep(seconds)
        woken.append((seconds, clock()))
        await clock.async_sleep(100)

    async def run() -> None:
        tasks = [asyncio.create_task(sleep(seconds)) for seconds in (30, 10, 20, 10)]
        given_up = asyncio.create_task(clock.async_sleep(1))
        await asyncio.sleep(0)
        given_up.cancel()
        await asyncio.gather(*tasks)

    asyncio.run(run())

    assert woken == [(10, 10.0), (10, 10.0), (20, 20.0), (30, 30.0)]
    assert clock() == 130.0


def test_threads_push_a_virtual_clock_one_by_one() -> None:
    """The clock is not for several threads: each that sleeps makes its own seconds pass, though side by side."""
    clock = LUMENFALL.testing.VirtualClock()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(clock.sleep, [10.0] * 4))

    assert clock() == 40.0
