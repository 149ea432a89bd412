"""What is said to the fake of a video's life: slips are refused at the call, in words that help."""

from __future__ import annotations

import math
from typing import Any, Final, get_args

import pytest
from lumenfall_client._overlay.fakes import Outcome
from support.providers import LUMENFALL
from support.stage import Stage

ID: Final = "video_1"
METHODS: Final = ["add_video", "plan_video"]


def say(fake: Any, method: str, **said: Any) -> None:
    """Say it to one of the two methods."""
    getattr(fake, method)(*([ID] if method == "add_video" else []), **said)


SLIPS: Final[dict[str, tuple[dict[str, Any], str]]] = {
    "a parameter's plural": ({"durations": 3}, r"a video has no member durations: did you mean duration\?.*respond"),
    "a letter too few": ({"outcom": "failed"}, "did you mean outcome"),
    "another case": ({"Duration": 3}, "did you mean duration"),
    "half a parameter": ({"queued": 3}, "did you mean queued_for"),
    "another unit": ({"retry_after_ms": 3}, "did you mean retry_after"),
    "states": ({"states": [("queued", 3)]}, "did you mean stages"),
    "an abbreviation": ({"dur": 3}, "did you mean duration"),
    "the beginning of one": ({"poll": 3}, "did you mean poll_after_ms"),
    "a misspelt member": ({"promt": "mine"}, r"a video has no member promt: did you mean prompt\?"),
    "a member's other case": ({"createdAt": 3}, "did you mean created_at"),
    "a member that is no JSON": ({"prompt": {1, 2}}, "prompt cannot be encoded as JSON: .*set"),
    "a misspelt outcome": ({"outcome": "faild"}, "one of completed, failed, .*, not 'faild'; .*stages"),
    "a state as outcome": ({"outcome": "in_progress"}, "outcome must be one of"),
    "a list as outcome": ({"outcome": ["failed"]}, "outcome must be one of"),
    "a duration of text": ({"duration": "x"}, "duration must be a number of seconds, 0 or more, not 'x'"),
    "no duration": ({"duration": None}, "duration must be a number"),
    "a flag": ({"duration": True}, "duration must be a number"),
    "a negative duration": ({"duration": -1}, "0 or more, not -1"),
    "no number": ({"duration": math.nan}, "not nan"),
    "more than a float holds": ({"duration": 10**309}, "duration must be a number"),
    "a negative queue": ({"queued_for": -0.1}, "queued_for must be a number"),
    "a text until it is found": ({"found_after": "1"}, "found_after must be a number"),
    "a text as a hint": ({"retry_after": "x"}, "retry_after must be a finite number of seconds"),
    "a hint without end": ({"retry_after": math.inf}, "not inf"),
    "a negative hint": ({"poll_after_ms": -1}, "poll_after_ms must be a finite number of milliseconds"),
    "stages of text": ({"stages": "abc"}, r"pairs of a state and its seconds, such as \[\('queued', 5\)\], not 'abc'"),
    "stages by name": ({"stages": {"queued": 5}}, "stages must be pairs"),
    "one number": ({"stages": 5}, "stages must be pairs"),
    "a state alone": ({"stages": [("queued", 1), ("moderating",)]}, r"stages\[1\] is \('moderating',\)"),
    "a state of two letters": ({"stages": ["ab"]}, r"stages\[0\] is 'ab'"),
    "a pair the wrong way round": ({"stages": [(5, "queued")]}, r"stages\[0\] is \(5, 'queued'\)"),
    "a state without a name": ({"stages": [("", 5)]}, r"stages\[0\] is"),
    "a stage of text": ({"stages": [("queued", "5")]}, r"the time of stages\[0\] must be a number of seconds"),
}


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(("said", "message"), SLIPS.values(), ids=SLIPS)
def test_slips_are_refused(method: str, said: dict[str, Any], message: str) -> None:
    """A misspelt parameter, or a value that no life can have, is refused; nothing is added or planned."""
    fake = LUMENFALL.fake()

    with pytest.raises(LUMENFALL.error("InvalidArgumentError"), match=message):
        say(fake, method, **said)

    with fake.client() as client:
        assert client.videos.create(model="sora-2", prompt="A capybara").status == "queued"
        with pytest.raises(LUMENFALL.error("NotFoundError")):
            client.videos.get(ID)


@pytest.mark.parametrize("video_id", [5, None, b"video_1", "", ".", ".."])
def test_ids_that_cannot_be_asked_for(video_id: Any) -> None:
    """So is an id that no client can ask for, also where a file is put."""
    fake = LUMENFALL.fake()

    with pytest.raises(LUMENFALL.error("InvalidArgumentError"), match="video_id must"):
        fake.add_video(video_id)
    with pytest.raises(LUMENFALL.error("InvalidArgumentError"), match="video_id must"):
        fake.media.put(video_id, b"a video")


@pytest.mark.parametrize("said", [{"content": "text"}, {"content": None}, {"content": b"", "content_type": None}])
def test_files_that_are_none(said: dict[str, Any]) -> None:
    """And a file that is no bytes; what holds bytes is taken."""
    fake = LUMENFALL.fake()

    with pytest.raises(LUMENFALL.error("InvalidArgumentError"), match=r"must be .*, not (str|NoneType)"):
        fake.media.put(ID, **said)

    fake.media.put(ID, bytearray(b"a video"))
    assert fake.media.file(ID).content == b"a video"


def test_where_a_plan_has_no_webhook() -> None:
    """Where the notification goes is said by the order; a plan that says it would add a member to the answers."""
    with pytest.raises(LUMENFALL.error("InvalidArgumentError"), match=r"videos\.create"):
        LUMENFALL.fake().plan_video(webhook_url="https://yourapp.com/hooks")


@pytest.mark.parametrize("method", METHODS)
def test_new_members_are_allowed(stage: Stage, method: str) -> None:
    """Members that no parameter is like are those that a provider may add; known ones may be replaced by anything."""
    said = {"queued_at": 5, "progress": 0.5, "eta": None, "state": "x", "prompt": 7, "seconds": "4"}
    say(stage.fake, method, **{**said, "prompt": "mine"})
    client = stage.client()
    video = stage.call(client.videos.create, model="sora-2", prompt="A capybara") if method == "plan_video" else ID

    found = stage.call(client.videos.get, getattr(video, "id", video))

    assert found.additional_properties == {"queued_at": 5, "progress": 0.5, "eta": None, "state": "x"}
    assert (found.prompt, found.seconds) == ("mine", "4")


@pytest.mark.parametrize("outcome", get_args(Outcome))
def test_each_outcome_is_an_end(stage: Stage, outcome: str) -> None:
    """Whatever the outcome, the wait ends, hints end with it, and its notification can be read."""
    stage.fake.add_video(ID, outcome=outcome, retry_after=1, webhook_url="https://yourapp.com/hooks")
    client = stage.client()

    *_, last = stage.call(client.videos.wait_all, [ID])
    answer = stage.call(client.videos.get_detailed, ID)
    [hook] = stage.fake.due_webhooks()
    event = client.webhooks.unwrap(hook.body, hook.headers, stage.fake.webhook_secret)

    assert (last.error is None) == (outcome == "completed")
    assert answer.parsed.status == event.data.status == outcome
    assert "retry-after" not in answer.headers
    assert event.type == f"video.{outcome}".replace("canceled", "cancelled")


def test_a_job_without_end(stage: Stage) -> None:
    """A job that takes forever is waited for until the timeout, and can be cancelled; so can an unknown last state."""
    stage.fake.add_video(ID, duration=math.inf)
    stage.fake.add_video("stuck", stages=[("queued", 1), ("stuck", math.inf)], found_after=0.5)
    client = stage.client()

    for video_id, status in ((ID, "in_progress"), ("stuck", "stuck")):
        with pytest.raises(LUMENFALL.error("VideoWaitTimeoutError")) as caught:
            stage.call(client.videos.wait, video_id, timeout=10_000)
        assert caught.value.video.status == status
    stage.call(client.videos.cancel, ID)
    assert stage.call(client.videos.get, ID).status == "cancelled"


@pytest.mark.parametrize(
    ("value", "text"), [(3, "3"), (0, "0"), (0.25, "0.25"), (1_234_567, "1234567"), (100.0, "100")]
)
def test_hints_are_plain_numbers(stage: Stage, value: float, text: str) -> None:
    """A hint arrives as it was given, with no exponent."""
    stage.fake.add_video(ID, retry_after=value, poll_after_ms=value)

    headers = stage.call(stage.client().videos.get_detailed, ID).headers

    assert (headers["retry-after"], headers["openai-poll-after-ms"]) == (text, text)


def test_stages_are_those_of_the_call(stage: Stage) -> None:
    """A list of stages that is changed afterwards changes no life."""
    stages = [("moderating", 5)]
    stage.fake.add_video(ID, stages=stages)
    stages.clear()

    assert stage.call(stage.client().videos.get, ID).status == "moderating"


GOOD_URLS: Final = [
    "https://yourapp.com",
    "https://yourapp.com/",
    "https://yourapp.com:443/hooks?job=1#x",
    "https://a-b.1.2.3.4.example:8443?job=é",
    "https://localhost/hooks",
]
BAD_URLS: Final = [
    "http://1.2.3.4/",
    "https://1.2.3.4/",
    "https://1.2.3.4:443/hooks",
    "https://2130706433/",
    "https://0x7f.1/",
    "https://[::1]/",
    "http://yourapp.com/",
    "https://yourapp.com:444/",
    "https://yourapp.com:0443/",
    "https://yourapp.com:80",
    "https:///hooks",
    "https://yourapp..com/",
    "https://yourapp.com/a b",
    "https://yourapp.com\n",
    "yourapp.com/hooks",
    "",
]


@pytest.mark.parametrize("url", GOOD_URLS)
def test_where_notifications_may_go(stage: Stage, url: str) -> None:
    """An https URL of a host name, at port 443 or 8443."""
    stage.fake.add_video(ID, queued_for=0, duration=0, webhook_url=url)
    stage.fake.plan_video(queued_for=0, duration=0)
    stage.call(stage.client().videos.create, model="sora-2", prompt="A capybara", webhook_url=url)

    assert [hook.url for hook in stage.fake.due_webhooks()] == [url, url]


@pytest.mark.parametrize("url", BAD_URLS)
def test_where_they_may_not_go(stage: Stage, url: str) -> None:
    """Anything else gets the documented 400 with the reason, and creates nothing; so it is where a video is added."""
    with pytest.raises(
        LUMENFALL.error("BadRequestError"), match=r"webhook_url must be text that matches .https://"
    ) as caught:
        stage.call(stage.client().videos.create, model="sora-2", prompt="A capybara", webhook_url=url)
    with pytest.raises(
        LUMENFALL.error("InvalidArgumentError"), match=r"webhook_url must be text that matches .https://"
    ):
        stage.fake.add_video(ID, webhook_url=url)

    assert (caught.value.status_code, caught.value.code) == (400, "INVALID_REQUEST")
    stage.clock.sleep(100)
    assert stage.fake.due_webhooks() == []
