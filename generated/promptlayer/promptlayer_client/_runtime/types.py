# Generated from runtime/types.py by `nox -s generate`. Do not edit.
"""The package's types, where the runtime looks for them."""

from ..types import *
