"""Differences in words, and their severity."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Final

from ..contract.differences import Difference, same_json
from ..contract.facts import Json, ValueFacts
from ..contract.json_tree import is_list, is_mapping
from .disagreements import Severity

_WARNINGS: Final = frozenset({"values", "default", "bounds", "deprecated"})
_PHRASES: Final[dict[str, tuple[str, str]]] = {
    "nullability": ("may be null", "is never null"),
    "required": ("required", "optional"),
    "deprecated": ("deprecated", "not deprecated"),
}


def severity(one: Difference) -> Severity:
    """The severity of a difference if the page is right."""
    if one.kind in _WARNINGS:
        return "warning"
    if one.kind == "status":
        return "warning" if one.after else "info"
    if one.kind == "nullability":
        return "error" if bool(one.after) == one.is_answer else "info"
    if one.kind == "required":
        return "error" if bool(one.after) != one.is_answer else "info"
    if one.what == "header":
        return "warning" if one.kind == "added" else "info"
    if one.kind == "added" and one.what != "body":
        return "error" if _is_required(one.after_value) and not one.is_answer else "warning"
    if one.kind == "removed":
        return "error" if _is_required(one.before_value) or one.what in ("parameter", "body") else "warning"
    return "error"


def statement(one: Difference, reference: str = "the document") -> str:
    """Describe a difference in a sentence.

    Args:
        one: The difference.
        reference: The name of the other side.
    """
    if one.kind == "example":
        return one.detail
    if one.what == "body" and one.kind in ("added", "removed"):
        has, lacks = ("the page", reference) if one.kind == "added" else (reference, "the page")
        return f"{has} describes a request body, {lacks} does not"
    if one.what == "header":
        has, lacks = ("the page", reference) if one.kind == "added" else (reference, "the page")
        return f"{has} has the header `{one.detail}`, {lacks} does not"
    if one.kind == "status":
        has, lacks = ("the page", reference) if one.after else (reference, "the page")
        return f"{has} has status {one.detail}, {lacks} does not"
    if one.kind == "added":
        kinds = f" ({_type_words(one.after_value)})" if one.after_value is not None and one.after_value.types else ""
        told = f"the page has `{one.path[-1]}`{kinds}, {reference} does not"
        return f"{told}; {doubt(one)}" if doubt(one) else told
    if one.kind == "removed":
        return f"{reference} has `{one.path[-1]}`, the page does not"
    if one.kind == "renamed":
        guess = (
            "" if one.guessed is None else f" (a guess: perhaps `{one.before}` was removed, and `{one.after}` added)"
        )
        return f"the page calls it `{one.after}`, {reference} `{one.before}`{guess}"
    if one.what in ("value", "body") or one.kind == "deprecated":
        if one.kind == "values" and one.after is not None and one.before is not None:
            return _values_that_differ(one.after, one.before, reference)
        return f"the page says {_words(one.kind, one.after)}, {reference} {_words(one.kind, one.before)}"
    return f"the page has {told_fact(one.after)}, {reference} {told_fact(one.before)}"


def doubt(one: Difference) -> str:
    """Explain why the page may mean something else, if it may."""
    within = ".".join((one.after_value.perhaps_in if one.kind == "added" and one.after_value else None) or ())
    return f"this form of the page does not show whether it belongs to `{within}` or stands beside it" if within else ""


def _is_required(facts: ValueFacts | None) -> bool:
    return facts is not None and bool(facts.required)


def _values_that_differ(page: Sequence[Json], known: Sequence[Json], reference: str) -> str:
    new = [one for one in page if not any(same_json(one, other) for other in known)]
    gone = [one for one in known if not any(same_json(one, other) for other in page)]
    said = [f"the page has {told_fact(new)}, {reference} does not"] if new else []
    said += [f"only {reference} has {told_fact(gone)}"] if gone else []
    return "; ".join(said)


def _type_words(facts: ValueFacts) -> str:
    words = " or ".join(sorted(facts.types)) + (f", {facts.format}" if facts.format else "")
    return words + (", may be null" if facts.nullable else "") + (", required" if facts.required else "")


def told_fact(fact: Json) -> str:
    """Write a fact in words."""
    if fact is None or fact == []:
        return "none"
    if is_list(fact):
        return ", ".join(told_fact(one) for one in fact)
    if is_mapping(fact) and "name" in fact:
        scheme = f" with {fact['scheme']}" if fact.get("scheme") else ""
        return f"`{fact['name']}` ({fact.get('in', 'header')}){scheme}"
    return f"`{fact if isinstance(fact, str) else json.dumps(fact, ensure_ascii=False)}`"


def _words(kind: str, fact: Json) -> str:
    if kind in _PHRASES:
        return _PHRASES[kind][0 if fact else 1]
    if fact is None:
        return {"values": "no values", "default": "no default", "bounds": "no bounds"}.get(kind, "nothing")
    if is_mapping(fact):
        return ", ".join(f"{key} {value}" for key, value in fact.items())
    return told_fact(fact)
