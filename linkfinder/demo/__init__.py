"""A made-up internet on loopback, and the truth about it."""
