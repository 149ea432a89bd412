"""Building blocks for fakes of providers."""
