"""The score of an opportunity: points with reasons. Pure."""
