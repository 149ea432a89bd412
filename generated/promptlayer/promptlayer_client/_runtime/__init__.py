# Copied from runtime/__init__.py by `nox -s generate`. Do not edit.
"""The runtime that all clients share: HTTP, values, jobs, files, webhooks and fakes for tests.

The generator copies it into each package as `_runtime`, without the modules that the package does not need. It
contains nothing specific to a provider: generated code and the provider's overlay (`_overlay`) pass that in.

A call goes through `values.encoding`, `http.call` and `http.engine` (with `http.retrying` and `http.transport`). It
ends in `values.decoding` or, for an error, in `http.failures`.
"""
