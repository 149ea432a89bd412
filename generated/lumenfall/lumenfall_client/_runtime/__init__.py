# Copied from runtime/__init__.py by `nox -s generate`. Do not edit.
"""What all providers share: the request engine, checked decoding, authentication and the fake's server.

This folder is copied into each package as `_shared`, but for modules that nothing there needs. It knows no provider:
what differs is handed to it by generated code (`client.py`, `errors.py`, `api/`) or by the provider's own overlay
(`_overlay`).

Data flows one way: `encoding` -> `operation` -> `engine` (`retrying` decides, `transport` meets httpx)
-> `failures` or `decoding`.
"""
