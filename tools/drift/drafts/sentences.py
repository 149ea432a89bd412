"""Summaries and descriptions, made from names and facts.

Sentences of a provider are not copied. What they say beyond the name is put into a comment beside the drafted sentence,
for a person to state anew.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final

from ...contract.json_tree import as_list
from .names import plural, plural_name, singular, words

PUBLISHED: Final = "Published:"
_UNITS: Final = {
    "ms": "in milliseconds",
    "millis": "in milliseconds",
    "milliseconds": "in milliseconds",
    "seconds": "in seconds",
    "secs": "in seconds",
    "minutes": "in minutes",
    "bytes": "in bytes",
    "usd": "in US dollars",
    "percent": "in percent",
}
_OF_PARENT: Final = frozenset({
    "id", "uuid", "name", "title", "status", "state", "type", "kind", "label", "url", "version", "description",
    "slug", "key", "value", "color", "price", "cost", "size", "role", "owner", "number", "position", "index",
    "comment", "score",
})  # fmt: skip
# Words that add nothing to what a name says.
_EMPTY: Final = frozenset({
    "a", "an", "and", "any", "are", "as", "at", "be", "been", "by", "can", "current", "currently", "data", "datum",
    "each", "field", "filter", "filtered", "following", "for", "from", "get", "given", "has", "have", "id",
    "identifier", "if", "in", "into", "integer", "is", "it", "its", "item", "list", "number", "object", "of", "on",
    "one", "only", "optional", "or", "our", "page", "pagination", "per", "provided", "request", "required",
    "resource", "response", "result", "return", "returned", "returns", "specific", "specified", "string", "that",
    "the", "their", "them", "these", "this", "those", "time", "timestamp", "to", "unique", "used", "using", "uuid",
    "value", "was", "were", "when", "where", "which", "whether", "will", "with", "you", "your", "text", "record",
    "entity", "after", "before", "sort", "order", "direction", "include", "whose", "corresponding", "array",
    "boolean", "flag", "all", "true", "false", "new", "successful", "success", "associated", "information", "detail",
    "details", "such", "belongs", "belong", "attached",
})  # fmt: skip
_MASS: Final = frozenset(
    {"data", "metadata", "usage", "info", "information", "status", "history", "balance", "by", "id"}
)
_VERBS: Final = frozenset({
    "add", "apply", "archive", "assign", "attach", "cancel", "check", "clear", "clone", "close", "compare",
    "complete", "copy", "count", "create", "delete", "disable", "download", "duplicate", "edit", "enable", "execute",
    "export", "fetch", "find", "generate", "get", "import", "ingest", "insert", "invite", "list", "load", "log",
    "look", "make", "mark", "merge", "migrate", "move", "mutate", "patch", "poll", "post", "publish", "put", "query",
    "read", "recalculate", "record", "refresh", "remove", "rename", "render", "replace", "resolve", "restore",
    "retrieve", "revoke", "rotate", "run", "save", "search", "send", "set", "start", "stop", "submit", "sync", "test",
    "track", "trigger", "update", "upload", "upsert", "validate", "verify", "view", "write",
})  # fmt: skip


# What TypeScript's own documentation says of `Pick`, `Omit`, `Partial` and the like, and generators copy.
_OF_TYPES: Final = re.compile(
    r"(?:From T, pick|Construct a type|Make all properties in T|Exclude from T|Extract from T)"
)


def is_verb(word: str) -> bool:
    """Whether a name that begins with a word says what is done."""
    return word.lower() in _VERBS


def article(noun: str) -> str:
    """A noun with `a` or `an` in front, if it can have one."""
    if noun.rpartition(" ")[2] in _MASS:
        return noun
    return f"{'an' if noun[:1] in 'aeio' or noun.startswith(('un', 'up')) else 'a'} {noun}"


def describe_field(name: str, parent: str, facts: Sequence[str], *, kind: str, format: str | None = None) -> str:
    """A description of a field or a parameter.

    Args:
        name: Its name.
        parent: What it belongs to, as a noun phrase; empty if nothing is known.
        facts: Sentences behind.
        kind: The JSON type, or `any`.
        format: The format, if any.
    """
    sentence = _sentence(words(name), parent, kind, format)
    return " ".join([sentence, *facts])


def _sentence(parts: list[str], parent: str, kind: str, format: str | None) -> str:
    if not parts:
        return "A value."
    last, of_parent = parts[-1], f" of the {parent}" if parent else ""
    phrase = " ".join(parts)
    if _special(parts):
        return _special(parts)
    if format == "date-time" or (last == "at" and len(parts) > 1):
        return _time(parts, parent)
    if kind == "boolean":
        return _boolean(parts, parent)
    if last in ("id", "ids") and parts[:-1] and parts[-2] in ("external", "internal", "unique", "public"):
        return f"The {phrase}{of_parent}."
    if "by" in parts[1:-1] and parts[parts.index("by") - 1].endswith("ed"):
        by = parts.index("by")
        return f"The {' '.join(parts[by + 1 :])} of the person who {' '.join(parts[:by])} it."
    if last == "by" and len(parts) > 1:
        return f"Who {' '.join(parts[:-1])} the {parent or 'resource'}."
    if last in ("id", "uuid"):
        return f"The id of the {' '.join(parts[:-1]) or parent or 'resource'}."
    if last == "ids":
        return f"The ids of the {' '.join([*parts[:-2], plural(parts[-2])]) if len(parts) > 1 else plural(parent)}."
    if kind in ("integer", "number"):
        if last == "count" and len(parts) > 1:
            return f"The number of {' '.join([*parts[:-2], plural(parts[-2])])}."
        if parts[0] in ("num", "total", "number") and len(parts) > 1:
            return f"The number of {' '.join([*(part for part in parts[1:-1] if part != 'of'), plural(last)])}."
        if last in _UNITS and len(parts) > 1:
            return f"The {' '.join(parts[:-1])}, {_UNITS[last]}."
        if singular(last) != last and last not in _UNITS:
            return f"The number of {phrase}."
    if phrase in _OF_PARENT and parent:
        return f"The {phrase}{of_parent}."
    if kind == "array":
        return f"The {' '.join([*parts[:-1], plural(last)])}{of_parent}."
    return f"The {phrase}{of_parent}."


def _special(parts: list[str]) -> str:
    match parts:
        case ["page"]:
            return "The number of the page, from 1."
        case ["per", "page"] | ["page", "size"] | ["limit"]:
            return "How many items a page has at most."
        case ["pages"] | ["total", "pages"]:
            return "How many pages there are."
        case ["total"] | ["total", "count"]:
            return "How many items there are in all."
        case ["offset"] | ["skip"]:
            return "How many items are passed over first."
        case ["cursor"]:
            return "Where the page begins: the cursor that the page before it gave."
        case ["next", "cursor"]:
            return "The cursor of the next page. Null on the last one."
        case ["has", "more"] | ["has", "next"]:
            return "Whether there is another page."
        case ["has", "prev"] | ["has", "previous"]:
            return "Whether there is a page before."
        case ["next", "num"]:
            return "The number of the next page. Null on the last one."
        case ["prev", "num"]:
            return "The number of the page before. Null on the first one."
        case ["sort", "by"] | ["order", "by"]:
            return "The field to sort by."
        case ["sort", "order"] | ["order"] | ["sort", "direction"]:
            return "The direction to sort in."
        case ["success"]:
            return "Whether the call did what was asked."
        case ["message"]:
            return "What happened, for people."
        case ["error"] | ["error", "message"]:
            return "What went wrong, for people. Null if nothing did."
        case ["q"] | ["query"] | ["search"] | ["search", "query"]:
            return "What to search for."
        case _:
            return ""


def _time(parts: list[str], parent: str) -> str:
    if parts[-2:] in (["start", "time"], ["end", "time"]):
        return (
            f"When the {' '.join(parts[:-2]) or parent or 'resource'} {'began' if parts[-2] == 'start' else 'ended'}."
        )
    verb = " ".join(part for part in parts[:-1] if part != "is") if parts[-1] in ("at", "time", "on", "date") else ""
    if parts[-1] in ("after", "before", "since", "until") and len(parts) > 1:
        side = "later" if parts[-1] in ("after", "since") else "earlier"
        return f"Only what was {' '.join(parts[:-1])} at this time or {side}."
    if verb.split(" ")[-1].endswith("ed") or verb.split(" ")[-1] in ("sent", "run", "seen", "begun", "read"):
        return f"When the {parent or 'resource'} was {verb}."
    return f"The time: {' '.join(parts)}."


def _boolean(parts: list[str], parent: str) -> str:
    if parts[0] == "is" and len(parts) > 1:
        return f"Whether the {parent or 'resource'} is {' '.join(parts[1:])}."
    if parts[0] in ("has", "can", "should", "was") and len(parts) > 1:
        return f"Whether the {parent or 'resource'} {' '.join(parts)}."
    if parts[0] in ("requires", "needs", "supports", "contains", "uses", "includes", "allows") and len(parts) > 1:
        return f"Whether the {parent or 'resource'} {' '.join(parts)}."
    if parts[0] in _VERBS or parts[0] in ("include", "flatten", "skip", "force", "allow", "use"):
        return f"Whether to {' '.join(parts)}."
    if parts[-1].endswith("ed"):
        return f"Whether the {' '.join(parts[:-1]) or parent or 'resource'} is {parts[-1]}."
    return f"Whether there is {article(' '.join(parts))}."


def facts_of(schema: dict[str, Any], text: str, *, sends: bool) -> list[str]:
    """Sentences about what a schema states and our documents do not: formats, defaults, units.

    Args:
        schema: The published schema.
        text: Its published description.
        sends: Whether the client sends the value.
    """
    found: list[str] = []
    if schema.get("format") == "uuid":
        found.append("A UUID.")
    if sends and schema.get("default") is not None and not isinstance(schema["default"], (dict, list)):
        found.append(f"If it is not given, the server takes `{_shown(schema['default'])}`.")
    values = as_list(schema.get("enum"))
    if 0 < len(values) <= 8 and all(type(value) in (int, float) for value in values):
        found.append(f"One of {', '.join(map(str, values))}.")
    if schema.get("deprecated") is True:
        found.append("Deprecated.")
    unit = re.search(r"\bin (milliseconds|seconds|minutes|bytes|percent|USD)\b", text)
    if unit and schema.get("type") in ("integer", "number"):
        found.append(f"In {'US dollars' if unit[1] == 'USD' else unit[1]}.")
    return found


def _shown(value: object) -> str:
    return {True: "true", False: "false"}.get(value, str(value)) if isinstance(value, bool) else str(value)


def says_more(text: str, *known: str) -> bool:
    """Whether a published sentence says more than names and drafted sentences do."""
    if _OF_TYPES.match(text):
        return False
    familiar = {_stem(word) for one in known for word in re.findall("[a-z]+", " ".join(words(one)))}
    told = {_stem(word) for word in re.findall("[a-z]{2,}", text.lower())} - _EMPTY
    return len({word for word in told - familiar if word not in _EMPTY}) > 1


def _stem(word: str) -> str:
    return singular(word).removesuffix("ing").removesuffix("ed").removesuffix("e")


def comment(text: str) -> str:
    """A published sentence as a comment."""
    flat = " ".join(text.split())
    return f"{PUBLISHED} {flat if len(flat) <= 400 else flat[:390] + ' ...'}"


def summary(published: object, tag: str, method: str) -> str:
    """The summary of an operation: the source's if it is a short imperative, else one from the names."""
    text = " ".join(published.split()) if isinstance(published, str) else ""
    found = re.findall(r"[\w'/&-]+", text)
    if 1 < len(found) <= 8 and found[0].lower() in _VERBS and " ".join(found) == text.rstrip("."):
        rest = [word if word.isupper() or not word.istitle() else word.lower() for word in found[1:]]
        noun = " ".join(rest)
        is_one = plural(rest[-1]) != rest[-1] and singular(rest[-1]) == rest[-1] and rest[-1] not in _MASS
        if is_one and rest[0] not in ("a", "an", "the", "all", "one", "your", "multiple"):
            noun = article(noun)
        return f"{found[0].capitalize()} {noun}."
    return _summary(tag, method)


def _summary(tag: str, method: str) -> str:
    many, one = " ".join(words(plural_name(tag))), " ".join(singular(word) for word in words(tag))
    parts = method.split("_")
    rest = " ".join(parts[1:])
    match parts[0], rest:
        case "list", "":
            return f"List {many}."
        case "get", "":
            return f"Get one {one} by its id."
        case ("create" | "update" | "delete" | "replace") as verb, "":
            return f"{verb.capitalize()} {article(one)}."
        case verb, more if verb in _VERBS:
            return f"{verb.capitalize()} {more or many}."
        case _:
            return f"Call `{method.replace('_', ' ')}` of {many}."
