"""What Lumenfall alone does: orders of videos, secrets of webhooks, and times in Unix seconds."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Annotated, Any

import pytest
from support.calling import Caller, complaining
from support.copies import COPIES, full_model
from support.documents import ROOT as PROJECT
from support.providers import LUMENFALL
from support.server import Received, ScriptedServer, json_answer, raw_answer

ORDER = {"model": "sora-2", "prompt": "a capybara"}


def test_an_estimate_stays_one(caller: Caller, server: ScriptedServer) -> None:
    """Parameters of the caller's client are added to the query, and do not make an order of an estimate."""
    server.script(json_answer({"estimated": True, "model": "sora-2", "total_cost_micros": 1, "currency": "USD"}))
    own = caller.http_client(params={"tenant": "x", "dryRun": "false"})
    client = caller.client(LUMENFALL, server.url, http_client=own)

    caller.plain(client.videos.estimate)(**ORDER)

    assert sorted(server.requests[0].query) == [("dryRun", "true"), ("tenant", "x")]


def test_a_wait_with_such_a_hook_ends_with_a_401(caller: Caller, server: ScriptedServer) -> None:
    """A wait does not go on until its deadline when the key is refused."""
    server.script(json_answer({"error": {"message": "key revoked"}}, 401))
    own = caller.http_client(event_hooks=complaining(caller))

    with pytest.raises(LUMENFALL.error("AuthenticationError"), match="key revoked"):
        caller.plain(caller.client(LUMENFALL, server.url, http_client=own).videos.wait)("video_1", timeout=60)

    assert len(server.requests) == 1


def test_a_download_with_such_a_hook_renews_its_link(caller: Caller, server: ScriptedServer, tmp_path: Path) -> None:
    """A link that has lapsed is asked for anew."""

    def answer(request: Received) -> Any:
        if request.target.startswith("/openai"):
            link = f"{server.url}/{'new' if any(one.target == '/old' for one in server.requests) else 'old'}"
            return json_answer({"id": "video_1", "created_at": 1, "status": "completed", "output": {"url": link}})
        return raw_answer(b"no", 403) if request.target == "/old" else raw_answer(b"DATA")

    server.script(answer)
    own = caller.http_client(event_hooks=complaining(caller))
    client = caller.client(LUMENFALL, server.url, http_client=own)

    caller.plain(client.videos.download)("video_1", tmp_path / "video.mp4")

    assert (tmp_path / "video.mp4").read_bytes() == b"DATA"


def test_what_is_sent() -> None:
    """An order is sent without what was not set, with what nobody documented, and with null where null was said."""
    models = LUMENFALL.models
    reference = models.VideoInputReference(image_url="https://example.com/a.jpg")

    order = models.VideoCreateParams(
        model="sora-2", prompt="A capybara", input_reference=[reference], additional_properties={"camera": None}
    )

    for way in COPIES.values():
        assert way(order) == order
        assert way(order).to_dict() == {
            "model": "sora-2",
            "prompt": "A capybara",
            "input_reference": [{"image_url": "https://example.com/a.jpg"}],
            "camera": None,
        }
    assert not hasattr(models.VideoCreateParams, "from_dict")


def test_secrets_are_not_shown() -> None:
    """A field that is marked as a password is not in the repr; it compares and copies as any other."""
    secret = LUMENFALL.models.WebhookSecret(key="whsec_AAAA")

    assert repr(secret) == "WebhookSecret(key=<secret>)"
    assert secret != LUMENFALL.models.WebhookSecret(key="whsec_BBBB")
    assert secret.to_dict() == {"key": "whsec_AAAA"}


@pytest.mark.parametrize("way", ["pickle", "deepcopy"])
@pytest.mark.parametrize("name", ["VideoError", "VideoFailedError", "VideoCancelledError", "VideoWaitTimeoutError"])
def test_a_videos_error_survives(name: str, way: str) -> None:
    """So do the errors of a wait, with their video."""
    error = LUMENFALL.error(name)("why", video_id="v", video=full_model(LUMENFALL, "Video"))

    again = COPIES[way](error)

    assert (type(again), str(again), again.video_id, again.video) == (type(error), "why", "v", error.video)


def test_lumenfalls_own_request_id_goes_first(caller: Caller, server: ScriptedServer) -> None:
    """A provider's documented header goes before one that a proxy may have set."""
    server.script(raw_answer(b"", 404, {"X-Request-Id": "proxy", "X-Lumenfall-Request-Id": "own"}))

    with pytest.raises(LUMENFALL.error("NotFoundError")) as caught:
        caller.call(LUMENFALL.operation("requests_get"), server.url)

    assert caught.value.request_id == "own"


def test_unix_seconds_stay_integers(caller: Caller, server: ScriptedServer) -> None:
    """Times that the API counts in Unix seconds stay `int`."""
    operation = LUMENFALL.operation("videos_get")
    server.script(
        json_answer({"id": "v", "status": "completed", "created_at": 1702345678, "completed_at": 1702345798.0})
    )

    video = caller.call(operation, server.url)

    assert (type(video.created_at), type(video.completed_at)) == (int, int)
    assert (video.created_at, video.completed_at) == (1702345678, 1702345798)


@pytest.mark.pydantic
def test_no_repr_shows_a_secret() -> None:
    """A secret is hidden in both, also where it may be null or stands deeper; its value stays what it is."""
    from pydantic import Field, ValidationError, create_model

    base = importlib.import_module("lumenfall_client._runtime.values.pydantic_base")
    secret = importlib.import_module("lumenfall_client.pydantic_models").WebhookSecret(key="whsec_REAL", other="shown")
    account = create_model(
        "Account",
        __base__=base.AnswerModel,
        secret=(type(secret), ...),
        key=(Annotated[base.HiddenString | None, Field(description="One.")], None),
        none=(base.HiddenString | None, None),
        name=(str | None, None),
    )(secret=secret, key="whsec_REAL", name="shown")

    assert repr(secret) == "WebhookSecret(key=<secret>, other='shown')"
    assert "REAL" not in repr(account) + str(account)
    assert "key=<secret>, none=None, name='shown'" in repr(account)
    assert (account.key, secret.model_dump()) == ("whsec_REAL", {"key": "whsec_REAL", "other": "shown"})
    with pytest.raises(ValidationError):
        type(secret)(key=1)


CONTRACT = {
    "balance": {"get"},
    "chat": {"create", "estimate", "stream"},
    "images": {"edit", "estimate", "estimate_edit", "generate", "save"},
    "keys": {"list"},
    "models": {"get", "list"},
    "requests": {"get", "list", "purge_payloads"},
    "videos": {"cancel", "create", "create_and_wait", "download", "estimate", "get", "wait", "wait_all", "watch"},
    "webhooks": {"get_secret", "unwrap"},
}
"""The names that users rely on."""


def test_the_contract_of_names(caller: Caller) -> None:
    """Both clients have each name, and the README mentions it; what the API documents has no other name."""
    client = caller.client(LUMENFALL, "https://lumenfall.fake")
    readme = (PROJECT / "generated" / "lumenfall" / "README.md").read_text(encoding="utf-8")

    for resource, methods in CONTRACT.items():
        for method in methods:
            assert callable(getattr(getattr(client, resource), method))
            assert f"{resource}.{method}" in readme, f"{resource}.{method}"
    for one in (*LUMENFALL.operations, *LUMENFALL.streams):
        assert one.method in CONTRACT[one.resource]
