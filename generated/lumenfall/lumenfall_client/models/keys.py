# Generated from openapi/lumenfall/document.yaml by `nox -s generate`. Do not edit.
"""The models of `keys`."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal, Self, TypeAlias, TypedDict

from attrs import define, field

from .._runtime.lists.pages import AsyncPage, Page
from .._runtime.values.decoding import array, members, model_of, string
from .._runtime.values.encoding import to_json
from .._runtime.values.model import Model

KnownKeyStatus: TypeAlias = Literal["active", "revoked"]
"""The known states of an API key."""


@define(kw_only=True, repr=False, eq=False)
class Key(Model):
    """An API key, without its secret part."""

    id: str | None = None
    """The id of the key, which requests have as `key_id`."""
    object: str | None = None
    """The kind of the object, `key`."""
    name: str | None = None
    """The name that people gave it."""
    last_four: str | None = None
    """The last four characters of its secret part, to tell keys apart."""
    status: KnownKeyStatus | str | None = None
    """Whether it can be used."""
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
        _name = take("name", None)
        if _name is not None and type(_name) is not str:
            _name = string(_name, "name")
        _last_four = take("last_four", None)
        if _last_four is not None and type(_last_four) is not str:
            _last_four = string(_last_four, "last_four")
        _status = take("status", None)
        if _status is not None and type(_status) is not str:
            _status = string(_status, "status")
        return cls(id=_id, object=_object, name=_name, last_four=_last_four, status=_status, additional_properties=rest)

    def to_dict(self) -> dict[str, Any]:
        """Return the object as a dict for JSON. Fields that the API omitted are null."""
        fields: dict[str, Any] = {
            "id": self.id,
            "object": self.object,
            "name": self.name,
            "last_four": self.last_four,
            "status": self.status,
        }
        return {**self.additional_properties, **fields} if self.additional_properties else fields


@define(kw_only=True, repr=False, eq=False)
class KeyList(Model):
    """A page of API keys."""

    object: str | None = None
    """The kind of the object, `list`."""
    data: list[Key] | None = None
    """The keys."""
    next_page_url: str | None = None
    """The URL of the page with older keys, relative to the server. Null on the last page."""
    previous_page_url: str | None = None
    """The URL of the page with newer keys, relative to the server. Null on the first page."""
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
            _data = array(_data, "data", model_of(Key.from_dict))
        _next_page_url = take("next_page_url", None)
        if _next_page_url is not None and type(_next_page_url) is not str:
            _next_page_url = string(_next_page_url, "next_page_url")
        _previous_page_url = take("previous_page_url", None)
        if _previous_page_url is not None and type(_previous_page_url) is not str:
            _previous_page_url = string(_previous_page_url, "previous_page_url")
        return cls(
            object=_object,
            data=_data,
            next_page_url=_next_page_url,
            previous_page_url=_previous_page_url,
            additional_properties=rest,
        )

    def to_dict(self) -> dict[str, Any]:
        """Return the object as a dict for JSON. Fields that the API omitted are null."""
        fields: dict[str, Any] = {
            "object": self.object,
            "data": None if self.data is None else to_json(self.data),
            "next_page_url": self.next_page_url,
            "previous_page_url": self.previous_page_url,
        }
        return {**self.additional_properties, **fields} if self.additional_properties else fields


class KeysListPage(Page[Key]):
    """A page of `keys.list`, with what its response says beside the items."""

    _answer: KeyList

    @property
    def object(self) -> str | None:
        """The kind of the object, `list`."""
        return self._answer.object

    @property
    def previous_page_url(self) -> str | None:
        """The URL of the page with newer keys, relative to the server. Null on the first page."""
        return self._answer.previous_page_url

    @property
    def additional_properties(self) -> dict[str, Any]:
        """Fields in the response that the documentation does not name, unchanged."""
        return self._answer.additional_properties


class AsyncKeysListPage(AsyncPage[Key]):
    """A page of `keys.list`, with what its response says beside the items."""

    _answer: KeyList

    @property
    def object(self) -> str | None:
        """The kind of the object, `list`."""
        return self._answer.object

    @property
    def previous_page_url(self) -> str | None:
        """The URL of the page with newer keys, relative to the server. Null on the first page."""
        return self._answer.previous_page_url

    @property
    def additional_properties(self) -> dict[str, Any]:
        """Fields in the response that the documentation does not name, unchanged."""
        return self._answer.additional_properties


class KeysListArguments(TypedDict, total=False):
    """The arguments of `keys.list`. Use it with `Unpack` in functions that pass them on as `**kwargs`."""

    limit: int | None
    """The number of keys on a page, 1 to 100; Lumenfall's default is 20."""
    starting_after: str | None
    """The id of a key. Only older keys are returned."""
    status: KnownKeyStatus | str | None
    """Only keys in this state are returned, `active` or `revoked`; by default both."""
    max_items: int | None
    """The most items that iterating gives, over all pages."""
    resume: str | None
    """The `resume_token` of a page: continues after it, with the same other arguments."""


if not TYPE_CHECKING:
    # A pickle of an earlier version may refer to a class of this module that has moved to another module.
    from . import __getattr__ as __getattr__

__all__ = ["AsyncKeysListPage", "Key", "KeyList", "KeysListArguments", "KeysListPage", "KnownKeyStatus"]
