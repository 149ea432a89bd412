"""Errors of jobs without the API key, which a server may quote in what it says about a job."""

from __future__ import annotations

import json
from typing import Any, TypeVar

from ..error_context import causes, forget_frames
from ..errors import ProviderError
from ..values.secret import Secret
from .kind import JobKind

M = TypeVar("M")
R = TypeVar("R")


def mask_error(error: BaseException, kind: JobKind[M, R], key: Secret) -> None:
    """Mask the key in an error's message and in its job, and remove the frames that hold the job.

    The job stays as it was received unless it quotes the key. What signs a link in it stays: it is data, which only the
    job's repr hides.
    """
    forget_frames(error)
    for one in causes(error):
        if not isinstance(one, ProviderError):
            continue
        one.args = tuple(key.masked(part) if isinstance(part, str) else part for part in one.args)
        job: Any = getattr(one, kind.attribute, None)
        if isinstance(job, kind.model):
            model: Any = kind.model  # each model can be written to JSON and read from it
            received = json.dumps(model.to_dict(job))
            masked = key.masked_itself(received)
            if masked != received:
                setattr(one, kind.attribute, model.from_dict(json.loads(masked)))


def mask_result(result: object, kind: JobKind[M, R], key: Secret) -> None:
    """Mask the key in the error of a result of `wait_all`, if it has one."""
    error = getattr(result, "error", None)
    if isinstance(error, ProviderError):
        mask_error(error, kind, key)
