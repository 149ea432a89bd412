"""Documentation pages: fetched, cached, and read into facts."""
