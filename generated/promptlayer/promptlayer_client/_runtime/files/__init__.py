# Copied from runtime/files/__init__.py by `nox -s generate`. Do not edit.
"""Downloads of files to the disk."""
