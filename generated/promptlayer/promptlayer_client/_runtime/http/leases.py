# Copied from runtime/http/leases.py by `nox -s generate`. Do not edit.
"""Who uses a transport's connections: the client that was constructed, and its copies.

The client that was constructed owns them: when it is closed, so are they. A copy only borrows them: when it is closed,
they stay open for the others. The last one to be closed closes them too, as in `with Client().with_options(...):`.
"""

from __future__ import annotations

from weakref import WeakSet

from .forking import ProcessLock


class ClientClosedError(Exception):
    """What ends a call whose connections are closed meanwhile. It is not sent again: that would open others."""


class Lease:
    """One client's use of the connections. Its engines, and whatever else works for it, refer to it."""

    __slots__ = ("__weakref__", "in_use", "is_owner")

    def __init__(self, *, is_owner: bool) -> None:
        self.is_owner = is_owner
        self.in_use = True
        """Until the client is closed; and again when it is used after that."""


class Leases:
    """All uses of one transport's connections."""

    def __init__(self) -> None:
        self._known: WeakSet[Lease] = WeakSet()
        self._lock = ProcessLock()

    def new(self, *, is_owner: bool) -> Lease:
        """A lease for a client."""
        lease = Lease(is_owner=is_owner)
        with self._lock():
            self._known.add(lease)
        return lease

    def end(self, lease: Lease) -> bool:
        """Note that a client is closed. Return whether its connections are to be closed with it."""
        lease.in_use = False
        with self._lock():
            return lease.is_owner or not any(each.in_use for each in self._known)
