"""Lists of hosts, services and marks as TOML, each with its source, and what reads them."""
