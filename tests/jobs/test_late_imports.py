"""Resources with jobs load all that they need when they are first used, whatever the document says of their jobs."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.late_imports import assert_nothing_is_imported, resource_steps
from support.providers import Provider

from .conftest import CONVEYOR, DARKROOM


@pytest.mark.parametrize("mode", ["sync", "async"])
@pytest.mark.parametrize(("provider", "resource"), [(DARKROOM, "prints"), (CONVEYOR, "pipelines")], ids=str)
def test_a_job_imports_nothing_after_its_resource(
    generated: Path, provider: Provider, resource: str, mode: str, tmp_path: Path
) -> None:
    """Its waits, its file and its errors are alike where every import fails."""
    del generated  # it is on the path
    steps = list(resource_steps(provider, resource, tmp_path))

    assert_nothing_is_imported(provider, mode, resource, steps, tmp_path)
