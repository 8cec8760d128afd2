import pytest

from sayso.grounding.actors.normal import words
from sayso.grounding.actors.phrase import anatomy


def parts(text: str) -> tuple[str, str, str]:
    phrase = anatomy(words(text))
    core, owner = (" ".join(word.text for word in span) for span in (phrase.core, phrase.owner))
    return core, owner, phrase.core[phrase.head].text if phrase.core else ""


@pytest.mark.parametrize(
    ("text", "core", "owner", "head"),
    [
        ("Iranian-backed forces", "forces", "", "forces"),
        ("Saudi Arabian-led coalition", "coalition", "", "coalition"),
        ("anti-government fighters", "fighters", "", "fighters"),
        ("US backed fighters", "fighters", "", "fighters"),
        ("Houthi-held villages", "villages", "Houthi", "villages"),
        ("Free Army-held villages", "villages", "Free Army", "villages"),
        ("Facebook page close to the Free Army", "Facebook page", "", "page"),
        ("members of the Nimr tribe", "members of the Nimr tribe", "", "members"),
        ("local, unarmed men", "local unarmed men", "", "men"),
        ("Ali, a farmer", "Ali a farmer", "", "Ali"),
        ("allied militias", "allied militias", "", "militias"),
    ],
)
def test_a_mention_is_taken_apart(text: str, core: str, owner: str, head: str):
    assert parts(text) == (core, owner, head)
