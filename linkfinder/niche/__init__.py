"""A niche file becomes a typed, frozen Niche; what is wrong with it is said with file, key and remedy."""
