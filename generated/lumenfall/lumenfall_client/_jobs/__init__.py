# Generated from openapi/lumenfall/document.yaml by `nox -s generate`. Do not edit.
"""The jobs of Lumenfall: what their resources inherit."""
