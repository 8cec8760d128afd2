"""Events graded field by field: which value is given, who is behind it, how well it stands, and what contradicts it.

The grades are those of `account.GRADES`. A single root is 1, however many claims repeat it. Roots of a camp that is not
known are not taken for non-aligned. What is only planned, tried or feared does not say that it happened, and what is
doubted never raises a grade above 1 by itself. A claim that serves its speaker counts as one root like another; one
that goes against its speaker's interest, with another root, is as good as the word of two camps at war.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache, lru_cache
from sys import intern
from typing import Any

from sayso.claims.kinds import KINDS
from sayso.ledger.decision import Decision
from sayso.reconcile.account import FIELDS, Event, Grade, Graded, Range, Root, Value
from sayso.reconcile.cluster import Cluster
from sayso.reconcile.letters import digit, letter_of
from sayso.reconcile.opinions import NO, Hearing, Opinion, hear
from sayso.reconcile.questions import Question, questions
from sayso.reconcile.rulings import Rulings
from sayso.reconcile.setting import AtWar, Setting
from sayso.reconcile.standing import contested, standing
from sayso.reconcile.tolls import gravest, key, range_of, told
from sayso.reconcile.values import Reliability, ranking, shares

_COUNT = re.compile(r"(?:(?P<what>[^\d.]+) )?(?P<low>\d+)(?:\.\.(?P<high>\d+))?")


def grade(
    cluster: Cluster,
    roots: Sequence[Root],
    at_war: AtWar,
    decisions: Iterable[Decision] | Rulings = (),
    *,
    setting: Setting | None = None,
    reliability: Reliability | None = None,
) -> Event:
    """The event that a cluster of claims makes.

    Args:
        cluster: its claims; those that are context say nothing of its fields.
        roots: its independent origins, with the letters that `lettered` gives.
        at_war: whether two camps stand against each other on a day.
        decisions: those of the ledger, or what `Rulings.of` has made of them, which saves looking through them again.
        setting: camps and kin of those who act; without it nobody's are known, and no interest is seen.
        reliability: what sources are worth; without it, their letters say.
    """
    rulings = Rulings.of(decisions)
    hearing = hear(cluster, roots, setting or Setting(at_war))
    asked = questions(hearing)
    weighed = {id(question): shares(question, hearing, reliability or Reliability()) for question in asked}
    verified = _verified(cluster, rulings)
    fields: dict[str, Graded] = {}
    for field in FIELDS:
        question = gravest(asked) if field == "toll" else next((q for q in asked if q.field == field), None)
        graded = _unknown(field) if question is None else _graded(question, weighed[id(question)], hearing)
        fields[field] = _confirmed(graded, verified[field]) if field in verified else graded
    tolls = [_range(question, weighed[id(question)]) for question in asked if question.field == "toll"]
    occurred = fields["occurred"]
    denied = bool(occurred.values) and occurred.values[0].value == NO
    return Event(
        id=cluster.id,
        kind=_kind(fields["kind"], cluster.kind),
        claims=tuple(sorted(item.id for item in cluster.identity)),
        context=tuple(sorted(item.id for item in cluster.context)),
        fields=fields,
        tolls=_checked(tolls, verified.get("toll")),
        framing=_framing(hearing),
        digit=digit(occurred.grade, occurred.contested, denied),
    )


def lettered(
    roots: Iterable[Root], decisions: Iterable[Decision] | Rulings = (), setting: Setting | None = None
) -> tuple[Root, ...]:
    """The roots with their Admiralty letters."""
    given = Rulings.of(decisions).letters
    return tuple(
        replace(root, letter=letter_of(root.actor, given, root.voice, root.camp, setting).letter) for root in roots
    )


def _graded(question: Question, weights: list[float], hearing: Hearing) -> Graded:
    ranked = ranking(question, weights)
    backers = [question.backers(number) for number in ranked]
    how = standing(backers[0], hearing)
    rows = zip(ranked, backers, strict=True)
    values = tuple(_value(question, number, weights[number], own, hearing) for number, own in rows)
    # The same few sentences come back in very many events, and are kept once.
    return Graded(question.field, values, how.grade, contested(question, hearing), intern(how.why), intern(how.more))


def _value(question: Question, number: int, weight: float, backers: Sequence[Opinion[Any]], hearing: Hearing) -> Value:
    name, shown = _SHOWN[question.field](question.values[number], hearing)
    roots = [hearing.roots[opinion.root].root for opinion in backers]
    camps = _in_order(frozenset(root.camp for root in roots if root.camp))
    return Value(name, shown, tuple(root.id for root in roots), camps, round(weight, 4))


@lru_cache(maxsize=4096)
def _in_order(camps: frozenset[str]) -> tuple[str, ...]:
    return tuple(sorted(camps))


@cache
def _unknown(field: str) -> Graded:
    what = "no report says that it happened" if field == "occurred" else "no report tells it"
    return Graded(field, (), 0, contested=False, why=what, more="a report that tells it")


def _verified(cluster: Cluster, rulings: Rulings) -> dict[str, Decision]:
    """The last decision on each field that names a claim of the event."""
    if not rulings.verified:
        return {}
    found = [decision for item in cluster.identity for decision in rulings.verified.get(item.id, ())]
    return {one.field: one for one in sorted(found, key=lambda one: one.number) if one.field and one.value}


def _confirmed(graded: Graded, decision: Decision) -> Graded:
    """The field with the value that a person confirmed, first."""
    wanted = (decision.value or "").casefold()
    same = next((v for v in graded.values if wanted in (v.value.casefold(), v.shown.casefold())), None)
    first = replace(same, weight=1.0) if same else Value(decision.value or "", decision.value or "", (), (), 1.0)
    others = tuple(replace(value, weight=0.0) for value in graded.values if value is not same)
    verified: Grade = 5
    why = f"verified by {decision.who} on {decision.when.date().isoformat()}: {decision.why}"
    return replace(graded, values=(first, *others), grade=verified, why=why, more="")


def _checked(tolls: list[Range], decision: Decision | None) -> tuple[Range, ...]:
    """The tolls, with the number that a person confirmed in the place of what was claimed of the same."""
    count = _COUNT.fullmatch(decision.value or "") if decision else None
    if count is None:
        return tuple(tolls)
    what = count["what"] or (tolls[0].what if tolls else "killed")
    low, high = int(count["low"]), int(count["high"] or count["low"])
    return tuple(
        sorted([*(one for one in tolls if one.what != what), Range(what, low, (low + high) // 2, high)], key=_by_what)
    )


def _by_what(toll: Range) -> str:
    return toll.what


def _kind(graded: Graded, otherwise: str) -> str:
    first = graded.values[0].value if graded.values else otherwise
    return first if first in KINDS else otherwise


def _range(question: Question, weights: list[float]) -> Range:
    return range_of(question, question.values[ranking(question, weights)[0]])


def _framing(hearing: Hearing) -> dict[str, tuple[str, ...]]:
    """The loaded words of each voice, by its name."""
    found: dict[str, set[str]] = {}
    for voiced in hearing.roots:
        for item in voiced.items:
            if item.framing:
                found.setdefault(voiced.root.voice, set()).update(item.framing)
    return {voice: tuple(sorted(found[voice])) for voice in sorted(found)}


def _shown_days(days: tuple[int, int], _hearing: Hearing) -> tuple[str, str]:
    first, last = (date.fromordinal(day).isoformat() for day in days)
    return (first, first) if first == last else (f"{first}/{last}", f"{first} to {last}")


_SHOWN: Mapping[str, Callable[[Any, Hearing], tuple[str, str]]] = {
    "occurred": lambda value, _: (value, "it happened" if value != NO else "it did not happen"),
    "kind": lambda value, _: (value, value.replace("_", " ")),
    "place": lambda value, _: (value.id, value.name),
    "day": _shown_days,
    "actor": lambda value, hearing: (value, hearing.setting.name(value)),
    "toll": lambda value, _: (key(value), f"{told(value)} {value.what}"),
}
