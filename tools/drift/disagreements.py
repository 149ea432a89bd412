"""Disagreements between a page and a document, as they are reported."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from ..contract.differences import Kind
from ..contract.facts import FieldPath, Json, Place

KINDS: Final[tuple[Kind, ...]] = (
    "added", "removed", "renamed", "type", "nullability", "required", "values", "default", "bounds",
    "path", "method", "server", "authentication", "status", "example", "deprecated",
)  # fmt: skip
"""The kind of a disagreement, from the page's side: a field is `added` if the page has it and the document does not."""

Severity: TypeAlias = Literal["error", "warning", "info"]
"""How serious a disagreement is if the page is right. `error`: calls fail or responses are rejected. `warning`: users
miss something, or expect something that does not exist. `info`: the client accepts more than the page promises.
"""

Change: TypeAlias = Literal["new", "standing", "unknown"]
"""Whether the page's fact has changed since it was last accepted, has not, or was never accepted."""


@dataclass(frozen=True, kw_only=True)
class Disagreement:
    """A difference between a page and an operation of a document."""

    provider: str
    operation: str
    """The operationId."""
    kind: Kind
    subject: str
    """The subject, with the clients' names: `parameter.include_body`, `response.200.detail[].loc`, `server`,
    `header.200.x-request-id`.
    """
    page: Place
    document: Place
    """The place in the document; for something missing, where it belongs, such as `.../properties`."""
    severity: Severity
    message: str
    """The statement, the other subjects that it applies to, and whether it is new."""
    page_fact: Json
    """The fact of the page, as data."""
    document_fact: Json
    """The fact of the document, in the same form; None if it has none."""
    path: FieldPath = ()
    """For a field, the names in JSON from the outermost to its own; for a parameter, its position and name."""
    statement: str = ""
    """The facts of page and document, in words."""
    guessed: Json = None
    """For a rename that is only a guess (one may be removed, another added): the facts of the added value."""
    change: Change = "unknown"
    doubt: str = ""
    """Why the page may mean something else, if it may. A person must decide then."""
    subjects: tuple[str, ...] = ()
    """All subjects of the operation that the difference is about; the first is `subject`."""
    also: tuple[Disagreement, ...] = ()
    """The same difference in other operations and on other pages, which the same correction settles."""

    @property
    def each(self) -> tuple[Disagreement, ...]:
        """The difference in each operation and on each page."""
        return (self, *self.also)

    @property
    def operations(self) -> tuple[str, ...]:
        """The operations that it reaches."""
        return tuple(dict.fromkeys(one.operation for one in self.each))

    @property
    def pages(self) -> tuple[Place, ...]:
        """Its places on pages."""
        return tuple(dict.fromkeys(one.page for one in self.each))

    def as_json(self) -> dict[str, str]:
        """The disagreement as JSON."""
        return {
            "provider": self.provider,
            "operation": self.operation,
            "kind": self.kind,
            "subject": self.subject,
            "page": str(self.page),
            "document": str(self.document),
            "severity": self.severity,
            "message": self.message,
        }
