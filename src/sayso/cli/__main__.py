"""`python -m sayso.cli`, where the command itself is not on the path."""

from sayso.cli.app import main

main()
