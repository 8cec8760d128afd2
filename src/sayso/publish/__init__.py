"""From claims to what a person or a program reads: JSON lines, a terminal's table, a page."""
