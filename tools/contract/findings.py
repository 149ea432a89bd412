"""Findings: errors in an input, with their place and what to do. All are reported at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attrs import frozen


@frozen(order=True)
class Finding:
    """One error in an input."""

    file: str
    """The input, relative to the project."""
    pointer: str
    """A JSON pointer into it; empty for the whole file."""
    reason: str
    """What is wrong, and what to do."""
    line: int | None = None
    """The line of the pointer's value, counted from 1."""

    def __str__(self) -> str:
        line = "" if self.line is None else f":{self.line}"
        return f"{self.file}{line} #{self.pointer}\n    {self.reason}"


class InputError(Exception):
    """An input cannot be used; nothing was written."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings: Sequence[Finding] = sorted(
            set(findings), key=lambda f: (f.file, f.line or 0, f.pointer, f.reason)
        )
        super().__init__("\n".join(str(finding) for finding in self.findings))


def pointer(*parts: str | int) -> str:
    """Write a JSON pointer (RFC 6901) from unescaped parts."""
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in parts)
