"""One package a kind of opportunity: what it is and how it is found. Pure; kinds know nothing of each other."""
