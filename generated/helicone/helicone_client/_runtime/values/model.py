# Copied from runtime/values/model.py by `nox -s generate`. Do not edit.
"""The base class of all models."""

from __future__ import annotations

from attrs import define, fields

from ..types import UNSET
from .secret import masked_links


def _shown(value: object) -> str:
    """The repr of a value; of a file's bytes, only their number."""
    return f"<{len(value)} bytes>" if isinstance(value, bytes) else repr(value)


@define(kw_only=True, repr=False, eq=False)
class Model:  # noqa: PLW1641  # no hash, because models are mutable
    """An object of the API, with one slot for each field."""

    def __repr__(self) -> str:
        """Show only the fields that are set, because most objects omit many.

        Secrets are hidden, and so is what signs a link. Beside a secret, unknown fields are hidden too.
        """
        known = fields(type(self))
        has_secret = not all(each.repr for each in known)
        shown = ", ".join(
            f"{each.name}=<secret>"
            if value is not UNSET and (not each.repr or (has_secret and each.name == "additional_properties"))
            else f"{each.name}={_shown(value)}"
            for each in known
            if (value := getattr(self, each.name)) is not None and value != {}
        )
        return masked_links(f"{type(self).__name__}({shown})")

    # One method for all classes. attrs would generate and compile one for each, which takes a tenth of the import time.
    def __eq__(self, other: object) -> bool:
        """Whether the other object has the same class and equal fields."""
        if type(other) is not type(self):
            return NotImplemented
        return all(getattr(self, each.name) == getattr(other, each.name) for each in fields(type(self)))
