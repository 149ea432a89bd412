"""Decoding of JSON into checked models, and encoding of models into requests."""
