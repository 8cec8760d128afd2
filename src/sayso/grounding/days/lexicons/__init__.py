"""The words by which texts tell days; data only."""
