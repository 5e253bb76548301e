"""What to fetch next, and when to fetch a page again. Pure."""
