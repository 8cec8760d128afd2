import pytest


def test_an_acronym_is_what_the_text_spells_out(who):
    text = "The Popular Front of the Hills (PFH) came. On Friday PFH fighters left."
    full, _ = who("Popular Front of the Hills", text)
    assert full
    assert full.startswith("local:popular-front")
    assert who("PFH fighters", text)[0] == full


def test_an_acronym_is_spelled_out_without_brackets_too(who):
    text = "Kenyan Security Forces came. By evening KSF held the bridge."
    assert who("KSF", text)[0] == "ke-security-forces"


def test_an_acronym_of_somebody_elsewhere_gives_way_to_the_text(who):
    text = "In Mali, the Malian Relief Society Front (RSF) gave blankets; RSF left."
    assert who("RSF", text)[0] not in {"rsf-a", "rsf-b"}


def test_an_acronym_that_may_stand_for_two_names_is_left_empty(who):
    text = "The Party of Free Hills met the Popular Front Haraka. PFH left."
    assert who("PFH", text)[0] is None


def test_a_part_of_a_name_is_the_whole(who):
    text = "The Logone Observatory for Human Rights counted ten. The Observatory said more were missing."
    assert who("Observatory", text, "source")[0] == "river-observatory"
    assert who("Observatory", "The Observatory said so.", "source")[0] is None


def test_a_body_is_whose_it_is_told_to_be_elsewhere(who):
    text = "We welcome the UN Panel of Inquiry's work. The Panel of Inquiry found no proof."
    assert who("Panel of Inquiry", text, "source")[0] == "un"


@pytest.mark.parametrize("words", ["group", "militants", "militant group", "militia"])
def test_the_group_is_the_one_named_before(who, words: str):
    assert who(words, f"Hezbollah took the hill. Then the {words} left.")[0] == "hezbollah"


def test_a_group_without_the_definite_article_is_none_named_before(who):
    assert who("militants", "Hezbollah took the hill. Then more than 20 militants left.")[0] == "militants"


def test_the_group_is_left_alone_where_two_were_named(who):
    text = "Hezbollah and FACT took the hill. Then the group left."
    assert who("group", text)[0] is None


def test_states_and_monitors_are_no_group_that_is_taken_up(who):
    assert who("group", "Kenya and the Logone Observatory for Human Rights spoke. The group left.")[0] is None


def test_the_enemy_is_the_armed_group_that_is_told_of(who):
    assert who("enemy fighters", "Troops took the town from Hezbollah. They held off enemy fighters.")[0] == "hezbollah"
    assert who("enemy fighters", "They held off enemy fighters.")[0] is None
