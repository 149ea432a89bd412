"""The project in a minute: generate, build, install, use. `nox -s demo` runs it."""
