"""Judging: facts become opportunities. Pure; one module a kind, one shape."""
