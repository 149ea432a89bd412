"""What is wrong with an input: where, what, and what to do. All findings are reported at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attrs import frozen


@frozen(order=True)
class Finding:
    """One thing that is wrong."""

    file: str
    """The input, relative to the project."""
    pointer: str
    """A JSON pointer into it; empty for the whole."""
    reason: str
    """What is wrong, and what to do about it."""
    line: int | None = None
    """The line on which the pointer's value stands, from 1."""

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
    """A JSON pointer (RFC 6901) of unescaped parts."""
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in parts)
