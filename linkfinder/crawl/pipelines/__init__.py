"""What happens to an item, in travel order: normalise, dedupe, store."""
