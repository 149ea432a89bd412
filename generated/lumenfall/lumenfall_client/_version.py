# Generated from openapi/lumenfall/document.yaml by `nox -s generate`. Do not edit.
"""The package's version, from the provider's row."""

__version__ = "0.1.0"
