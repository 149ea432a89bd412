# Generated from openapi/promptlayer/document.yaml by `nox -s generate`. Do not edit.
"""The version of this package."""

__version__ = "0.1.0"
