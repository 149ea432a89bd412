"""What the tests of the packages are made of: a scripted server, callers, and what a document promises."""
