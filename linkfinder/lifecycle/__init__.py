"""What a new sighting means for a known opportunity, and which status may follow which. Pure."""
