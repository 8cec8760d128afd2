"""What `sayso` is worth, in figures: `python -m benchmarks` measures quality and speed and prints one table."""
