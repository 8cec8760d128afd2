import re
from importlib.resources import files

import pytest

from sayso.claims.kinds import KINDS
from sayso.errors import LexiconError
from sayso.publish.display import display, parse

TOML = files("sayso.publish").joinpath("display.toml").read_text("utf-8")
CSS = files("sayso.publish.templates").joinpath("page.css").read_text("utf-8")


def luminance(colour: str) -> float:
    """WCAG 2, relative luminance of #rrggbb."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def mixed(colour: str, ground: str, share: float) -> str:
    pairs = ((int(colour[i : i + 2], 16), int(ground[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02x}" for a, b in pairs)


def page_colours(name: str) -> tuple[str, str]:
    """A colour of the style sheet, for the light and for the dark page."""
    light, dark, *_ = re.findall(rf"--{name}: (#[0-9a-f]{{6}});", CSS)
    return light, dark


def test_every_kind_has_one_family():
    assert all(kind in display().family(kind).kinds for kind in KINDS)
    assert sorted(kind for family in display().families for kind in family.kinds) == sorted(KINDS)


@pytest.mark.parametrize("family", display().families, ids=lambda family: family.name)
@pytest.mark.parametrize("ground", ["paper", "side", "raised"])
def test_a_familys_colour_can_be_read_as_text_on_the_page_and_on_its_own_tint(family, ground):
    for colour, page in zip((family.light, family.dark), page_colours(ground), strict=True):
        assert contrast(colour, page) >= 4.5
        assert contrast(colour, mixed(colour, page, 0.13)) >= 4.5


@pytest.mark.parametrize("family", display().families, ids=lambda family: family.name)
def test_text_can_be_read_on_a_familys_colour_and_on_its_highlight(family):
    pages, inks = page_colours("paper"), page_colours("ink")
    for colour, page, ink in zip((family.light, family.dark), pages, inks, strict=True):
        assert contrast(page, colour) >= 4.5
        assert contrast(ink, mixed(colour, page, 0.20)) >= 4.5


@pytest.mark.parametrize("ground", ["paper", "side", "raised", "wash"])
@pytest.mark.parametrize("text", ["ink", "muted"])
def test_plain_and_muted_text_can_be_read(text, ground):
    for colour, page in zip(page_colours(text), page_colours(ground), strict=True):
        assert contrast(colour, page) >= 4.5


def test_the_families_colours_differ():
    for shade in ("light", "dark", "terminal"):
        assert len({getattr(family, shade) for family in display().families}) == len(display().families)


@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        ('"harm", ', ""),
        ('"harm", ', '"harm", "weather", '),
        ('kinds = ["aid", "displacement"]', 'kinds = ["aid", "displacement", "harm"]'),
        ('light = "#a8201a"', 'light = "red"'),
        ('light = "#a8201a"', 'light = "#a8201g"'),
        ('light = "#a8201a"\n', ""),
        ('terminal = "red"', 'terminal = "red"\nshade = "x"'),
        ('verb = "said", label = ""', 'label = ""'),
        ("negated = {", "refused = {"),
        ('standing = "denied" }', 'standing = "gone" }'),
        ('place = "where"\n', ""),
        ('firm = "told as a fact"\n', ""),
        ("[own_word]", "[other]"),
        ("[own_word]", "[own_word"),
    ],
)
def test_a_file_that_does_not_fit_its_schema_is_a_lexicon_error(was, becomes):
    assert was in TOML
    with pytest.raises(LexiconError, match=r"^display\.toml: "):
        parse(TOML.replace(was, becomes, 1))
