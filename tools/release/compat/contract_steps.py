"""The wire: what the document promises now, against what it promised at the last release.

Operations are met by method and path, whatever the path calls its parameters; one that is not found there, by its
operationId. A schema is compared wherever an operation reaches it, so that only what is used counts.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from attrs import evolve, field, frozen

from ...contract.documents import Document
from ...contract.findings import pointer
from ...contract.json_values import as_list, as_mapping, is_list, is_mapping
from .changes import Change, Step
from .wire_reading import Node, shape_of
from .wire_schemas import Walk, Way, change_at

_METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
_SILENT = ("description", "summary", "example", "examples", "externalDocs", "title", "deprecated")


def compare(old: Document, new: Document) -> list[Change]:
    """Everything that changed for those who call the API through a client, in the order of the new document."""
    before, after = _operations(Node.root(old)), _operations(Node.root(new))
    changes = list(_servers(Node.root(old), Node.root(new)))
    pairs, gone, come = _matched(before, after)
    for operation in gone:
        reason = f"the operation `{operation.id}` ({operation}) is gone"
        changes.append(change_at(operation.node, Step.MAJOR, "removed", reason, before=True, operations=operation.ids))
    for operation in come:
        reason = f"the operation `{operation.id}` ({operation}) is new"
        changes.append(change_at(operation.node, Step.MINOR, "added", reason, operations=operation.ids))
    for one, other in pairs:
        changes += _Comparison(one, other).changes()
    changes = _together(changes)
    if old.data != new.data and not changes:
        rest = Node(new, None, _first_difference(old.data, new.data))
        changes = [change_at(rest, Step.PATCH, "text", "only texts, examples or what nothing uses differ")]
    return sorted(changes, key=lambda change: (-change.step, change.line or 0, change.pointer or "", change.reason))


@frozen
class _Operation:
    node: Node
    item: Node
    path: str
    method: str

    @property
    def id(self) -> str:
        return str(as_mapping(self.node.data).get("operationId") or self)

    @property
    def ids(self) -> tuple[str, ...]:
        return (self.id,)

    @property
    def key(self) -> tuple[str, str]:
        """Method and path, without the names of the path's parameters."""
        return self.method, re.sub(r"\{[^}]*\}", "{}", self.path)

    def __str__(self) -> str:
        return f"{self.method.upper()} {self.path}"

    def parameters(self) -> dict[tuple[str, str], Node]:
        """By place and name; those in the path by their number, as their names are not sent."""
        order = re.findall(r"\{([^}]*)\}", self.path)
        found: dict[tuple[str, str], Node] = {}
        for parameter in [*self.item.items("parameters"), *self.node.items("parameters")]:
            place, name = str(parameter.get("in").data), str(parameter.get("name").data)
            if place == "path" and name in order:
                name = str(order.index(name))
            found[place, name.lower() if place == "header" else name] = parameter
        return found

    def security(self) -> list[str]:
        """The alternatives of how to authenticate, as comparable texts."""
        root = Node.root(self.node.document)
        schemes = root.get("components").members("securitySchemes")
        stated = as_mapping(self.node.data).get("security", as_mapping(root.data).get("security"))
        alternatives: list[str] = []
        for alternative in as_list(stated):
            parts = [
                {key: value for key, value in as_mapping(schemes[name].data).items() if key not in _SILENT}
                if name in schemes
                else name
                for name in as_mapping(alternative)
            ]
            alternatives.append(json.dumps(parts, sort_keys=True))
        return sorted(alternatives)


def _operations(root: Node) -> list[_Operation]:
    return [
        _Operation(operation, item, path, method)
        for path, item in root.members("paths").items()
        for method, operation in ((method, item.get(method)) for method in _METHODS)
        if isinstance(operation.data, dict)
    ]


def _matched(
    before: list[_Operation], after: list[_Operation]
) -> tuple[list[tuple[_Operation, _Operation]], list[_Operation], list[_Operation]]:
    """The operations that are on both sides, those that are gone, and those that have come."""
    pairs: list[tuple[_Operation, _Operation]] = []
    by_key = {operation.key: operation for operation in after}
    taken: set[str] = set()
    gone: list[_Operation] = []
    for operation in before:
        other = by_key.get(operation.key)
        if other is None:
            gone.append(operation)
        else:
            pairs.append((operation, other))
            taken.add(other.node.pointer)
    come = [operation for operation in after if operation.node.pointer not in taken]
    for operation in list(gone):
        for other in come:
            if other.id == operation.id:
                pairs.append((operation, other))
                gone.remove(operation)
                come.remove(other)
                break
    return pairs, gone, come


@frozen
class _Comparison:
    """One operation on both sides."""

    old: _Operation
    new: _Operation
    seen: set[tuple[str, str, Way]] = field(factory=set[tuple[str, str, Way]])

    def changes(self) -> Iterator[Change]:
        """What changed of it."""
        if self.old.key != self.new.key:
            kind = "method" if self.old.key[1] == self.new.key[1] else "path"
            reason = f"the call was `{self.old}` and is `{self.new}`: another address on the wire"
            yield self._change(Step.MAJOR, kind, self.new.node, reason)
        if self.old.id != self.new.id:
            reason = f"the operation was `{self.old.id}` and is `{self.new.id}`: the method is called otherwise"
            yield self._change(Step.MAJOR, "renamed", self.new.node.get("operationId"), reason)
        if as_mapping(self.new.node.data).get("deprecated") and not as_mapping(self.old.node.data).get("deprecated"):
            yield self._change(Step.MINOR, "deprecated", self.new.node, "the operation is now deprecated")
        yield from self._security()
        yield from self._parameters()
        yield from self._body()
        yield from self._responses()

    def _security(self) -> Iterator[Change]:
        before, after = self.old.security(), self.new.security()
        if before == after:
            return
        place = self.new.node.get("security")
        if not after:
            yield self._change(Step.MINOR, "authentication", place, "the operation no longer takes a key")
        elif not before:
            yield self._change(Step.MAJOR, "authentication", place, "the operation now takes a key")
        else:
            yield self._change(Step.MAJOR, "authentication", place, "the key is sent in another way")

    def _parameters(self) -> Iterator[Change]:
        before, after = self.old.parameters(), self.new.parameters()
        for key in [one for one in before if one not in after]:
            reason = f"the {key[0]} parameter `{_named(before[key])}` is gone"
            yield self._change(Step.MAJOR, "removed", before[key], reason, before=True)
        for key in [one for one in after if one not in before]:
            told = f"the {key[0]} parameter `{_named(after[key])}` is new"
            if as_mapping(after[key].data).get("required"):
                yield self._change(Step.MAJOR, "required", after[key], f"{told}, and must be given")
            else:
                yield self._change(Step.MINOR, "added", after[key], f"{told}, and may be left out")
        for key in [one for one in after if one in before]:
            yield from self._parameter(before[key], after[key])

    def _parameter(self, old: Node, new: Node) -> Iterator[Change]:
        subject = f"the parameter `{_named(new)}`"
        if _named(old) != _named(new):
            reason = f"the parameter `{_named(old)}` is now called `{_named(new)}`: so is the argument"
            yield self._change(Step.MAJOR, "renamed", new.get("name"), reason)
        was, required = (bool(as_mapping(node.data).get("required")) for node in (old, new))
        if required and not was:
            yield self._change(Step.MAJOR, "required", new, f"{subject} must now be given")
        elif was and not required:
            yield self._change(Step.MINOR, "required", new, f"{subject} may now be left out")
        for key in ("style", "explode", "allowReserved"):
            if as_mapping(old.data).get(key) != as_mapping(new.data).get(key):
                yield self._change(Step.MAJOR, "style", new, f"{subject} is written otherwise (`{key}`)")
        walk = self._walk(Way.REQUEST)
        yield from walk.nullability(
            shape_of(old.get("schema")), shape_of(new.get("schema")), new.get("schema"), subject
        )
        yield from walk.schemas(old.get("schema"), new.get("schema"), subject)

    def _body(self) -> Iterator[Change]:
        before, after = self.old.node.get("requestBody"), self.new.node.get("requestBody")
        if before.data is None and after.data is None:
            return
        required = bool(as_mapping(after.data).get("required"))
        if before.data is None:
            step = Step.MAJOR if required else Step.MINOR
            yield self._change(step, "added", after, "the operation now takes a body")
            return
        if after.data is None:
            yield self._change(Step.MAJOR, "removed", before, "the operation takes no body any more", before=True)
            return
        if required != bool(as_mapping(before.data).get("required")):
            step = Step.MAJOR if required else Step.MINOR
            told = "must now be given" if required else "may now be left out"
            yield self._change(step, "required", after, f"the body {told}")
        yield from self._media(before, after, Way.REQUEST, "the body")

    def _responses(self) -> Iterator[Change]:
        before, after = self.old.node.members("responses"), self.new.node.members("responses")
        for status in [one for one in before if one not in after]:
            step = Step.MAJOR if _is_success(status) else Step.MINOR
            reason = f"the status {status} is no longer documented"
            yield self._change(step, "status", before[status], reason, before=True)
            # The fake answers by name with what it documents: see `_examples`.
            yield from self._examples(before[status], None, f"of status {status}")
        for status in [one for one in after if one not in before]:
            yield self._change(Step.MINOR, "status", after[status], f"the status {status} is newly documented")
        for status in [one for one in after if one in before]:
            yield from self._response(before[status], after[status], status)

    def _response(self, old: Node, new: Node, status: str) -> Iterator[Change]:
        before, after = old.members("headers"), new.members("headers")
        for name in [one for one in before if one not in after]:
            reason = f"the header {name} of status {status} is no longer documented"
            yield self._change(Step.MAJOR, "removed", before[name], reason, before=True)
        for name in [one for one in after if one not in before]:
            yield self._change(
                Step.MINOR, "added", after[name], f"the header {name} of status {status} is newly documented"
            )
        for name in [one for one in after if one in before]:
            was, is_now = (bool(as_mapping(side[name].data).get("x-request-id")) for side in (before, after))
            if was != is_now:
                step = Step.MINOR if is_now else Step.MAJOR
                told = "now" if is_now else "no longer"
                reason = f"the header {name} of status {status} is {told} where errors take their request id from"
                yield self._change(step, "request id", after[name], reason)
        yield from self._media(old, new, Way.ANSWER, f"the answer of status {status}")
        yield from self._examples(old, new, f"of status {status}")

    def _media(self, old: Node, new: Node, way: Way, subject: str) -> Iterator[Change]:
        before, after = old.members("content"), new.members("content")
        if not before and after and way is Way.ANSWER:
            yield self._change(Step.MAJOR, "type", new, f"{subject} now has a content")
            return
        for name in [one for one in before if one not in after]:
            yield self._change(Step.MAJOR, "removed", before[name], f"{subject} is no longer {name}", before=True)
        for name in [one for one in after if one not in before]:
            yield self._change(Step.MINOR, "added", after[name], f"{subject} may now be {name}")
        for name in [one for one in after if one in before]:
            one, other = before[name].get("schema"), after[name].get("schema")
            walk = self._walk(way)
            yield from walk.nullability(shape_of(one), shape_of(other), other, subject)
            yield from walk.schemas(one, other, subject)

    def _examples(self, old: Node, new: Node | None, subject: str) -> Iterator[Change]:
        """Examples by name are what `testing` can be asked to answer."""
        kept = set[str]() if new is None else set(_example_names(new))
        for name, place in _example_names(old).items():
            if name not in kept and not self._answers_elsewhere(name):
                reason = f"the example `{name}` {subject} is gone: a fake that is asked to answer it refuses"
                yield self._change(Step.MAJOR, "example", place, reason, before=True)
        if new is None:
            return
        known = _example_names(old)
        for name, place in _example_names(new).items():
            if name not in known:
                reason = f"the example `{name}` {subject} is new: a fake can be asked to answer it"
                yield self._change(Step.MINOR, "example", place, reason)

    def _answers_elsewhere(self, name: str) -> bool:
        return any(name in _example_names(response) for response in self.new.node.members("responses").values())

    def _walk(self, way: Way) -> Walk:
        return Walk(way, self.new.id, self.seen)

    def _change(self, step: Step, kind: str, node: Node, reason: str, *, before: bool = False) -> Change:
        return change_at(node, step, kind, reason, before=before, operations=self.new.ids)


def _servers(old: Node, new: Node) -> Iterator[Change]:
    """What changed of where requests go: the first server is the default, `x-region` names the others."""
    before, after = old.items("servers"), new.items("servers")
    first, now = (_url(servers[0]) if servers else None for servers in (before, after))
    if first != now:
        place = after[0].get("url") if after else new.get("servers")
        reason = f"the default server was {first} and is {now}: requests go elsewhere"
        yield change_at(place, Step.MAJOR, "server", reason)
    regions, present = _regions(before), _regions(after)
    for region in [one for one in regions if one not in present]:
        yield change_at(regions[region], Step.MAJOR, "server", f"the region {region!r} is gone", before=True)
    for region in [one for one in present if one not in regions]:
        yield change_at(present[region], Step.MINOR, "server", f"the region {region!r} is new")
    for region in [one for one in present if one in regions]:
        one, other = _url(regions[region]), _url(present[region])
        if one != other and (one, other) != (first, now):
            reason = f"the server of the region {region!r} was {one} and is {other}: requests go elsewhere"
            yield change_at(present[region].get("url"), Step.MAJOR, "server", reason)


def _url(server: Node) -> str:
    return str(server.get("url").data)


def _regions(servers: list[Node]) -> dict[str, Node]:
    return {str(region): server for server in servers if (region := server.get("x-region").data) is not None}


def _example_names(response: Node) -> Mapping[str, Node]:
    return {
        name: example
        for media in response.members("content").values()
        for name, example in media.members("examples").items()
    }


def _named(parameter: Node) -> str:
    return str(parameter.get("name").data)


def _is_success(status: str) -> bool:
    return status.startswith("2")


def _together(changes: list[Change]) -> list[Change]:
    """One change for each place and reason, with all operations that reach it."""
    merged: dict[tuple[Any, ...], Change] = {}
    for change in changes:
        key = (change.pointer, change.before, change.kind, change.reason)
        known = merged.get(key)
        operations = change.operations if known is None else (*known.operations, *change.operations)
        merged[key] = evolve(change, operations=tuple(sorted(set(operations))))
    return list(merged.values())


def _first_difference(old: Any, new: Any, place: str = "") -> str:
    """The pointer to the first value that is not as it was."""
    if is_mapping(old) and is_mapping(new):
        for key in (*new, *old):
            if key not in old or key not in new:
                return place
            if old[key] != new[key]:
                return _first_difference(old[key], new[key], place + pointer(key))
    if is_list(old) and is_list(new):
        for number, (one, other) in enumerate(zip(old, new, strict=False)):
            if one != other:
                return _first_difference(one, other, f"{place}/{number}")
    return place
