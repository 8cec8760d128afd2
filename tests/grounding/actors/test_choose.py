from datetime import date


def test_a_name_that_holds_on_the_day_is_taken(who):
    id_, grounds = who("Liwa al-Hirasa", "Liwa al-Hirasa took the pass.", published=date(2021, 5, 1))
    assert (id_, grounds.score > 0.9) == ("guardians", True)


def test_the_successor_is_meant_by_a_name_that_is_gone(who):
    id_, grounds = who("Jaysh al-Usud", "Jaysh al-Usud took the pass.", published=date(2021, 5, 1))
    assert id_ == "guardians"
    assert "predecessor" in grounds.why
    assert [other.id for other in grounds.others] == ["lions"]


def test_what_the_text_calls_former_stays_what_it_was(who):
    assert who("Jaysh al-Usud", "Men of the former Jaysh al-Usud came.", published=date(2021, 5, 1))[0] == "lions"


def test_a_name_out_of_use_still_means_who_bore_it(who):
    id_, grounds = who("Guardians' Banner", "The Guardians' Banner came.", published=date(2023, 1, 1))
    assert id_ == "guardians"
    assert "not so called" in grounds.why


def test_nobody_is_meant_before_they_were_there(who):
    id_, grounds = who("Liwa al-Hirasa", "Liwa al-Hirasa took the pass.", published=date(2018, 5, 1))
    assert id_ is None
    assert [other.id for other in grounds.others] == ["guardians"]


def test_an_acronym_of_several_goes_by_the_countries_of_the_text(who):
    assert who("RSF", "In Sudan, Sudanese troops fought the RSF near Khartoum.")[0] == "rsf-a"
    assert who("RSF", "Paris-based RSF in France said French journalists were held.")[0] == "rsf-b"


def test_an_acronym_of_several_is_left_empty_where_nothing_tells(who):
    id_, grounds = who("RSF", "The RSF said so.")
    assert id_ is None
    assert {other.id for other in grounds.others} == {"rsf-a", "rsf-b"}
