"""The rules for unions of objects: what tells their variants apart."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any, Final

from ..findings import Finding, pointer
from ..json_tree import as_mapping, shown, texts
from ..openapi_index import Index, Node, Rule
from ..union_tags import Union, Variant, mapped, union_of

_COMPONENTS: Final = "/components/schemas/"


def _unions(index: Index) -> Iterator[tuple[Node, Union]]:
    """Iterate over the unions with several objects."""
    for node in index.of("schema"):
        if "anyOf" in node.data and (union := union_of(index, node.pointer, node.data)) is not None:
            yield node, union


def _discriminators(index: Index) -> Iterator[Finding]:
    for node in index.of("schema"):
        if "discriminator" not in node.data:
            continue
        at = node.pointer + "/discriminator"
        union = union_of(index, node.pointer, node.data)
        if union is None:
            yield index.finding(
                at, "A `discriminator` tells objects apart. Write it beside an `anyOf` of several objects."
            )
        else:
            yield from _discriminator(index, at, as_mapping(node.data["discriminator"]), union)


def _discriminator(index: Index, at: str, said: Mapping[str, Any], union: Union) -> Iterator[Finding]:
    name = said.get("propertyName")
    if not isinstance(name, str) or said.keys() - {"propertyName", "mapping"}:
        yield index.finding(at, "A `discriminator` has a `propertyName`, may have a `mapping`, and nothing else.")
        return
    known = {one.pointer for one in union.variants}
    targets = dict(mapped(index, said))
    wrong = [tag for tag, target in targets.items() if target not in known]
    for tag in wrong:
        where = at + pointer("mapping", tag)
        yield index.finding(where, f"{shown(tag)} must refer to an alternative of the union. Correct the reference.")
    unnamed = [one for one in union.variants if not _is_named(index, one, name, targets.values())]
    for one in unnamed:
        schema = one.pointer.removeprefix(_COMPONENTS)
        if name in texts(one.data.get("required")):
            reason = f"No tag names {schema}. Give its {shown(name)} a `const`, or add it to the `mapping`."
            yield index.finding(at, reason)
        else:
            yield index.finding(one.pointer, f"{shown(name)} names the variant, so {schema} must have and require it.")
    tags = union.tags(index)
    if not wrong and not unnamed and (tags is None or tags[0] != name):
        yield index.finding(at, "One tag names two alternatives. Correct the `mapping`, or the `const` of one of them.")


def _is_named(index: Index, variant: Variant, name: str, targets: Collection[str]) -> bool:
    required = name in texts(variant.data.get("required"))
    return required and (variant.pointer in targets or variant.constant(index, name) is not None)


def _constants(index: Index) -> Iterator[Finding]:
    allowed: set[str] = set()
    for _, union in _unions(index):
        tags = union.tags(index)
        if tags is not None:
            allowed |= {one.pointer + pointer("properties", tags[0]) for one in union.variants}
    for node in index.of("schema"):
        if "const" in node.data and node.pointer in index.in_answers and node.pointer not in allowed:
            reason = (
                "A constant would reject new values in a response. Write a `type` instead; only the tag of a union's "
                "variant is a constant."
            )
            yield index.finding(node.pointer + "/const", reason)


RULES: Final[tuple[Rule, ...]] = (_discriminators, _constants)
