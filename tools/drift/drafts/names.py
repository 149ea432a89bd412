"""Names of drafted operations, parameters and schemas."""

from __future__ import annotations

import builtins
import keyword
import re
import typing
from collections.abc import Collection, Iterable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Final

from ...contract.json_tree import snake

if TYPE_CHECKING:
    import inflect

# What generated modules import besides `typing` and the builtins.
_IMPORTED: Final = frozenset(
    {
        "AsyncClient", "AuthenticatedClient", "BaseModel", "BytesIO", "Client", "ConfigDict", "Date", "DateTime",
        "Datetime", "Decimal", "Enum", "Field", "File", "HTTPStatus", "Headers", "IntEnum", "Path", "Response",
        "RootModel", "StrEnum", "Timeout", "Transport", "URL", "UUID", "Unset",
    }
)  # fmt: skip
_TAKEN: Final = frozenset({*dir(builtins), *dir(typing), *keyword.kwlist, *_IMPORTED})
# Segments in front of the resources of a path.
_PREFIX: Final = re.compile(r"v\d+(?:beta\d*|alpha\d*)?|api|public|rest|openai")
_LONGEST: Final = 40
_VERBS: Final[Mapping[str, str]] = {"put": "replace", "patch": "update", "delete": "delete", "head": "check"}


@cache
def _engine() -> inflect.engine:
    """The English nouns, loaded when a name is first drafted: that takes two seconds, and only drafts need them."""
    import inflect  # noqa: PLC0415  # see above

    return inflect.engine()


def words(name: str) -> list[str]:
    """The words of a name in any case, in lower case."""
    return [word for word in snake(name).split("_") if word]


def singular(word: str) -> str:
    """A noun in the singular; a word that is no plural as it is."""
    if word.endswith(("ss", "us", "is", "news")) or len(word) < 4 or not word.isascii():
        return word
    return str(_engine().singular_noun(word) or word)


def plural(word: str) -> str:
    """A noun in the plural."""
    if singular(word) != word or word in ("metadata", "usage"):
        return word
    return str(_engine().plural_noun(word)) if word else word


def singular_name(name: str) -> str:
    """A name in snake case, with its last word in the singular."""
    head = words(name)
    return "_".join([*head[:-1], singular(head[-1])]) if head else ""


def plural_name(name: str) -> str:
    """A name in snake case, with its last word in the plural."""
    head = words(name)
    return "_".join([*head[:-1], plural(head[-1])]) if head else ""


def pascal(*names: str) -> str:
    """One name in PascalCase, of letters and digits, from several in any case."""
    found = "".join(word[0].upper() + word[1:] for name in names for word in _pascal_words(name))
    return found if found[:1].isalpha() and found.isascii() else f"Schema{found}" if found.isascii() else "Schema"


def _pascal_words(name: str) -> list[str]:
    # Capitals inside a word stay: `OpenAIModel`.
    return [word for word in re.split(r"[^A-Za-z0-9]+", name) if word]


def component_name(name: str) -> str | None:
    """The name for a schema that is called so in the source; None if that is no name that people would give."""
    if len(name) > _LONGEST or not re.fullmatch(r"[A-Za-z][A-Za-z0-9]*(?:[_-][A-Za-z0-9]+)*", name):
        return None
    return pascal(name)


def is_taken(name: str) -> bool:
    """Whether a class cannot be called so, because Python or the clients have something of that name."""
    return name in _TAKEN or name.endswith("Error")


def free_name(wanted: str, used: Iterable[str]) -> str:
    """A name of a schema that is not in use, and is none of Python's: the one wanted, or with a word behind it."""
    in_use = {snake(name) for name in used}
    base = f"{wanted.removesuffix('Error')}Failure" if wanted.endswith("Error") else wanted
    base = f"{base}Data" if is_taken(base) else base
    name, number = base, 1
    while snake(name) in in_use:
        number += 1
        name = f"{base}{number}"
    return name


# --- Operations -------------------------------------------------------------------------------------------------------


def segments(path: str) -> list[str]:
    """The segments of a path; those of parameters are in braces."""
    return [part for part in path.split("/") if part]


def resource(path: str, source_tags: Iterable[str], known_tags: Collection[str]) -> str:
    """The tag of an operation: one that the document has, else the plural of the source's tag or of the path's noun."""
    literal = [snake(part) for part in segments(path) if "{" not in part and not _PREFIX.fullmatch(part)]
    candidates = [snake(tag) for tag in source_tags] + literal
    for candidate in candidates:
        for name in (candidate, plural_name(candidate)):
            if name in known_tags:
                return name
    for tag in candidates:
        if tag and tag[0].isalpha():
            return plural_name(tag)
    return "operations"


def method_name(tag: str, method: str, path: str) -> str:
    """The name of an operation's method, from its HTTP method and its path."""
    parts = [part for part in segments(path) if not _PREFIX.fullmatch(part)]
    literal = [snake(part) for part in parts if "{" not in part]
    own = {tag, singular_name(tag), plural_name(tag)}
    while literal and literal[0] in own:
        literal = literal[1:]
    rest = "_".join(part for part in literal[-2:] if part)
    ends_in_parameter = bool(parts) and "{" in parts[-1]
    if method == "get":
        last = snake(parts[-1]) if parts else ""
        verb = "list" if plural_name(last) == last and not ends_in_parameter else "get"
    elif method == "post":
        verb = "create" if not rest or plural_name(rest) == rest else ""
    else:
        verb = _VERBS.get(method, method)
    name = "_".join(part for part in (verb, rest) if part)
    name = re.sub(r"[^a-z0-9_]", "", name).strip("_") or method
    name = name if name[0].isalpha() else f"{method}_{name}"
    return f"{name}_one" if keyword.iskeyword(name) else name


def split_operation_id(name: str, known_tags: Iterable[str]) -> tuple[str, str] | None:
    """Tag and method of `tag.method` or `tag_method`; None if it is unclear where the tag ends."""
    if re.fullmatch(r"[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*", name):
        tag, _, method = name.partition(".")
        return tag, method
    fitting = [tag for tag in known_tags if name.startswith(f"{snake(tag)}_")]
    if fitting:
        tag = max(fitting, key=len)
        return tag, name.removeprefix(f"{snake(tag)}_")
    tag, _, method = name.partition("_")
    return (tag, method) if tag and method and "_" not in method else None


# --- Parameters -------------------------------------------------------------------------------------------------------


def path_parameter(name: str, path: str, *, takes_id: bool) -> str:
    """The name of a path parameter: `<resource>_id` for one that takes an id, else the source's in snake case."""
    own = snake(name) or "value"
    if takes_id and not re.fullmatch("[a-z].*_id", own):
        before = path.split("{" + name + "}", maxsplit=1)[0]
        literal = [part for part in segments(before) if "{" not in part]
        noun = singular_name(literal[-1]) if literal else "resource"
        return f"{noun or 'resource'}_id" if own in ("id", "uuid", noun) else f"{own}_id"
    return own if own[0].isalpha() and own != "id" else f"value_{own}"
