# Generated from openapi/lumenfall/document.yaml by `nox -s generate`. Do not edit.
"""Base classes for the resources of Lumenfall that have jobs."""
