"""The theatres of the package agree with each other on who is who."""

from collections import defaultdict
from datetime import date
from itertools import combinations

import pytest

from sayso.grounding.theatres import Theatre, load_theatre, theatres_named
from sayso.grounding.theatres.general import Parties
from sayso.grounding.theatres.lexemes import lexicon
from sayso.grounding.theatres.spans import Span, meet

NAMED_ALIKE = 2
"""From how many full names that two actors share on one day they are taken for one; one name may be chance."""


def meanings(theatre: Theatre) -> dict[str, list[tuple[str, Span]]]:
    """For each full name, in lower case, the parties and bodies it means and when. People stand apart from posts."""
    found: dict[str, list[tuple[str, Span]]] = defaultdict(list)
    for actor in theatre.actors.values():
        for name in actor.names:
            when = meet(span(name.first, name.last), span(actor.first, actor.last))
            if when and not (name.loose or name.acronym) and actor.kind != "person":
                found[name.text.casefold()].append((actor.id, when))
    return found


def span(first: date | None, last: date | None) -> Span:
    return first or date.min, last or date.max


@pytest.mark.parametrize(("one", "other"), list(combinations(theatres_named(), 2)))
def test_a_party_of_two_theatres_has_one_id(one: str, other: str) -> None:
    mine, others = meanings(load_theatre(one)), meanings(load_theatre(other))
    shared: dict[tuple[str, str], set[str]] = defaultdict(set)
    for name in mine.keys() & others.keys():
        for id_, when in mine[name]:
            for other_id, other_when in others[name]:
                if id_ != other_id and meet(when, other_when):
                    shared[id_, other_id].add(name)
    assert {pair: names for pair, names in shared.items() if len(names) >= NAMED_ALIKE} == {}


@pytest.mark.parametrize("name", theatres_named())
def test_actors_that_a_rule_makes_too_are_of_the_rule_s_country(name: str) -> None:
    made = Parties(lexicon())
    both = {id_: actor for id_, actor in load_theatre(name).actors.items() if id_ in made and actor.countries}
    assert both
    assert [id_ for id_, actor in both.items() if not set(made[id_].countries) & set(actor.countries)] == []
