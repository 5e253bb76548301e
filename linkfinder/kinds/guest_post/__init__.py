"""Guest posts: pages on which a site invites others to write for it."""
