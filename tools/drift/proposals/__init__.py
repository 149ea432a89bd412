"""Edits of a document that follow from what a page states."""
