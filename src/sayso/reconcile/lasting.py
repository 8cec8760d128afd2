"""Work that makes very many objects that last, done without the search for cycles among them."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def lasting() -> Iterator[None]:
    """Leave the collector of cycles at rest, which otherwise looks through all that is there again and again.

    What is no longer used is still freed at once, by count of its users; only cycles wait until the end.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
