"""Helicone's behaviour that OpenAPI cannot describe: failures with HTTP status 200.

It adds no public names.
"""

__all__: list[str] = []
