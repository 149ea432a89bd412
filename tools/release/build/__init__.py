"""Built distributions: what they contain, how they install."""
