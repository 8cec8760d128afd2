"""Lexicons of the reading stage, as data files."""
