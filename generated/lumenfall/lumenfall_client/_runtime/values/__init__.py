# Copied from runtime/values/__init__.py by `nox -s generate`. Do not edit.
"""Decoding of JSON into checked models, and encoding of models into requests."""
