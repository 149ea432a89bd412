"""Any sequence of faults: nothing that may cost money is sent twice, and what is sent again is the same."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field, replace
from typing import Any, Final

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.calling import KEY
from support.providers import FIRST_OPERATIONS

from faults.harness import MODES, runtime

pytestmark = pytest.mark.usefixtures("quiet_environment")

PROVIDER: Final = FIRST_OPERATIONS[0].provider
START: Final = 1_800_000_000.0
NEVER_SENT: Final = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)
MAYBE_SENT: Final = (
    httpx.ReadError,
    httpx.ReadTimeout,
    httpx.WriteError,
    httpx.WriteTimeout,
    httpx.RemoteProtocolError,
)
STATUSES: Final = (200, 201, 302, 400, 401, 404, 408, 409, 422, 429, 500, 501, 502, 503, 504, 520, 524, 529, 599)
LONGEST_BACKOFF: Final = 8.0
LONGEST_WISH: Final = 60.0
METHODS: Final = ("GET", "POST", "POST with a key", "DELETE", "PUT")


@dataclass(frozen=True)
class Outcome:
    """What comes of one attempt, and after how long."""

    error: type[httpx.HTTPError] | None
    status: int
    wish: tuple[str, str] | None
    """A header that asks for a pause."""
    took: float

    @property
    def reached(self) -> bool:
        """Whether the server may have acted on the request."""
        return self.error not in NEVER_SENT


@dataclass
class World:
    """A server without a network: it gives scripted outcomes, and time passes only where somebody waits."""

    outcomes: list[Outcome]
    chances: list[float]
    now: float = 0.0
    pauses: list[float] = field(default_factory=list[float])
    seen: list[tuple[str, str, tuple[tuple[bytes, bytes], ...], bytes]] = field(default_factory=list[Any])
    given: list[Outcome] = field(default_factory=list[Outcome])

    def handle(self, request: httpx.Request) -> httpx.Response:
        """Take a request, and do what the script says."""
        outcome = self.outcomes[min(len(self.given), len(self.outcomes) - 1)]
        limits = request.extensions["timeout"]
        took = min([outcome.took, *(limit for limit in limits.values() if limit is not None)])
        self.now += took
        timed_out = took < outcome.took
        self.given.append(replace(outcome, error=httpx.ReadTimeout) if timed_out else outcome)
        self.seen.append((request.method, str(request.url), tuple(request.headers.raw), request.content))
        if timed_out:
            raise httpx.ReadTimeout("scripted", request=request)
        if outcome.error is not None:
            raise outcome.error("scripted", request=request)
        headers = dict([outcome.wish]) if outcome.wish else {}
        return httpx.Response(outcome.status, headers=headers, content=b"{}")

    def sleep(self, seconds: float) -> None:
        """Let time pass."""
        assert seconds >= 0
        self.pauses.append(seconds)
        self.now += seconds

    async def async_sleep(self, seconds: float) -> None:
        """Let time pass."""
        self.sleep(seconds)

    def chance(self) -> float:
        """The next number of the script."""
        return self.chances[len(self.pauses) % len(self.chances)]


WISHES: Final = st.none() | st.tuples(
    st.sampled_from(["retry-after", "retry-after-ms", "ratelimit-reset", "Retry-After"]),
    st.sampled_from(
        ["0", "1", "2.5", "30", "59", "61", "120", "31536000", "-1", "soon", "nan", "inf", "1e400", "", "1500",
         "Fri, 15 Jan 2027 08:00:07 GMT", "Thu, 01 Jan 1970 00:00:00 GMT", "Fri, 31 Dec 9999 23:59:59 GMT", "1800000005"]
    ) | st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E), max_size=12),
)  # fmt: skip
OUTCOMES: Final = st.lists(
    st.builds(
        Outcome,
        st.none() | st.sampled_from([*NEVER_SENT, *MAYBE_SENT]),
        st.sampled_from(STATUSES),
        WISHES,
        st.sampled_from([0.0, 0.01, 1.0, 20.0, 100.0]),
    ),
    min_size=1,
    max_size=8,
)


@pytest.mark.parametrize("mode", MODES)
@settings(max_examples=200)
@given(
    outcomes=OUTCOMES,
    method=st.sampled_from(METHODS),
    max_retries=st.integers(0, 6),
    total=st.none() | st.sampled_from([0.5, 5.0, 60.0, 300.0]),
    timeout=st.none() | st.sampled_from([0.5, 60.0]),
    chances=st.lists(st.floats(0, 1), min_size=1, max_size=8),
)
def test_any_sequence_of_faults(
    mode: str,
    outcomes: list[Outcome],
    method: str,
    max_retries: int,
    total: float | None,
    timeout: float | None,
    chances: list[float],
) -> None:
    """Money is spent once, attempts and time keep to their bounds, pauses to the server's wish, and bytes stay."""
    world = World(outcomes, chances)
    repeatable = method in ("GET", "POST with a key")

    outcome = _call(world, mode, method, max_retries=max_retries, total_timeout=total, timeout=timeout)

    assert isinstance(outcome, (int, PROVIDER.root_error)), repr(outcome)
    assert 1 <= len(world.seen) <= max_retries + 1
    assert len(set(world.seen)) == 1, "an attempt differs from the one before"
    assert repeatable or sum(one.reached for one in world.given) <= 1
    assert repeatable or not any(one.reached for one in world.given[:-1]), "sent again after it may have arrived"
    assert total is None or world.now <= total + 1e-6
    assert len(world.pauses) == len(world.given) - 1
    for number, (pause, before) in enumerate(zip(world.pauses, world.given[:-1], strict=True)):
        wish = _wish(before, world, number)
        backoff = min(LONGEST_BACKOFF, 0.5 * 2.0**number)
        assert 0 <= pause <= max(backoff, wish or 0.0) + 1e-6
        assert wish is None or pause >= wish - 1e-6, "came back before the server wished"
        assert total is not None or pause <= LONGEST_WISH
    if isinstance(outcome, PROVIDER.error("APIConnectionError")):
        assert outcome.attempts == len(world.seen)
        assert outcome.elapsed == pytest.approx(world.now)
        assert outcome.maybe_delivered or not world.given[-1].reached


def _wish(outcome: Outcome, world: World, number: int) -> float | None:
    """What the server asked for, read independently of the engine; None where it is no plain number of seconds."""
    if outcome.error is not None or outcome.wish is None:
        return None
    name, text = outcome.wish
    if not text.isdecimal():
        return None
    value = float(text)
    if name.lower() == "ratelimit-reset" and value > 1e9:
        return None
    return value / 1000 if name.lower() == "retry-after-ms" else value


def _call(world: World, mode: str, method: str, **options: Any) -> object:
    pace = runtime(PROVIDER, "http.clock").Pace(
        clock=lambda: world.now,
        wall_clock=lambda: START + world.now,
        sleep=world.sleep,
        async_sleep=world.async_sleep,
        chance=world.chance,
    )
    calls, encoding = runtime(PROVIDER, "http.call"), runtime(PROVIDER, "values.encoding")
    call = calls.Call(
        operation="orders_create",
        method=method.split(maxsplit=1)[0],
        path="/v1/orders",
        query=(("dry", "0"),),
        body=None if method == "GET" else encoding.json_body({"pay": 1}),
        headers={"idempotency-key": "one"} if "key" in method else {},
    )
    transport = httpx.MockTransport(world.handle)
    try:
        if mode == "sync":
            with httpx.Client(transport=transport) as own:
                client = PROVIDER.client_class(mode)(KEY, http_client=own, **options).with_options(pace=pace)
                return client._engine.send(call, lambda answer: answer).status_code

        async def run() -> object:
            async with httpx.AsyncClient(transport=transport) as own:
                client = PROVIDER.client_class(mode)(KEY, http_client=own, **options).with_options(pace=pace)
                return (await client._engine.send(call, lambda answer: answer)).status_code

        return asyncio.run(run())
    except PROVIDER.root_error as error:
        return error
