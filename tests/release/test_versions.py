"""What a step asks of a version number."""

from __future__ import annotations

import pytest
from packaging.version import Version

from tools.release.compat.changes import Step
from tools.release.compat.versions import is_enough, required


@pytest.mark.parametrize(
    ("released", "step", "expected"),
    [
        ("1.2.3", Step.MAJOR, "2.0.0"),
        ("1.2.3", Step.MINOR, "1.3.0"),
        ("1.2.3", Step.PATCH, "1.2.4"),
        ("1.2.3", Step.NONE, "1.2.3"),
        ("0.2.3", Step.MAJOR, "0.3.0"),
        ("0.2.3", Step.MINOR, "0.2.4"),
        ("0.2.3", Step.PATCH, "0.2.4"),
        ("1", Step.MINOR, "1.1.0"),
        ("2.0.0rc1", Step.MAJOR, "2.0.0"),
        ("1.2.3.post1", Step.PATCH, "1.2.4"),
    ],
)
def test_the_lowest_version_that_will_do(released: str, step: Step, expected: str) -> None:
    """By semantic versioning; before 1.0.0 a break raises the second number, everything else the third."""
    assert required(Version(released), step) == Version(expected)


@pytest.mark.parametrize(
    ("released", "step", "version", "enough"),
    [
        ("0.1.0", Step.MAJOR, "0.1.1", False),
        ("0.1.0", Step.MAJOR, "0.2.0", True),
        ("0.1.0", Step.MAJOR, "0.2.0rc1", True),
        ("0.1.0", Step.MAJOR, "1.0.0", True),
        ("0.1.0", Step.MINOR, "0.1.0", False),
        ("0.1.0", Step.PATCH, "0.1.0.post1", False),
        ("0.1.0", Step.NONE, "0.1.0", True),
        ("0.1.0", Step.NONE, "0.0.9", False),
        ("1.0.0", Step.MINOR, "1.0.9", False),
        ("1.0.0", Step.MINOR, "1.1", True),
        ("2.0.0rc1", Step.MAJOR, "2.0.0rc1", False),
        ("2.0.0rc1", Step.MAJOR, "2.0.0rc2", True),
        ("2.0.0rc1", Step.MAJOR, "2.0.0", True),
    ],
)
def test_whether_a_version_steps_far_enough(released: str, step: Step, version: str, enough: bool) -> None:
    """Further is fine, shorter and backwards are not; what comes before a version does where that version does."""
    assert is_enough(Version(released), step, Version(version)) is enough
