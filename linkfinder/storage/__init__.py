"""The database. The only package that knows SQLAlchemy."""
