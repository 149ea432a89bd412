"""Watching one video, and waiting for many: in virtual time, and over sockets."""

from __future__ import annotations

import asyncio
import gc
import logging
import subprocess
import sys
import time
import weakref
from pathlib import Path
from typing import Any, Final

import httpx
import pytest
from support.calling import Caller
from support.providers import LUMENFALL
from support.stage import Stage

ID: Final = "video_42"


def states(videos: list[Any]) -> list[str]:
    """The states of some videos."""
    return [video.status for video in videos]


@pytest.mark.parametrize("outcome", ["completed", "failed", "cancelled"])
def test_watching_goes_through_each_change(stage: Stage, outcome: str) -> None:
    """A watch gives the video as it is, each change, and how it ended, which is no error however that was."""
    stage.fake.add_video(ID, stages=[("queued", 20), ("moderating", 20), ("in_progress", 20)], outcome=outcome)

    videos = stage.call(stage.client().videos.watch, ID)

    assert states(videos) == ["queued", "moderating", "in_progress", outcome]


def test_watching_what_is_over(stage: Stage) -> None:
    """A video that is finished is given once, after one look."""
    stage.fake.add_video(ID, queued_for=0, duration=0)

    videos = stage.call(stage.client().videos.watch, ID)

    assert (states(videos), len(stage.fake.requests)) == (["completed"], 1)


def test_watching_has_an_end(stage: Stage) -> None:
    """When the time is over, the watch ends with an error that has the video as last seen."""
    stage.fake.add_video(ID, duration=1000)

    with pytest.raises(LUMENFALL.error("VideoWaitTimeoutError")) as caught:
        stage.call(stage.client().videos.watch, ID, timeout=30)

    assert (caught.value.video_id, caught.value.video.status) == (ID, "in_progress")
    assert stage.clock() == pytest.approx(30)


def test_watching_refuses_at_once(stage: Stage) -> None:
    """An option that makes no sense is refused by the call, not by the first step."""
    with pytest.raises(LUMENFALL.error("InvalidArgumentError"), match="timeout"):
        stage.client().videos.watch(ID, timeout=0)


def test_watching_can_be_left(stage: Stage) -> None:
    """A loop that is left early asks no more, and leaves nothing behind."""
    stage.fake.add_video(ID, duration=1000)
    client = stage.client()

    async def first() -> Any:
        watch = client.videos.watch(ID)
        async for video in watch:
            await watch.aclose()
            return video
        return None

    video = asyncio.run(first()) if stage.mode == "async" else next(client.videos.watch(ID))

    assert video.status == "queued"
    assert len(stage.fake.requests) == 1


def test_a_hint_is_honoured_on_every_answer(stage: Stage) -> None:
    """`Retry-After` and `openai-poll-after-ms` set the pause, whichever look they come with."""
    pauses: list[float] = []

    def sleep(seconds: float) -> None:
        pauses.append(seconds)
        stage.clock.sleep(seconds)

    async def async_sleep(seconds: float) -> None:
        sleep(seconds)

    answer, video = LUMENFALL.testing.FakeAnswer, {"id": ID, "created_at": 1, "status": "queued"}
    stage.fake.respond(
        "videos_get",
        answer(json=video, headers={"Retry-After": "20"}),
        answer(json=video, headers={"openai-poll-after-ms": "5000"}),
        answer(429, json={}, headers={"Retry-After": "30"}),
        answer(json=video, headers={"Retry-After": "31536000"}),
        answer(json={**video, "status": "completed"}),
    )

    stage.call(stage.client(sleep=sleep, async_sleep=async_sleep, chance=lambda: 0.0).videos.wait, ID)

    assert pauses == [20.0, 5.0, 30.0, 60.0]


def test_a_policy_of_the_callers(stage: Stage) -> None:
    """A caller's own schedule decides, and receives the seconds waited so far."""
    stage.fake.add_video(ID, queued_for=0, duration=25)
    told: list[float] = []

    def policy(waited: float) -> float:
        told.append(waited)
        return 10.0

    stage.call(stage.client().videos.wait, ID, policy=policy)

    assert (told, stage.clock()) == ([0.0, 10.0, 20.0], 30.0)


@pytest.mark.parametrize("seconds", [-1, 0, float("nan"), float("inf"), "soon", None])
def test_a_policy_that_makes_no_sense(stage: Stage, seconds: Any) -> None:
    """An invalid pause is an error, and not an endless loop."""
    stage.fake.add_video(ID)

    with pytest.raises(LUMENFALL.error("InvalidArgumentError"), match="policy"):
        stage.call(stage.client().videos.wait, ID, policy=lambda waited: seconds)


def test_a_wait_that_begins_late_looks_more_seldom(stage: Stage) -> None:
    """For a job that has run for minutes already, the server's clock tells its age, and pauses are as long."""
    stage.fake.add_video(ID, queued_for=0, duration=10_000)
    stage.clock.sleep(300)
    client = stage.client(chance=lambda: 0.5)

    with pytest.raises(LUMENFALL.error("VideoWaitTimeoutError")):
        stage.call(client.videos.wait, ID, timeout=90)

    assert len(stage.fake.requests) == 11


def test_the_last_look_has_time_enough(stage: Stage) -> None:
    """A job that ends just before the deadline is seen: the look that falls on it may take a moment."""
    stage.fake.add_video(ID, queued_for=0, duration=29.9)

    assert stage.call(stage.client().videos.wait, ID, timeout=30).status == "completed"
    assert 29.9 <= stage.clock() <= 30.001


def test_waiting_without_end(stage: Stage) -> None:
    """A timeout of None waits for as long as it takes."""
    stage.fake.add_video(ID, duration=5000)

    assert stage.call(stage.client().videos.wait, ID, timeout=None).status == "completed"


# -- many


def results(stage: Stage, ids: Any, **options: Any) -> dict[str, Any]:
    """The results of waiting for some videos, by their ids, in the order in which they came."""
    found = stage.call(stage.client().videos.wait_all, ids, **options)
    assert len({result.video_id for result in found}) == len(found)
    return {result.video_id: result for result in found}


def test_each_of_many_has_a_result(stage: Stage) -> None:
    """Every id has one result, as soon as it is there; one that ends badly stops nobody."""
    error = LUMENFALL.error
    stage.fake.add_video("slow", duration=100)
    stage.fake.add_video("quick", duration=1)
    stage.fake.add_video("failed", duration=30, outcome="failed")
    stage.fake.add_video("cancelled", duration=50, outcome="cancelled")
    stage.fake.add_video("endless", duration=10_000)

    found = results(stage, ["slow", "quick", "failed", "cancelled", "endless", "unknown"], timeout=200)

    assert list(found)[-5:] == ["quick", "failed", "cancelled", "slow", "endless"]
    assert {name: type(result.error) for name, result in found.items()} == {
        "slow": type(None),
        "quick": type(None),
        "failed": error("VideoFailedError"),
        "cancelled": error("VideoCancelledError"),
        "endless": error("VideoWaitTimeoutError"),
        "unknown": error("NotFoundError"),
    }
    assert found["slow"].unwrap() is found["slow"].video
    assert found["failed"].video.status == "failed"
    with pytest.raises(error("VideoFailedError"), match="failed"):
        found["failed"].unwrap()


def test_many_updates(stage: Stage) -> None:
    """Changes of all of them are yielded, each once."""
    updates: list[Any] = []
    stage.fake.add_video("a", queued_for=20, duration=20)
    stage.fake.add_video("b", queued_for=40, duration=20)

    results(stage, ["a", "b"], on_update=updates.append)

    assert states([video for video in updates if video.id == "a"]) == ["queued", "in_progress", "completed"]
    assert states([video for video in updates if video.id == "b"]) == ["queued", "in_progress", "completed"]


def test_many_and_none(stage: Stage) -> None:
    """No ids give no results; one that is given twice is waited for once; one alone is refused."""
    stage.fake.add_video(ID, duration=1)

    assert results(stage, []) == {}
    assert list(results(stage, iter([ID, ID]))) == [ID]
    with pytest.raises(LUMENFALL.error("InvalidArgumentError"), match="must be an iterable"):
        stage.client().videos.wait_all(ID)


@pytest.mark.parametrize("wrong", ["", "..", 5, None, b"video_1", ["video_1"], object()])
def test_what_is_no_id_is_refused_at_the_call(stage: Stage, wrong: Any) -> None:
    """By all that take an id or a video, before anything is sent; by `wait_all` instead of a result that says so."""
    videos = stage.client().videos

    for method in (videos.wait, videos.watch, lambda one: videos.wait_all([ID, one])):
        with pytest.raises(LUMENFALL.error("InvalidArgumentError"), match="video_id must"):
            stage.call(method, wrong)
    assert stage.fake.requests == []


def test_a_policy_that_cannot_be_used_sinks_all(stage: Stage) -> None:
    """It is the caller's mistake, and no job's result; the error names the jobs without a result."""
    stage.fake.add_video("a", duration=10)
    stage.fake.add_video("b", duration=10)

    with pytest.raises(LUMENFALL.error("InvalidArgumentError"), match="policy must return") as caught:
        results(stage, ["a", "b"], policy=lambda waited: 0)

    assert "2 of the videos have no result" in "".join(caught.value.__notes__)


def test_a_hook_that_raises_loses_no_wait(stage: Stage) -> None:
    """What a hook raises ends waiting for many, as it ends a call."""
    stage.fake.add_video("a", duration=10)

    def fail(event: Any) -> None:
        raise LookupError("a broken hook")

    hooks = LUMENFALL.package.Hooks(response=fail)
    with pytest.raises(LookupError, match="a broken hook"):
        stage.call(stage.client().with_options(hooks=hooks).videos.wait_all, ["a"])


@pytest.mark.parametrize("method", ["wait", "create_and_wait", "wait_all"])
def test_functions_are_looked_at_before_anything_is_sent(stage: Stage, method: str) -> None:
    """What cannot be called is refused before a job is paid for; so is a coroutine that nobody would await."""

    async def later(value: Any) -> None: ...

    call = getattr(stage.client().videos, method)
    arguments = {"wait": (ID,), "wait_all": ([ID],), "create_and_wait": ()}[method]
    order = {"model": "m", "prompt": "p"} if method == "create_and_wait" else {}
    wrong = [{"on_update": 5}, {"policy": 5}, {"policy": later}]
    if stage.mode == "sync":
        wrong.append({"on_update": later})
    for options in wrong:
        with pytest.raises(LUMENFALL.error("InvalidArgumentError"), match="must be a"):
            stage.call(call, *arguments, **order, **options)
    assert stage.fake.requests == []


@pytest.mark.parametrize("concurrency", [0, -1, 1.5, True])
def test_a_concurrency_that_makes_no_sense(stage: Stage, concurrency: Any) -> None:
    """It is a whole number from 1 on."""
    with pytest.raises(LUMENFALL.error("InvalidArgumentError"), match="concurrency"):
        stage.client().videos.wait_all([ID], concurrency=concurrency)


def test_a_full_provider_holds_back_all(stage: Stage) -> None:
    """After a 429 with a `Retry-After`, none of the waits asks before it is over."""
    times: list[float] = []
    for number in range(20):
        stage.fake.add_video(f"v{number}", duration=100)
    refused = LUMENFALL.testing.FakeAnswer(429, json={}, headers={"Retry-After": "50"})
    original = stage.fake.answer

    def answer(request: Any) -> Any:
        times.append(stage.clock())
        return refused if len(times) == 30 else original(request)

    stage.fake.answer = answer

    found = results(stage, [f"v{number}" for number in range(20)], concurrency=1)

    assert all(result.error is None for result in found.values())
    assert times[30] - times[29] >= 50


def test_no_more_at_once_than_allowed(quiet_environment: None) -> None:
    """At most `concurrency` looks are under way at once, and so many are, if there is that much to do."""
    clock = LUMENFALL.testing.VirtualClock()
    fake = LUMENFALL.fake(clock=clock)
    ids = [f"v{number}" for number in range(100)]
    for number, name in enumerate(ids):
        fake.add_video(name, duration=number)
    transport = fake.transport()
    most = under_way = 0

    async def handle(request: httpx.Request) -> httpx.Response:
        nonlocal most, under_way
        under_way += 1
        most = max(most, under_way)
        await clock.async_sleep(0.2)
        under_way -= 1
        return transport.handler(request)

    async def run() -> list[Any]:
        own = httpx.AsyncClient(transport=httpx.MockTransport(handle))
        async with own, LUMENFALL.client_class("async")("key", http_client=own) as client:
            videos = client.with_options(pace=clock.pace).videos
            return [result async for result in videos.wait_all(ids, concurrency=7)]

    found = asyncio.run(run())

    assert sorted(result.video_id for result in found) == sorted(ids)
    assert all(result.error is None for result in found)
    assert most == 7


def test_a_change_that_comes_with_the_deadline(stage: Stage) -> None:
    """The update comes before the result that reports the timeout."""
    stage.fake.add_video("a", queued_for=20, duration=100)
    updates: list[str] = []

    found = results(stage, ["a"], timeout=21, policy=lambda waited: 21, on_update=lambda v: updates.append(v.status))

    assert type(found["a"].error) is LUMENFALL.error("VideoWaitTimeoutError")
    assert updates == ["queued", "in_progress"]


def test_results_that_are_let_go_of_leave_the_memory(stage: Stage) -> None:
    """A wait for many keeps no video that it has given."""
    for number in range(50):
        stage.fake.add_video(f"v{number}", queued_for=0, duration=number)
    stage.fake.add_video("last", duration=500)
    kept: list[weakref.ref[Any]] = []

    def count(video: Any) -> None:
        kept.append(weakref.ref(video))
        if video.id == "last" and video.status == "completed":
            gc.collect()
            alive.append(sum(one() is not None for one in kept))

    alive: list[int] = []
    found = stage.client().videos.wait_all([f"v{n}" for n in range(50)] + ["last"], on_update=count)
    if stage.mode == "sync":
        for _ in found:
            pass
    else:

        async def run() -> None:
            async for _ in found:
                pass

        asyncio.run(run())

    assert alive[0] <= 5


def test_a_look_that_hangs_keeps_no_program(tmp_path: Path) -> None:
    """A process that has left `wait_all` ends, whatever becomes of the looks under way."""
    program = tmp_path / "program.py"
    program.write_text(
        """
import socket, time
from lumenfall_client import Lumenfall
with socket.create_server(("127.0.0.1", 0)) as server:
    client = Lumenfall("key", base_url=f"http://127.0.0.1:{server.getsockname()[1]}", timeout=50)
    def leave(*_):
        raise SystemExit("left")
    import signal
    signal.signal(signal.SIGALRM, leave)
    signal.setitimer(signal.ITIMER_REAL, 0.3)
    list(client.videos.wait_all(["a", "b"]))
"""
    )
    began = time.monotonic()
    done = subprocess.run(
        [sys.executable, str(program)], capture_output=True, text=True, timeout=40, check=False, cwd=tmp_path
    )

    assert done.returncode == 1
    assert "left" in done.stderr
    assert time.monotonic() - began < 30, "it waited for the look"


def test_waiting_for_many_can_be_left(stage: Stage) -> None:
    """A loop that is left early ends its looks, and leaves no task and no thread behind."""
    for number in range(50):
        stage.fake.add_video(f"v{number}", queued_for=0, duration=number * 10)
    client = stage.client()
    ids = [f"v{number}" for number in range(50)]

    async def first() -> Any:
        found = client.videos.wait_all(ids)
        async for result in found:
            await found.aclose()
            assert len(asyncio.all_tasks()) == 1
            return result
        return None

    if stage.mode == "async":
        result = asyncio.run(first())
    else:
        found = client.videos.wait_all(ids)
        result = next(found)
        found.close()

    asked = len(stage.fake.requests)
    assert result.video_id == "v0"
    assert asked == len(stage.fake.requests) < 60


def test_a_cancelled_wait_for_many(quiet_environment: None) -> None:
    """A task that is cancelled during looks and pauses leaves no task behind."""
    fake = LUMENFALL.fake()
    ids = [f"v{number}" for number in range(50)]
    for name in ids:
        fake.add_video(name, duration=1000)

    async def run() -> None:
        async with fake.async_client() as client:

            async def wait() -> None:
                async for _ in client.videos.wait_all(ids):
                    pass

            task = asyncio.create_task(wait())
            while len(fake.requests) < 25:
                await asyncio.sleep(0)
            task.cancel()
            with pytest.raises(asyncio.CancelledError) as caught:
                await task
            assert asyncio.all_tasks() == {asyncio.current_task()}
            [note] = caught.value.__notes__
            assert note.startswith("50 of the videos have no result")
            assert note.endswith("v26 and 30 more")

    asyncio.run(run())


def test_an_interrupted_wait_for_many(stage: Stage, caplog: pytest.LogCaptureFixture) -> None:
    """It leaves the jobs running, and tells the ids that have no result: on the exception and in the log."""
    stage.fake.add_video("done", queued_for=0, duration=0)
    for name in ("slow", "slower"):
        stage.fake.add_video(name, duration=1000)

    def interrupt(video: Any) -> None:
        if video.id == "slower":
            raise KeyboardInterrupt

    with caplog.at_level(logging.INFO, "lumenfall_client"), pytest.raises(KeyboardInterrupt) as caught:
        results(stage, ["done", "slow", "slower"], concurrency=1, on_update=interrupt)

    [note] = caught.value.__notes__
    assert note == "2 of the videos have no result, and may still be running: slow, slower"
    assert note in caplog.text


def test_polls_are_spread_out(stage: Stage) -> None:
    """A hundred waits that begin together do not stay together: after the first, looks are spread over time."""
    times: list[float] = []
    original = stage.fake.answer

    def answer(request: Any) -> Any:
        times.append(stage.clock())
        return original(request)

    stage.fake.answer = answer
    ids = [f"v{number}" for number in range(100)]
    for name in ids:
        stage.fake.add_video(name, queued_for=0, duration=60)

    results(stage, ids)

    later = [time for time in times if time > 0]
    busiest = max(sum(start <= time < start + 1 for time in later) for start in range(int(max(later))))
    assert len(times) - len(later) == 100
    assert busiest <= 0.75 * 100


def test_over_real_sockets(caller: Caller) -> None:
    """All of it works over sockets and in real time too."""
    fake = LUMENFALL.fake()
    ids = [f"v{number}" for number in range(20)]
    for name in ids:
        fake.add_video(name, queued_for=0, duration=0.05)
    with fake.serve() as base_url:
        client = caller.client(LUMENFALL, base_url)

        stage = Stage(caller)
        found = stage.call(client.videos.wait_all, ids, policy=lambda waited: 0.03)

    assert sorted(result.unwrap().id for result in found) == sorted(ids)
