# Generated from openapi/promptlayer/document.yaml by `nox -s generate`. Do not edit.
"""The operations, one subpackage a resource: what is sent, how the answer is read, and the resource's methods."""
