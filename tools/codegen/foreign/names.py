"""Names that openapi-python-client and the templates take as they are: of classes, resources and methods."""

from __future__ import annotations

import builtins
import keyword
import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final

from openapi_python_client.strings import ClassName, PythonIdentifier, snake_case

# What generated modules, ours or the stock ones, import or define.
RESERVED: Final = frozenset(
    {
        "Any", "Self", "Mapping", "Final", "Literal", "TypeAlias", "TypeVar", "Generic", "Generator", "T",
        "Response", "Unset", "UNSET", "MISSING", "File", "FileTypes", "BinaryIO", "TextIO", "BytesIO",
        "HTTPStatus", "UUID", "Body", "Call", "Answer", "Resource", "AsyncResource", "TYPE_CHECKING",
        "datetime", "date", "annotations", "Client", "AuthenticatedClient", "UnexpectedStatus",
    }
) | frozenset(dir(builtins))  # fmt: skip

_LONGEST: Final = 80  # The generator writes a file a class, and a file's name has at most 255 bytes with all suffixes.
_VERSION: Final = re.compile(r"v\d+([._]\d+)*(alpha|beta)?\d*|api|rest", re.IGNORECASE)
# What a name cannot begin or end with once the tag is gone.
_ARTICLES: Final = frozenset({"a", "an", "the"})
_DANGLING: Final = frozenset(
    {
        "and", "as", "at", "by", "for", "from", "in", "into", "of", "on", "or", "to", "via", "with",
    }
)  # fmt: skip
_VERBS: Final = {"post": "create", "put": "replace", "patch": "update", "delete": "delete"}


@cache
def class_text(text: str) -> str:
    """A text as a class name, as openapi-python-client would leave it."""
    name = re.sub(r"\W+", " ", text)
    for _ in range(4):
        name, before = str(ClassName(name, "")).rstrip("_"), name
        if name == before:
            break
    if not name:
        return "Schema"
    return name if name.isidentifier() else class_text(f"Model{name}")


@cache
def joined(hint: str, *words: str) -> str:
    """A class name made of the outer one and what is inside; the middle of a very long one is left out."""
    text = class_text(" ".join((hint, *words))) if hint else class_text(" ".join(words))
    if len(text) <= _LONGEST:
        return text
    parts = re.findall(r"[A-Z]+[^A-Z]*|[^A-Z]+", text)
    first, last = "", ""
    while parts and len(first) + len(parts[0]) <= _LONGEST // 2:
        first += parts.pop(0)
    while parts and len(last) + len(parts[-1]) <= _LONGEST // 2:
        last = parts.pop() + last
    return class_text(first + last) if first + last else text[:_LONGEST]


class ClassNames:
    """Class names that are taken, with their modules."""

    def __init__(self) -> None:
        self._modules: set[str] = set()

    def is_free(self, name: str) -> bool:
        """Whether a name would come out as it is, and nothing else has it."""
        as_is = ClassName(name, "") == name and name.isidentifier() and name not in RESERVED
        return as_is and _module(name) not in self._modules

    def take(self, name: str, suffix: str = "") -> str:
        """Take a name, or one like it. `suffix` stays last."""
        stem = class_text(name.removesuffix(suffix) if name != suffix else name)
        for candidate in map(class_text, _alike(stem, suffix)):
            if self.is_free(candidate):
                self._modules.add(_module(candidate))
                return candidate
        raise AssertionError("numbers end")


def _alike(stem: str, suffix: str) -> Iterator[str]:
    yield stem + suffix
    if stem + suffix in RESERVED or f"{stem}{suffix}_" == ClassName(stem + suffix, ""):
        yield f"{stem}Model{suffix}"
    number = 2
    while True:
        yield f"{stem}{number}{suffix}"
        number += 1


@cache
def _module(name: str) -> str:
    return str(PythonIdentifier(name, "field_"))


def _words(text: str) -> list[str]:
    return [word for word in snake_case(re.sub(r"[^\w]+", "_", text)).split("_") if word]


def _same(one: str, other: str) -> bool:
    def singular(word: str) -> str:
        return re.sub(r"ies$", "y", word) if word.endswith("ies") else re.sub(r"(?<=[a-z]{2})s$", "", word)

    return singular(one) == singular(other)


def _starts(words: list[str], with_: list[str]) -> bool:
    return len(words) > len(with_) and all(map(_same, words, with_))


def _static(path: str) -> list[str]:
    """A path's segments, without its parameters and, where more remains, versions."""
    segments = [segment for segment in path.split("/") if segment and "{" not in segment]
    return [segment for segment in segments if not _VERSION.fullmatch(segment)] or segments


def _without_tag(words: list[str], tag: list[str]) -> list[str]:
    while _starts(words, tag):
        words = words[len(tag) :]
    if not _starts(words[::-1], tag[::-1]):
        return words
    rest = words[: -len(tag)]
    while len(rest) > 1 and rest[-1] in _ARTICLES:
        rest = rest[:-1]
    return words if rest[-1] in _DANGLING else rest


class OperationNames:
    """Tags and methods, unique as the client has them."""

    def __init__(self) -> None:
        self._tags: dict[str, str] = {}
        self._methods: set[tuple[str, str]] = set()
        self._ids: set[str] = set()

    def tag(self, tags: Iterable[str], path: str) -> str:
        """The tag of an operation: its first, else the first word of its path."""
        text = next((tag for tag in tags if _words(tag)), None) or next(iter(_static(path)), "default")
        name = str(PythonIdentifier("_".join(_words(text)) or "default", "tag")).rstrip("_")
        # The class is made of the tag's words: `a_1` and `a1` would be the same one.
        shown = "".join(word.capitalize() for word in name.split("_"))
        while self._tags.setdefault(shown, name) != name:
            name, shown = f"{name}_api", f"{shown}Api"
        return name

    def method(self, tag: str, operation_id: str | None, http: str, path: str) -> str:
        """A method's name, unique in its resource, and so is the operation id `<tag>_<method>`."""
        for candidate in self._candidates(tag.split("_"), operation_id, http, path):
            name = candidate if candidate.isidentifier() else f"{http}_{candidate}"
            if self._is_free(tag, name):
                self.take(tag, name)
                return name
        raise AssertionError("numbers end")

    def take(self, tag: str, method: str) -> None:
        """Take a name as it is."""
        self._methods |= {(tag, method), (tag, f"{method}_detailed")}
        self._ids.add(f"{tag}_{method}")

    def _is_free(self, tag: str, method: str) -> bool:
        new = f"{tag}_{method}"
        settled = PythonIdentifier(new, "field_") == new and PythonIdentifier(method, "") in (method, f"{method}_")
        twins = {(tag, method), (tag, f"{method}_detailed")}
        return settled and not keyword.iskeyword(method) and not twins & self._methods and new not in self._ids

    def _candidates(self, tag: list[str], operation_id: str | None, http: str, path: str) -> Iterator[str]:
        static = [word for segment in _static(path) for word in _words(segment)]
        below = static[len(tag) :] if _starts(static, tag) or static == tag else static
        below = [word for word in below if not any(_same(word, part) for part in tag)]
        full = _words(operation_id or "")
        everything = _words(path)
        # FastAPI's own: the function, the path and the method.
        tail = [*everything, http]
        if len(full) > len(tail) and full[-len(tail) :] == tail:
            full = full[: -len(tail)]
        words = _without_tag(full, tag)
        if not words:
            many = bool(static) and static[-1].endswith("s") and not path.rstrip("/").endswith("}")
            words = [_VERBS.get(http, ("list" if many else "get") if http == "get" else http), *below]
        tried: list[list[str]] = [words]
        if full and full != words:
            tried.append(full)
        tried += [[*words, *below], [*words, *everything], [*words, *tag], [http, *words]]
        for attempt in tried:
            yield "_".join(attempt)
        number = 2
        while True:
            yield "_".join([*words, str(number)])
            number += 1
