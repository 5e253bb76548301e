"""From stored opportunities to files that people open: one module for each format. Pure."""
