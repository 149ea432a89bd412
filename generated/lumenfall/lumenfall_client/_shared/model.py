# Copied from overlays/shared/model.py by `nox -s generate`. Do not edit.
"""What all models share."""

from __future__ import annotations

from typing import Any, ClassVar


class Model:
    """An object of the API, as a class."""

    __slots__ = ()
    __attrs_attrs__: ClassVar[tuple[Any, ...]] = ()

    def __repr__(self) -> str:
        """The fields that are there: most objects leave many out."""
        fields = ((attribute.name, getattr(self, attribute.name)) for attribute in self.__attrs_attrs__)
        shown = ", ".join(f"{name}={value!r}" for name, value in fields if value is not None and value != {})
        return f"{type(self).__name__}({shown})"
