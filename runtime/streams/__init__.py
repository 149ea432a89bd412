"""Responses that arrive as a stream of events."""
