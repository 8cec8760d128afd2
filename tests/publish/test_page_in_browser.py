"""The page in a real browser: what it shows, what it does, and that it reaches for nothing outside itself."""

import json
import shutil

import pytest
from selenium import webdriver
from selenium.webdriver import ActionChains, Keys
from selenium.webdriver.common.by import By
from selenium.webdriver.support.wait import WebDriverWait

from sayso.publish import write_page
from tests.publish.reports import arabic, hostile, lesk

CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
FLAGS = (
    *("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)
DESKTOP, PHONE = (1280, 860), (375, 800)

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not (CHROMIUM and DRIVER), reason="needs chromium and chromedriver on the PATH"),
]


class Page:
    """A page in a browser, asked about in a few words."""

    def __init__(self, driver, address: str) -> None:
        self.driver = driver
        self.address = address

    def open(self, size=DESKTOP, scheme="light") -> "Page":
        width, height = size
        metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
        media = {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", media)
        self.driver.get("about:blank")
        self.driver.get_log("browser")
        self.driver.get_log("performance")
        self.driver.get(self.address)
        return self

    def one(self, css: str):
        return self.driver.find_element(By.CSS_SELECTOR, css)

    def all(self, css: str):
        return self.driver.find_elements(By.CSS_SELECTOR, css)

    def rows(self) -> list[str]:
        return [row.get_dom_attribute("data-number") for row in self.all(".claim") if row.is_displayed()]

    def choose(self, facet: str, label: str) -> None:
        details = self.one(f"details[data-facet={facet}]")
        if not details.get_dom_attribute("open"):
            details.find_element(By.TAG_NAME, "summary").click()
        choices = details.find_elements(By.CSS_SELECTOR, ".choice")
        next(c for c in choices if c.find_element(By.CSS_SELECTOR, ".face").text == label).click()

    def counts(self, facet: str) -> dict[str, int]:
        return {
            choice.find_element(By.CSS_SELECTOR, ".face").get_property("textContent"): int(
                choice.find_element(By.CSS_SELECTOR, ".number").get_property("textContent")
            )
            for choice in self.all(f"details[data-facet={facet}] .choice")
        }

    def hover(self, css: str) -> None:
        ActionChains(self.driver).move_to_element(self.one(css)).perform()

    def press(self, *keys: str) -> None:
        ActionChains(self.driver).send_keys(*keys).perform()

    def wait(self, condition) -> None:
        WebDriverWait(self.driver, 5, poll_frequency=0.05).until(lambda _: condition())

    def card(self) -> str:
        """What the card says, on one line; empty when it is not there."""
        return " ".join(self.one("#card .body").text.split())

    def labels(self) -> dict[str, str]:
        return {piece.text: piece.get_dom_attribute("data-label") for piece in self.all("[data-label]")}

    def style(self, css: str, name: str) -> str:
        return self.one(css).value_of_css_property(name)

    def run(self, script: str):
        return self.driver.execute_script(script)

    def complaints(self) -> list[str]:
        return [entry["message"] for entry in self.driver.get_log("browser")]

    def requests(self) -> list[str]:
        messages = (json.loads(entry["message"])["message"] for entry in self.driver.get_log("performance"))
        sent = [m["params"]["request"]["url"] for m in messages if m["method"] == "Network.requestWillBeSent"]
        return [address for address in sent if not address.startswith(("data:", "about:"))]


@pytest.fixture(scope="module")
def driver(tmp_path_factory):
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    for flag in (*FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('profile')}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(DRIVER))
    yield driver
    driver.quit()


@pytest.fixture
def page(driver, tmp_path):
    def opened(*readings, **how) -> Page:
        path = tmp_path / "page.html"
        with path.open("w", encoding="utf-8") as out:
            write_page(readings, out)
        return Page(driver, path.as_uri()).open(**how)

    return opened


def test_nothing_is_asked_of_the_network_and_nothing_is_complained_of(page):
    shown = page(lesk(), arabic(), hostile())
    shown.hover("#words-1")
    shown.wait(shown.card)
    assert shown.requests() == [shown.address]
    assert shown.run("return performance.getEntriesByType('resource').length") == 0
    assert shown.complaints() == []


def test_the_policy_stops_a_script_that_is_not_the_pages_own(page):
    shown = page(lesk())
    shown.run(
        "const s = document.createElement('script'); s.textContent = 'window.stolen = 9'; document.body.append(s)"
    )
    assert shown.run("return window.stolen") is None
    assert any("Content Security Policy" in complaint for complaint in shown.complaints())


def test_hostile_words_stay_words(page):
    shown = page(hostile())
    assert shown.run("return window.stolen") is None
    assert "<script>window.stolen = 1</script>" in shown.one("article .words").text
    shown.hover("#words-1")
    shown.wait(shown.card)
    assert "<img src=x onerror='window.stolen = 2'>" in shown.card()
    assert shown.run("return window.stolen") is None
    assert shown.all("img") == []
    assert shown.complaints() == []


def test_hovering_over_a_trigger_says_on_whose_word_it_rests(page):
    shown = page(lesk())
    assert not shown.one("#card").is_displayed()
    shown.hover("#words-4")
    shown.wait(shown.card)
    assert shown.card().startswith("Witnesses as cited by Norrel Monitor said it may be (told)")
    assert shown.labels() == {"Witnesses": "who says", "Norrel Monitor": "who says", "old hospital": "whom"}
    assert "chosen" in shown.one("#claim-4").get_dom_attribute("class")
    shown.hover("#claims-heading")
    shown.wait(lambda: not shown.card())
    assert shown.labels() == {}


def test_hovering_over_a_participant_shows_the_nearest_claim_and_tells_of_the_others(page):
    shown = page(lesk())
    troops = next(piece for piece in shown.all(".piece") if piece.text == "troops")
    ActionChains(shown.driver).move_to_element(troops).perform()
    shown.wait(shown.card)
    assert "takeover" in shown.card()
    assert "These words also stand in 1 other claim." in shown.card()


def test_the_card_hides_no_word_of_the_sentence_that_carries_the_claim(page):
    shown = page(lesk(), arabic())
    for number in range(1, 9):
        shown.run(f"document.querySelector('#claim-{number} a').click()")
        covered = shown.run(
            "const c = document.getElementById('card').getBoundingClientRect();"
            "return [...document.querySelectorAll('.on-evidence')].flatMap((p) => [...p.getClientRects()])"
            ".filter((r) => r.bottom > c.top && r.top < c.bottom && r.right > c.left && r.left < c.right).length"
        )
        assert covered == 0, number


def test_filters_narrow_the_list_and_the_marks_and_keep_count(page):
    shown = page(lesk(), arabic())
    assert shown.rows() == list("12345678")
    shown.choose("kind", "takeover")
    assert shown.rows() == ["1", "3", "5"]
    assert "trigger" not in shown.one("#words-2").get_dom_attribute("class")
    assert "trigger" in shown.one("#words-1").get_dom_attribute("class")
    assert shown.one("[role=status]").text == "3 of 8 claims"
    assert shown.counts("source")["Varnian army"] == 1
    assert shown.counts("kind") == {"harm": 2, "clash": 1, "shelling": 2, "takeover": 3}
    shown.choose("source", "Rebel commanders")
    assert shown.rows() == ["3"]
    shown.choose("source", "the report itself")
    assert shown.rows() == ["3", "5"]
    shown.choose("modality", "planned")
    assert shown.rows() == ["5"]
    shown.one(".clear").click()
    shown.wait(lambda: shown.rows() == list("12345678"))
    assert shown.one("[role=status]").text == "8 claims"


def test_stance_and_report_filter_too(page):
    shown = page(lesk(), arabic())
    shown.choose("stance", "doubts")
    assert shown.rows() == ["4"]
    shown.choose("stance", "doubts")
    shown.choose("report", "قصف على كفر نور")
    assert shown.rows() == ["7", "8"]


def test_a_source_that_is_cited_by_another_is_found_under_both(page):
    shown = page(lesk())
    shown.choose("source", "Norrel Monitor")
    assert shown.rows() == ["4"]
    shown.choose("source", "Norrel Monitor")
    shown.choose("source", "Witnesses")
    assert shown.rows() == ["4"]


@pytest.mark.parametrize(
    ("words", "numbers"), [("DORN", "56"), ("bandits army", "12"), ("قتل", "78"), ("norrel x", "")]
)
def test_search_finds_words_of_the_claim_and_its_sentence_whatever_case_and_accents(page, words, numbers):
    shown = page(lesk(), arabic())
    shown.one("input[type=search]").send_keys(words)
    assert shown.rows() == list(numbers)
    assert shown.one(".none").is_displayed() == (numbers == "")


def test_a_click_in_the_list_leads_to_the_words(page):
    shown = page(lesk(), arabic(), size=(1280, 420))
    shown.one("#claim-8 a").click()
    assert shown.run("return document.activeElement.id") == "words-8"
    box = shown.one("#words-8").rect
    top = shown.run("return scrollY")
    assert top < box["y"] < top + 420
    assert shown.card().startswith("المرصد said (قال)")


def test_all_of_it_can_be_reached_by_keyboard(page):
    shown = page(lesk())
    shown.press(Keys.TAB)
    assert shown.run("return document.activeElement.className") == "skip"
    reached = []
    while "#words-6" not in reached and len(reached) < 60:
        shown.press(Keys.TAB)
        reached.append(shown.run("const e = document.activeElement; return e.id || e.name || e.hash || e.tagName"))
    assert [f"words-{number}" for number in range(1, 7)] == [name for name in reached if name.startswith("words-")]
    assert {"words", "source", "kind", "SUMMARY", "#words-1", "#words-6"} <= set(reached)


def test_focus_shows_the_card_and_escape_takes_it_away(page):
    shown = page(lesk())
    while shown.run("return document.activeElement.id") != "words-3":
        shown.press(Keys.TAB)
    assert shown.card().startswith("Rebel commanders denied")
    shown.press(Keys.ESCAPE)
    assert not shown.one("#card").is_displayed()
    shown.press(Keys.ENTER)
    assert shown.one("#card").is_displayed()
    shown.one("#card .close").click()
    assert not shown.one("#card").is_displayed()


def test_a_trigger_is_described_by_its_claim(page):
    shown = page(lesk())
    trigger = shown.one("#words-3")
    assert trigger.aria_role == "button"
    assert trigger.accessible_name == "fallen"
    described = shown.one(f"#{trigger.get_dom_attribute('aria-describedby')}").text
    assert described.startswith("Rebel commanders denied")


def test_how_firmly_a_claim_is_told_shows_in_its_line_not_only_in_its_colour(page):
    shown = page(lesk())
    lines = [shown.style(f"#words-{number}", "border-block-end-style") for number in (1, 4, 5)]
    assert lines == ["solid", "dotted", "dashed"]
    assert "line-through" in shown.style("#words-3", "text-decoration-line")
    assert "line-through" not in shown.style("#words-1", "text-decoration-line")


def test_text_runs_in_its_own_direction(page):
    shown = page(arabic())
    first, second = shown.all(".words p")
    assert first.value_of_css_property("direction") == "rtl"
    assert second.value_of_css_property("direction") == "ltr"
    source, trigger = (next(p for p in shown.all(".piece") if p.text == words) for words in ("المرصد", "قصف"))
    assert source.rect["x"] > trigger.rect["x"]
    assert shown.style("h2.title", "direction") == "rtl"
    assert shown.style("#claim-1 .who", "unicode-bidi") == "isolate"


@pytest.mark.parametrize("size", [PHONE, (320, 640), (768, 1024), DESKTOP])
def test_nothing_makes_the_page_wider_than_the_screen(page, size):
    shown = page(lesk(), arabic(), hostile(), size=size)
    for number in range(1, 10):
        shown.run(f"document.querySelector('#claim-{number} a').click()")
        width, inner = shown.run("return [document.documentElement.scrollWidth, innerWidth]")
        assert width <= inner
    shown.run("document.querySelector('.handle').click()")
    assert shown.run("const c = document.getElementById('claims'); return c.scrollWidth <= c.clientWidth")


def test_on_a_phone_the_list_is_a_sheet_and_a_tap_shows_the_card(page):
    shown = page(lesk(), size=PHONE)
    assert shown.rows() == []
    handle = shown.one(".handle")
    handle.click()
    assert handle.get_dom_attribute("aria-expanded") == "true"
    assert shown.rows() == list("123456")
    shown.one("#claim-2 a").click()
    assert handle.get_dom_attribute("aria-expanded") == "false"
    assert "harm" in shown.card()
    card, trigger = shown.one("#card").rect, shown.one("#words-2").rect
    assert (card["x"], card["width"]) == (0, 375)
    assert trigger["y"] + trigger["height"] <= card["y"]
    shown.one("#words-1").click()
    assert "takeover" in shown.card()


def test_in_the_dark_the_page_is_dark(page):
    shown = page(lesk(), scheme="dark")
    assert shown.style("body", "background-color") == "rgba(22, 24, 27, 1)"
    assert shown.style("#words-1", "color") == "rgba(141, 188, 255, 1)"


def test_overlapping_claims_can_each_be_seen(page):
    document, claims = lesk()
    twin = type(claims[0])(document, "advance", claims[0].trigger, claims[0].evidence, "asserts", "happened")
    shown = page((document, [claims[0], twin]))
    shown.hover("#words-1")
    shown.wait(shown.card)
    assert "takeover" in shown.card()
    assert "advance" in shown.card()


def test_on_paper_stand_the_words_and_every_claim(page):
    shown = page(lesk())
    shown.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    try:
        assert shown.rows() == list("123456")
        assert not shown.one(".filters").is_displayed()
        assert shown.run("return getComputedStyle(document.getElementById('words-2'), '::after').content") == '"2"'
    finally:
        shown.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
