# Copied from overlays/shared/model.py by `nox -s generate`. Do not edit.
"""What all models share."""

from __future__ import annotations


class Model:
    """An object of the API, as a class: one slot a field."""

    __slots__: tuple[str, ...] = ()

    def __repr__(self) -> str:
        """The fields that are there: most objects leave many out."""
        fields = ((name, getattr(self, name)) for name in type(self).__slots__ if name != "__weakref__")
        shown = ", ".join(f"{name}={value!r}" for name, value in fields if value is not None and value != {})
        return f"{type(self).__name__}({shown})"
