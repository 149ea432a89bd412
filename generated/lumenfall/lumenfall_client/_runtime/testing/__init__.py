# Copied from runtime/testing/__init__.py by `nox -s generate`. Do not edit.
"""Building blocks for fakes of providers."""
