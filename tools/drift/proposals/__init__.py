"""Edits of a document that follow from the facts of a page."""
