"""How the reader's weights are made: `make train`. Nothing here is needed to read reports."""
