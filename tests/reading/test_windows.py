"""Windows cover every word once as their own, in order, within the limit."""

from hypothesis import given
from hypothesis import strategies as st

from sayso.reading.windows import likely_starts, pack

SIZES = st.lists(st.integers(1, 12), min_size=1, max_size=300)


@given(SIZES, st.data())
def test_every_word_is_owned_once(sizes: list[int], data: st.DataObject) -> None:
    starts = sorted({0, *data.draw(st.lists(st.integers(0, len(sizes) - 1), max_size=40))})
    windows = pack(starts, sizes, 60, 20)
    owned = [word for window in windows for word in range(window.own, window.end)]
    assert owned == list(range(len(sizes)))
    for window in windows:
        assert window.start <= window.own < window.end
        assert sum(sizes[window.start : window.end]) <= 60
        assert sum(sizes[window.start : window.own]) <= 20


def test_context_is_the_sentence_before() -> None:
    windows = pack([0, 5, 10, 15], [10] * 20, 100, 50)
    assert [(w.start, w.own, w.end) for w in windows] == [(0, 0, 10), (5, 10, 15), (10, 15, 20)]


def test_no_words_no_windows() -> None:
    assert pack([], [], 60, 20) == []


def test_likely_starts_follow_enders_and_breaks() -> None:
    words = ["He", "left", ".", "\u201d", "She", "stayed", "at", "5", "p.m.", "with", "him", "Then"]
    breaks = [False] * 11 + [True]
    assert likely_starts(words, breaks) == [0, 4, 11]
