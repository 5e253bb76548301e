"""From a niche file to a typed, frozen Niche. Errors name the file, the key and how to correct it."""
