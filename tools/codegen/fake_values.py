"""Values for the responses of a fake: documented ones that the models accept, and samples of the schemas."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from ..contract.documents import Document
from ..contract.findings import pointer
from ..contract.from_openapi import OpenAPI
from ..contract.json_tree import as_list, as_mapping, is_mapping
from ..contract.sample_values import sample
from ..contract.values import problems
from .preparation import Prepared


class FakeValues:
    """The values of one prepared document."""

    def __init__(self, prepared: Prepared) -> None:
        data = prepared.data
        self._schemas = as_mapping(as_mapping(data.get("components")).get("schemas"))
        self._discriminators = prepared.discriminators
        self._facts = OpenAPI(Document(prepared.document.file, data, {}))
        self._documented = dict(self._fitting())

    def fits(self, value: Any, at: str) -> bool:
        """Whether the models accept a value for the schema at a JSON pointer."""
        return not problems(self._facts.value(at), value)

    def of(self, schema: Mapping[str, Any], at: str, name: str) -> Any:
        """Make a value for a schema: its own documented one, or a sample.

        Args:
            schema: The schema.
            at: Its JSON pointer in the prepared document.
            name: What the value is called.
        """
        for example in _examples(schema):
            if self.fits(example, at):
                return example
        return sample(schema, name, self._schemas.__getitem__, self._documented, discriminators=self._discriminators)

    def _fitting(self) -> Iterator[tuple[tuple[str, str], Any]]:
        """The examples in named schemas that the models accept, by schema and property."""
        for name, schema in self._schemas.items():
            at = _AT + pointer(name)
            members = {key: (value, at + pointer("properties", key)) for key, value in _properties(schema).items()}
            for key, (value, where) in {"": (schema, at), **members}.items():
                for example in _examples(value):
                    if self.fits(example, where):
                        yield (name, key), example
                        break


_AT: Final = pointer("components", "schemas")


def _properties(schema: object) -> dict[str, dict[str, Any]]:
    return {key: value for key, value in as_mapping(as_mapping(schema).get("properties")).items() if is_mapping(value)}


def _examples(schema: Mapping[str, Any]) -> list[Any]:
    """The examples that a schema has itself; of a list, also those of its items."""
    own = [schema.get("example"), *as_list(schema.get("examples"))]
    items = as_mapping(schema.get("items"))
    return [one for one in own if one is not None] or [[one] for one in (_examples(items) if items else [])]
