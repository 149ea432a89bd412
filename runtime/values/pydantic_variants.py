"""Unions in the Pydantic models (extra `[pydantic]`): a variant is recognized as in the attrs models."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Annotated, Any, get_args

from attrs import frozen
from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from .json_values import is_object
from .variants import Shape, Tag, UnknownVariant, in_order_of_fit

__all__ = ["UnknownVariant", "VariantRule", "by_fit", "by_member", "by_tag"]


@frozen
class VariantRule:
    """An annotation of a union of models: which of them an object is.

    If the last member of the union is `UnknownVariant`, any other object becomes one.

    Args:
        choose: Returns the positions of the models that an object may be, the likeliest first.
        rounds: How many of them are tried.
        tag: The member of an object that names its variant.
    """

    choose: Callable[[Mapping[str, Any]], Sequence[int]]
    rounds: int = 1
    tag: str | None = None

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Build the schema of the union."""
        classes: tuple[type[Any], ...] = get_args(source)
        names = [each.__name__ for each in classes]
        is_open = classes[-1] is UnknownVariant
        unknown = Annotated[UnknownVariant, _Unknown(self.tag)]
        choices = {
            each.__name__: handler.generate_schema(unknown if each is UnknownVariant else each) for each in classes
        }

        def chosen(value: Any, number: int) -> str | None:
            if not is_object(value):
                return next((each.__name__ for each in classes if isinstance(value, each)), None)
            found = self.choose(value)
            if not found and is_open:
                return names[-1]
            return names[found[number]] if number < len(found) else None

        def attempt(number: int) -> CoreSchema:
            return core_schema.tagged_union_schema(choices, lambda value: chosen(value, number))

        if self.rounds == 1:
            return attempt(0)
        return core_schema.union_schema([attempt(number) for number in range(self.rounds)], mode="left_to_right")


@frozen
class _Unknown:
    """An annotation of `UnknownVariant`: any object becomes one."""

    tag: str | None

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Build the schema."""
        return core_schema.no_info_plain_validator_function(
            self._read,
            serialization=core_schema.plain_serializer_function_ser_schema(
                UnknownVariant.to_dict, return_schema=core_schema.dict_schema()
            ),
        )

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Describe any object."""
        return {"type": "object", "additionalProperties": True}

    def _read(self, value: Any) -> UnknownVariant:
        if isinstance(value, UnknownVariant):
            return value
        if not is_object(value):
            raise PydanticCustomError("decoding", "Input should be an object")
        tag = None if self.tag is None else value.get(self.tag)
        return UnknownVariant(tag=tag if isinstance(tag, str) else None, raw=dict(value))


def by_tag(name: str, positions: Mapping[Tag, int]) -> VariantRule:
    """Tell variants by the value of a member. `positions` are those of the models in the union."""

    def choose(data: Mapping[str, Any]) -> Sequence[int]:
        value = data.get(name)
        found = positions.get(value) if isinstance(value, (str, int)) else None
        return () if found is None else (found,)

    return VariantRule(choose, tag=name)


def by_member(*names: str) -> VariantRule:
    """Tell variants by a member of each that no other has, in the order of the models in the union."""
    return VariantRule(lambda data: [place for place, name in enumerate(names) if data.get(name) is not None][:1])


def by_fit(*shapes: Shape) -> VariantRule:
    """Tell variants by how many of an object's members they know."""
    return VariantRule(lambda data: in_order_of_fit(shapes, data), rounds=len(shapes))
