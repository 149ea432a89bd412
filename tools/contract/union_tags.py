"""The tag by which the variants of a union are recognized: the document names it, or constants show it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from attrs import field, frozen

from .findings import pointer
from .json_tree import as_list, as_mapping, is_list, texts
from .openapi_index import Index

Tag: TypeAlias = str | int | bool
"""The value that names a variant."""

UnionTags: TypeAlias = Mapping[str, tuple[str, Mapping[Tag, str]]]
"""The tags of unions: the property, and the schema for each of its values. A key consists of the sorted names of
the union's objects, separated by `|`."""


@frozen
class Variant:
    """An object among the alternatives of a union, with references followed."""

    pointer: str
    data: Mapping[str, Any]

    def constant(self, index: Index, name: str) -> Tag | None:
        """The only value that it allows for a required property; None if it allows others."""
        if name not in texts(self.data.get("required")):
            return None
        written = as_mapping(self.data.get("properties")).get(name)
        _, schema = index.follow(self.pointer + pointer("properties", name), written)
        values = [schema["const"]] if "const" in schema else as_list(schema.get("enum"))
        return values[0] if len(values) == 1 and isinstance(values[0], (str, int)) else None


@frozen
class Union:
    """A union with several objects among its alternatives, those of inner unions included."""

    variants: Sequence[Variant]
    said: Sequence[tuple[str, str, str]] = field(factory=list[tuple[str, str, str]])
    """What `discriminator` says, here and in inner unions: the property, a tag, and the pointer of a variant."""
    properties: Sequence[str] = field(factory=list[str])
    """The properties that it names, the outermost first."""

    def tags(self, index: Index) -> tuple[str, Mapping[Tag, str]] | None:
        """The property that names the variant, and the pointer of the variant for each of its values.

        None if no property names all of them, each by values of its own.
        """
        shown = dict.fromkeys(name for one in self.variants[:1] for name in as_mapping(one.data.get("properties")))
        for name in dict.fromkeys([*self.properties, *shown]):
            pairs: set[tuple[Tag, str]] = {(tag, at) for named, tag, at in self.said if named == name}
            pairs |= {(tag, one.pointer) for one in self.variants if (tag := one.constant(index, name)) is not None}
            tags = dict(sorted(pairs, key=str))
            if len(tags) == len(pairs) and {*tags.values()} == {one.pointer for one in self.variants}:
                order = [one.pointer for one in self.variants]
                return name, dict(sorted(tags.items(), key=lambda pair: order.index(pair[1])))
        return None


def union_of(index: Index, at: str, schema: Mapping[str, Any]) -> Union | None:
    """The objects among the alternatives of a schema; None if they are not several."""
    variants: dict[str, Variant] = {}
    said: list[tuple[str, str, str]] = []
    properties: list[str] = []
    waiting: list[tuple[str, Mapping[str, Any]]] = [(at, schema)]
    seen: set[str] = set()
    while waiting:
        where, data = waiting.pop(0)
        if where in seen:
            continue
        seen.add(where)
        if is_list(options := data.get("anyOf")):
            waiting += [index.follow(where + pointer("anyOf", number), one) for number, one in enumerate(options)]
            discriminator = as_mapping(data.get("discriminator"))
            if isinstance(name := discriminator.get("propertyName"), str):
                properties.append(name)
                said += [(name, tag, target) for tag, target in mapped(index, discriminator)]
        elif "properties" in data:
            variants[where] = Variant(where, data)
    return Union(list(variants.values()), said, properties) if len(variants) > 1 else None


def mapped(index: Index, discriminator: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Iterate over the `mapping` of a discriminator: the tag, and the pointer of its schema."""
    for tag, reference in as_mapping(discriminator.get("mapping")).items():
        yield tag, index.follow("", {"$ref": str(reference)})[0]
