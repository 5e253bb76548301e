"""Fetching: the only room that knows Scrapy."""
