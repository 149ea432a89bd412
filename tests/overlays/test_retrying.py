"""Decisions about another attempt: pure functions of what was seen."""

from __future__ import annotations

from importlib import import_module

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.providers import PROVIDERS, Provider


@pytest.mark.parametrize("provider", PROVIDERS, ids=str)
def test_any_wish_can_be_read(provider: Provider) -> None:
    """Whatever stands in `Retry-After`, reading it gives a pause of at least 0, or none."""
    server_wish = import_module(f"{provider.name}_client._runtime.http.retrying").server_wish

    @given(st.text(max_size=40) | st.text("0123456789.-+eE_ :,GMTSunJa", max_size=30), st.floats(0, 4e9))
    def check(text: str, now: float) -> None:
        for name in ("retry-after", "retry-after-ms"):
            wish = server_wish({name: text}, now=now)
            assert wish is None or wish >= 0

    check()
