"""A demo of the whole project: generate, build, install and use the clients. `nox -s demo` runs it."""
