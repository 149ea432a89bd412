# Copied from overlays/helicone/__init__.py by `nox -s generate`. Do not edit.
"""Helicone's behaviour that OpenAPI cannot describe: failures with HTTP status 200.

It adds no public names.
"""

__all__: list[str] = []
