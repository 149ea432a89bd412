"""Version numbers: the lowest version that a step allows, and whether a version is high enough.

From 1.0.0 on, a major, minor or patch step raises the first, second or third number. Before 1.0.0, a breaking change
raises the second number and every other change the third.
"""

from __future__ import annotations

from packaging.version import Version

from .changes import Step


def required(released: Version, step: Step) -> Version:
    """The lowest final version that a step allows after a release.

    A pre-release such as `0.2.0rc1` promises no compatibility, so its own final version is enough.
    """
    if step is Step.NONE:
        return released
    major, minor, patch = (*released.release, 0, 0)[:3]
    if released.is_prerelease:
        return Version(f"{major}.{minor}.{patch}")
    if step is Step.MAJOR and major > 0:
        return Version(f"{major + 1}.0.0")
    if step is Step.MAJOR or (step is Step.MINOR and major > 0):
        return Version(f"{major}.{minor + 1}.0")
    return Version(f"{major}.{minor}.{patch + 1}")


def is_enough(released: Version, step: Step, version: Version) -> bool:
    """Whether a version is high enough after a step. `0.2.0rc1` is where `0.2.0` is."""
    if version < released or (step is not Step.NONE and version == released):
        return False
    return Version(version.base_version) >= Version(required(released, step).base_version)
