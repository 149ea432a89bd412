"""What the tests of faults share."""

from __future__ import annotations

import gc
from collections.abc import Generator
from pathlib import Path

import pytest

from faults.kinds import write_authority


@pytest.fixture(scope="session", autouse=True)
def _light_collection() -> Generator[None]:
    """Each measurement collects garbage; what was there before need not be looked at again."""
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


@pytest.fixture
def trusting(quiet_environment: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The certificates of the tests are trusted, as a company's own are: through the environment."""
    write_authority(tmp_path / "authority.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))
