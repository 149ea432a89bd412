"""Documentation pages: fetching, caching, and reading their facts."""
