from datetime import date

import pytest

DAY = date(2021, 5, 1)


@pytest.mark.parametrize(
    ("text", "person", "right"),
    [
        ("Hezbollah spokesman Karim Haddad said so.", "Karim Haddad", "hezbollah"),
        ("Karim Haddad, a spokesman for Hezbollah, said so.", "Karim Haddad", "hezbollah"),
        ("Rebel commander Musa Adam of the Liwa al-Hirasa said so.", "Musa Adam", "guardians"),
        (
            "opposition commander Musa Adam with the military faction of Liwaa al-Hirassa said so",
            "Musa Adam",
            "guardians",
        ),
        ("Kenyan police chief John Mwangi said so.", "John Mwangi", "ke-police"),
        ("Turkish presidential adviser Kemal Aydın said so.", "Kemal Aydın", "tr-president"),
        ("Malian Foreign Minister Amadou Touré said so.", "Amadou Touré", "ml-foreign-ministry"),
        ("The UN special envoy, Anna Berg, said so.", "Anna Berg", "un"),
        ("Republican Representative Ann Poe told us.", "Ann Poe", "us-parliament"),
        ("Aid came, said local resident Fatou Diop.", "Fatou Diop", "residents"),
        ("Yusuf Saleh, an activist living there, saw it.", "Yusuf Saleh", "activists"),
        ("Abu Salim al-Tunisi, a Hezbollah gang leader in the hills was struck.", "Abu Salim al-Tunisi", "hezbollah"),
        ("Idris Mahdi's communications chief, Ali Toko, said so.", "Ali Toko", "td-government"),
        ("Malian army spokesman Col. Oumar “Lion” Keita said so.", "Col. Oumar “Lion” Keita", "ml-army"),
        ("A fellow at the Lake Chad Institute, Jean Roux, said so.", "Jean Roux", None),
    ],
)
def test_a_person_is_on_the_side_that_the_text_tells(who, text: str, person: str, right: str | None):
    id_, _ = who(person, text, "source", published=DAY)
    assert id_ == right or (right is None and (id_ is None or id_.startswith("local:")))


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("Karim Haddad said so.", "Karim Haddad"),
        ("Former Hezbollah commander Karim Haddad said so.", "Karim Haddad"),
        ("Hezbollah shelled the town, Karim Haddad said.", "Karim Haddad"),
        ("Karim Haddad, a farmer whose house Hezbollah burnt, said so.", "Haddad"),
        ("They shot Karim Haddad. Hezbollah spokesman Sami Aoun said so.", "Karim Haddad"),
    ],
)
def test_a_person_whose_side_is_not_told_is_left_empty(who, text: str, person: str):
    assert who(person, text, "source")[0] in {None, "civilians"}


def test_a_surname_follows_the_full_name(who):
    text = "Hezbollah spokesman Karim Haddad spoke first. Hours later Haddad took it back."
    assert who("Haddad", text, "source")[0] == "hezbollah"


def test_two_people_of_one_surname_are_not_mixed_up(who):
    text = "Hezbollah spokesman Karim Haddad spoke. Doctor Layla Haddad did not."
    assert who("Layla Haddad", text, "source")[0] != "hezbollah"


def test_a_minister_is_the_publisher_s_in_its_own_statement(who):
    text = "Minister Jane Poole said: this is wrong."
    assert who("Jane Poole", text, "source", publisher="uk")[0] == "gb-government"
    assert who("Jane Poole", text, "source")[0] is None


def test_a_prime_minister_who_is_told_of_is_of_the_country_that_is_told_of(who):
    text = "We support the Government of Iraq in Iraq. We echo Prime Minister Salim's call."
    assert who("Salim", text, "actor", publisher="uk")[0] == "iq-prime-minister"


def test_the_title_of_a_document_tells_of_people_too(who):
    about = {"title": "Foreign Office Minister Jane Poole on the ceasefire", "publisher": "uk"}
    assert who("Jane Poole", "Jane Poole welcomes it.", "source", **about)[0] == "gb-foreign-ministry"


def test_a_title_alone_is_who_bears_it_elsewhere_in_the_text(who):
    text = "Hezbollah Media Director Karim Haddad spoke. The media director gave no number."
    assert who("media director", text, "source")[0] == "hezbollah"
