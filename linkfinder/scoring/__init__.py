"""Weighing: an opportunity gets its points, each with a reason. Pure."""
