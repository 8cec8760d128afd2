"""Lexicons of the claims stage, as data files."""
