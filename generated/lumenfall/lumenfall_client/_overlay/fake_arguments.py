# Copied from overlays/lumenfall/fake_arguments.py by `nox -s generate`. Do not edit.
"""What may be said to the fake of a life: a slip is refused when it is made, not found inside a client later."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches
from inspect import Parameter, signature
from math import inf
from typing import Any, Final, cast

from attrs import fields

from ..errors import InvalidArgumentError
from ..models import Video

# `queued` is that near to `queued_for`, and `queued_at`, which could be a new member, is not.
_NEAR: Final = 0.75


def amount(name: str, value: object, *, finite: bool = False) -> float:
    """A number of seconds, or of milliseconds where the name says so, as it may be given.

    Raises:
        InvalidArgumentError: It is no number, negative, or endless where it must not be.
    """
    # Whole numbers beyond the largest float cannot be reckoned with.
    if (
        isinstance(value, (int, float))
        and not isinstance(value, bool)
        and (0 <= value <= sys.float_info.max or (value == inf and not finite))
    ):
        return float(value)
    unit = "milliseconds" if name.endswith("_ms") else "seconds"
    raise InvalidArgumentError(f"{name} must be a {'finite ' * finite}number of {unit}, 0 or more, not {value!r}")


def checked_stages(stages: object) -> list[tuple[str, float]]:
    """The stages of a life, as they may be given.

    Raises:
        InvalidArgumentError: They are no pairs of a state and its seconds.
    """
    wanted = "stages must be pairs of a state and its seconds, such as [('queued', 5)]"
    if not isinstance(stages, Iterable) or isinstance(stages, (str, bytes, Mapping)):
        raise InvalidArgumentError(f"{wanted}, not {stages!r}")
    checked: list[tuple[str, float]] = []
    for number, stage in enumerate(cast("Iterable[object]", stages)):
        pair = cast("tuple[object, ...]", stage) if isinstance(stage, (tuple, list)) else ()
        if len(pair) != 2 or not isinstance(pair[0], str) or not pair[0]:
            raise InvalidArgumentError(f"{wanted}; stages[{number}] is {stage!r}")
        checked.append((pair[0], amount(f"the time of stages[{number}]", pair[1])))
    return checked


def check_changes(changes: Mapping[str, Any], method: Callable[..., None]) -> None:
    """Hold members of answers to what they can be: no misspelt parameters of the method, and nothing but JSON.

    Raises:
        InvalidArgumentError: One of them is near to a parameter, though no member of a video; or is no JSON.
    """
    members = {attribute.name for attribute in fields(Video)}
    parameters = [one.name for one in signature(method).parameters.values() if one.kind is Parameter.KEYWORD_ONLY]
    for name, value in changes.items():
        near = [] if name in members else get_close_matches(name.lower(), parameters, n=1, cutoff=_NEAR)
        if near:
            raise InvalidArgumentError(
                f"{name} is no member of a video: did you mean {near[0]}? An answer with a new member of that name is"
                " given by `respond`"
            )
        try:
            json.dumps(value)
        except (TypeError, ValueError, RecursionError) as error:
            raise InvalidArgumentError(f"{name} cannot be written as JSON: {error}") from None
