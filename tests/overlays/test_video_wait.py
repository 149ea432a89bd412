"""Waiting for a video, on the fake and over sockets, in virtual time."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any, Final

import httpx
import pytest
from support.calling import Caller, repaced
from support.providers import LUMENFALL
from support.server import Raw, ScriptedServer, html_answer, json_answer, raw_answer
from support.statuses import RETRIED

ID: Final = "video_42"
VIDEOS = LUMENFALL.operation("videos_get")


class Waiting:
    """A fake with virtual time, a client for it, and the pauses that the client made."""

    def __init__(self, caller: Caller) -> None:
        self.clock = LUMENFALL.testing.VirtualClock()
        self.fake = LUMENFALL.fake(clock=self.clock)
        self.pauses: list[float] = []
        self.updates: list[Any] = []
        self._caller = caller

    def pause(self, seconds: float) -> None:
        """Note a pause, and let it pass."""
        self.pauses.append(seconds)
        self.clock.sleep(seconds)

    async def async_pause(self, seconds: float) -> None:
        """The same for async clients."""
        self.pause(seconds)

    def pace(self, client: Any) -> Any:
        """A client that pauses here."""
        pace = repaced(self.clock.pace, sleep=self.pause, async_sleep=self.async_pause)
        return client.with_options(pace=pace, max_retries=0)

    def __call__(self, video_id: str = ID, *, client: Any = None, **options: Any) -> Any:
        """Wait for a video."""
        if client is None:
            http_client = self._caller.http_client(transport=self.fake.transport())
            client = self._caller.client(LUMENFALL, "https://lumenfall.fake", http_client=http_client)
        wait = self._caller.plain(self.pace(client).videos.wait)
        return wait(video_id, **{"on_update": self.updates.append, **options})

    @property
    def looks(self) -> int:
        """How often the fake was asked."""
        return len(self.fake.requests)


@pytest.fixture
def wait(caller: Caller) -> Waiting:
    """Waits on a fake."""
    return Waiting(caller)


def states(waiting: Waiting) -> list[str]:
    """The states that were told."""
    return [video.status for video in waiting.updates]


def test_a_video_that_completes(wait: Waiting) -> None:
    """The finished video is returned, with its output, once it is there."""
    wait.fake.add_video(ID, queued_for=3, duration=60, prompt="A capybara")

    video = wait()

    assert isinstance(video, LUMENFALL.models.Video)
    assert (video.id, video.status, video.prompt) == (ID, "completed", "A capybara")
    assert video.output.url
    assert 63 <= wait.clock() <= 63 + 30


@pytest.mark.parametrize(("outcome", "name"), [("failed", "VideoFailedError"), ("cancelled", "VideoCancelledError")])
def test_a_video_that_ends_badly(wait: Waiting, outcome: str, name: str) -> None:
    """A failed or cancelled video is an error that carries the video and its id."""
    wait.fake.add_video(ID, outcome=outcome)

    with pytest.raises(LUMENFALL.error(name), match=ID) as caught:
        wait()

    error = caught.value
    assert type(error) is LUMENFALL.error(name)
    assert isinstance(error, LUMENFALL.error("VideoError"))
    assert isinstance(error, LUMENFALL.root_error)
    assert (error.video_id, error.video.id, error.video.status) == (ID, ID, outcome)


def test_why_a_video_failed(wait: Waiting) -> None:
    """The error's message has the provider's code and words."""
    wait.fake.add_video(ID, outcome="failed", error={"code": "NSFW", "message": "Not this prompt"})

    with pytest.raises(LUMENFALL.error("VideoFailedError"), match="NSFW: Not this prompt"):
        wait()


@pytest.mark.parametrize("error", [None, {}, {"code": None, "message": None}], ids=repr)
def test_a_failure_without_a_reason(wait: Waiting, error: Any) -> None:
    """A failure whose reason is absent is still a failure."""
    wait.fake.add_video(ID, outcome="failed", error=error)

    with pytest.raises(LUMENFALL.error("VideoFailedError"), match=ID):
        wait()


@pytest.mark.parametrize("status", ["canceled", "cancelled"])
def test_both_spellings_of_cancelled(wait: Waiting, status: str) -> None:
    """Either spelling ends the wait."""
    wait.fake.add_video(ID, status=status)

    with pytest.raises(LUMENFALL.error("VideoCancelledError")):
        wait()


def test_a_video_that_takes_too_long(wait: Waiting) -> None:
    """At the end of `timeout` we give up: a `TimeoutError` with the video as last seen, and the job is left running."""
    wait.fake.add_video(ID, queued_for=1, duration=10_000)

    with pytest.raises(TimeoutError, match=ID) as caught:
        wait(timeout=100)

    error = caught.value
    assert type(error) is LUMENFALL.error("VideoWaitTimeoutError")
    assert isinstance(error, LUMENFALL.error("VideoError"))
    assert (error.video_id, error.video.status) == (ID, "in_progress")
    assert "in_progress" in str(error)
    assert wait.clock() == pytest.approx(100)
    assert {request.method for request in wait.fake.requests} == {"GET"}


def test_the_default_timeout(wait: Waiting) -> None:
    """Without a word about it, 900 seconds are waited."""
    wait.fake.add_video(ID, queued_for=10_000)

    with pytest.raises(LUMENFALL.error("VideoWaitTimeoutError")):
        wait()

    assert wait.clock() == pytest.approx(900)


def test_the_first_look_comes_at_once(wait: Waiting) -> None:
    """A video that is finished already costs one look and no pause."""
    wait.fake.add_video(ID, queued_for=0, duration=0)

    wait()

    assert (wait.looks, wait.pauses, wait.clock()) == (1, [], 0.0)


def test_pauses_grow_with_the_time_waited(wait: Waiting) -> None:
    """After the first pause they grow from 1.75 to 9 s, a twentieth more or less; the last is cut to the timeout."""
    wait.fake.add_video(ID, queued_for=10_000)

    with pytest.raises(LUMENFALL.error("VideoWaitTimeoutError")):
        wait(timeout=2000)

    first, *pauses, _ = wait.pauses
    assert 4.0 <= first <= 6.0
    assert all(1.75 * 0.95 <= pause <= 9.0 * 1.05 for pause in pauses)
    assert min(pauses[-20:]) > max(pauses[:5])
    assert sum(wait.pauses) == pytest.approx(2000)


@pytest.mark.parametrize("duration", [1, 5, 20, 60, 300, 800])
def test_lateness_is_in_proportion(wait: Waiting, duration: float) -> None:
    """The video is seen soon after it is finished: a tenth of the time that it took, or at the second look."""
    wait.fake.add_video(ID, queued_for=0, duration=duration)

    wait()

    assert wait.clock() <= max(6.0, duration + 1.75 * 1.05, 1.1 * duration)


def test_updates_are_told_on_changes_only(wait: Waiting) -> None:
    """`on_update` is called at the first look, and whenever something about the video has changed, with the video."""
    wait.fake.add_video(ID, queued_for=5, duration=50)

    video = wait()

    assert states(wait) == ["queued", "in_progress", "completed"]
    assert wait.updates[-1] == video
    assert wait.looks > 5


def test_a_change_of_any_field_is_an_update(wait: Waiting) -> None:
    """A change of any other field is reported too, also of an undocumented one."""
    example = {"id": ID, "status": "in_progress", "created_at": 1}
    answer = LUMENFALL.testing.FakeAnswer
    wait.fake.respond(
        "videos_get",
        *[answer(json={**example, "progress": progress}) for progress in (10, 10, 20)],
        answer(json={**example, "status": "completed"}),
    )

    wait()

    assert [video.additional_properties.get("progress") for video in wait.updates] == [10, 20, None]


def test_an_error_of_the_callers_own_ends_the_wait(wait: Waiting) -> None:
    """What `on_update` raises is the caller's: it is not taken for a hiccup."""

    def fail(video: Any) -> None:
        raise ConnectionError("mine")

    wait.fake.add_video(ID)

    with pytest.raises(ConnectionError, match="mine"):
        wait(on_update=fail)


def test_unknown_status_is_not_the_end(wait: Waiting) -> None:
    """A state that we have never heard of does not end the wait."""
    answer, example = LUMENFALL.testing.FakeAnswer, {"id": ID, "created_at": 1}
    wait.fake.respond(
        "videos_get", *[answer(json={**example, "status": status}) for status in ("moderating", "", "completed")]
    )

    video = wait()

    assert video.status == "completed"
    assert states(wait) == ["moderating", "", "completed"]


HICCUPS: dict[str, Any] = {
    **{
        f"status {status_code}": lambda fake, status_code=status_code: fake(status_code, content=b"")
        for status_code in sorted(RETRIED)
    },
    "429": lambda fake: fake(429, json={"error": {"message": "slow down"}}),
    "500": lambda fake: fake(500, json={}),
    "502 page": lambda fake: fake(502, content=b"<html>"),
    "524": lambda fake: fake(524, content=b""),
    "no JSON": lambda fake: fake(200, content=b"<html>Please wait</html>"),
    "cut JSON": lambda fake: fake(200, content=b'{"id": "vid'),
    "empty": lambda fake: fake(200, content=b""),
    "wrong type": lambda fake: fake(200, json={"id": ID, "created_at": "x", "status": "completed"}),
}


@pytest.mark.parametrize("name", HICCUPS)
def test_a_hiccup_does_not_end_the_wait(wait: Waiting, name: str) -> None:
    """A failure that may pass, at the first look and later, is ridden out, and is no update."""
    hiccup = HICCUPS[name](LUMENFALL.testing.FakeAnswer)
    wait.fake.add_video(ID, queued_for=0, duration=0)
    wait.fake.respond("videos_get", hiccup, hiccup, "in_progress", hiccup)

    video = wait()

    assert video.status == "completed"
    assert wait.looks == 5
    assert states(wait) == ["in_progress", "completed"]


@pytest.mark.parametrize(
    "raw",
    [
        Raw(b"", close=True),
        Raw(b"", reset=True),
        raw_answer(b'{"id"', length=99),
        Raw(b"no HTTP\r\n\r\n", close=True),
        html_answer(503),
        raw_answer(b"\x00", headers={"content-encoding": "gzip"}),
    ],
    ids=["closed", "reset", "cut body", "no HTTP", "503", "damaged gzip"],
)
def test_a_broken_connection_does_not_end_the_wait(
    caller: Caller, server: ScriptedServer, wait: Waiting, raw: Raw
) -> None:
    """Nor does a connection that breaks, over a real socket."""
    done = json_answer({"id": ID, "created_at": 1, "status": "completed"})
    server.script(raw, raw, done)

    video = wait(client=caller.client(LUMENFALL, server.url))

    assert video.status == "completed"
    assert len(server.requests) == 3


def test_a_refused_connection_does_not_end_the_wait(caller: Caller, wait: Waiting) -> None:
    """Nor does a server that cannot be reached for a while."""
    refusals = iter([True, True, False])
    wait.fake.add_video(ID, queued_for=0, duration=0)
    transport: Any = wait.fake.transport()

    def handle(request: httpx.Request) -> httpx.Response:
        if next(refusals):
            raise httpx.ConnectError("refused")
        answer: httpx.Response = transport.handle_request(request)
        return answer

    own = caller.http_client(transport=httpx.MockTransport(handle))

    assert wait(client=caller.client(LUMENFALL, "https://lumenfall.fake", http_client=own)).status == "completed"
    assert [4.0 <= wait.pauses[0] <= 6.0, 1.6 <= wait.pauses[1] <= 1.9, len(wait.pauses)] == [True, True, 2]


def test_hiccups_to_the_end(wait: Waiting) -> None:
    """When nothing but hiccups came, the timeout has no video, but the id, and the last hiccup as its cause."""
    wait.fake.respond("videos_get", *[LUMENFALL.testing.FakeAnswer(500)] * 100)

    with pytest.raises(LUMENFALL.error("VideoWaitTimeoutError"), match=ID) as caught:
        wait(timeout=60)

    assert (caught.value.video, caught.value.video_id) == (None, ID)
    assert isinstance(caught.value.__cause__, LUMENFALL.error("InternalServerError"))


def test_the_last_good_look_is_kept(wait: Waiting) -> None:
    """Hiccups after a good look do not lose the video that was seen."""
    answer = LUMENFALL.testing.FakeAnswer
    wait.fake.respond("videos_get", "in_progress", *[answer(500)] * 100)

    with pytest.raises(LUMENFALL.error("VideoWaitTimeoutError")) as caught:
        wait(timeout=60)

    assert caught.value.video.status == "in_progress"


@pytest.mark.parametrize(
    ("status", "name"),
    [
        (400, "BadRequestError"),
        (401, "AuthenticationError"),
        (402, "PaymentRequiredError"),
        (403, "PermissionDeniedError"),
    ],
)
def test_a_refusal_ends_the_wait(wait: Waiting, status: int, name: str) -> None:
    """A refusal that will not pass ends the wait at once."""
    wait.fake.respond("videos_get", "in_progress", LUMENFALL.testing.FakeAnswer(status))

    with pytest.raises(LUMENFALL.error(name)):
        wait()

    assert wait.looks == 2


def test_an_unknown_video_ends_the_wait(wait: Waiting) -> None:
    """So does a 404: a job that is not there will not finish."""
    with pytest.raises(LUMENFALL.error("NotFoundError")):
        wait("video_nobody_knows")

    assert (wait.looks, wait.pauses) == (1, [])


@pytest.mark.parametrize("timeout", [0, -1, float("nan")])
def test_a_timeout_that_makes_no_sense(wait: Waiting, timeout: float) -> None:
    """Waiting for no time is refused before anything is sent."""
    with pytest.raises(LUMENFALL.error("InvalidArgumentError"), match="timeout"):
        wait(timeout=timeout)

    assert wait.looks == 0


@pytest.mark.parametrize("video_id", ["", ".", ".."])
def test_a_bad_id_ends_the_wait(wait: Waiting, video_id: str) -> None:
    """An id that cannot be sent is no hiccup."""
    with pytest.raises(LUMENFALL.error("InvalidArgumentError"), match="video_id"):
        wait(video_id)

    assert (wait.looks, wait.pauses) == (0, [])


def test_endless_patience(wait: Waiting) -> None:
    """`float("inf")` waits for as long as it takes."""
    wait.fake.add_video(ID, queued_for=0, duration=5000)

    assert wait(timeout=float("inf")).status == "completed"


def test_a_look_does_not_outlast_the_timeout(caller: Caller, server: ScriptedServer) -> None:
    """A server that never answers does not hold the wait: it ends on time, in real time."""
    server.script(Raw(b"", hang=True))
    client = caller.client(LUMENFALL, server.url)

    with pytest.raises(LUMENFALL.error("VideoWaitTimeoutError"), match=ID) as caught:
        caller.plain(client.videos.wait)(ID, timeout=0.1)

    assert isinstance(caught.value.__cause__, LUMENFALL.error("APITimeoutError"))


def test_two_waits_at_once(quiet_environment: None) -> None:
    """Waits on one async client do not disturb each other."""
    clock = LUMENFALL.testing.VirtualClock()
    fake = LUMENFALL.fake(clock=clock)
    for number in range(10):
        fake.add_video(f"video_{number}", duration=number)

    async def run() -> list[Any]:
        async with fake.async_client() as client:
            return await asyncio.gather(*[client.videos.wait(f"video_{number}") for number in range(10)])

    assert [video.id for video in asyncio.run(run())] == [f"video_{number}" for number in range(10)]


@pytest.mark.parametrize("during", ["pause", "look"])
def test_cancelling_a_wait(quiet_environment: None, server: ScriptedServer, during: str) -> None:
    """A wait that is cancelled, in a pause or during a look, ends as cancelled."""
    looking = json_answer({"id": ID, "created_at": 1, "status": "queued"})
    server.script(*([looking] if during == "pause" else [Raw(b"", hang=True)]))

    async def run(cancel: Callable[[asyncio.Task[Any]], None]) -> None:
        reached = asyncio.Event()

        async def sleep(seconds: float) -> None:
            reached.set()
            await asyncio.Event().wait()

        async with LUMENFALL.client_class("async")("key", base_url=server.url) as client:
            pace = repaced(LUMENFALL.testing.VirtualClock().pace, async_sleep=sleep)
            task = asyncio.create_task(client.with_options(pace=pace).videos.wait(ID))
            if during == "pause":
                await reached.wait()
            while not server.requests:
                await asyncio.sleep(0.001)
            cancel(task)
            await task

    with pytest.raises(asyncio.CancelledError):
        asyncio.run(run(lambda task: task.cancel()))

    assert len(server.requests) == 1
