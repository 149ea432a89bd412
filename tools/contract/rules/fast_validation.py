"""A fast answer to whether a value fits a schema, so that only what does not fit is validated slowly.

Findings are made of the reports of `jsonschema`, which takes tens of milliseconds an operation. `jsonschema-rs` takes
microseconds, but its reports differ. So it is only asked whether there is anything to report: if it accepts a value,
`jsonschema` has nothing to say; if it does not, `jsonschema` decides.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache, partial
from typing import Any, Final

import jsonschema_rs
from jsonschema import FormatChecker
from openapi_schema_validator._specifications import REGISTRY  # the only place that has OpenAPI's own dialects


class FastValidator:
    """Accepts values that fit a schema.

    Args:
        schema: The schema, of the dialect that its `$schema` names.
        formats: Checks the formats of strings, as `jsonschema` would with it; by default, no format is checked.
    """

    def __init__(self, schema: Mapping[str, Any], formats: FormatChecker | None = None) -> None:
        checks: dict[str, Callable[[object], bool]] = {}
        if formats is not None:
            checks = {name: partial(_conforms, formats, name) for name in formats.checkers}
        self._validator: Final = jsonschema_rs.validator_for(
            dict(schema), registry=_registry(), formats=checks, validate_formats=formats is not None, offline=True
        )

    def accepts(self, value: object) -> bool:
        """Whether a value certainly fits; False if it does not, or if that could not be found out."""
        try:
            return self._validator.is_valid(value)
        except ValueError:
            # Such as values that are nested deeper than it reads.
            return False


def _conforms(formats: FormatChecker, name: str, value: object) -> bool:
    return formats.conforms(value, name)


@cache
def _registry() -> jsonschema_rs.Registry:
    schemas: list[tuple[str, Any]] = [(uri, REGISTRY.contents(uri)) for uri in REGISTRY]
    return jsonschema_rs.Registry(schemas)
