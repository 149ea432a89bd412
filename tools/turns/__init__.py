"""Turns: changes of the providers' documentation, made as a maintainer would, in a full copy of the repository.

A right turn must leave all tests green. The pages of the turns are made from the live documents, so that they agree
with them but for one change.
"""
