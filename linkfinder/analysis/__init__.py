"""Reading: HTML becomes facts. Pure: no network, no clock, no database."""
