# Copied from runtime/values/__init__.py by `nox -s generate`. Do not edit.
"""Values: JSON into checked models and back."""
