# Copied from overlays/helicone/__init__.py by `nox -s generate`. Do not edit.
"""What Helicone's document cannot say: the bodies with which it says no at status 200.

Adds nothing to the package's root.
"""

__all__: list[str] = []
