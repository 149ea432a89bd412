# Generated from openapi/promptlayer/document.yaml by `nox -s generate`. Do not edit.
"""The operations of the API, one module for each resource."""
