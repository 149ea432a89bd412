"""A change between two releases, and the version step that it asks for."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum
from typing import Any, Literal

from attrs import asdict, frozen


class Step(IntEnum):
    """How far a change takes its users, from nowhere to a break."""

    NONE = 0
    PATCH = 1
    MINOR = 2
    MAJOR = 3

    def __str__(self) -> str:
        return self.name.lower()


Area = Literal["wire", "python", "typing", "package", "code"]
"""Where a change was seen: the document, the public names, the old typing tests, the metadata, the generated files."""


@frozen(kw_only=True)
class Change:
    """One thing that is not as it was."""

    step: Step
    area: Area
    kind: str
    """What it is about, in one word: `added`, `removed`, `type`, `required`, `values`, ..."""
    place: str
    """Where: a JSON pointer with its file and line, a Python name, or a file."""
    reason: str
    """What changed, and what that means for users."""
    pointer: str | None = None
    """The JSON pointer alone, for a change of the document."""
    file: str | None = None
    line: int | None = None
    before: bool = False
    """Whether the place is one of the old side, as the new one has nothing there."""
    operations: tuple[str, ...] = ()
    """The operations that reach the place."""

    def as_json(self) -> dict[str, Any]:
        """The change for machines."""
        return {**asdict(self), "step": str(self.step), "operations": list(self.operations)}


def largest(changes: Iterable[Change]) -> Step:
    """The step that several changes ask for together."""
    return max((change.step for change in changes), default=Step.NONE)
