# Copied from runtime/streams/__init__.py by `nox -s generate`. Do not edit.
"""Responses that arrive as a stream of events."""
