"""What the tests of faults share."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest

from faults.kinds import write_authority


@pytest.fixture(scope="module", autouse=True)
def _light_collection() -> None:
    """Each measurement collects garbage; what the modules before left need not be looked at again."""
    gc.collect()
    gc.freeze()


@pytest.fixture
def trusting(quiet_environment: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The certificates of the tests are trusted, as a company's own are: through the environment."""
    write_authority(tmp_path / "authority.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))
