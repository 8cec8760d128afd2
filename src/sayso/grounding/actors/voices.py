"""Who speaks where a text only says what kind of voice it is: "the ministry", "the London-based group", "its director".

The voice is one that the text names. A noun of its own name tells it best ("the council", after "Tosk Military
Council"), else what kind of actor the noun is used of, those who spoke before those only mentioned; the last one named
is meant, and where two could be, neither is. Which words are a voice at all was decided before (`sayso.claims.voices`);
one that no theatre knows keeps its own words, which `sayso.reconcile.spoken` compares with those of the others.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sayso.grounding.actors.choose import Cast, choose
from sayso.grounding.actors.countries import countries_in
from sayso.grounding.actors.lexicon import lexicon
from sayso.grounding.actors.local import is_local
from sayso.grounding.actors.mention import Choice, Mention, Resolution
from sayso.grounding.actors.normal import Word, words
from sayso.grounding.actors.phrase import Phrase, anatomy, low
from sayso.grounding.actors.scene import Scene
from sayso.grounding.actors.shortened import BACK, is_definite

SIDE, PERSON, ARMED, LOCAL = "side", "person", "group", "local"
OF = frozenset({"of", "for"})
HEADED = frozenset({"monitor", "organisation", "media", "body", ARMED})
"""Kinds of actors that have a director or a spokesman."""


@dataclass(frozen=True, slots=True)
class Antecedent:
    """Words at code points `start` to `end` (exclusive) that name an actor; whether they are cited, and the words."""

    start: int
    end: int
    actor: str
    kind: str
    spoke: bool
    words: frozenset[str]


class Voices:
    """The voices that one text names, for those that it only describes."""

    def __init__(
        self,
        scene: Scene,
        cast: Cast,
        mentions: Sequence[Mention],
        found: Mapping[tuple[int, int], Resolution],
    ) -> None:
        """
        Args:
            scene: the text.
            cast: all actors.
            mentions: of the text.
            found: what they were resolved to by themselves.
        """
        self._scene, self._cast = scene, cast
        self._named = [*self._cited(mentions, found), *self._sighted()]

    def called(self, mention: Mention) -> Choice | None:
        """Who a source is that is only described; None where it is no description, or nobody or several fit it."""
        found = words(self._scene.document.text[mention.start : mention.end], mention.start)
        if body := _headed_body(found):
            return self.called(replace(mention, start=body.start))
        phrase = anatomy(found)
        core = [low(word) for word in phrase.core]
        plain = not phrase.against and phrase.split == len(core) and not list(countries_in(phrase.core))
        ours = not phrase.is_cut or any(low(word) in lexicon().based for word in phrase.words)
        if not core or not plain or not ours or self._is_named(mention.end):
            return None
        if core[-1] in lexicon().posts:
            return self._headed(core, mention)
        kinds = lexicon().voices.get(" ".join(core), frozenset())
        definite = is_definite(mention.start, self._scene)
        home = _home(phrase)
        if definite and len(core) == 1 and not phrase.is_cut and core[0] in lexicon().bodies:
            namesakes = [one for one in self._named if core[0] in one.words and len(one.words) > 1]
            if choice := self._nearest(namesakes, mention, f"the {core[0]} named", spoken_first=False):
                return choice
        fitting = [one for one in self._named if _fits(one, kinds) and self._may_be_from(one, home, phrase)]
        anywhere = not definite and kinds == {"monitor"}
        if not definite and not anywhere:
            return None
        why = f"the {'/'.join(sorted(kinds))} named"
        return self._nearest(fitting, mention, why) or (self._only(fitting, why) if "monitor" in kinds else None)

    def _is_named(self, end: int) -> bool:
        """Whether the text names the voice right after a code point: "the organisation known as ..."."""
        at = self._scene.between(0, end).stop
        return at < len(self._scene.words) and low(self._scene.words[at]) in lexicon().naming

    def _headed(self, core: Sequence[str], mention: Mention) -> Choice | None:
        """ "Its director", "the group's spokesman": of whoever was named."""
        at = self._scene.between(0, mention.start).stop
        owner = low(self._scene.words[at - 1]) if at else ""
        if len(core) > 1 or owner not in lexicon().possessives:
            return None
        fitting = [one for one in self._named if one.kind in HEADED]
        return self._nearest(fitting, mention, f"{owner} {core[0]}, of the one named")

    def _cited(self, mentions: Sequence[Mention], found: Mapping[tuple[int, int], Resolution]) -> Iterator[Antecedent]:
        for mention in mentions:
            actor, _ = found[mention.start, mention.end]
            told = words(self._scene.document.text[mention.start : mention.end])
            if mention.role != "source" or actor is None or not any(word.text[0].isupper() for word in told):
                continue
            yield from self._as_named(mention.start, mention.end, actor, told, spoke=True)

    def _sighted(self) -> Iterator[Antecedent]:
        for sighting in self._scene.sightings:
            choice = choose(sighting.entries, self._scene, self._cast)
            told = self._scene.words[sighting.first : sighting.last]
            if choice.actor and not sighting.entries[0].name.loose:
                yield from self._as_named(sighting.start, sighting.end, choice.actor, told, spoke=False)

    def _as_named(self, start: int, end: int, actor: str, told: Sequence[Word], *, spoke: bool) -> Iterator[Antecedent]:
        """The actor that is named, or whom a person that is named speaks for."""
        known = self._cast.get(actor)
        if known and known.kind == PERSON:
            parents = [tie.actor for tie in known.parents(self._scene.day) if tie.relation == "part_of"]
            known = self._cast.get(parents[0]) if len(parents) == 1 else None
            told = ()
        kind = known.kind if known else LOCAL if is_local(actor) else ""
        if kind != SIDE and (known or told):
            keys = frozenset(low(word) for word in told if word.key)
            yield Antecedent(start, end, known.id if known else actor, kind, spoke, keys)

    def _may_be_from(self, one: Antecedent, home: str | None, phrase: Phrase) -> bool:
        """Whether an actor may be the one that is told by where it is based; who fights is not told so."""
        if not phrase.is_cut:
            return True
        known = self._cast.get(one.actor)
        homes = known.countries if known else ()
        return one.kind != ARMED and (home is None or not homes or home in homes)

    def _nearest(
        self, fitting: Sequence[Antecedent], mention: Mention, why: str, *, spoken_first: bool = True
    ) -> Choice | None:
        """The one that fits in the mention's sentence before it, else in the sentences before, else before at all."""
        before = [one for one in fitting if one.end <= mention.start]
        starts = list(self._backwards(mention.start))
        pools = [[one for one in before if one.spoke], before] if spoken_first else [before]
        for since, pool in [(s, p) for near in (starts, [0]) for p in pools for s in near]:
            actors = {one.actor for one in pool if one.start >= since}
            if actors:
                return self._only([one for one in pool if one.start >= since], why)
        return None

    def _backwards(self, start: int) -> Iterator[int]:
        since = self._scene.sentence(start)[0]
        yield since
        for _ in range(BACK):
            if not since:
                return
            since = self._scene.sentence(since - 1)[0]
            yield since

    def _only(self, fitting: Sequence[Antecedent], why: str) -> Choice | None:
        actors = {one.actor for one in fitting}
        if len(actors) != 1:
            return None
        actor = actors.pop()
        known = self._cast.get(actor)
        return Choice(actor, f"{why} in the text: {known.name if known else actor}", 0.75)


def _headed_body(found: Sequence[Word]) -> Word | None:
    """Where the body begins whose post is told: of "head of the Juba-based group", "Juba"."""
    told = [low(word) for word in found[:2]]
    headed = len(told) == 2 and told[0] in lexicon().posts and told[1] in OF
    return next((word for word in found[2:] if word.key), None) if headed else None


def _fits(one: Antecedent, kinds: frozenset[str]) -> bool:
    """Whether a noun used of these kinds may mean the actor; one that no theatre knows may be an organisation."""
    return one.kind in kinds or (one.kind == LOCAL and one.spoke and "organisation" in kinds)


def _home(phrase: Phrase) -> str | None:
    """The country in which the voice is based, as its words have it."""
    told = [country.code for country in countries_in(phrase.words)]
    return told[0] if phrase.is_cut and len(told) == 1 else None
