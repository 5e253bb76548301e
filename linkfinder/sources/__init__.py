"""Where sites come from: one module for each source, all of one shape, and their runner."""
