"""The samples of `docs/observing.md` run: the filter hides links, and the spans have the right parents."""

from __future__ import annotations

import asyncio
import logging
import re
from pathlib import Path
from typing import Any, Final

import httpx
import pytest
from support.calling import KEY, Caller
from support.documents import ROOT
from support.providers import FIRST_OPERATIONS, LUMENFALL

from faults.kinds import right_answer
from faults.wire import Site, Wire, answer

pytestmark = pytest.mark.usefixtures("quiet_environment")

PAGE: Final = ROOT / "docs" / "observing.md"
FILTER, TRACER = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
BODY: Final = right_answer(FIRST_OPERATIONS[0])


def run_sample(monkeypatch: pytest.MonkeyPatch, url: str) -> dict[str, Any]:
    """Run the page's tracer as it stands."""
    monkeypatch.setenv("LUMENFALL_API_KEY", KEY)
    monkeypatch.setenv("LUMENFALL_BASE_URL", url)
    names: dict[str, Any] = {}
    exec(compile(TRACER, str(PAGE), "exec"), names)  # noqa: S102  # it is our own page
    return names


def one_failure(wire: Wire) -> None:
    """Answer 503 to the first request of each id, then rightly."""
    while True:
        target = wire.read().target
        first = sum(one.target == target for one in wire.site.requests) == 1
        wire.send(answer(b"", "503 Oops", "retry-after: 0") if first else answer(BODY))


@pytest.mark.parametrize(("name", "sample"), [("observing_log", FILTER), ("observing", TRACER)])
def test_the_samples_type_check(name: str, sample: str) -> None:
    """The samples are in the folder that is only ever type-checked, as they stand on the page."""
    docstring, checked = (ROOT / f"tests/typing/{name}.py").read_text(encoding="utf-8").split("\n\n", 1)

    assert docstring.startswith('"""')
    assert checked == sample


@pytest.mark.parametrize("filtered", [True, False])
def test_the_filter_hides_links(
    caller: Caller, tmp_path: Path, caplog: pytest.LogCaptureFixture, filtered: bool
) -> None:
    """With a caller's client, httpx logs a signed link; with the page's filter it does not, and all else stays."""
    logger = logging.getLogger("httpx")
    caplog.set_level(logging.INFO, "httpx")
    fake = LUMENFALL.fake()
    fake.add_video("video_1", queued_for=0, duration=0)
    before = list(logger.filters)
    if filtered:
        exec(compile(FILTER, str(PAGE), "exec"), {})  # noqa: S102  # it is our own page
    try:
        with fake.serve() as base_url:
            client = caller.client(LUMENFALL, base_url, http_client=caller.http_client(trust_env=False))
            caller.plain(client.videos.download)("video_1", tmp_path / "video.mp4")
    finally:
        for one in set(logger.filters) - set(before):
            logger.removeFilter(one)

    first, second = [record.getMessage() for record in caplog.records if record.name == "httpx"]
    assert f"GET {base_url}/openai/v1/videos/video_1 " in first
    assert ("signature=" in second) is not filtered
    assert ("/media/video_1.mp4?... " in second) is filtered


@pytest.mark.parametrize("method", ["handle_request", "handle_async_request"])
def test_what_instruments_httpx_sees_each_attempt(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, method: str) -> None:
    """Tools that wrap httpx's transports, as OpenTelemetry does, see every attempt, and may add headers to it."""
    seen: list[str] = []
    kind = httpx.HTTPTransport if method == "handle_request" else httpx.AsyncHTTPTransport
    handle = getattr(kind, method)

    def wrapped(transport: Any, request: httpx.Request) -> Any:
        seen.append(f"{request.method} {request.url}")
        request.headers["traceparent"] = f"number {len(seen)}"
        return handle(transport, request)

    monkeypatch.setattr(kind, method, wrapped)
    fake, testing = LUMENFALL.fake(), LUMENFALL.testing
    fake.add_video("video_1", queued_for=0, duration=0)
    fake.respond("videos_get", testing.FakeFailure.reset())
    caller = Caller("sync" if method == "handle_request" else "async")
    with fake.serve() as base_url:
        client = caller.client(LUMENFALL, base_url, max_retries=1)
        client = client.with_options(pace=testing.VirtualClock().pace)
        caller.plain(client.videos.download)("video_1", tmp_path / "video.mp4")
        caller.close()

    assert [request.headers["traceparent"] for request in fake.requests] == ["number 1", "number 2", "number 3"]
    video = f"GET {base_url}/openai/v1/videos/video_1"
    masked = f"GET {base_url}/media/video_1.mp4?expires=**********&signature=**********"
    assert seen == [video, video, masked]


def test_the_sample_makes_spans(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two attempts are two spans under the caller's; each attempt's ids arrive at the server."""
    with Site(one_failure) as site:
        tracer = run_sample(monkeypatch, site.url)["tracer"]

    first, second, report = tracer.ended
    assert [span.name for span in tracer.ended] == ["GET requests.get", "GET requests.get", "nightly report"]
    assert first.parent is second.parent is report
    assert {span.trace_id for span in tracer.ended} == {report.trace_id}
    assert [first.attributes[name] for name in ("http.response.status_code", "http.request.resend_count")] == [503, 0]
    assert [second.attributes[name] for name in ("http.response.status_code", "http.request.resend_count")] == [200, 1]
    sent = [request.headers["traceparent"] for request in site.requests]
    assert sent == [f"00-{span.trace_id}-{span.span_id}-01" for span in (first, second)]


def test_tasks_do_not_mix(monkeypatch: pytest.MonkeyPatch) -> None:
    """Twenty tasks at once: each attempt's span is under that of its own task."""
    with Site(one_failure) as site:
        names = run_sample(monkeypatch, site.url)
        package, tracer = FIRST_OPERATIONS[0].provider.package, names["Tracer"]()

        async def run() -> None:
            hooks = package.Hooks(request=tracer.start, response=tracer.end)
            async with package.AsyncLumenfall(hooks=hooks) as client:

                async def one(number: int) -> None:
                    with tracer.span(str(number)):
                        await client.requests.get(f"task_{number}")

                await asyncio.gather(*(one(number) for number in range(20)))

        asyncio.run(run())

    attempts = [span for span in tracer.ended if span.parent is not None]
    assert len(attempts) == 40
    for span in attempts:
        assert span.attributes["url.full"].endswith(f"/task_{span.parent.name}")
