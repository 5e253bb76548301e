"""Telling: rows become files that people open; one module a format. Pure."""
