"""Streams in foreign documents: which operations stream, and the schema of one event.

Some operations answer with JSON or with a stream, as a member `stream` of the body says. They become two operations.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from attrs import evolve

from ...contract.documents import UnresolvedReferenceError, resolve
from ...contract.stream_declarations import is_event_stream
from .. import media_types
from .source import Json, Place, Places, Source, View, elements, members

FLAG: Final = "stream"
"""The member of the body that asks for a stream."""

_ENVELOPE: Final = frozenset({"data", "event", "id", "retry"})
"""The fields of an event as the HTML standard names them. A schema of these describes its JSON under `data`."""


class EventStreams:
    """What a document says about streams.

    Args:
        source: The reader of its schemas.
    """

    def __init__(self, source: Source) -> None:
        self._source = source

    def is_alone(self, operation: Place) -> bool:
        """Whether an operation always streams."""
        contents = [content for content in self._contents(operation) if content]
        return bool(contents) and all(len(one) == 1 and is_event_stream(next(iter(one))) for one in contents)

    def is_choice(self, operation: Place) -> bool:
        """Whether an operation streams if the body says so."""
        offered = any(is_event_stream(given) for content in self._contents(operation) for given in content)
        return offered and not self.is_alone(operation) and self._flag(operation) is not None

    def fixed_body(self, operation: Place, *, as_stream: bool) -> Json:
        """What the body of an operation always has, so that the server streams or does not stream.

        Args:
            operation: The operation.
            as_stream: Whether it is the one that streams, of two that the document describes together.
        """
        flag = self._flag(operation)
        if flag is None:
            return {}
        if as_stream or self.is_alone(operation):
            return {FLAG: True}
        return {FLAG: False} if self.is_choice(operation) and flag.notes.get("default") is True else {}

    def _flag(self, operation: Place) -> View | None:
        """The member of the JSON body that asks for a stream."""
        body = members(operation.value).get("requestBody")
        target = self._source.target(operation.child("requestBody")) if isinstance(body, dict) else None
        content = {} if target is None else members(members(target.value).get("content"))
        for given, kind in media_types.of_bodies(content):
            if target is not None and kind == media_types.JSON and "schema" in members(content[given]):
                schema = target.child("content", given, "schema")
                view = self._source.view(self._source.core((schema,)).places)
                flag = view.properties.get(FLAG)
                found = None if flag is None else self._source.view(self._source.core(flag).places)
                notes = {} if flag is None else self._source.core(flag).notes
                if found is not None and found.types == ("boolean",):
                    return evolve(found, notes={**found.notes, **notes})
        return None

    def event(self, media: Place) -> Places | None:
        """The places of the schema of one event; None if nothing is known about events."""
        # What a stream holds is often described carelessly, and the operation works without a description.
        if "schema" not in members(media.value) or not self._has_targets(media.value["schema"]):
            return None
        places = self._source.core((media.child("schema"),)).places
        view = self._source.view(places)
        if view.items:
            places = self._source.core(view.items[0]).places
            view = self._source.view(places)
        if "data" in view.properties and view.properties.keys() <= _ENVELOPE:
            return view.properties["data"]
        alternatives = [self._source.view(self._source.core((one,)).places) for c in view.choices for one in c.members]
        if any("data" in one.properties and one.properties.keys() <= _ENVELOPE for one in alternatives):
            return None
        return places

    def _has_targets(self, schema: Any) -> bool:
        """Whether all references in a schema lead somewhere."""
        waiting: list[Any] = [schema]
        while waiting:
            here = waiting.pop()
            if isinstance(here, dict):
                reference = members(here).get("$ref")
                if isinstance(reference, str):
                    try:
                        resolve(self._source.data, reference)
                    except UnresolvedReferenceError:
                        return False
                waiting += members(here).values()
            waiting += elements(here)
        return True

    def _contents(self, operation: Place) -> Iterator[Json]:
        responses = members(members(operation.value).get("responses"))
        for status in successes(responses):
            target = self._source.target(operation.child("responses", status))
            yield {} if target is None else members(members(target.value).get("content"))


def successes(responses: Mapping[str, Any]) -> list[str]:
    """The statuses of success; `default` if there is no other."""
    found = [status for status in responses if status.startswith("2")]
    return found or [status for status in responses if status == "default"]
