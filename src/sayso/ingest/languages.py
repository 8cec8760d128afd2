"""Languages as tables name them, as tags."""

import re
from functools import lru_cache

_TAG = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{1,8})*")


@lru_cache(maxsize=256)
def tag(name: str) -> str | None:
    """The tag of a language by its tag or its English name: "en" of "en" and "English"; None where it has none."""
    name = name.strip()
    if _TAG.fullmatch(name):
        return name
    import pycountry  # its tables take a tenth of a second to load

    try:
        found = pycountry.languages.lookup(name)
    except LookupError:
        return None
    return str(getattr(found, "alpha_2", found.alpha_3))
