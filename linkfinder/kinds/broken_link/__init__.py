"""Broken links: dead outbound links that an editor would replace."""
