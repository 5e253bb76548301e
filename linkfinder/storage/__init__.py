"""Keeping: the only room that knows SQLAlchemy."""
