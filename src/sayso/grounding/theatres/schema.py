"""The schema of theatre files, and what breaks it in words."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any, cast

from jsonschema import Draft202012Validator

from sayso.grounding.theatres.parse import Where

_TYPES = {
    "array": "a list",
    "boolean": "true or false",
    "integer": "a whole number",
    "null": "null",
    "object": "a mapping",
    "string": "text",
}
_WIDEST = 60


@lru_cache(maxsize=1)
def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a theatre file."""
    told: dict[str, Any] = json.loads(files("sayso.grounding.theatres").joinpath("schema.json").read_text("utf-8"))
    return told


@dataclass(frozen=True, slots=True)
class _Breach:
    """A value that breaks a rule of the schema: the rule's keyword, what that wants, and the schema it stands in."""

    keyword: str
    wanted: Any
    value: Any
    schema: Mapping[str, Any]


def breaches(data: Any) -> Iterator[tuple[Where, str]]:
    """Where a file's values break the schema, and how; not in the order of the file, and some twice."""
    for error in Draft202012Validator(schema()).iter_errors(data):
        where = tuple(error.absolute_path)
        is_key = "propertyNames" in error.absolute_schema_path
        rules = cast(Mapping[str, Any], error.schema)
        for inner, what in _told(_Breach(str(error.validator), error.validator_value, error.instance, rules)):
            yield (*where, error.instance) if is_key else (*where, *inner), f"{_about(data, where)}{what}"


def _about(data: Any, where: Where) -> str:
    """The entry that a place of the file belongs to, and the way to it from there, as "actor fsa: names en no. 2: "."""
    parts = [f"no. {step + 1}" if isinstance(step, int) else step for step in where]
    if len(where) > 1 and where[0] == "actors":
        actor = data["actors"][where[1]]
        id_ = actor.get("id") if isinstance(actor, dict) else None
        parts = [f"actor {id_}" if isinstance(id_, str) else f"actor {parts[1]}", " ".join(parts[2:])]
    else:
        parts = [" ".join(parts)]
    return "".join(f"{part}: " for part in parts if part)


def _told(breach: _Breach) -> Iterator[tuple[Where, str]]:
    """What a breach is: where within the value, and in words."""
    if breach.keyword == "additionalProperties":
        keys = breach.schema["properties"]
        for key in sorted(set(breach.value) - set(keys)):
            yield (key,), f"{_short(key)} is no key here; there are {', '.join(keys)}"
    elif breach.keyword == "required":
        yield (), f"lacks {', '.join(key for key in breach.wanted if key not in breach.value)}"
    else:
        yield (), _SAID[breach.keyword](breach)


def _type(breach: _Breach) -> str:
    types = [breach.wanted] if isinstance(breach.wanted, str) else breach.wanted
    return f"{_short(breach.value)} is not {' or '.join(_TYPES[one] for one in types)}"


def _short(value: Any) -> str:
    """A value, cut where it is long."""
    text = "nothing" if value is None else repr(value)
    return text if len(text) <= _WIDEST else f"{text[:_WIDEST]}..."


_SAID: dict[str, Callable[[_Breach], str]] = {
    "type": _type,
    "enum": lambda breach: f"{_short(breach.value)} is not one of {', '.join(breach.wanted)}",
    "pattern": lambda breach: f"{_short(breach.value)} is not {breach.schema['description']}",
    "minLength": lambda _: "is empty",
    "maxLength": lambda breach: f"is longer than {breach.wanted} characters",
    "minimum": lambda breach: f"{breach.value} is less than {breach.wanted}",
    "maximum": lambda breach: f"{breach.value} is more than {breach.wanted}",
    "minItems": lambda breach: f"a list of {len(breach.value)}, and {breach.wanted} or more are needed",
    "maxItems": lambda breach: f"a list of {len(breach.value)}, and at most {breach.wanted} can be",
    "minProperties": lambda _: "is empty",
    "uniqueItems": lambda _: "has an entry twice",
}
"""What to say of each keyword that the schema uses, besides the two that `_told` sees to."""
