"""What all models share."""

from __future__ import annotations

from attrs import define, fields


@define(kw_only=True, repr=False, eq=False)
class Model:  # noqa: PLW1641  # there is no hash: fields can be assigned to
    """An object of the API, as a class: one slot a field."""

    def __repr__(self) -> str:
        """The fields that are there: most objects leave many out. Secrets are not shown."""
        shown = ", ".join(
            f"{each.name}={value!r}" if each.repr else f"{each.name}=<secret>"
            for each in fields(type(self))
            if (value := getattr(self, each.name)) is not None and value != {}
        )
        return f"{type(self).__name__}({shown})"

    # One for all classes: writing and compiling one for each, as attrs would, takes a tenth of the import.
    def __eq__(self, other: object) -> bool:
        """Whether it is of the same class, and all fields are equal."""
        if type(other) is not type(self):
            return NotImplemented
        return all(getattr(self, each.name) == getattr(other, each.name) for each in fields(type(self)))
