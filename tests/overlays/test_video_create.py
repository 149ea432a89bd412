"""Creating, estimating and cancelling videos; `create_and_wait`; what an interrupted call reports."""

from __future__ import annotations

import asyncio
import json
import logging
import pickle
import re
import uuid
from typing import Any, Final

import httpx
import pytest
from support.calling import Caller, repaced
from support.providers import LUMENFALL
from support.server import Raw, ScriptedServer, json_answer
from support.stage import Stage

ORDER: Final = {"model": "sora-2", "prompt": "A capybara"}


def order_of(stage: Stage) -> Any:
    """The only order that came."""
    [body] = stage.bodies()
    return json.loads(body)


def test_an_order_is_sent_as_given(stage: Stage) -> None:
    """Arguments become the fields of the body, what was not given is not sent, and further fields pass through."""
    reference = LUMENFALL.models.VideoInputReference(image_url="https://example.com/a.jpg")

    video = stage.call(
        stage.client().videos.create,
        **ORDER,
        seconds=8,
        input_reference=[reference],
        idempotency_key="order-1",
        extra_body={"camera": {"motion": "pan"}},
    )

    assert (video.status, video.model, video.prompt, video.seconds) == ("queued", "sora-2", "A capybara", "8")
    assert order_of(stage) == {
        **ORDER,
        "seconds": 8,
        "input_reference": [{"image_url": "https://example.com/a.jpg"}],
        "idempotency_key": "order-1",
        "camera": {"motion": "pan"},
    }


def test_an_order_has_a_key(stage: Stage) -> None:
    """Without a key of the caller's, each call makes up one."""
    create = stage.client().videos.create

    videos = [stage.call(create, **ORDER) for _ in range(2)]

    keys = [json.loads(body)["idempotency_key"] for body in stage.bodies()]
    assert [str(uuid.UUID(key)) for key in keys] == keys
    assert len(set(keys)) == len({video.id for video in videos}) == 2


def test_the_same_key_answers_with_the_same_video(stage: Stage) -> None:
    """Ordering twice with one key creates one video."""
    create = stage.client().videos.create

    first, second = (stage.call(create, **ORDER, idempotency_key="order-1") for _ in range(2))

    assert first.id == second.id


@pytest.mark.parametrize("key", ["", "x" * 257, 7])
def test_keys_that_make_no_sense(stage: Stage, key: Any) -> None:
    """An empty, an overlong or a numeric key is refused before anything is sent, also among the further fields."""
    create = stage.client().videos.create

    for given in ({"idempotency_key": key}, {"extra_body": {"idempotency_key": key}}):
        with pytest.raises(LUMENFALL.error("InvalidArgumentError"), match="idempotency_key"):
            stage.call(create, **ORDER, **given)

    assert stage.bodies() == []


@pytest.mark.parametrize("n", [0, 5])
def test_bounds_of_an_order(stage: Stage, n: int) -> None:
    """The documented bounds hold before anything is sent."""
    with pytest.raises(LUMENFALL.error("InvalidArgumentError"), match="n must be at"):
        stage.call(stage.client().videos.create, **ORDER, n=n)

    assert stage.bodies() == []


def test_a_retried_order_cannot_pay_twice(caller: Caller, server: ScriptedServer) -> None:
    """An order that was lost, cut or refused for the moment is sent again with the same bytes, key and all."""
    queued = json_answer({"id": "video_1", "created_at": 1, "status": "queued"}, status_code=202)
    server.script(Raw(b"", close=True), Raw(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{", close=True), queued)
    client = caller.client(LUMENFALL, server.url, max_retries=2)
    client = client.with_options(pace=repaced(LUMENFALL.testing.VirtualClock().pace))

    video = caller.plain(client.videos.create)(**ORDER)

    assert video.id == "video_1"
    assert len(server.requests) == 3
    assert len({request.body for request in server.requests}) == 1


@pytest.mark.parametrize("unset", [None, LUMENFALL.package.types.UNSET], ids=["None", "UNSET"])
@pytest.mark.parametrize("key", ["mine", None], ids=["an argument", "made up"])
def test_a_key_that_is_none_is_no_key(caller: Caller, server: ScriptedServer, key: str | None, unset: Any) -> None:
    """An order that is sent again carries a key in its bytes, also where `extra_body` has None in the key's place."""
    queued = json_answer({"id": "video_1", "created_at": 1, "status": "queued"}, status_code=202)
    server.script(json_answer({}, 503), queued)
    client = caller.client(LUMENFALL, server.url, max_retries=2)
    client = client.with_options(pace=repaced(LUMENFALL.testing.VirtualClock().pace))
    given = {} if key is None else {"idempotency_key": key}

    caller.plain(client.videos.create)(**ORDER, **given, extra_body={"idempotency_key": unset})

    first, second = (json.loads(request.body)["idempotency_key"] for request in server.requests)
    assert first == second
    assert first == (key or first)
    assert isinstance(first, str)


@pytest.mark.parametrize(
    "given",
    [
        {"extra_body": {"model": "another"}},
        {"seconds": 4, "extra_body": {"seconds": None}},
        {"idempotency_key": "mine", "extra_body": {"idempotency_key": "mine"}},
    ],
    ids=str,
)
@pytest.mark.parametrize("method", ["create", "create_detailed", "create_and_wait"])
def test_what_is_given_twice_is_refused(stage: Stage, method: str, given: Any) -> None:
    """A name that is both an argument and in `extra_body` is a mistake; nothing is sent."""
    with pytest.raises(LUMENFALL.error("InvalidArgumentError"), match="given as an argument too"):
        stage.call(getattr(stage.client().videos, method), **ORDER, **given)

    assert stage.fake.requests == []


def test_what_is_not_set_is_given_once(stage: Stage) -> None:
    """`UNSET` in `extra_body` takes nothing away from an argument."""
    stage.call(stage.client().videos.create, **ORDER, extra_body={"model": LUMENFALL.package.types.UNSET})

    assert order_of(stage)["model"] == ORDER["model"]


@pytest.mark.parametrize("extra_body", [5, "model", [("camera", "pan")], {1: 2}], ids=str)
@pytest.mark.parametrize("method", ["create", "create_detailed", "create_and_wait", "estimate"])
def test_further_fields_that_are_none(stage: Stage, method: str, extra_body: Any) -> None:
    """What is no mapping of names is refused before anything is sent."""
    with pytest.raises(LUMENFALL.error("InvalidArgumentError"), match=r"^extra_body must be a mapping"):
        stage.call(getattr(stage.client().videos, method), **ORDER, extra_body=extra_body)

    assert stage.fake.requests == []


def test_an_order_whose_fate_is_unknown_tells_its_key(caller: Caller, server: ScriptedServer) -> None:
    """The error of an order that may have been carried out has its key: ordering again with it is safe."""
    server.script(Raw(b"", close=True))

    with pytest.raises(LUMENFALL.error("APIConnectionError")) as caught:
        caller.plain(caller.client(LUMENFALL, server.url).videos.create)(**ORDER)

    sent = json.loads(server.requests[0].body)
    assert caught.value.maybe_delivered
    assert caught.value.idempotency_key == sent["idempotency_key"]


def test_an_interrupted_order_tells_its_key(caller: Caller) -> None:
    """If a create call is interrupted, the exception has a note with the idempotency key that was sent."""
    keys: list[str] = []

    def interrupt(request: httpx.Request) -> httpx.Response:
        keys.append(json.loads(request.read())["idempotency_key"])
        raise KeyboardInterrupt

    own = caller.http_client(transport=httpx.MockTransport(interrupt))
    client = caller.client(LUMENFALL, "https://lumenfall.fake", http_client=own)

    with pytest.raises(KeyboardInterrupt) as caught:
        caller.plain(client.videos.create)(**ORDER)

    assert keys[0] in "".join(caught.value.__notes__)


@pytest.mark.parametrize(
    ("given", "place"),
    [
        ({"seconds": object()}, "seconds"),
        ({"extra_body": {"camera": [{"motion": object()}]}}, "camera[0].motion"),
        ({"input_reference": [{"image_url": object()}]}, "input_reference[0].image_url"),
    ],
    ids=["argument", "further field", "array"],
)
def test_what_cannot_be_sent_is_told_with_its_place(stage: Stage, given: Any, place: str) -> None:
    """What JSON cannot hold is refused before anything is sent, with the place where it stands."""
    with pytest.raises(LUMENFALL.error("InvalidArgumentError")) as caught:
        stage.call(stage.client().videos.create, **ORDER, **given)

    assert str(caught.value) == (
        f"{place} is of type object, which cannot be sent (Lumenfall videos.create: POST /openai/v1/videos)"
    )
    assert stage.fake.requests == []


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({**ORDER, "promt": "p"}, "unexpected argument 'promt' for a new video: did you mean 'prompt'?"),
        (
            {**ORDER, "camera": 1},
            "unexpected argument 'camera' for a new video: pass undocumented parameters in extra_body",
        ),
        ({**ORDER, "additional_properties": {}}, "unexpected argument 'additional_properties'"),
        ({"model": "sora-2"}, "missing argument 'prompt' for a new video"),
    ],
    ids=["misspelt", "unknown", "of the model", "missing"],
)
def test_an_order_with_other_arguments(stage: Stage, given: Any, told: str) -> None:
    """What comes as keywords is held to the names that there are, in words of the caller's."""
    with pytest.raises(TypeError, match=re.escape(told)):
        stage.call(stage.client().videos.create_and_wait, **given)

    assert stage.fake.requests == []


@pytest.mark.parametrize("kind", ["request", "response", "retry"])
def test_an_order_that_a_hook_ends_tells_its_key(caller: Caller, server: ScriptedServer, kind: str) -> None:
    """What a hook raises after the order went out has its key in a note; before that there is nothing to tell."""

    def fail(event: Any) -> None:
        raise ValueError(kind)

    server.script(json_answer({}, 503))
    client = caller.client(LUMENFALL, server.url, max_retries=1)
    client = client.with_options(hooks=client._engine.settings.hooks._replace(**{kind: fail}))

    with pytest.raises(ValueError, match=kind) as caught:
        caller.plain(client.videos.create)(**ORDER)

    notes = "".join(getattr(caught.value, "__notes__", ()))
    assert [json.loads(request.body)["idempotency_key"] in notes for request in server.requests] == [True] * (
        kind != "request"
    )
    assert bool(notes) == (kind != "request")


def test_an_estimate_creates_nothing(stage: Stage) -> None:
    """An estimate has the cost, is marked as a dry run, and neither creates a video nor uses up a key."""
    client = stage.client()

    estimate = stage.call(client.videos.estimate, **ORDER, n=2, extra_body={"camera": "pan"})

    assert isinstance(estimate, LUMENFALL.models.CostEstimate)
    assert (estimate.estimated, estimate.total_cost_micros, estimate.currency) == (True, 800_000, "USD")
    assert dict(stage.fake.requests[0].query) == {"dryRun": "true"}
    assert order_of(stage) == {**ORDER, "n": 2, "camera": "pan"}


def test_an_answer_that_is_no_estimate(stage: Stage) -> None:
    """Should the provider create a video all the same, that is an error which holds the video's id."""
    created = {"id": "video_abc123", "created_at": 1702345678, "status": "queued"}
    stage.fake.respond("videos_estimate", LUMENFALL.testing.FakeAnswer(202, created))

    with pytest.raises(LUMENFALL.error("ResponseDecodeError"), match="estimated") as caught:
        stage.call(stage.client().videos.estimate, **ORDER)

    assert b"video_abc123" in caught.value.body


def test_cancelling(stage: Stage) -> None:
    """A running job that is cancelled is cancelled when it is looked at; nothing is returned."""
    client = stage.client()
    video = stage.call(client.videos.create, **ORDER)

    assert stage.call(client.videos.cancel, video.id) is None
    assert stage.call(client.videos.cancel, video.id) is None
    assert stage.call(client.videos.get, video.id).status == "cancelled"


def test_cancelling_is_retried(caller: Caller, server: ScriptedServer) -> None:
    """Cancelling twice does no more than once, so that a lost answer is no end."""
    server.script(Raw(b"", close=True), Raw(b"HTTP/1.1 204 No Content\r\n\r\n"))
    client = caller.client(LUMENFALL, server.url, max_retries=1)
    client = client.with_options(pace=LUMENFALL.testing.VirtualClock().pace)

    caller.plain(client.videos.cancel)("video_1")

    assert [request.method for request in server.requests] == ["DELETE", "DELETE"]


def test_create_and_wait(stage: Stage) -> None:
    """The finished video is returned; every change is reported, beginning with the new job."""
    updates: list[Any] = []
    stage.fake.plan_video(queued_for=5, duration=50)

    video = stage.call(stage.client().videos.create_and_wait, **ORDER, on_update=updates.append)

    assert video.status == "completed"
    assert updates[0].status == "queued"
    assert list(dict.fromkeys(update.status for update in updates)) == ["queued", "in_progress", "completed"]
    assert stage.sent("POST") == 1
    assert 55 <= stage.clock() <= 61


@pytest.mark.parametrize(("outcome", "name"), [("failed", "VideoFailedError"), ("cancelled", "VideoCancelledError")])
def test_create_and_wait_that_ends_badly(stage: Stage, outcome: str, name: str) -> None:
    """A job that fails is an error with the job's id."""
    stage.fake.plan_video(outcome=outcome)

    with pytest.raises(LUMENFALL.error(name)) as caught:
        stage.call(stage.client().videos.create_and_wait, **ORDER)

    assert caught.value.video_id == caught.value.video.id == "video_fake1"


@pytest.mark.parametrize("timeout", [0, -1, float("nan"), "10"])
def test_nothing_is_ordered_with_bad_options(stage: Stage, timeout: Any) -> None:
    """A timeout that makes no sense is refused before money is spent."""
    with pytest.raises(LUMENFALL.error("InvalidArgumentError"), match="timeout"):
        stage.call(stage.client().videos.create_and_wait, **ORDER, timeout=timeout)

    assert stage.bodies() == []


def test_a_new_video_may_not_be_found_yet(stage: Stage) -> None:
    """A 404 in the first 10 s after the creation does not end a wait, whoever does the waiting."""
    stage.fake.plan_video(found_after=9, queued_for=0, duration=20)
    stage.fake.plan_video(found_after=9, queued_for=0, duration=20)
    client = stage.client()

    first = stage.call(client.videos.create_and_wait, **ORDER)
    created = stage.call(client.videos.create, **ORDER)
    second = stage.call(client.with_options(max_retries=1).videos.wait, created.id)

    assert first.status == second.status == "completed"


def test_a_video_object_tells_its_age(stage: Stage) -> None:
    """Another client, that did not create the video, goes by its `created_at`."""
    stage.fake.plan_video(found_after=9, queued_for=0, duration=20)
    created = stage.call(stage.client().videos.create, **ORDER)

    assert stage.call(stage.client().videos.wait, created).status == "completed"


def test_a_video_that_is_still_not_found(stage: Stage) -> None:
    """After 10 s a 404 is the end, and a note tells the id."""
    stage.fake.plan_video(found_after=1000)

    with pytest.raises(LUMENFALL.error("NotFoundError")) as caught:
        stage.call(stage.client().videos.create_and_wait, **ORDER)

    assert str(caught.value).endswith(", while waiting for video video_fake1")
    assert 10 <= stage.clock() <= 16


def interrupting(stage: Stage, interrupt: BaseException) -> dict[str, Any]:
    """A pace whose first pause is interrupted."""

    def sleep(seconds: float) -> None:
        raise interrupt

    async def async_sleep(seconds: float) -> None:
        raise interrupt

    return {"sleep": sleep, "async_sleep": async_sleep}


INTERRUPTS: Final = [KeyboardInterrupt, SystemExit, asyncio.CancelledError]


@pytest.mark.parametrize("interrupt", INTERRUPTS)
def test_an_interrupted_wait_leaves_the_job(
    stage: Stage, caplog: pytest.LogCaptureFixture, interrupt: type[BaseException]
) -> None:
    """Ctrl-C or a cancellation leaves the job running, and tells its id: on the exception and in the log."""
    client = stage.client(**interrupting(stage, interrupt()))

    with caplog.at_level(logging.INFO, "lumenfall_client"), pytest.raises(interrupt) as caught:
        stage.call(client.videos.create_and_wait, **ORDER)

    assert "videos.wait('video_fake1')" in "".join(caught.value.__notes__)
    assert "video_fake1 is left running" in caplog.text
    assert stage.sent("DELETE") == 0


@pytest.mark.parametrize("interrupt", [*INTERRUPTS, ValueError])
def test_an_interrupted_wait_cancels_if_asked(stage: Stage, interrupt: type[BaseException]) -> None:
    """With `cancel_on_interrupt` the job is cancelled at the provider, once, before the exception goes on."""
    client = stage.client(**interrupting(stage, interrupt()))

    with pytest.raises(interrupt) as caught:
        stage.call(client.videos.create_and_wait, **ORDER, cancel_on_interrupt=True)

    assert stage.sent("DELETE") == 1
    assert stage.call(client.videos.get, "video_fake1").status == "cancelled"
    assert "video_fake1 was cancelled" in "".join(caught.value.__notes__)


def test_an_interrupted_wait_that_cannot_cancel(stage: Stage) -> None:
    """If the cancellation fails, the interrupt goes on all the same, and says so."""
    client = stage.client(**interrupting(stage, KeyboardInterrupt())).with_options(max_retries=0)
    stage.fake.respond("videos_cancel", LUMENFALL.testing.FakeAnswer(500, json={}))

    with pytest.raises(KeyboardInterrupt) as caught:
        stage.call(client.videos.create_and_wait, **ORDER, cancel_on_interrupt=True)

    assert "video_fake1 could not be cancelled" in "".join(caught.value.__notes__)


def test_our_own_errors_are_no_interrupts(stage: Stage) -> None:
    """A timeout, a failure or a refusal cancels nothing."""
    client = stage.client()
    stage.fake.plan_video(duration=1000)

    with pytest.raises(LUMENFALL.error("VideoWaitTimeoutError")):
        stage.call(client.videos.create_and_wait, **ORDER, timeout=20, cancel_on_interrupt=True)

    assert stage.sent("DELETE") == 0


def test_an_update_that_fails_with_an_error_of_ours(stage: Stage) -> None:
    """It interrupts like any other: what `on_update` raises is not how the wait ended."""

    def look_up(video: Any) -> None:
        raise LUMENFALL.error("NotFoundError")("no such request")

    with pytest.raises(LUMENFALL.error("NotFoundError")) as caught:
        stage.call(stage.client().videos.create_and_wait, **ORDER, cancel_on_interrupt=True, on_update=look_up)

    assert stage.sent("DELETE") == 1
    assert caught.value.__notes__ == ["video video_fake1 was cancelled"]


@pytest.mark.parametrize("outcome", ["completed", "failed"])
def test_an_interrupt_when_the_job_has_ended(stage: Stage, outcome: str) -> None:
    """Nothing is cancelled, which might take the finished video away, and the note says how it ended."""
    stage.fake.plan_video(outcome=outcome)

    def save(video: Any) -> None:
        if video.status == outcome:
            raise LookupError("the database is down")

    with pytest.raises(LookupError) as caught:
        stage.call(stage.client().videos.create_and_wait, **ORDER, cancel_on_interrupt=True, on_update=save)

    assert stage.sent("DELETE") == 0
    assert caught.value.__notes__ == [f"video video_fake1 is {outcome}"]


def test_a_policy_that_cannot_be_used(stage: Stage) -> None:
    """The job was paid for, so the exception has its id; it is cancelled if requested."""
    with pytest.raises(LUMENFALL.error("InvalidArgumentError"), match="policy must return") as caught:
        stage.call(stage.client().videos.create_and_wait, **ORDER, policy=lambda waited: 0, cancel_on_interrupt=True)

    assert str(caught.value).endswith("while waiting for video video_fake1")
    assert caught.value.__notes__ == ["video video_fake1 was cancelled"]
    assert stage.sent("DELETE") == 1


def test_an_order_that_is_done_already(stage: Stage) -> None:
    """A repeated order may answer with the finished video: there is nothing left to ask."""
    stage.fake.plan_video(queued_for=0, duration=0)

    video = stage.call(stage.client().videos.create_and_wait, **ORDER)

    assert video.status == "completed"
    assert [request.method for request in stage.fake.requests] == ["POST"]


def test_a_refusal_on_the_way_tells_the_id(stage: Stage) -> None:
    """In its text, which is what people print; also when it was copied or pickled."""
    stage.fake.respond("videos_get", "unauthorized")

    with pytest.raises(LUMENFALL.error("AuthenticationError")) as caught:
        stage.call(stage.client().videos.create_and_wait, **ORDER)

    assert str(caught.value).endswith(", while waiting for video video_fake1, which may still be running")
    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)


def test_an_estimate_takes_no_key(stage: Stage) -> None:
    """It orders nothing, so it must not use up the key of the order that follows."""
    estimate = stage.call(stage.client().videos.estimate, **ORDER, idempotency_key="mine")

    assert estimate.estimated
    assert b"mine" not in stage.bodies()[0]


def test_a_cancelled_task_cancels_the_job(quiet_environment: None) -> None:
    """A task that is cancelled, and cancelled again while it cancels the job, cancels the job and then ends."""
    clock = LUMENFALL.testing.VirtualClock()
    fake = LUMENFALL.fake(clock=clock)
    fake.add_video("video_1", duration=1000)
    answering, answered = asyncio.Event(), asyncio.Event()
    transport = fake.transport()

    async def handle(request: httpx.Request) -> httpx.Response:
        if request.method == "DELETE":
            answering.set()
            await answered.wait()
        return transport.handler(request)

    async def run() -> None:
        own = httpx.AsyncClient(transport=httpx.MockTransport(handle))
        async with own, LUMENFALL.client_class("async")("key", http_client=own) as client:
            looking = asyncio.Event()
            wait = client.videos.wait("video_1", cancel_on_interrupt=True, on_update=lambda video: looking.set())
            task = asyncio.create_task(wait)
            await looking.wait()
            task.cancel()
            await answering.wait()
            task.cancel()
            await asyncio.sleep(0)
            assert not task.done()
            answered.set()
            with pytest.raises(asyncio.CancelledError):
                await task
            assert (await client.videos.get("video_1")).status == "cancelled"

    asyncio.run(run())

    assert sum(request.method == "DELETE" for request in fake.requests) == 1


def test_async_updates_are_awaited(quiet_environment: None) -> None:
    """An `on_update` that is a coroutine function is awaited before the next look."""
    clock = LUMENFALL.testing.VirtualClock()
    fake = LUMENFALL.fake(clock=clock)
    told: list[str] = []

    async def update(video: Any) -> None:
        await clock.async_sleep(1)
        told.append(video.status)

    async def run() -> Any:
        async with fake.async_client() as client:
            return await client.videos.create_and_wait(**ORDER, on_update=update)

    video = asyncio.run(run())

    states = list(dict.fromkeys(told))
    assert (states[0], states[-1], video.status) == ("queued", "completed", "completed")
    # Between them is every state of a running job that was seen.
    assert len(states) > 2
