"""Unlinked mentions: brand names without a link to the brand."""
