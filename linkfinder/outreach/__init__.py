"""Acting: which status may follow which. Nothing is ever sent."""
