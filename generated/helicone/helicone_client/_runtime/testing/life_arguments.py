# Copied from runtime/testing/life_arguments.py by `nox -s generate`. Do not edit.
"""Checks of the arguments for a fake's jobs, so that a mistake raises an error at once and not later in the client."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Collection, Iterable, Mapping
from difflib import get_close_matches
from inspect import Parameter, signature
from math import inf
from typing import Any, Final, cast

from ..errors import InvalidArgumentError

# `queued` is close enough to `queued_for` to count as a misspelling. `queued_at`, which could be a new member, is not.
_NEAR: Final = 0.75

_ABBREVIATION: Final = 3
"""Letters with which the beginning of a name counts as its abbreviation, such as `dur`."""


def amount(name: str, value: object, *, finite: bool = False) -> float:
    """Check a number of seconds, or of milliseconds if the name ends with `_ms`, and return it.

    Raises:
        InvalidArgumentError: It is not a number, is negative, or is infinite although it must be finite.
    """
    # An integer above the largest float cannot be converted.
    if (
        isinstance(value, (int, float))
        and not isinstance(value, bool)
        and (0 <= value <= sys.float_info.max or (value == inf and not finite))
    ):
        return float(value)
    unit = "milliseconds" if name.endswith("_ms") else "seconds"
    raise InvalidArgumentError(f"{name} must be a {'finite ' * finite}number of {unit}, 0 or more, not {value!r}")


def checked_stages(stages: object) -> list[tuple[str, float]]:
    """Check the stages of a job, and return them.

    Raises:
        InvalidArgumentError: They are not pairs of a state and its seconds.
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
    """Check the members of responses that a test replaces or adds.

    Args:
        changes: The members.
        method: The method that the test calls. A name that is close to one of its parameters counts as a misspelling,
            and so does one that is close to a documented member.
        noun: The name of the job in messages.
        members: The members that the document names.

    Raises:
        InvalidArgumentError: A name looks misspelt, or a value cannot be encoded as JSON.
    """
    parameters = [one.name for one in signature(method).parameters.values() if one.kind is Parameter.KEYWORD_ONLY]
    for name, value in changes.items():
        meant = misspelling(name, parameters, members) or misspelling(name, members, members)
        if meant is not None:
            raise InvalidArgumentError(
                f"{with_article(noun)} has no member {name}: did you mean {meant}? To add a member of that name, use"
                " `respond`"
            )
        try:
            json.dumps(value)
        except (TypeError, ValueError, RecursionError) as error:
            raise InvalidArgumentError(f"{name} cannot be encoded as JSON: {error}") from None


def misspelling(name: str, candidates: Iterable[str], members: Collection[str]) -> str | None:
    """The name that was probably meant: a similar one, or one that this abbreviates. None if the name is a member."""
    if name in members:
        return None
    by_text = {one.lower(): one for one in candidates}
    written = name.lower()
    abbreviated = [one for one in by_text if len(written) >= _ABBREVIATION and one.startswith(written)]
    near = get_close_matches(written, by_text, n=1, cutoff=_NEAR) or abbreviated
    return by_text[near[0]] if near else None


def with_article(noun: str) -> str:
    """Return a noun with its article: `a video`, `an export`."""
    return f"{'an' if noun[:1] in 'aeiou' else 'a'} {noun}"
