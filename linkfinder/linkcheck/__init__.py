"""Does a link still answer? One module asks, the others judge and are pure."""
