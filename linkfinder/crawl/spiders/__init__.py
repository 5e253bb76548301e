"""The spiders: one for sites."""
