# Copied from runtime/jobs/__init__.py by `nox -s generate`. Do not edit.
"""Jobs that a provider runs for a while: when to look at them, what a look means, and how a wait ends."""
