# Copied from runtime/http/__init__.py by `nox -s generate`. Do not edit.
"""Calls: from arguments to a request, through httpx, to an answer or an error."""
