"""A change between two releases, and the version step that it requires."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum
from typing import Any, Literal

from attrs import asdict, frozen


class Step(IntEnum):
    """The version step that a change requires."""

    NONE = 0
    PATCH = 1
    MINOR = 2
    MAJOR = 3

    def __str__(self) -> str:
        return self.name.lower()


Area = Literal["wire", "python", "typing", "package", "code"]
"""Where a change was found: in the document, the public names, the released typing tests, the package metadata or the
generated files.
"""


@frozen(kw_only=True)
class Change:
    """One change."""

    step: Step
    area: Area
    kind: str
    """The kind of change in one word: `added`, `removed`, `type`, `required`, `values`, ..."""
    place: str
    """The location: a JSON pointer with its file and line, a Python name, or a file."""
    reason: str
    """What has changed, and what that means for users."""
    pointer: str | None = None
    """For a change of the document, the JSON pointer alone."""
    file: str | None = None
    line: int | None = None
    before: bool = False
    """Whether the location is in the released document, because the new one has nothing there."""
    operations: tuple[str, ...] = ()
    """The ids of the operations that the change affects."""

    def as_json(self) -> dict[str, Any]:
        """The change as JSON."""
        return {**asdict(self), "step": str(self.step), "operations": list(self.operations)}


def largest(changes: Iterable[Change]) -> Step:
    """The step that several changes require together."""
    return max((change.step for change in changes), default=Step.NONE)
