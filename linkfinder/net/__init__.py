"""The network without Scrapy: which addresses may be contacted, DNS, proxies, robots.txt, Retry-After, HTTP."""
