"""A war that never was, on a real map, and the press that tells of it: where what happened is known."""
