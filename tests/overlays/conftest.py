"""What tests of overlays share."""

from __future__ import annotations

import pytest
from support.calling import Caller
from support.stage import Stage


@pytest.fixture
def stage(caller: Caller) -> Stage:
    """A fake in virtual time."""
    return Stage(caller)
