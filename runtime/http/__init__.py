"""Calls: from arguments to a request, through httpx, to an answer or an error."""
