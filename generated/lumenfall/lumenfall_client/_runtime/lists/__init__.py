# Copied from runtime/lists/__init__.py by `nox -s generate`. Do not edit.
"""Lists that a provider gives page by page."""
