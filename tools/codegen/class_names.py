"""Class names that openapi-python-client and the templates do not change."""

from __future__ import annotations

import builtins
import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from openapi_python_client.strings import ClassName, PythonIdentifier

# Names that generated modules, ours or stock ones, import or define.
RESERVED: Final = frozenset(
    {
        "Any", "Self", "Mapping", "Final", "Literal", "TypeAlias", "TypeVar", "Generic", "Generator", "T",
        "Response", "Unset", "UNSET", "MISSING", "File", "FileTypes", "BinaryIO", "TextIO", "BytesIO",
        "HTTPStatus", "UUID", "Body", "Call", "Answer", "Resource", "AsyncResource", "TYPE_CHECKING",
        "datetime", "date", "annotations", "Client", "AuthenticatedClient", "UnexpectedStatus",
    }
) | frozenset(dir(builtins))  # fmt: skip

_LONGEST: Final = 80  # The generator writes one file for each class, and a file name has at most 255 bytes.


@cache
def class_text(text: str) -> str:
    """Convert a text to a class name that openapi-python-client does not change."""
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
    """Combine the name of an outer class and an inner name; the middle of a very long name is left out."""
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
    """The class names in use, with their modules."""

    def __init__(self) -> None:
        self._modules: set[str] = set()

    def is_free(self, name: str) -> bool:
        """Whether a name is unused and would not be changed."""
        as_is = ClassName(name, "") == name and name.isidentifier() and name not in RESERVED
        return as_is and _module(name) not in self._modules

    def take(self, name: str, suffix: str = "") -> str:
        """Reserve a name, or a similar one if it is in use. `suffix` stays last."""
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
