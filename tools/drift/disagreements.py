"""What is reported: where a page and a document disagree, once for each difference."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from ..contract.differences import Kind
from ..contract.facts import FieldPath, Json, Place

KINDS: Final[tuple[Kind, ...]] = (
    "added", "removed", "renamed", "type", "nullability", "required", "values", "default", "bounds",
    "path", "method", "server", "authentication", "status", "example",
)  # fmt: skip
"""What a page and a document can disagree on. `added` and `removed` as the page has it: a field that it states and the
document does not is added.
"""

Severity: TypeAlias = Literal["error", "warning", "info"]
"""`error`: if the page is right, calls or answers fail with the client as it is. `warning`: users miss something, or
are promised what is not there. `info`: the client accepts more than the page promises.
"""

Change: TypeAlias = Literal["new", "standing", "unknown"]
"""Whether the page's fact is another than when the page was last seen, is the same, or was never seen before."""


@dataclass(frozen=True, kw_only=True)
class Disagreement:
    """A difference between a page and an operation of a document, as it is reported."""

    provider: str
    operation: str
    """The operationId."""
    kind: Kind
    subject: str
    """What it is about, in the clients' names: `parameter.include_body`, `response.200.detail[].loc`, `server`."""
    page: Place
    document: Place
    """Where the document states otherwise; for what it lacks, the place where it belongs, such as `.../properties`."""
    severity: Severity
    message: str
    """The statement, and what more is known of it: where else it holds, whether it is new."""
    page_fact: Json
    """What the page states, as data: the value that a decision is bound to, and that a patch needs."""
    document_fact: Json
    """What the document states, in the same terms; None for what it lacks."""
    path: FieldPath = ()
    """For a field, its names on the wire, from the outside in; for a parameter, its position and name."""
    statement: str = ""
    """What the page says and the document says, in words."""
    guessed: Json = None
    """Of what counts as renamed and may as well be removed, and another one added: the facts of the added one."""
    doubt: str = ""
    """Why the page may mean something else, if it may; then nobody but a person should act on it."""

    def as_json(self) -> dict[str, str]:
        """The disagreement for machines."""
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
