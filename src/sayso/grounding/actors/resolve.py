"""Which actor each mention of a text means."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sayso.claims.claim import Alternative, Grounds
from sayso.grounding.actors.choose import cast_of, choose
from sayso.grounding.actors.countries import countries_in
from sayso.grounding.actors.lexicon import lexicon
from sayso.grounding.actors.local import groups_in, is_local
from sayso.grounding.actors.mention import Choice, Mention, Resolution
from sayso.grounding.actors.names import Hit, Names
from sayso.grounding.actors.normal import Word, marked, words
from sayso.grounding.actors.people import Ask, affiliation, looks_like_person, publishing_country, worded_country
from sayso.grounding.actors.phrase import Phrase, anatomy, capital, low, uncut
from sayso.grounding.actors.relation import (
    DEED,
    IS,
    OTHERS,
    SURENESS,
    bare,
    is_bigger,
    is_coordinated,
    relation,
    ruled,
    state_of,
    text_of,
    uncounted,
)
from sayso.grounding.actors.rules import Sides, States
from sayso.grounding.actors.scene import LEAST, Scene, Sighting, set_scene
from sayso.grounding.actors.shortened import is_definite, led_by, part_of_group, part_of_name, spelled_out, taken_up
from sayso.grounding.actors.voices import Voices
from sayso.grounding.actors.who import Who, new_group
from sayso.grounding.theatres import Theatre
from sayso.ingest.document import Document

NOTHING = Choice(None, "names no actor", 0.0)
FEW = 2
MOST = 0.6
"""The share of a text's country words that make one country the one that its bare "army" and "police" are of."""


@dataclass(frozen=True, slots=True)
class Case:
    """A mention, as it reads on one line, its words sorted out, and the text around it."""

    mention: Mention
    text: str
    phrase: Phrase
    scene: Scene

    def readings(self) -> Iterator[str]:
        """The mention on one line, then what is left of it without modifiers that name somebody else."""
        core = text_of(self.phrase.core)
        counted = text_of(uncounted(self.phrase.core))
        return iter(dict.fromkeys(reading for reading in (self.text, core, counted) if reading))


class Actors:
    """Says which actor a mention means, from the names of some theatres, the rules of states and sides, and the text.

    It keeps nothing from one document to the next. What it isn't sure of it leaves empty.
    """

    def __init__(self, theatres: Sequence[Theatre], states: States, sides: Sides) -> None:
        """
        Args:
            theatres: the most special first.
            states: recognises states and their organs.
            sides: recognises typed, unnamed sides.
        """
        self._theatres = tuple(theatres)
        self._cast = cast_of(theatres)
        self._names = Names(theatres, self._cast.actors)
        self._who = Who(self._names, self._cast, states, sides)
        self._steps: tuple[Callable[[Case], Choice | None], ...] = (
            self._whole,
            self._loosely,
            self._named,
            self._acronym,
            self._enemy,
            self._group_before,
            self._adjective,
            self._state,
            self._same_person,
            self._person,
            self._respelled,
            self._part,
            self._unknown_group,
            self._organ,
            self._side,
        )

    def resolve(
        self, document: Document, mentions: Sequence[Mention], places: Mapping[str, int] | None = None
    ) -> dict[tuple[int, int], Resolution]:
        """The actor of each mention, by its code points, or None with the reason and the runners-up.

        Args:
            document: the document they are of.
            mentions: in any order; of a stretch that has several roles, that of a source is looked at.
            places: how many places of the text lie in each country, by ISO 3166-1 codes, where that is known.
        """
        scene = set_scene(document, self._names, self._theatres, places)
        scene.speakers.update(_surnames(document, mentions))
        found: dict[tuple[int, int], Resolution] = {}
        for mention in mentions:
            where = mention.start, mention.end
            if where not in found or mention.role == "source":
                choice = self._one(mention, scene)
                found[where] = choice.actor, Grounds(choice.why, choice.score, choice.others)
        found.update(self._described(scene, mentions, found))
        return found

    def _described(
        self, scene: Scene, mentions: Sequence[Mention], found: Mapping[tuple[int, int], Resolution]
    ) -> dict[tuple[int, int], Resolution]:
        """The sources that the text only describes, and names elsewhere."""
        voices = Voices(scene, self._cast, mentions, found)
        chosen = {(m.start, m.end): voices.called(m) for m in mentions if m.role == "source"}
        return {
            where: (choice.actor, Grounds(choice.why, choice.score, choice.others))
            for where, choice in chosen.items()
            if choice
        }

    def countries(self, document: Document) -> dict[str, float]:
        """Countries, by ISO 3166-1 codes, whose conflict the document is about by its names and date; each weighs 1."""
        scene = set_scene(document, self._names, self._theatres)
        return {code: 1.0 for theatre in scene.theatres for code in theatre.countries}

    def _one(self, mention: Mention, scene: Scene) -> Choice:
        text = scene.document.text[mention.start : mention.end]
        found = words(text, mention.start)
        choice = self._by_words(Case(mention, " ".join(text.split()), anatomy(found), scene))
        whole = marked(found) if scene.unmarked and not _is_known(choice) else found
        if whole == found:
            return choice
        other = self._by_words(Case(mention, text_of(whole), anatomy(whole), scene))
        return other if _is_known(other) else choice

    def _by_words(self, case: Case) -> Choice:
        """The first choice that a step makes."""
        if all(_says_nothing(word) for word in case.phrase.words):
            return NOTHING
        scene = case.scene
        if not case.phrase.core and not case.phrase.owner and not case.phrase.against:
            return NOTHING
        if case.phrase.against and not self._is_known(case.phrase.against, scene):
            return self._whole(case) or NOTHING
        choices = (step(case) for step in self._steps)
        return next((choice for choice in choices if choice), NOTHING)

    def _is_known(self, against: Sequence[Word], scene: Scene) -> bool:
        """Whether the word tied to "pro-" or "anti-" names by itself whom it is for or against."""
        named = any(True for _ in self._names.exact(against)) or any(True for _ in countries_in(against))
        return named or against[0].text[0].islower() or self._who.loose(against, scene) is not None

    def _chosen(self, hit: Hit, scene: Scene) -> Choice:
        return choose(hit.entries, scene, self._cast)

    def _whole(self, case: Case) -> Choice | None:
        """The mention is a name, from its first word to its last."""
        phrase, scene = case.phrase, case.scene
        hits = list(self._names.exact(phrase.words, lenient=True))
        if len(hits) != 1 or any(w.key for w in (*phrase.words[: hits[0].first], *phrase.words[hits[0].last :])):
            return None
        former = _is_former(case.mention.start, scene)
        return self._spelled_anew(case, hits[0]) or choose(hits[0].entries, scene, self._cast, former=former)

    def _spelled_anew(self, case: Case, hit: Hit) -> Choice | None:
        """An acronym that means somebody of another country than the text's, and that the text spells out."""
        homes = {code for entry in hit.entries for code in entry.actor.countries}
        if not hit.entries[0].name.acronym or not homes or any(case.scene.share(code) for code in homes):
            return None
        run = spelled_out(case.phrase.words[-1].text, case.scene)
        return self._called_so(run, case.scene) if run else None

    def _called_so(self, run: Sequence[Word], scene: Scene) -> Choice | None:
        """The actor of a name that an acronym stands for; None where the name is of nobody that could be one."""
        choice = self._who.called(run, scene)
        return choice if not is_local(choice.actor) or list(groups_in(run)) else None

    def _loosely(self, case: Case) -> Choice | None:
        """A loose name of a theatre that the text is about: the whole mention, or its core less what any side has."""
        phrase = case.phrase
        if choice := self._who.loose(phrase.words, case.scene):
            return choice
        if phrase.owner and (choice := self._who.loose(phrase.owner, case.scene)):
            return Choice(choice.actor, f"held by {text_of(phrase.owner)!r}: {choice.why}", 0.6, choice.others)
        core = bare(phrase.core)
        whole = phrase.split == len(phrase.core) and not phrase.is_cut and not phrase.owner
        if not core or not whole or any(capital(word) for word in core[1:]):
            return None
        if choice := self._who.loose(core, case.scene):
            return choice
        if len(core) > 1 and capital(core[0]) and low(core[-1]) in lexicon().titles:
            return self._who.loose(core[:-1], case.scene)
        plain = len(core) > 1 and all(low(word) not in lexicon().common for word in core[:-1])
        return self._who.loose(core[-1:], case.scene) if plain and not capital(core[0]) else None

    def _named(self, case: Case) -> Choice | None:
        """A name inside the mention: its head, whose member or thing it is, or what a link leads to."""
        phrase, scene = self._with_modifier(case.phrase), case.scene
        owner = self._who.is_told(phrase.owner, scene) if phrase.owner else None
        if owner and owner.actor:
            return Choice(owner.actor, f"held by {text_of(phrase.owner)!r}: {owner.why}", 0.75, owner.others)
        hits = list(self._names.exact(phrase.core, lenient=True))
        chosen = [self._chosen(hit, scene) for hit in hits]
        others = tuple(Alternative(c.actor, self._called(c.actor), 0.4) for c in chosen if c.actor)
        joined = bool(hits) and is_coordinated(phrase, hits[0])
        if member := None if joined else self._with_post(chosen, scene):
            return member
        if len({choice.actor for choice in chosen}) > 1 or joined:
            return Choice(None, "names more than one actor", 0.0, others)
        for hit, choice in zip(hits, chosen, strict=True):
            how = relation(phrase, hit)
            if how == OTHERS:
                return self._who.loose(phrase.core[phrase.head :][:1], scene) or Choice(None, OTHERS, 0.0, others)
            if how:
                return self._through(how, phrase, choice)
        if hits and is_bigger(phrase, hits[0]) and not list(groups_in(phrase.core)):
            return Choice(None, "the name in it is a part of another name", 0.0, others)
        return None

    def _with_post(self, chosen: Sequence[Choice], scene: Scene) -> Choice | None:
        """Who is named with whom they are of: "Jane Doe, director of the Norrel Monitor", "UN agency UNICEF"."""
        named = {choice.actor: choice for choice in chosen if choice.actor}
        for id_, choice in named.items():
            actor = self._cast.get(id_)
            others = {other for other in named if other != id_}
            if actor and others and others <= {tie.actor for tie in actor.parents(scene.day)}:
                return choice
        return None

    def _with_modifier(self, phrase: Phrase) -> Phrase:
        """The mention uncut where a name reaches over a modifier in it."""
        if not phrase.is_cut:
            return phrase
        whole = uncut(phrase)
        spans = (whole.core[hit.first : hit.last] for hit in self._names.exact(whole.core, lenient=True))
        kept = ([word in phrase.core for word in span] for span in spans)
        return whole if any(any(span) and not all(span) for span in kept) else phrase

    def _called(self, id_: str) -> str:
        actor = self._cast.get(id_)
        return actor.name if actor else id_

    def _through(self, how: str, phrase: Phrase, choice: Choice) -> Choice:
        """The actor as the mention's relation to it has it: a ruler's forces are the state's army."""
        actor = self._cast.get(choice.actor)
        if actor and actor.kind in ("person", "state") and (organ := ruled(phrase)) and (state := state_of(actor)):
            return Choice(f"{state}-{organ}", f"the {organ} of {actor.name}", 0.8)
        if how == IS:
            return choice
        return Choice(choice.actor, f"{how} it; {choice.why}", min(SURENESS[how], choice.score), choice.others)

    def _acronym(self, case: Case) -> Choice | None:
        """An acronym that the text spells out, alone or before a member or a thing."""
        phrase = case.phrase
        for i, word in enumerate(phrase.core[: phrase.split]):
            owns = relation(phrase, Hit(i, i + 1, ())) in SURENESS
            run = spelled_out(word.text, case.scene) if owns else None
            choice = self._called_so(run, case.scene) if run else None
            if run and choice and choice.actor:
                why = f"{word.text!r} is {text_of(run)!r} here; {choice.why}"
                return Choice(choice.actor, why, min(choice.score, 0.9), choice.others)
        return None

    def _enemy(self, case: Case) -> Choice | None:
        """ "Enemy" is the one armed group named there or just before."""
        if not any(low(word) in lexicon().enemy for word in case.phrase.core[: case.phrase.split]):
            return None
        choice = taken_up(case.mention.start, case.scene, self._armed_group(case.scene))
        return Choice(choice.actor, f"the enemy here: {choice.why}", 0.65) if choice else NOTHING

    def _group_before(self, case: Case) -> Choice | None:
        """ "The group", "the militants": the one armed group named before."""
        core = case.phrase.core
        told = " ".join(low(word) for word in core)
        if case.phrase.is_cut or (told not in lexicon().anaphors and not _is_qualified(case.phrase)):
            return None
        if any(word.text[0].isupper() for word in core[1:]) or not is_definite(case.mention.start, case.scene):
            return None
        choice = taken_up(case.mention.start, case.scene, self._armed_group(case.scene))
        return Choice(choice.actor, f"takes up the group before: {choice.why}", 0.75) if choice else None

    def _armed_group(self, scene: Scene) -> Callable[[Sighting], Choice | None]:
        def fits(sighting: Sighting) -> Choice | None:
            choice = choose(sighting.entries, scene, self._cast)
            actor = self._cast.get(choice.actor)
            return choice if actor and actor.kind == "group" and actor.inter != 1 else None

        return fits

    def _state(self, case: Case) -> Choice | None:
        """A state, an organ of it, its people, or one of its things or deeds."""
        for reading in case.readings():
            if match := self._who.states(reading):
                return Choice(match.actor_id, match.why, 0.9)
        core = case.phrase.core[: case.phrase.split]
        last = len(core)
        while last > 1 and low(core[last - 1]) in lexicon().deeds:
            last -= 1
        if not 0 < last < len(core):
            return None
        match = self._who.states(text_of(core[:last]))
        told = next((c for c in countries_in(core) if (c.first, c.last) == (0, last)), None)
        if told:
            return Choice(f"{told.code.lower()}-government", f"done by {text_of(core[:last])!r}", SURENESS[DEED])
        return Choice(match.actor_id, f"done by it; {match.why}", SURENESS[DEED]) if match else None

    def _adjective(self, case: Case) -> Choice | None:
        """A country's adjective alone: whose it makes the noun after it ("Kenyan" of "Kenyan air strikes")."""
        words, around = case.phrase.words, case.scene.between(0, case.mention.end)
        told = next((c for c in countries_in(words) if (c.first, c.last, c.how) == (0, len(words), "adjectives")), None)
        before = case.scene.between(0, case.mention.start).stop
        article = before > 0 and low(case.scene.words[before - 1]) in ("a", "an")
        following = case.scene.words[around.stop : around.stop + 1]
        noun = "" if case.scene.words[around.stop - 1].ends else "".join(word.text for word in following)
        if not told or not noun or words[-1].text.endswith("s") or (article and noun not in lexicon().deeds):
            return None
        match = self._who.states(f"{text_of(words)} {noun}") if noun and noun.islower() else None
        actor = match.actor_id if match else f"{told.code.lower()}-government"
        return Choice(actor, f"whose {noun!r} the text tells of", 0.7 if match else 0.6)

    def _same_person(self, case: Case) -> Choice | None:
        """A surname, or a part of a name, of the one person whom the text names in full."""
        found = case.phrase.words
        keys = {word.key for word in found if word.key}
        if not looks_like_person(found):
            return None
        people: dict[str, Sighting] = {}
        for sighting in case.scene.sightings:
            full = [word.key for word in case.scene.words[sighting.first : sighting.last] if word.key]
            known = sighting.entries[0].actor
            if known.kind == "person" and keys < set(full) and found[-1].key == full[-1]:
                people[known.id] = sighting
        if len(people) != 1:
            return None
        [(actor, sighting)] = people.items()
        return Choice(actor, f"named in full as {sighting.entries[0].name.text!r} in the text", 0.85)

    def _person(self, case: Case) -> Choice | None:
        """A person whose side the text tells."""
        found, scene = case.phrase.words, case.scene
        if not looks_like_person(found) or list(countries_in(found)):
            return None
        name = text_of(found)
        if name not in scene.people:
            choice = affiliation(found, scene, self._asking(scene))
            scene.people[name] = self._of_whom(choice, scene) if choice else None
        return scene.people[name]

    def _asking(self, scene: Scene) -> Ask:
        """Says which side some words of the text, or of its title, name; each stretch is looked at once."""

        def ask(part: Sequence[Word], last: bool) -> Choice | None:
            where = text_of(part), part[0].start, last
            if where not in scene.parts:
                scene.parts[where] = self._who.is_told(part, scene, last=last)
            return scene.parts[where]

        return ask

    def _of_whom(self, choice: Choice, scene: Scene) -> Choice:
        """Whose side somebody is on who is told as another person's: that person's own, where a theatre tells it."""
        actor = self._cast.get(choice.actor)
        parents = list(actor.parents(scene.day)) if actor and actor.kind == "person" else []
        return Choice(parents[0].actor, choice.why, choice.score, choice.others) if parents else choice

    def _respelled(self, case: Case) -> Choice | None:
        """Another spelling of a name, alone or before a member or a thing."""
        phrase = case.phrase
        for last in range(phrase.split, 0, -1):
            span = phrase.core[:last]
            if not any(word.text[0].isupper() for word in span) or relation(phrase, Hit(0, last, ())) not in SURENESS:
                continue
            if hit := self._names.near(span):
                choice = self._chosen(hit, case.scene)
                why = f"{text_of(span)!r} is a spelling of {hit.entries[0].name.text!r}; {choice.why}"
                return Choice(choice.actor, why, round(min(choice.score, hit.score / 100), 2), choice.others)
        return None

    def _part(self, case: Case) -> Choice | None:
        """A part of a longer name seen before, for the whole; what the text elsewhere has a side's name before."""
        sighting = part_of_name(case.phrase.core, case.scene)
        if not sighting:
            run = part_of_group(case.phrase.core, case.scene)
            return new_group(run) if run else self._led(case)
        choice = choose(sighting.entries, case.scene, self._cast)
        why = f"short for {sighting.entries[0].name.text!r}"
        return Choice(choice.actor, why, min(choice.score, 0.8), choice.others)

    def _led(self, case: Case) -> Choice | None:
        """A post or a body that is told with a side's name elsewhere ("Interior Ministry spokesman": "spokesman")."""
        if len(case.phrase.core) == 1 and not is_definite(case.mention.start, case.scene):
            return None
        choices = [self._lead(before, case) for before in led_by(case.phrase.core, case.scene)]
        found = {choice.actor: choice for choice in choices if choice and choice.actor}
        if len(found) == 1:
            return next(iter(found.values()))
        text = " ".join(low(word) for word in case.phrase.core)
        own = publishing_country(case.scene)
        organ, country = lexicon().organs.get(text), worded_country(text, own)
        if not organ or not country or country != own:
            return None
        return Choice(f"{country.lower()}-{organ}", f"{text!r} in what {country} publishes", 0.75)

    def _lead(self, before: Sequence[Word], case: Case) -> Choice | None:
        match = self._who.states(f"{text_of(before)} {text_of(case.phrase.core)}")
        choice = Choice(match.actor_id, match.why, 0.8) if match else self._who.is_told(before, case.scene)
        if not choice or choice.score <= SURENESS[DEED]:
            return None
        return Choice(choice.actor, f"told of elsewhere with {text_of(before)!r} before it; {choice.why}", 0.7)

    def _unknown_group(self, case: Case) -> Choice | None:
        """A group that no theatre knows: as its head, or as what its members, things or a link lead to."""
        for group in groups_in(case.phrase.core):
            if relation(case.phrase, Hit(group.first, group.last, ())):
                return new_group(case.phrase.core[group.first : group.last])
        return None

    def _organ(self, case: Case) -> Choice | None:
        """ "The government", "police": the organ of the one state that acts in the sentence, or in the text."""
        organ = lexicon().bare_organs.get(" ".join(low(word) for word in case.phrase.words))
        return _of_state(organ, case) or Choice(None, "the text does not tell of which state", 0.0) if organ else None

    def _side(self, case: Case) -> Choice | None:
        """A typed, unnamed side; if it is an organ of the one state that acts here, that organ."""
        matches = (self._who.sides(reading) for reading in case.readings())
        match = next((match for match in matches if match), None)
        if not match or (match.owns and low(case.phrase.core[0]) in lexicon().thing_adjectives):
            return None
        if match.actor_id == "government" and not lexicon().loaded.isdisjoint(case.phrase.heads()):
            return Choice(None, "a loaded word, and the text does not tell for whom", 0.0)
        organ = lexicon().state_sides.get(match.actor_id)
        if organ and case.phrase.is_cut:
            return Choice(None, "of others than the one that is named", 0.0)
        if case.mention.role == "target" or case.phrase.split < len(case.phrase.core):
            organ = None
        return _of_state(organ, case) or Choice(match.actor_id, match.why, 0.6 if match.rest else 0.7)


def _is_known(choice: Choice) -> bool:
    """Whether it is an actor of a theatre or a state; no group known by its name alone, and no organ of any state."""
    return choice.actor is not None and not is_local(choice.actor) and choice.actor not in lexicon().state_sides


def _says_nothing(word: Word) -> bool:
    """Whether a word is a pronoun or a number; "US" is neither."""
    shouted = len(word.text) > 1 and word.text.isupper()
    return word.text.isdigit() or (low(word) in lexicon().stops and not shouted)


def _surnames(document: Document, mentions: Sequence[Mention]) -> Iterator[str]:
    """The last words of those that are cited."""
    for mention in mentions:
        if mention.role == "source" and (found := words(document.text[mention.start : mention.end])):
            yield found[-1].key


def _is_qualified(phrase: Phrase) -> bool:
    """Whether a noun that takes up a group has one word before it ("Islamist militants", "militant group")."""
    return len(phrase.core) == 2 and low(phrase.core[1]) in lexicon().anaphors


def _of_state(organ: str | None, case: Case) -> Choice | None:
    """That organ of the one state that acts where the mention stands."""
    country = _acting_country(case.mention.start, case.scene) if organ else None
    why = f"of {country}, the state that acts in the text here"
    return Choice(f"{country.lower()}-{organ}", why, 0.65) if country else None


def _is_former(start: int, scene: Scene) -> bool:
    at = scene.between(0, start).stop
    return at > 0 and low(scene.words[at - 1]) in lexicon().past


def _acting_country(start: int, scene: Scene) -> str | None:
    """The one country that acts in the sentence before a code point, or in all of it, or by far most in the text."""
    begin, end = scene.sentence(start)
    for until in (start, end):
        told = scene.acting(begin, until)
        if told:
            country = told.pop()
            return country if not told and scene.weights[country] > 1 and scene.share(country) >= LEAST else None
    own = publishing_country(scene)
    weights = {code: n for code, n in scene.weights.items() if code != own}
    best = max(weights, key=lambda code: weights[code], default=None)
    return best if best and weights[best] > FEW and weights[best] >= MOST * sum(weights.values()) else None
