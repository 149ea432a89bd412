"""Decisions about differences between pages and documents, and the facts of accepted pages."""
