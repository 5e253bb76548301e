"""The crawl. The only package that knows Scrapy and Twisted."""
