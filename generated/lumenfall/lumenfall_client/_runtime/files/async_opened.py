# Copied from runtime/files/async_opened.py by `nox -s generate`. Do not edit.
"""The async twin of `opened`."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from ..errors import APIConnectionError, ResponseDecodeError
from ..http.call import Answer, Call
from ..http.deadline import DeadlineExceededError
from ..http.engine import AsyncEngine, Run
from ..http.transport import Outgoing
from .async_streaming import AsyncIncomingBody, open_stream
from .streaming import StreamBrokenError


class AsyncOpened(NamedTuple):
    """A response that has begun."""

    run: Run
    outgoing: Outgoing
    head: Answer
    """The response without its body."""
    body: AsyncIncomingBody


async def open_response(
    engine: AsyncEngine, call: Call, is_wanted: Callable[[Answer], bool], refuse: Callable[[Answer], None]
) -> AsyncOpened:
    """Send a call, again where that is safe, until a response begins whose body is wanted.

    Args:
        engine: Sends the call.
        call: The request.
        is_wanted: Whether the body of a response is left to the caller. The argument has no body yet.
        refuse: Raises `ResponseDecodeError` for a success whose body is not wanted.

    Raises:
        LumenfallError: The call failed. The class is the root of the package's errors.
    """
    run = engine.begin(call)
    try:
        engine.transport.check_event_loop()
        while True:
            outgoing = run.next_attempt()
            found = await _attempt(engine, run, outgoing, is_wanted)
            if isinstance(found, AsyncOpened):
                return found
            pause = run.pause_after(found)
            if pause is not None:
                await engine.pace.async_sleep(pause)
            elif isinstance(found, APIConnectionError):
                raise run.explained(found) from found.__cause__
            else:
                run.finish(found, refuse)
    except BaseException as error:
        run.interrupted(error)
        raise


async def _attempt(
    engine: AsyncEngine, run: Run, outgoing: Outgoing, is_wanted: Callable[[Answer], bool]
) -> AsyncOpened | Answer | APIConnectionError:
    """Send the request once. Return a wanted response, any other one whole, or the reason why none arrived."""
    try:
        body = await open_stream(engine.transport, outgoing, bare=False)
        try:
            head = Answer(body.head.status_code, body.head.headers, b"")
            if is_wanted(head):
                run.pause_after(head)
                return AsyncOpened(run, outgoing, head, body)
            answer = await body.whole(run.remaining)
        except BaseException:
            await body.aclose()
            raise
        await body.aclose()
        return answer
    except ResponseDecodeError as error:
        raise run.too_large(error) from None
    except StreamBrokenError as broken:
        return broken.error
    except APIConnectionError as error:
        return error
    except DeadlineExceededError as error:
        late = outgoing.out_of_time()
        late.__cause__ = error
        return late
