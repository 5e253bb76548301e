"""The browser: which one is installed, how it is started, and what a page may do in it."""
