"""The command line. What it prints is for people; what it calls can be called without it."""

from sayso.cli.app import app, main

__all__ = ["app", "main"]
