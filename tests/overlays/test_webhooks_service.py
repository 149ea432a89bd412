"""The service of docs/webhooks.md, told by the fake."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import httpx
import pytest
from support.calling import Caller
from support.providers import LUMENFALL

PAGE = Path(__file__).resolve().parents[2] / "docs" / "webhooks.md"


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What the page's example defines."""
    [code] = re.findall(r"```python\n(.*?)```", PAGE.read_text(), re.DOTALL)
    names: dict[str, Any] = {"__name__": "service"}
    exec(compile(code, str(PAGE), "exec", dont_inherit=True), names)  # noqa: S102  # that is the point
    return names


@pytest.mark.parametrize("mode", ["async"], indirect=True)
def test_the_service_is_told(service: dict[str, Any], caller: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    """What Lumenfall signed is taken, once or twice; what it did not is answered with 400, and why."""
    fake = LUMENFALL.fake()
    fake.plan_video(queued_for=0, duration=0)

    async def order() -> tuple[str, str]:
        async with fake.async_client() as client:
            url = "https://yourapp.com/hooks/lumenfall"
            video = await client.videos.create(model="sora-2", prompt="A capybara", webhook_url=url)
            return video.id, (await client.webhooks.get_secret()).key

    video_id, secret = caller.result(order())
    monkeypatch.setenv("LUMENFALL_WEBHOOK_SECRET", secret)
    [hook] = fake.due_webhooks()
    altered = hook.body + b" "

    async def post() -> list[httpx.Response]:
        transport = httpx.ASGITransport(app=service["app"])
        sent = [(hook.body, hook.headers), (hook.body, hook.headers), (altered, hook.headers), (hook.body, {})]
        async with httpx.AsyncClient(transport=transport) as http:
            return [await http.post(hook.url, content=body, headers=dict(headers)) for body, headers in sent]

    answers = caller.result(post())

    assert [answer.status_code for answer in answers] == [204, 204, 400, 400]
    assert "no signature" in answers[2].text
    assert service["ended"] == {video_id: "video.completed"}
