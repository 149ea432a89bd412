"""Checks of what a test tells a fake of a job: a slip is refused at once, not found inside a client later."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Collection, Iterable, Mapping
from difflib import get_close_matches
from inspect import Parameter, signature
from math import inf
from typing import Any, Final, cast

from ..errors import InvalidArgumentError

# `queued` is that near to `queued_for`, and `queued_at`, which could be a new member, is not.
_NEAR: Final = 0.75


def amount(name: str, value: object, *, finite: bool = False) -> float:
    """A number of seconds, or of milliseconds where the name says so, as it may be given.

    Raises:
        InvalidArgumentError: It is no number, negative, or endless where it must not be.
    """
    # Nobody can add seconds to whole numbers beyond the largest float.
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


def check_changes(
    changes: Mapping[str, Any], method: Callable[..., None], *, noun: str, members: Collection[str]
) -> None:
    """Check the members of answers that a test replaces or adds: no misspelt parameters, and nothing but JSON.

    Args:
        changes: The members.
        method: The method whose parameters may be misspelt.
        noun: What messages call the job.
        members: The members that the document names.

    Raises:
        InvalidArgumentError: One of them is near to a parameter, though no member; or is no JSON.
    """
    parameters = [one.name for one in signature(method).parameters.values() if one.kind is Parameter.KEYWORD_ONLY]
    for name, value in changes.items():
        near = [] if name in members else get_close_matches(name.lower(), parameters, n=1, cutoff=_NEAR)
        if near:
            raise InvalidArgumentError(
                f"{name} is no member of {with_article(noun)}: did you mean {near[0]}? An answer with a new member of"
                " that name is given by `respond`"
            )
        try:
            json.dumps(value)
        except (TypeError, ValueError, RecursionError) as error:
            raise InvalidArgumentError(f"{name} cannot be written as JSON: {error}") from None


def with_article(noun: str) -> str:
    """A noun as English has it: `a video`, `an export`."""
    return f"{'an' if noun[:1] in 'aeiou' else 'a'} {noun}"
