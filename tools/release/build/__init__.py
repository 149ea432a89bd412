"""Built distributions: contents, metadata and installation."""
