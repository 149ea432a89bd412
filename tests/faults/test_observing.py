"""The sample of `docs/observing.md` runs, and its spans have the right parents."""

from __future__ import annotations

import asyncio
import re
from typing import Any, Final

import pytest
from support.calling import KEY
from support.documents import ROOT
from support.providers import FIRST_OPERATIONS

from faults.kinds import right_answer
from faults.wire import Site, Wire, answer

pytestmark = pytest.mark.usefixtures("quiet_environment")

PAGE: Final = ROOT / "docs" / "observing.md"
BODY: Final = right_answer(FIRST_OPERATIONS[0])


def run_sample(monkeypatch: pytest.MonkeyPatch, url: str) -> dict[str, Any]:
    """Run the page's sample as it stands."""
    monkeypatch.setenv("LUMENFALL_API_KEY", KEY)
    monkeypatch.setenv("LUMENFALL_BASE_URL", url)
    (sample,) = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    names: dict[str, Any] = {}
    exec(compile(sample, str(PAGE), "exec"), names)  # noqa: S102  # it is our own page
    return names


def one_failure(wire: Wire) -> None:
    """Answer 503 to the first request of each id, then rightly."""
    while True:
        target = wire.read().target
        first = sum(one.target == target for one in wire.site.requests) == 1
        wire.send(answer(b"", "503 Oops", "retry-after: 0") if first else answer(BODY))


def test_the_sample_type_checks() -> None:
    """The sample is in the folder that is only ever type-checked, as it stands on the page."""
    (sample,) = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    docstring, checked = (ROOT / "tests/typing/observing.py").read_text(encoding="utf-8").split("\n\n", 1)

    assert docstring.startswith('"""')
    assert checked == sample


def test_the_sample_makes_spans(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two attempts are two spans under the caller's; each attempt's ids arrive at the server."""
    with Site(one_failure) as site:
        tracer = run_sample(monkeypatch, site.url)["tracer"]

    first, second, report = tracer.ended
    assert [span.name for span in tracer.ended] == ["GET requests_get", "GET requests_get", "nightly report"]
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
