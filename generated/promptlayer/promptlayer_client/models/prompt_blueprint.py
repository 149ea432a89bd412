# Generated from openapi/promptlayer.yaml by `nox -s generate`. Do not edit.
"""The prompt of a request, independent of the provider."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from .._shared.decoding import (
    anything,
    mapping,
    members,
    string,
)
from .._shared.encoding import to_json
from .._shared.model import Model


@define(kw_only=True, repr=False)
class PromptBlueprint(Model):
    """The prompt of a request, independent of the provider. Whatever else the server sends is kept as additional
    properties, such as a commit message or a report id.
    """

    prompt_template: dict[str, Any] | None = None
    """The messages or the text of the prompt, as free JSON. Its `type` says which, such as `chat`."""
    metadata: dict[str, Any] | None = None
    """Model settings and the user's own metadata, as free JSON. The model is under `model`."""
    inference_client_name: str | None = None
    """The name of the inference client that was used. Null if there was none."""
    additional_properties: dict[str, Any] = field(factory=dict[str, Any])
    """Fields that the API sent and its documentation does not name, as they came."""

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Read an object, checking every type on the way.

        Raises:
            ResponseDecodeError: A field is missing or of another type; its path begins at this object.
        """
        rest = members(data)
        take = rest.pop
        _prompt_template = take("prompt_template", None)
        if _prompt_template is not None:
            _prompt_template = mapping(_prompt_template, "prompt_template", anything)
        _metadata = take("metadata", None)
        if _metadata is not None:
            _metadata = mapping(_metadata, "metadata", anything)
        _inference_client_name = take("inference_client_name", None)
        if _inference_client_name is not None and type(_inference_client_name) is not str:
            _inference_client_name = string(_inference_client_name, "inference_client_name")
        return cls(
            prompt_template=_prompt_template,
            metadata=_metadata,
            inference_client_name=_inference_client_name,
            additional_properties=rest,
        )

    def to_dict(self) -> dict[str, Any]:
        """The object as JSON has it; what the API left out is null."""
        fields: dict[str, Any] = {
            "prompt_template": None if self.prompt_template is None else to_json(self.prompt_template),
            "metadata": None if self.metadata is None else to_json(self.metadata),
            "inference_client_name": self.inference_client_name,
        }
        return {**self.additional_properties, **fields} if self.additional_properties else fields


__all__ = ["PromptBlueprint"]
