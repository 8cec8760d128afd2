"""What a mention says of where, as an expression over names: "the northeastern part of rural Hama"."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from sayso.grounding.places.geometry import mean_bearing, turn
from sayso.grounding.places.lexicon import Kind, Lexicon
from sayso.grounding.places.links import Tie, seaward, tie, tie_before
from sayso.grounding.places.names import Name
from sayso.grounding.places.peoples import Peoples
from sayso.grounding.places.words import Text

LONGEST_HEAD = 3
"""Words of the longest noun in the lexicon."""
PLAIN = frozenset({"within", "urban"})
"""Relations that are told of the whole place."""
LONGEST_CHAIN = 8
"""Nouns, each tied to the next, beyond which a phrase is read no further."""
MODIFIERS = 3
"""Words that the lexicon does not know and that may stand between a preposition and its noun."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A name, by its index."""

    name: int


@dataclass(frozen=True, slots=True)
class Nation:
    """A country, by its ISO 3166-1 code: it stands there as an adjective."""

    code: str


@dataclass(frozen=True, slots=True)
class Back:
    """A noun that points back: "the city". `word` is where it stands; `kind` None: a site, whatever it is in."""

    word: int
    noun: str
    kind: Kind | None


@dataclass(frozen=True, slots=True)
class Tied:
    """Ground in a relation to other ground.

    `relation` is of the lexicon's [relations] or [links], or one of "part" and "side" (the part of it that lies in
    the bearing), "site" (in it), "attribute" (something that bears its name), "capital", "from". `bearing` and `km` say
    which way and how far; `other` is the second end of "between".
    """

    relation: str
    base: "Expression"
    bearing: float | None = None
    km: float | None = None
    other: "Expression | None" = None


@dataclass(frozen=True, slots=True)
class Either:
    """The first that can be settled: a name, or where the text says that it is."""

    first: "Expression"
    second: "Expression"


Expression = Leaf | Nation | Back | Tied | Either


@dataclass(slots=True)
class Noun:
    """A noun phrase: its name or the name that owns it, its direction, and its head by the section it is in."""

    last: int
    leaf: int | None = None
    owner: int | None = None
    nations: tuple[str, ...] = ()
    winds: tuple[float, ...] = ()
    broad: bool = False
    head: str = ""
    at: int = 0
    relation: str | None = None
    kind: Kind | None = None
    site: bool = False
    more: bool = False

    @property
    def bearing(self) -> float | None:
        """The direction told, the mean of two that are neighbours; None where there is none, or they are opposed."""
        together = all(turn(one, other) <= 90 for one in self.winds for other in self.winds)
        return mean_bearing(self.winds) if self.winds and together else None


@dataclass(frozen=True)
class Phrases:
    """Reads mentions. A mention may be clipped: the rest of its noun phrase is looked for on both sides of it, in its
    own sentence and no further."""

    text: Text
    lexicon: Lexicon
    peoples: Peoples
    names: Sequence[Name]

    @cached_property
    def at(self) -> dict[int, int]:
        """The name that a word belongs to."""
        return {i: n for n, name in enumerate(self.names) for i in range(name.first, name.last)}

    def read(self, first: int, last: int) -> Expression | None:
        """What words `first` to `last` (exclusive) say of where; None where they name no place and point to none."""
        start = self._widened(first)
        nouns = [self._noun(start, last)]
        ties: list[Tie] = []
        while len(nouns) < LONGEST_CHAIN and (joint := self._tie(nouns, last)) is not None:
            ties.append(joint)
            nouns.append(self._noun(joint.last, last))
        found = self._folded(nouns, ties)
        if isinstance(found, Tied) and found.relation == "coast" and seaward(self.text, self.lexicon, start):
            return replace(found, relation="offshore")
        return found if found is None or nouns[0].leaf is None else self._in_context(start, found)

    def _widened(self, first: int) -> int:
        """The first word of the noun phrase: directions, "rural", a feature word's "of" left aside, and an owner."""
        while first > 0 and self.text.same_sentence(first - 1, first):
            form = self.text.words[first - 1].lower
            if form in self.lexicon.part or self.lexicon.relations.get(form) == "rural":
                first -= 1
            elif first - 2 in self.at and self._possessive(first - 1) and first not in self.at:
                return self.names[self.at[first - 2]].first
            else:
                break
        return self.names[self.at[first]].first if first in self.at else first

    def _possessive(self, i: int) -> bool:
        word = self.text.words[i]
        return len(word.text) == 2 and word.lower[1] == "s" and not word.letters

    def _tie(self, nouns: list[Noun], last: int) -> Tie | None:
        """The tie after the last noun; beyond the mention only where no noun so far has a name."""
        i = nouns[-1].last
        if i >= len(self.text.words) or (i > 0 and not self.text.same_sentence(i - 1, i)):
            return None
        named = any(noun.leaf is not None or (noun.nations and noun.head) for noun in nouns)
        return None if i >= last and named else tie(self.text, self.lexicon, i)

    def _noun(self, i: int, stop: int) -> Noun:
        """The noun phrase at word i. Within the mention, before `stop`, words that say nothing are passed over."""
        noun, budget = Noun(i), MODIFIERS
        while noun.last < len(self.text.words) and self.text.same_sentence(i, noun.last):
            k = noun.last
            if k not in self.at and self._ends(i, k):
                break
            if noun.leaf is not None and self._joined(k):
                break
            if i < stop <= k and noun.head and noun.relation != "countryside" and k in self.at:
                break
            if self._take(noun, k):
                continue
            clipped = i < stop <= k or not self.text.words[k].letters or noun.leaf is not None or bool(noun.head)
            if k >= stop and (clipped or budget == 0):
                break
            budget -= k >= stop
            noun.head, noun.relation, noun.kind, noun.site = "", None, None, False
            noun.more = noun.leaf is not None
            noun.last = k + 1
        return noun

    def _ends(self, i: int, k: int) -> bool:
        """Whether a tie begins at word k, after the noun that began at word i, or instead of it ("road to")."""
        joint = tie(self.text, self.lexicon, k)
        return joint is not None and (k > i or joint.relation != "in")

    def _joined(self, k: int) -> bool:
        """Whether word k joins another name to the one before it."""
        return self.text.words[k].lower in self.lexicon.conjunctions and k + 1 in self.at

    def _take(self, noun: Noun, k: int) -> bool:
        """Note what word k says of the noun, and go on after it; False if it says nothing."""
        return self._take_name(noun, k) or self._take_head(noun, k) or self._take_modifier(noun, k)

    def _take_name(self, noun: Noun, k: int) -> bool:
        number = self.at.get(k)
        if number is None or noun.leaf is not None:
            return False
        name = self.names[number]
        noun.last = name.last
        if name.last < len(self.text.words) and self._possessive(name.last):
            noun.owner, noun.last = number, name.last + 1
            return True
        noun.leaf = number
        if name.bearing is not None:
            noun.winds, noun.broad = (*noun.winds, name.bearing), name.broad
        return True

    def _take_head(self, noun: Noun, k: int) -> bool:
        for size in range(LONGEST_HEAD, 0, -1):
            form = " ".join(word.lower for word in self.text.words[k : k + size])
            relation, kind = self.lexicon.relations.get(form), self.lexicon.kinds.get(form)
            if relation == "rural":
                relation = "countryside"
            if relation or kind or form in self.lexicon.sites:
                noun.head, noun.at, noun.last = form, k, k + size
                noun.relation, noun.kind, noun.site = relation, kind, form in self.lexicon.sites
                return True
        return False

    def _take_modifier(self, noun: Noun, k: int) -> bool:
        form = self.text.words[k].lower
        nations = self._nations(form)
        if form in self.lexicon.part and noun.leaf is None:
            noun.winds = (*noun.winds, self.lexicon.part[form])
            noun.broad = noun.broad or self.lexicon.broad(form)
        elif nations and noun.leaf is None:
            noun.nations = nations
        elif form not in self.lexicon.determiners:
            return False
        noun.last = k + 1
        return True

    def _nations(self, form: str) -> tuple[str, ...]:
        """The countries of an adjective: one, or two that are joined ("Syrian-Turkish")."""
        found = tuple(self.peoples.country(part) for part in form.split("-"))
        return tuple(code for code in found if code) if all(found) else ()

    def _folded(self, nouns: list[Noun], ties: list[Tie]) -> Expression | None:
        """The expression of nouns that are tied each to the next."""
        found = self._alone(nouns[-1])
        for noun, joint in zip(reversed(nouns[:-1]), reversed(ties), strict=True):
            found = self._tied(noun, joint, found)
        return found

    def _alone(self, noun: Noun) -> Expression | None:
        """A noun with nothing after it."""
        if noun.leaf is not None:
            return self._headed(Leaf(noun.leaf), noun)
        if noun.owner is not None:
            return self._owned(noun)
        if noun.nations:
            return self._national(noun)
        if noun.kind is not None or (noun.site and noun.head not in self.lexicon.private):
            back = Back(noun.at, noun.head, noun.kind)
            return self._part(back, noun)
        return None

    def _part(self, base: Expression, noun: Noun) -> Expression:
        """That part of the ground that the noun's direction tells; all of it where it tells none."""
        if noun.bearing is None:
            return base
        return Tied("part" if noun.broad or noun.relation else "side", base, noun.bearing)

    def _headed(self, base: Expression, noun: Noun) -> Expression:
        """A name with a noun after it, or a direction before it."""
        if noun.relation and noun.relation not in PLAIN:
            return Tied(noun.relation, base, noun.bearing)
        found = self._part(base, noun)
        if noun.relation == "urban":
            return Tied("site", found)
        return Tied("attribute", found) if noun.more or (noun.site and not noun.kind) else found

    def _owned(self, noun: Noun) -> Expression | None:
        """ "Aleppo's northern countryside", "Mosul's hospital"; not "Israel's embassy", which may be anywhere."""
        base = Leaf(noun.owner or 0)
        if noun.head in self.lexicon.foreign:
            return None
        if noun.kind and noun.head and not noun.relation and not noun.site:
            return Tied("capital" if noun.kind.of == "capital" else "within", base)
        if noun.relation or noun.site or noun.bearing is not None:
            return self._headed(base, noun)
        return None

    def _national(self, noun: Noun) -> Expression | None:
        """ "Iraqi territory", "the Syrian-Turkish border", "the Iraqi capital"."""
        base, others = Nation(noun.nations[0]), noun.nations[1:]
        if noun.relation:
            second = Nation(others[0]) if others else None
            return Tied(noun.relation, base, noun.bearing, None, second)
        return Tied("capital", base) if noun.kind and noun.kind.of == "capital" else None

    def _tied(self, noun: Noun, joint: Tie, found: Expression | None) -> Expression | None:
        """A noun with a tie and what it is tied to."""
        if found is None:
            return self._alone(noun)
        if noun.leaf is not None and not (noun.relation == "road" and joint.relation == "between"):
            own = self._headed(Leaf(noun.leaf), noun)
            return Either(own, self._by_tie(joint, found)) if joint.relation in ("in", "near") else own
        if joint.relation != "in":
            return self._by_tie(joint, found)
        if noun.relation and noun.relation not in PLAIN:
            return Tied(noun.relation, found, noun.bearing)
        of = self.text.words[joint.last - 1].lower in self.lexicon.of
        if of and noun.kind and noun.kind.of == "capital":
            return Tied("capital", found)
        same = of and noun.kind and noun.kind.of != "in" and not noun.relation
        if noun.bearing is not None and not same:
            return self._part(found, noun)
        if same:
            return found
        return Tied("site" if noun.site or noun.relation == "urban" else "within", found)

    def _by_tie(self, joint: Tie, found: Expression) -> Expression:
        if joint.relation == "between":
            other = self._second(joint.last)
            return Tied("between", found, other=other) if other else Tied("near", found)
        return Tied(joint.relation if joint.relation != "in" else "within", found, joint.bearing, joint.km)

    def _second(self, i: int) -> Expression | None:
        """The second end of "between A and B", where the first begins at word i."""
        first = next((self.at[k] for k in range(i, min(i + MODIFIERS, len(self.text.words))) if k in self.at), None)
        if first is None or first + 1 >= len(self.names):
            return None
        end, start = self.names[first].last, self.names[first + 1].run[0]
        joined = any(word.lower in self.lexicon.conjunctions for word in self.text.words[end:start])
        return Leaf(first + 1) if joined and start - end <= MODIFIERS else None

    def _in_context(self, start: int, found: Expression) -> Expression:
        """What a preposition right before the mention says: "near X" where only X was taken for the place."""
        joint = tie_before(self.text, self.lexicon, start)
        if joint is None or joint.relation not in ("near", "from", "road", "border", "offshore", "along"):
            return found
        return self._by_tie(joint, found)
