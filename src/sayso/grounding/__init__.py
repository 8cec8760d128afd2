"""From what a claim says to what it means: which place on the map, which actor, which days. Each with its reasons."""
