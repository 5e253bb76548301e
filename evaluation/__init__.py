"""Measures how right linkfinder is on labelled pages. Not part of the installed package."""
