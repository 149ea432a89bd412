"""Names of resources and methods, from the tags, operation ids and paths of foreign documents."""

from __future__ import annotations

import keyword
import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Final

from openapi_python_client.strings import PythonIdentifier, snake_case

_VERSION: Final = re.compile(r"v\d+([._]\d+)*(alpha|beta)?\d*|api|rest", re.IGNORECASE)
# Words that a name cannot begin or end with after the tag was removed.
_ARTICLES: Final = frozenset({"a", "an", "the"})
_DANGLING: Final = frozenset(
    {
        "and", "as", "at", "by", "for", "from", "in", "into", "of", "on", "or", "to", "via", "with",
    }
)  # fmt: skip
_VERBS: Final = {"post": "create", "put": "replace", "patch": "update", "delete": "delete"}


_LONGEST: Final = 80
"""Characters of a name. A tag is also the name of a module, and the name of a file has at most 255 bytes."""


def _words(text: str) -> list[str]:
    # Python normalizes identifiers in the same way.
    plain = re.sub(r"[^\w]+", "_", unicodedata.normalize("NFKC", text))
    # The small form of a letter may have a combining mark, which no name has.
    words = [unicodedata.normalize("NFKC", re.sub(r"\W+", "", word)) for word in snake_case(plain).split("_")]
    return [word for word in words if word]


def _shortened(name: str) -> str:
    return name if len(name) <= _LONGEST else name[:_LONGEST].rstrip("_")


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
    """Unique names of resources and methods."""

    def __init__(self) -> None:
        self._tags: dict[str, str] = {}
        self._methods: set[tuple[str, str]] = set()
        self._ids: set[str] = set()

    def tag(self, tags: Iterable[str], path: str) -> str:
        """The tag of an operation: its first, else the first word of its path."""
        text = next((tag for tag in tags if _words(tag)), None) or next(iter(_static(path)), "default")
        name = str(PythonIdentifier(_shortened("_".join(_words(text))) or "default", "tag")).rstrip("_")
        # The class name consists of the tag's words: `a_1` and `a1` would be the same class.
        shown = "".join(word.capitalize() for word in name.split("_"))
        while self._tags.setdefault(shown, name) != name:
            name, shown = f"{name}_api", f"{shown}Api"
        return name

    def method(self, tag: str, operation_id: str | None, http: str, path: str, *, further: str = "") -> str:
        """A method name that is unique in its resource, with a unique operation id `<tag>_<method>`.

        Args:
            tag: The resource.
            operation_id: The document's operationId.
            http: The HTTP method.
            path: The path in the document.
            further: A word that tells the operation from another one that the same part of the document describes.
        """
        for words in self._candidates(tag.split("_"), operation_id, http, path):
            candidate = f"{words}_{further}" if further else words
            name = candidate if candidate.isidentifier() else f"{http}_{candidate}"
            if self._is_free(tag, name):
                self._methods |= {(tag, name), (tag, f"{name}_detailed")}
                self._ids.add(f"{tag}_{name}")
                return name
        raise AssertionError("numbers end")

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
        # FastAPI's ids consist of the function, the path and the method.
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
            yield _shortened("_".join(attempt))
        # Where the words can be no name at all, another word stands for them.
        for word in (_shortened("_".join(words)), "operation"):
            for number in range(2, 10_000):
                yield f"{word}_{number}"
