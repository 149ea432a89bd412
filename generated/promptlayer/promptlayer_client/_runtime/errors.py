# Generated from runtime/errors.py by `nox -s generate`. Do not edit.
"""The package's errors, where the runtime looks for them."""

from ..errors import *
