"""An invented internet on loopback, and what a run on it must find."""
