"""What works on the clients: the generator, the docs loop, compatibility and releases, the demo, the benchmarks."""
