"""Decisions about differences between pages and documents, and the pages as last accepted."""
