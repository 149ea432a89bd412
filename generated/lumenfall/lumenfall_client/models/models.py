# Generated from openapi/lumenfall/document.yaml by `nox -s generate`. Do not edit.
"""The models of `models`."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypedDict

from attrs import define, field

from .._runtime.lists.pages import AsyncPage, Page
from .._runtime.values.decoding import array, integer, members, model_of, string
from .._runtime.values.encoding import to_json
from .._runtime.values.model import Model


@define(kw_only=True, repr=False, eq=False)
class ModelInfo(Model):
    """A model that Lumenfall offers."""

    id: str | None = None
    """The id of the model, which other calls take as `model`."""
    object: str | None = None
    """The kind of the object, `model`."""
    created: int | None = None
    """When the model was published, in Unix seconds."""
    owned_by: str | None = None
    """Who made the model, such as `google`."""
    additional_properties: dict[str, Any] = field(factory=dict[str, Any])
    """Fields in the response that the documentation does not name, unchanged."""

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Read a JSON object, and check the type of each field.

        Raises:
            ResponseDecodeError: A field is missing or has the wrong type. The error's path starts at this object.
        """
        rest = members(data)
        take = rest.pop
        _id = take("id", None)
        if _id is not None and type(_id) is not str:
            _id = string(_id, "id")
        _object = take("object", None)
        if _object is not None and type(_object) is not str:
            _object = string(_object, "object")
        _created = take("created", None)
        if _created is not None and type(_created) is not int:
            _created = integer(_created, "created")
        _owned_by = take("owned_by", None)
        if _owned_by is not None and type(_owned_by) is not str:
            _owned_by = string(_owned_by, "owned_by")
        return cls(id=_id, object=_object, created=_created, owned_by=_owned_by, additional_properties=rest)

    def to_dict(self) -> dict[str, Any]:
        """Return the object as a dict for JSON. Fields that the API omitted are null."""
        fields: dict[str, Any] = {
            "id": self.id,
            "object": self.object,
            "created": self.created,
            "owned_by": self.owned_by,
        }
        return {**self.additional_properties, **fields} if self.additional_properties else fields


@define(kw_only=True, repr=False, eq=False)
class ModelList(Model):
    """All models that can be used."""

    object: str | None = None
    """The kind of the object, `list`."""
    data: list[ModelInfo] | None = None
    """The models."""
    additional_properties: dict[str, Any] = field(factory=dict[str, Any])
    """Fields in the response that the documentation does not name, unchanged."""

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Read a JSON object, and check the type of each field.

        Raises:
            ResponseDecodeError: A field is missing or has the wrong type. The error's path starts at this object.
        """
        rest = members(data)
        take = rest.pop
        _object = take("object", None)
        if _object is not None and type(_object) is not str:
            _object = string(_object, "object")
        _data = take("data", None)
        if _data is not None:
            _data = array(_data, "data", model_of(ModelInfo.from_dict))
        return cls(object=_object, data=_data, additional_properties=rest)

    def to_dict(self) -> dict[str, Any]:
        """Return the object as a dict for JSON. Fields that the API omitted are null."""
        fields: dict[str, Any] = {
            "object": self.object,
            "data": None if self.data is None else to_json(self.data),
        }
        return {**self.additional_properties, **fields} if self.additional_properties else fields


class ModelsListPage(Page[ModelInfo]):
    """A page of `models.list`, with what its response says beside the items."""

    _answer: ModelList

    @property
    def object(self) -> str | None:
        """The kind of the object, `list`."""
        return self._answer.object

    @property
    def additional_properties(self) -> dict[str, Any]:
        """Fields in the response that the documentation does not name, unchanged."""
        return self._answer.additional_properties


class AsyncModelsListPage(AsyncPage[ModelInfo]):
    """A page of `models.list`, with what its response says beside the items."""

    _answer: ModelList

    @property
    def object(self) -> str | None:
        """The kind of the object, `list`."""
        return self._answer.object

    @property
    def additional_properties(self) -> dict[str, Any]:
        """Fields in the response that the documentation does not name, unchanged."""
        return self._answer.additional_properties


class ModelsListArguments(TypedDict, total=False):
    """The arguments of `models.list`. Use it with `Unpack` in functions that pass them on as `**kwargs`."""

    max_items: int | None
    """The most items that iterating gives, over all pages."""
    resume: str | None
    """The `resume_token` of a page: continues after it, with the same other arguments."""


if not TYPE_CHECKING:
    # A pickle of an earlier version may refer to a class of this module that has moved to another module.
    from . import __getattr__ as __getattr__

__all__ = ["AsyncModelsListPage", "ModelInfo", "ModelList", "ModelsListArguments", "ModelsListPage"]
