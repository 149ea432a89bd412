"""Models with every field, and the ways in which objects are copied."""

from __future__ import annotations

import copy
import pickle
from typing import Any

from support.documents import full_value
from support.providers import Provider


def full_model(provider: Provider, name: str) -> Any:
    """A model with every field, and one that nobody documented."""
    value = full_value(provider.document, provider.schemas[name]) | {"new": {"deep": [1, None]}}
    return getattr(provider.models, name).from_dict(value)


COPIES = {
    "pickle": lambda value: pickle.loads(pickle.dumps(value)),  # our own
    "pickle 2": lambda value: pickle.loads(pickle.dumps(value, protocol=2)),  # our own
    "deepcopy": copy.deepcopy,
    "copy": copy.copy,
}
