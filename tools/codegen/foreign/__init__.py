"""Documents that others wrote, adapted to our dialect."""
