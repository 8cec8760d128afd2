"""A state's organs and its people, told from the words of a mention: "Kenyan police chief", "government of Chad"."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sayso.grounding.theatres.abroad import Abroad, script
from sayso.grounding.theatres.lexemes import Form, Lexicon, Party, lexicon
from sayso.grounding.theatres.phrase import Unit, before_comma, split, units


@dataclass(frozen=True, slots=True)
class StateMatch:
    """What a mention names, and by which rule.

    Attributes:
        actor_id: the actor, as "ke-police" or "iq-rebels".
        country: the country's code (ISO 3166-1).
        organ: the organ or the side, without its country.
        why: the rule, for a person to read.
        others: actors that the same words name as well ("Congolese army"), less likely.
        place: the mention is a country's or a capital's name and no more; it is an actor only where it acts.
        owns: the mention is a thing of the actor ("Syrian army checkpoint").
    """

    actor_id: str
    country: str
    organ: str
    why: str
    others: tuple[str, ...] = ()
    place: bool = False
    owns: bool = False


@dataclass(frozen=True, slots=True)
class Head:
    """What a phrase without its country names."""

    party: Party
    text: str
    side: bool
    owns: bool = False


class States:
    """Reads mentions as organs of any country's state, as its people, or as an unnamed side of it.

    A phrase is read only where each of its words is understood: "Syrian army" is, "Free Syrian Army", "Iranian-backed
    forces" and "Iraqi Kurdish forces" name others than the state, and give nothing.
    """

    def __init__(self, words: Lexicon | None = None) -> None:
        """
        Args:
            words: the lexicon; None for the package's own.

        Raises:
            LexiconError: a file of the package does not fit its schema.
        """
        self._lexicon = words or lexicon()
        self.abroad = Abroad(self._lexicon)

    def match(self, mention: str) -> StateMatch | None:
        """What the mention names, or None.

        Args:
            mention: a noun phrase as a text has it, with or without its article.
        """
        return self._read(units(mention, self._lexicon)) or self._abroad(mention)

    def _abroad(self, mention: str) -> StateMatch | None:
        """What a mention in another language names. Latin letters alone do not make a foreign word a country's name."""
        found = self.abroad.read(mention)
        if found is None or found.country is None:
            return None
        alone = found.party is None
        if alone and script(mention) == "latin":
            return None
        party = found.party or "government"
        why = f"{found.text} ({found.country})"
        return StateMatch(f"{found.country.lower()}-{party}", found.country, party, why, place=alone)

    def _read(self, phrase: Sequence[Unit]) -> StateMatch | None:
        if not phrase or any(unit.can("not") for unit in phrase):
            return None
        join = next((at for at, unit in enumerate(phrase) if unit.can("join") or unit.can("cut")), None)
        if join is None:
            return self._core(phrase)
        left, right = phrase[:join], phrase[join + 1 :]
        if found := self._core(left):
            return None if self._named_on(phrase[join], right) else found
        if not left or not right or phrase[join].can("cut") or any(unit.lexeme.countries for unit in left):
            return None
        if left[-1].can("member") and right[0].lexeme.countries and all(unit.look == "name" for unit in right[1:]):
            right = right[:1]
        return self._of(left, phrase[join], self._read(right))

    def _named_on(self, join: Unit, right: Sequence[Unit]) -> bool:
        """Whether a name goes on after "of": "Libyan Government of National Accord" is no organ of the state's."""
        return join.can("own") and bool(right) and right[0].text[0].isupper() and not right[0].lexeme.countries

    def _of(self, left: Sequence[Unit], join: Unit, whole: StateMatch | None) -> StateMatch | None:
        """What "LEFT of WHOLE" names."""
        if whole is None:
            return None
        *_, last = left
        if last.can("quantity"):
            return None if whole.place else whole
        head = self._head(left)
        if whole.place and head and (join.can("own") or (join.can("seat") and last.can("seated"))):
            return self._made(whole, head)
        if whole.place or whole.organ == "people":
            return None
        if last.can("member") and all(unit.look == "known" for unit in left):
            return whole
        if head and not head.side and self._holds(whole, head):
            return self._made(whole, head)
        return None

    def _holds(self, whole: StateMatch, head: Head) -> bool:
        """Whether an organ can have another: a president his army, the armed forces their general staff."""
        organ = self._lexicon.organs.get(whole.organ)
        return organ is not None and (organ.kind == "state" or organ.id == head.party.id)

    def _core(self, phrase: Sequence[Unit]) -> StateMatch | None:
        """What a phrase without "of" names."""
        phrase = before_comma(phrase)
        pieces = split(phrase)
        if len(pieces) > 1:
            return self._all(pieces)
        owners = [at for at, unit in enumerate(phrase) if unit.text == "'s"]
        if not owners:
            return self._plain(phrase)
        owner, rest = self._core(phrase[: owners[-1]]), phrase[owners[-1] + 1 :]
        return self._owned(owner, rest) if owner and rest else owner

    def _all(self, pieces: Sequence[Sequence[Unit]]) -> StateMatch | None:
        """What coordinated phrases name, where it is the same: "Iraqi soldiers and officers"."""
        first = self._core(pieces[0])
        if first is None or first.place:
            return None
        for piece in pieces[1:]:
            if any(unit.lexeme.countries for unit in piece):
                found = self._core(piece)
            elif all(unit.can("member") for unit in piece):
                found = first
            else:
                head = self._head(piece)
                found = self._made(first, head) if head else None
            if found is None or found.actor_id != first.actor_id:
                return None
        return first

    def _owned(self, owner: StateMatch, rest: Sequence[Unit]) -> StateMatch | None:
        """What "OWNER's REST" names."""
        if any(unit.lexeme.countries for unit in rest) or owner.organ == "people":
            return None
        head = self._head(rest)
        if head is None:
            return None
        organ = self._lexicon.organs.get(owner.organ)
        if organ is None or head.side:
            return self._made(owner, head) if owner.place else None
        if organ.kind == "state":
            return self._made(owner, head)
        return replace(owner, owns=head.owns)

    def _plain(self, phrase: Sequence[Unit]) -> StateMatch | None:
        """What "COUNTRY HEAD", or a country alone, names."""
        at = [at for at, unit in enumerate(phrase) if unit.lexeme.countries]
        if len(at) != 1:
            return None
        before, country, after = phrase[: at[0]], phrase[at[0]], phrase[at[0] + 1 :]
        if not all(unit.can("before") or unit.look in ("number", "party") for unit in before):
            return None
        if not after:
            return self._alone(before, country)
        backed = any(unit.look == "party" for unit in phrase)
        head = self._head(after, backed=backed)
        forms = {form for _, form in country.lexeme.countries}
        if head is None or (forms <= {"person"}) or (head.side and forms <= {"person", "capital"}):
            return None
        return self._match(country, ("adjective", "country", "capital"), head)

    def _alone(self, before: Sequence[Unit], country: Unit) -> StateMatch | None:
        """What a country's or a people's name alone names."""
        forms = {form for _, form in country.lexeme.countries}
        if any(unit.look == "party" for unit in before):
            return None
        if forms & {"country", "capital"}:
            if not all(unit.can("article") for unit in before):
                return None
            head = Head(self._lexicon.organs["government"], "named alone", side=False)
            return replace(self._match(country, ("country", "capital"), head), place=True)
        if "person" not in forms or ("adjective" in forms and not before):
            return None
        return self._match(country, ("person",), Head(self._lexicon.organs["people"], "its people", side=False))

    def _head(self, phrase: Sequence[Unit], backed: bool = False) -> Head | None:
        """What a phrase names in which no country stands: an organ, a side or a thing of theirs.

        Args:
            phrase: its units.
            backed: another party stands with it ("Turkish-backed Syrian forces"), so that a vague noun tells nothing.
        """
        return Reading(self._lexicon, backed).head(phrase)

    def _match(self, country: Unit, forms: tuple[Form, ...], head: Head) -> StateMatch:
        codes = [code for form in forms for code, has in country.lexeme.countries if has == form]
        code, *others = dict.fromkeys(codes)
        why = f"{country.text} ({code}) + {head.text}"
        ids = [f"{other.lower()}-{head.party.id}" for other in (code, *others)]
        return StateMatch(ids[0], code, head.party.id, why, tuple(ids[1:]), owns=head.owns)

    def _made(self, whole: StateMatch, head: Head) -> StateMatch:
        """The head's organ of a country that another match has told."""
        codes = [id_.split("-", 1)[0] for id_ in (whole.actor_id, *whole.others)]
        ids = [f"{code}-{head.party.id}" for code in codes]
        why = f"{whole.why.partition(' + ')[0]} + {head.text}"
        return StateMatch(ids[0], whole.country, head.party.id, why, tuple(ids[1:]), owns=head.owns)


class Reading:
    """One pass over the units after a country, from left to right; it ends at the first unit that is not understood."""

    def __init__(self, words: Lexicon, backed: bool) -> None:
        self._lexicon = words
        self._backed = backed
        self._organ: str | None = None
        self._side: str | None = None
        self._open = False
        self._vague = False
        self._community = False
        self._owns = False
        self._ends = False

    def head(self, phrase: Sequence[Unit]) -> Head | None:
        """What the phrase names, or None where a unit of it is not understood."""
        end = len(phrase)
        while end > 1 and phrase[end - 1].look == "name":
            end -= 1
        if end == 0 or (end < len(phrase) and not phrase[end - 1].can("member")):
            return None
        if not all(self._take(unit, at == end - 1) for at, unit in enumerate(phrase[:end])) or not self._ends:
            return None
        return self._told(" ".join(unit.text for unit in phrase[:end]))

    def _told(self, text: str) -> Head | None:
        if self._side:
            party = self._lexicon.sides[self._side]
            return None if self._community and party.inter == 1 else Head(party, text, side=True, owns=self._owns)
        if self._organ is None or self._community or (self._vague and self._backed):
            return None
        return Head(self._lexicon.organs[self._organ], text, side=False, owns=self._owns)

    def _take(self, unit: Unit, last: bool) -> bool:
        """Takes the next unit; whether it is understood."""
        lexeme = unit.lexeme
        self._ends = False
        if unit.look == "party":
            self._backed = True
        elif unit.look == "number":
            return not last
        elif lexeme.sided and not lexeme.organ and not last and not (self._organ or self._side):
            self._side = lexeme.sided
            return unit.text.islower()
        elif unit.can("community"):
            self._community = True
        elif lexeme.organ and not (lexeme.side and lexeme.side == self._side):
            self._take_organ(unit)
        elif lexeme.side and not (unit.can("inside") and not last):
            return self._take_side(unit)
        elif unit.can("thing") or unit.can("arms"):
            return self._take_thing(unit)
        elif unit.can("member"):
            self._ends = bool(self._organ or self._side)
            return not last or self._ends
        else:
            return (unit.can("inside") or unit.can("before")) and not last
        return True

    def _take_organ(self, unit: Unit) -> None:
        self._ends = unit.lexeme.head
        if self._side:
            return
        if self._organ is None or (self._open and not unit.lexeme.general):
            self._vague = unit.lexeme.vague and self._organ is None
            self._organ = unit.lexeme.organ
            self._open = unit.lexeme.general or unit.lexeme.organ == "government"

    def _take_side(self, unit: Unit) -> bool:
        """A noun for a side. After an organ it says who of the organ is meant, and only its own people can be."""
        self._ends = True
        if self._organ:
            return self._lexicon.sides[unit.lexeme.side or ""].inter == 1 or unit.can("member")
        side = unit.lexeme.side
        if self._side is None or (side and self._lexicon.sides[side].inter == 7):
            self._side = side
        return True

    def _take_thing(self, unit: Unit) -> bool:
        self._owns = self._ends = True
        if not (self._organ or self._side) and unit.can("arms"):
            self._organ = "army"
        return bool(self._organ) or (self._side is not None and self._lexicon.sides[self._side].inter < 5)
