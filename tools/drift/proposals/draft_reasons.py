"""A change that was drafted for a finding, or the reason why a person must decide."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from attrs import frozen

from ...contract.differences import Kind
from ...contract.facts import Json
from ...contract.json_tree import as_mapping
from ..edits import Edit


@frozen
class Draft:
    """Edits of a document for one finding."""

    edits: tuple[Edit, ...] = ()
    reason: str | None = None
    """Why a person must decide; None if the edits are safe."""


REASONS: Final[Mapping[Kind, str]] = {
    "added": "it is not clear where this belongs.",
    "removed": "the page may only have forgotten it, and callers who use it would break.",
    "renamed": "callers who use the old name would break, and the server may send both for a while.",
    "type": "values that are read today may be refused, and the types of callers change.",
    "nullability": "types would promise more than they do now; one null, and an answer is refused.",
    "required": "required means certain: an answer without it would be refused.",
    "values": "values that callers use today would be taken from the types.",
    "default": "callers who leave it out would get another behaviour.",
    "bounds": "calls that are made today would be refused before they are sent.",
    "path": "all calls go there; try it against the server first.",
    "method": "all calls use it; try it against the server first.",
    "server": "all calls go there; try it against the server first.",
    "authentication": "every call needs it; try it against the server first.",
    "status": "what it means is not known.",
    "deprecated": "callers are warned; say in the description what to use instead.",
    "example": "either the example or the models are wrong; somebody has to look.",
}
EVERY_CALL: Final = "every call would need it."


def facts_of(value: Json) -> dict[str, Json]:
    """The facts of a value, with its types as a list."""
    facts = dict(as_mapping(value))
    kinds = facts.get("type")
    if isinstance(kinds, str):
        facts["type"] = [kinds]
    return facts
