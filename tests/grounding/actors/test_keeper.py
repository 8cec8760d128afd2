from sayso.grounding.actors import Actors, Mention, unknown
from sayso.ingest.document import Document


def test_groups_that_no_theatre_knows_are_listed_with_an_example(actors: Actors):
    text = "The Red Dune Brigade came. Hezbollah left. Then Red Dune Brigade fighters fired at Liwa al-Sahra."
    spans = ["Red Dune Brigade fighters", "Red Dune Brigade", "Hezbollah", "Liwa al-Sahra"]
    mentions = [Mention(at := text.index(span), at + len(span), "actor", (0, len(text))) for span in spans]
    document = Document(text, "t")
    found = unknown(document, actors.resolve(document, mentions))
    assert [(group.name, group.mentions) for group in found] == [("Red Dune Brigade", 2), ("Liwa al-Sahra", 1)]
    assert found[0].example.start == 4
    assert all(group.id.startswith("local:") for group in found)


def test_a_text_of_known_actors_has_none():
    assert unknown(Document("Hezbollah left.", "t"), {}) == []
