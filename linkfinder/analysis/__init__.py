"""From HTML to the facts of a page. Pure: no network, no clock, no database."""
