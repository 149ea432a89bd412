"""The filter of `docs/observing.md` for the log of httpx, as it stands there."""

import logging

import httpx


def hide_query(record: logging.LogRecord) -> bool:
    """Hide the query of each URL in a record of httpx."""
    if isinstance(record.args, tuple):
        record.args = tuple(
            arg.copy_with(query=b"...") if isinstance(arg, httpx.URL) and arg.query else arg for arg in record.args
        )
    return True


logging.getLogger("httpx").addFilter(hide_query)
