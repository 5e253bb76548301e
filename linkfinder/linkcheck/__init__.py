"""Checks whether links still work: a client that sends the requests, and pure judges of the responses."""
