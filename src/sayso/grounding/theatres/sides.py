"""Unnamed sides of a conflict, told from the head noun of a mention: "13 women and children", "rebel commanders"."""

from collections.abc import Sequence
from dataclasses import dataclass

from sayso.grounding.theatres.lexemes import Lexicon, lexicon
from sayso.grounding.theatres.phrase import Unit, before_comma, split, units
from sayso.grounding.theatres.states import States


@dataclass(frozen=True, slots=True)
class SideMatch:
    """A side that a mention names by a common noun.

    Attributes:
        actor_id: the side, with its country's code before it where the mention tells the country ("iq-rebels").
        side: the side without its country.
        country: the country's code (ISO 3166-1), None where the mention tells none.
        why: the noun, for a person to read.
        rest: words before the noun that no rule knows, such as a group's name ("Houthi" of "Houthi rebels").
        owns: the mention is a thing of the side ("rebel positions").
    """

    actor_id: str
    side: str
    country: str | None
    why: str
    rest: tuple[str, ...] = ()
    owns: bool = False


class Sides:
    """Reads mentions as unnamed sides. The noun decides: what the words before it tell is left to who knows names."""

    def __init__(self, words: Lexicon | None = None) -> None:
        """
        Args:
            words: the lexicon; None for the package's own.

        Raises:
            LexiconError: a file of the package does not fit its schema.
        """
        self._lexicon = words or lexicon()
        self._states = States(self._lexicon)

    def match(self, mention: str) -> SideMatch | None:
        """The side that the mention names, or None.

        Args:
            mention: a noun phrase as a text has it, with or without its article.
        """
        found = self._states.match(mention)
        if found is None:
            return self._read(units(mention, self._lexicon)) or self._abroad(mention)
        if found.organ in self._lexicon.sides and not found.place:
            return SideMatch(found.actor_id, found.organ, found.country, found.why, owns=found.owns)
        return None

    def _abroad(self, mention: str) -> SideMatch | None:
        """The side that a mention in another language names."""
        found = self._states.abroad.read(mention)
        if found is None or found.country or found.party is None or found.party not in self._lexicon.sides:
            return None
        name = self._lexicon.sides[found.party].name.lower()
        return SideMatch(found.party, found.party, None, f"{found.text!r} is {name}")

    def _read(self, phrase: Sequence[Unit]) -> SideMatch | None:
        if not phrase or any(unit.can("not") for unit in phrase):
            return None
        join = next((at for at, unit in enumerate(phrase) if at and (unit.can("join") or unit.can("cut"))), None)
        if join is not None and phrase[join].can("join") and self._leads(phrase[:join]):
            return self._read(phrase[join + 1 :])
        if join and self._named_on(phrase[join - 1], phrase[join:]):
            return None
        return self._same(split(before_comma(phrase[:join])))

    def _named_on(self, noun: Unit, rest: Sequence[Unit]) -> bool:
        """Whether a name goes on after "of": "Army of Conquest" is a group of its own."""
        head = noun.lexeme.side and self._lexicon.sides[noun.lexeme.side].inter == 1 and noun.text[0].isupper()
        return bool(head) and rest[0].can("own") and any(unit.look == "name" for unit in rest[1:3])

    def _leads(self, left: Sequence[Unit]) -> bool:
        """Whether the noun before "of" only counts or parts what follows: "dozens of", "members of"."""
        last = left[-1]
        return (last.can("quantity") or last.can("member")) and not last.lexeme.side and self._plain(left) is None

    def _same(self, pieces: Sequence[Sequence[Unit]]) -> SideMatch | None:
        """What coordinated phrases name, where it is the same: "women and children"."""
        found = [self._plain(piece) for piece in pieces]
        first = found[0] if found else None
        return first if first and all(other and other.side == first.side for other in found) else None

    def _plain(self, phrase: Sequence[Unit]) -> SideMatch | None:
        end = len(phrase)
        while end > 1 and phrase[end - 1].look == "name":
            end -= 1
        if not phrase or (end < len(phrase) and not (phrase[end - 1].can("member") and phrase[end - 1].text.islower())):
            return None
        before, noun = phrase[: end - 1], phrase[end - 1]
        if noun.text[0].isupper() and any(unit.text[0].isalpha() and not unit.can("article") for unit in before):
            return None
        adjective = self._adjective(before, noun)
        told = (noun.lexeme.loose and adjective) or noun.lexeme.side or adjective
        if told is None:
            return None
        owns = not noun.lexeme.side and (noun.can("thing") or noun.can("arms"))
        rest = tuple(unit.text for unit in before if not _understood(unit))
        return SideMatch(told, told, None, f"{noun.text!r} is {self._lexicon.sides[told].name.lower()}", rest, owns)

    def _adjective(self, before: Sequence[Unit], noun: Unit) -> str | None:
        """The side that an adjective makes of a collective noun, a person or, where it is armed, of a thing."""
        side = next((unit.lexeme.sided for unit in reversed(before) if unit.lexeme.sided), None)
        if side is None:
            return None
        thing = (noun.can("thing") or noun.can("arms")) and self._lexicon.sides[side].inter < 5
        return side if noun.can("member") or (noun.lexeme.organ and noun.lexeme.head) or thing else None


def _understood(unit: Unit) -> bool:
    """Whether a word before the noun leaves the side what it is."""
    if unit.look == "number" or unit.lexeme.sided or unit.lexeme.side:
        return True
    return any(unit.can(role) for role in ("inside", "before", "quantity", "member"))
