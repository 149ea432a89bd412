# Copied from runtime/jobs/__init__.py by `nox -s generate`. Do not edit.
"""Long-running jobs: when to poll a job, what a response means, and how a wait ends."""
