# Copied from runtime/files/opened.py by `nox -s generate`. Do not edit.
"""Responses whose body is read by the caller, after the call has succeeded. `async_opened` is the async twin."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from ..errors import APIConnectionError, ResponseDecodeError
from ..http.call import Answer, Call
from ..http.deadline import DeadlineExceededError
from ..http.engine import Engine, Run
from ..http.transport import Outgoing
from .streaming import IncomingBody, StreamBrokenError


class Opened(NamedTuple):
    """A response that has begun."""

    run: Run
    outgoing: Outgoing
    head: Answer
    """The response without its body."""
    body: IncomingBody


def open_response(
    engine: Engine, call: Call, is_wanted: Callable[[Answer], bool], refuse: Callable[[Answer], None]
) -> Opened:
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
        while True:
            outgoing = run.next_attempt()
            found = _attempt(engine, run, outgoing, is_wanted)
            if isinstance(found, Opened):
                return found
            pause = run.pause_after(found)
            if pause is not None:
                engine.pace.sleep(pause)
            elif isinstance(found, APIConnectionError):
                raise run.explained(found) from found.__cause__
            else:
                run.finish(found, refuse)
    except BaseException as error:
        run.interrupted(error)
        raise


def _attempt(
    engine: Engine, run: Run, outgoing: Outgoing, is_wanted: Callable[[Answer], bool]
) -> Opened | Answer | APIConnectionError:
    """Send the request once. Return a wanted response, any other one whole, or the reason why none arrived."""
    try:
        body = IncomingBody(engine.transport, outgoing, bare=False)
        try:
            received = body.open()
            head = Answer(received.status_code, received.headers, b"")
            if is_wanted(head):
                run.pause_after(head)
                return Opened(run, outgoing, head, body)
            answer = body.whole(run.remaining)
        except BaseException:
            body.close()
            body.abandon()
            raise
        body.close()
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
