"""How fast the clients are, beside what else one could use. `nox -s bench` runs it."""
