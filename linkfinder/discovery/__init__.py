"""Where to look: sources of sites and addresses, and what promises most. Asks and reads, fetches nothing itself."""
