"""The use cases, callable as a library: discover, crawl, check links, report and the others."""
