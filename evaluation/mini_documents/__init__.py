"""A text model trained on invented mini-documents: one more term beside the signals, not a part of the product."""
