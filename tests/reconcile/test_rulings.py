from sayso.reconcile.rulings import Rulings


def test_of_two_letters_for_one_source_the_later_counts(war):
    first = war.decision("letter", "Aster Gazette", value="E", number=1)
    second = war.decision("letter", "Aster Gazette", value="B", number=2)
    assert Rulings.of([second, first]).letters["aster gazette"] == "B"


def test_what_is_superseded_counts_no_more(war):
    first = war.decision("verify", "c1", field="occurred", value="yes", number=1)
    second = war.decision("verify", "c2", field="occurred", value="yes", number=2, supersedes=1)
    assert set(Rulings.of([first, second]).verified) == {"c2"}


def test_rulings_are_looked_through_once(war):
    rulings = Rulings.of([war.decision("accept", "c1")])
    assert Rulings.of(rulings) is rulings
    assert rulings.letters == {}
    assert rulings.verified == {}
