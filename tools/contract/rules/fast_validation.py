"""A fast check whether a value matches a schema, so that only values that do not match are validated slowly.

Findings are made from the errors of `jsonschema`, which takes tens of milliseconds for each operation. `jsonschema-rs`
takes microseconds, but its errors differ. It is only used to skip values that it accepts; `jsonschema` validates the
others.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache, partial
from typing import Any, Final

import jsonschema_rs
from jsonschema import FormatChecker
from openapi_schema_validator._specifications import REGISTRY  # the only library with the dialects of OpenAPI


class FastValidator:
    """Accepts values that match a schema.

    Args:
        schema: The schema, in the dialect of its `$schema`.
        formats: Checks the formats of strings, as in `jsonschema`; by default, formats are not checked.
    """

    def __init__(self, schema: Mapping[str, Any], formats: FormatChecker | None = None) -> None:
        checks: dict[str, Callable[[object], bool]] = {}
        if formats is not None:
            checks = {name: partial(_conforms, formats, name) for name in formats.checkers}
        self._validator: Final = jsonschema_rs.validator_for(
            dict(schema), registry=_registry(), formats=checks, validate_formats=formats is not None, offline=True
        )

    def accepts(self, value: object) -> bool:
        """Whether a value certainly matches; False if it does not, or if it could not be checked."""
        try:
            return self._validator.is_valid(value)
        except ValueError:
            # For example, the value is nested too deeply.
            return False


def _conforms(formats: FormatChecker, name: str, value: object) -> bool:
    return formats.conforms(value, name)


@cache
def _registry() -> jsonschema_rs.Registry:
    schemas: list[tuple[str, Any]] = [(uri, REGISTRY.contents(uri)) for uri in REGISTRY]
    return jsonschema_rs.Registry(schemas)
