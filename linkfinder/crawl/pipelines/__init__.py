"""What happens to a visit after a page was judged, in this order: normalise, dedupe, store."""
