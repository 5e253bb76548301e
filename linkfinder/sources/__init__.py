"""Where sites come from: one module a source, all of one shape, and what runs them."""
