"""From many claims to one account: what speaks of the same happening, on whose word, and how well it stands."""
