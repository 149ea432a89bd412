"""A made-up provider whose operations stream events, generated from its document."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from support.made_up import MadeUp, packages_of

# `support` is on the path because of the conftest above.
from support.providers import Provider

from tools.contract import providers

from .talker import document

PROJECT: Final = Path(__file__).resolve().parents[2]
TALKER: Final = Provider(providers.Provider(name="talker", client="Talker", version="0.1.0"))


@pytest.fixture(scope="session")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder of the generated distribution, which can be imported."""
    with packages_of(tmp_path_factory, "streams", MadeUp("talker", document())) as folder:
        yield folder / "talker"
