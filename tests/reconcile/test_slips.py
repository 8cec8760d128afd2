from sayso.reconcile.item import Item
from sayso.reconcile.slips import shared_slips
from tests.reconcile.reports import item


def told(id_: str, killed: int, place: str = "Tosk", said: str = "", **fields: object) -> list[Item]:
    return [item(id_, said, "gazette", killed=(killed,), places=(place,), **fields)]


def found(*groups: list[Item]) -> list[tuple[int, int]]:
    return [(one, other) for one, other, _ in shared_slips(groups)]


REST = [told("a", 12), told("b", 12), told("c", 12)]


def test_two_that_have_the_same_wrong_have_it_from_each_other():
    [(one, other, detail)] = shared_slips([*REST, told("d", 17, "Dorn"), told("e", 17, "Dorn")])
    assert (one, other) == (3, 4)
    assert detail == "killed 17, place Dorn"


def test_one_agreement_may_be_chance():
    assert found(*REST, told("d", 17), told("e", 17)) == []
    assert found(*REST, told("d", 17, "Dorn"), told("e", 17, "Lesk")) == []


def test_what_most_say_is_no_slip():
    assert found(told("a", 12, "Dorn"), told("b", 12, "Dorn"), told("c", 17), told("d", 13, "Lesk")) == []


def test_without_a_rest_that_agrees_nobody_is_wrong():
    assert found(told("a", 12, "Lesk"), told("b", 13, "Tosk"), told("d", 17, "Dorn"), told("e", 17, "Dorn")) == []


def test_round_and_small_numbers_are_no_sign():
    assert found(*REST, told("d", 20, "Dorn"), told("e", 20, "Dorn")) == []
    assert found(*REST, told("d", 3, "Dorn"), told("e", 3, "Dorn")) == []


def test_what_is_inherited_is_no_sign():
    borrowed = frozenset({"place", "toll", "day"})
    slips = [told(id_, 17, "Dorn", inherited=borrowed) for id_ in "de"]
    assert found(*REST, *slips) == []


def test_misspellings_give_copies_away():
    said = "Jets bombed the market of Markhuriya."
    rest = [told(id_, 12, said=said) for id_ in "abcd"]
    slips = [told(id_, 17, said="Jets bombed the market of Makrhuriya.") for id_ in "ef"]
    [(one, other, detail)] = shared_slips([*rest, *slips])
    assert (one, other) == (4, 5)
    assert "word makrhuriya" in detail


def test_endings_are_no_misspellings():
    rest = [told(id_, 12, said="The soldiers attacked the market.") for id_ in "abcd"]
    slips = [told(id_, 17, said="The soldier attacks the markets.") for id_ in "ef"]
    assert found(*rest, *slips) == []


def test_few_groups_tell_nothing():
    assert found(told("d", 17, "Dorn"), told("e", 17, "Dorn"), told("a", 12)) == []
    assert found() == []
