# Copied from runtime/testing/__init__.py by `nox -s generate`. Do not edit.
"""What a fake of a provider is made of."""
