"""Measures how fast linkfinder is, beside other tools in the same run. Not part of the installed package."""
