"""Benchmarks of the clients and of the generator. `nox -s bench` compares the clients with others."""
