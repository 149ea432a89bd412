# Copied from runtime/files/__init__.py by `nox -s generate`. Do not edit.
"""Files: downloads to disk and streamed media answers."""
