"""From a host's name to a connected socket: looking it up within a time limit, and trying all of its addresses.

`socket.create_connection` does neither: a look-up takes as long as the system's resolver likes, and an address that
does not answer uses up the whole timeout before the next one is tried. Here, attempts begin one after the other and run
side by side ("happy eyeballs", RFC 8305), in one thread.
"""

from __future__ import annotations

import errno
import os
import selectors
import socket
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from itertools import zip_longest
from threading import Event, Thread
from typing import Any, Final, NamedTuple

from .clock import monotonic
from .descriptors import lacks_descriptor

DELAY: Final = 0.25
"""Seconds after which the next address is tried as well, as RFC 8305, 5, recommends."""

# Unlike epoll and kqueue, it needs no descriptor of its own.
_Selector: Final[type[selectors.BaseSelector]] = getattr(selectors, "PollSelector", selectors.SelectSelector)

_BEGUN: Final = frozenset({0, errno.EINPROGRESS, errno.EWOULDBLOCK, getattr(errno, "WSAEWOULDBLOCK", 0)})
"""What a connection attempt returns that goes on in the background."""


class Address(NamedTuple):
    """Where to connect to."""

    family: int
    place: tuple[Any, ...]
    """As sockets take it: the host, the port and, with IPv6, flow and scope."""

    @property
    def host(self) -> str:
        """The host as text; a link-local one is nothing without its scope."""
        host, scope = str(self.place[0]), self.place[3] if len(self.place) > 3 else 0
        return f"{host}%{scope}" if scope and "%" not in host else host


class _LookUp:
    """A look-up in a thread of its own. All who want the same name meanwhile wait for the same one."""

    def __init__(self, find: Callable[[], list[Address]]) -> None:
        self.ended = Event()
        self._find = find
        self._found: list[Address] = []
        self._problem: OSError | UnicodeError | None = None

    def run(self) -> None:
        """Look up."""
        try:
            self._found = self._find()
        except (OSError, UnicodeError) as error:  # the latter if it is no name at all
            self._problem = error

    def result(self) -> list[Address]:
        """The addresses.

        Raises:
            OSError: The name has none.
        """
        if self._problem is not None:
            # Each thread raises an exception of its own: one that several raise gets the frames of all.
            problem = self._problem
            raise type(problem)(*problem.args) from problem
        return self._found


_looks: Final[dict[tuple[int, str, int], _LookUp]] = {}
"""Those under way. A thread of a parent process does not exist in its child, so that the process is part of the key."""


def numeric(host: str, port: int, *, find: Callable[..., Any] = socket.getaddrinfo) -> list[Address] | None:
    """The address that a host is, which needs no look-up; None if it is a name."""
    try:
        return _addresses(find(host, port, type=socket.SOCK_STREAM, flags=socket.AI_NUMERICHOST))
    except (OSError, UnicodeError):
        return None


def look_up(
    host: str,
    port: int,
    timeout: float | None,
    *,
    find: Callable[..., Any] = socket.getaddrinfo,
    thread: Callable[..., Thread] = Thread,
) -> list[Address]:
    """Look up a host's addresses in the order in which to try them; at least one.

    The system's resolver knows no time limit. So it runs in a thread, of which there is at most one for each name; when
    time is up, that thread ends by itself some time later.

    Args:
        host: A name or an address.
        port: The port.
        timeout: Seconds; None to wait for ever.
        find: The system's resolver.
        thread: Makes a thread.

    Raises:
        TimeoutError: Time is up.
        OSError: The host has no address.
        UnicodeError: It cannot be a host.
    """
    if (address := numeric(host, port, find=find)) is not None:
        return address

    def resolve() -> list[Address]:
        return _addresses(find(host, port, type=socket.SOCK_STREAM))

    if timeout is None:
        return resolve()
    key = (os.getpid(), host, port)
    own = _LookUp(resolve)

    def run() -> None:
        try:
            own.run()
        finally:
            if _looks.get(key) is own:  # first of all, so that nobody gets an old result
                del _looks[key]
            own.ended.set()

    look = own
    try:
        look = _looks.setdefault(key, own)
        if look is own:
            thread(target=run, name=f"look-up of {host}", daemon=True).start()
    except RuntimeError:  # no thread can be had here, as in a subinterpreter
        run()
    except BaseException:
        if look is own:
            _looks.pop(key, None)
        raise
    if not look.ended.wait(timeout):
        raise TimeoutError(f"looking up {host} took too long")
    return look.result()


def _addresses(found: Iterable[tuple[Any, ...]]) -> list[Address]:
    families: dict[int, list[Address]] = {}
    for address in dict.fromkeys(Address(entry[0], tuple(entry[4])) for entry in found):
        families.setdefault(address.family, []).append(address)
    # RFC 8305, 4: the families take turns, as usually it is one of them that does not work.
    ordered = [address for turn in zip_longest(*families.values()) for address in turn if address is not None]
    if not ordered:
        raise OSError("the host has no address")
    return ordered


def delay_between(count: int, timeout: float | None) -> float:
    """Seconds between two attempts: so many that each address is tried while there is time."""
    return DELAY if timeout is None else min(DELAY, timeout / (count + 1))


def connect(
    addresses: Sequence[Address],
    timeout: float | None,
    *,
    local_address: str | None = None,
    options: Iterable[Any] = (),
    clock: Callable[[], float] = monotonic,
) -> socket.socket:
    """Connect to the first address that answers. All other attempts are ended.

    Args:
        addresses: Where to connect to; at least one.
        timeout: Seconds for all of them together; None to leave that to the system.
        local_address: Where to connect from.
        options: For `setsockopt`.
        clock: Seconds.

    Raises:
        TimeoutError: Time is up.
        OSError: No address can be reached.
    """
    end = None if timeout is None else clock() + timeout
    delay = delay_between(len(addresses), timeout)
    waiting = deque(addresses)
    opened: list[socket.socket] = []
    problem: OSError | None = None
    begin_next = clock()
    with _Selector() as selector:
        try:
            while True:
                now = clock()
                if waiting and (now >= begin_next or not selector.get_map()):
                    begin_next = now + delay
                    try:
                        _begin(waiting.popleft(), local_address, opened, selector)
                    except OSError as error:
                        problem, begin_next = _worse(problem, error), now
                    continue
                if not selector.get_map():
                    raise problem or OSError("the host has no address")
                if end is not None and now >= end:
                    raise TimeoutError("no address has answered in time")
                limits = [*([end] if end is not None else []), *([begin_next] if waiting else [])]
                for key, _ in selector.select(max(0.0, min(limits) - now) if limits else None):
                    candidate: socket.socket = key.data
                    selector.unregister(candidate)
                    code = candidate.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
                    if code == 0:
                        candidate.setblocking(True)
                        for option in options:
                            candidate.setsockopt(*option)
                        candidate.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                        opened.remove(candidate)
                        return candidate
                    candidate.close()
                    problem, begin_next = _worse(problem, OSError(code, os.strerror(code))), now
        finally:
            for one in opened:
                one.close()


def _begin(
    address: Address, local_address: str | None, opened: list[socket.socket], selector: selectors.BaseSelector
) -> None:
    attempt = socket.socket(address.family, socket.SOCK_STREAM)
    opened.append(attempt)
    attempt.setblocking(False)
    if local_address is not None:
        attempt.bind((local_address, 0))
    code = attempt.connect_ex(address.place)
    if code not in _BEGUN:
        attempt.close()
        raise OSError(code, os.strerror(code))
    selector.register(attempt, selectors.EVENT_WRITE, attempt)


def _worse(before: OSError | None, error: OSError) -> OSError:
    """Which of two problems to report: the later one, unless the earlier one says why there was no other attempt."""
    return before if before is not None and lacks_descriptor(before) else error
