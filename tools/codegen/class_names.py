"""Class names that openapi-python-client and the templates do not change."""

from __future__ import annotations

import builtins
import re
from collections.abc import Collection, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Final

from openapi_python_client.strings import ClassName, PythonIdentifier

_TEMPLATES: Final = Path(__file__).parent / "templates"
_WITH_MODELS: Final = ("models_module.py.jinja", "resource.py.jinja", "package/job.py.jinja", "package/jobs.py.jinja")
"""The templates of modules that define or import models."""


def _imported() -> Iterator[str]:
    """The names that these modules import."""
    for name in _WITH_MODELS:
        for names in re.findall(
            r"^\s*(?:from \S+ )?import (.+)$", (_TEMPLATES / name).read_text("utf-8"), re.MULTILINE
        ):
            yield from re.findall(r"\w+", re.sub(r"\{[{%].*?[%}]\}|\w+ as ", "", names))


# Names that generated modules, ours or stock ones, import or define.
RESERVED: Final = frozenset(
    {
        "Any", "Self", "Mapping", "Final", "Literal", "TypeAlias", "TypeVar", "Generic", "Generator", "T",
        "Response", "Unset", "UNSET", "MISSING", "File", "FileTypes", "BinaryIO", "TextIO", "BytesIO",
        "HTTPStatus", "UUID", "Body", "Call", "Answer", "Resource", "AsyncResource", "TYPE_CHECKING",
        "datetime", "date", "annotations", "Client", "AuthenticatedClient", "UnexpectedStatus",
    }
) | frozenset(dir(builtins)) | frozenset(_imported())  # fmt: skip

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


def resource_class(tag: str) -> str:
    """The class name of a resource; that of the async one is `Async<name>`."""
    return "".join(word.capitalize() for word in tag.split("_")) + "Resource"


def arguments_class(operation_id: str) -> str:
    """The name of the `TypedDict` of a method's arguments."""
    return "".join(word.capitalize() for word in operation_id.split("_")) + "Arguments"


def names_of_dicts(names: Collection[str]) -> dict[str, str]:
    """Choose the name of the `TypedDict` of each class: `<class>Dict`, or a similar one if that has another meaning.

    Args:
        names: The names of all models and aliases.
    """
    taken = RESERVED.union(names)
    found: dict[str, str] = {}
    for name in names:
        number, candidate = 2, f"{name}Dict"
        while candidate in taken:
            candidate, number = f"{name}Dict{number}", number + 1
        found[name] = candidate
        taken |= {candidate}
    return found


def generated_classes(operations: Iterable[tuple[str, str]]) -> Iterator[str]:
    """The classes for resources and for the arguments of methods, from the tag and the operation id of each."""
    for tag, operation_id in operations:
        resource = resource_class(tag)
        yield from (resource, f"Async{resource}", arguments_class(operation_id))


class ClassNames:
    """The class names in use, with their modules.

    Args:
        reserved: Further names that no class may have, such as those of resources.
    """

    def __init__(self, reserved: Iterable[str] = ()) -> None:
        self._reserved = RESERVED.union(reserved)
        self._modules: set[str] = set()

    def is_free(self, name: str) -> bool:
        """Whether a name is unused and would not be changed."""
        as_is = ClassName(name, "") == name and name.isidentifier() and name not in self._reserved
        return as_is and _module(name) not in self._modules

    def take(self, name: str, suffix: str = "") -> str:
        """Reserve a name, or a similar one if it is in use. `suffix` stays last."""
        stem = class_text(name.removesuffix(suffix) if name != suffix else name)
        for candidate in map(class_text, self._alike(stem, suffix)):
            if self.is_free(candidate):
                self._modules.add(_module(candidate))
                return candidate
        raise AssertionError("numbers end")

    def _alike(self, stem: str, suffix: str) -> Iterator[str]:
        yield stem + suffix
        if stem + suffix in self._reserved or f"{stem}{suffix}_" == ClassName(stem + suffix, ""):
            yield f"{stem}Model{suffix}"
        number = 2
        while True:
            yield f"{stem}{number}{suffix}"
            number += 1


@cache
def _module(name: str) -> str:
    return str(PythonIdentifier(name, "field_"))
