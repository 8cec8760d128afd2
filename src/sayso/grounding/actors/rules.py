"""What the resolver asks of the general theatre: organs of states and typed sides, recognised by rule."""

from typing import Protocol


class StateMatch(Protocol):
    """A phrase that names a state, an organ of it, or its people."""

    @property
    def actor_id(self) -> str:
        """The actor that is named."""
        ...

    @property
    def country(self) -> str:
        """ISO 3166-1 code of the country."""
        ...

    @property
    def why(self) -> str:
        """How it was recognised."""
        ...


class SideMatch(Protocol):
    """A phrase that names a typed, unnamed side."""

    @property
    def actor_id(self) -> str:
        """The side that is named."""
        ...

    @property
    def why(self) -> str:
        """How it was recognised."""
        ...

    @property
    def rest(self) -> tuple[str, ...]:
        """Words of it that no rule knows."""
        ...

    @property
    def owns(self) -> bool:
        """Whether it is a thing of the side rather than the side."""
        ...


class States(Protocol):
    """Recognises states and their organs in every country."""

    def match(self, mention: str) -> StateMatch | None:
        """What the whole mention names; None where it names no state and no organ of one."""
        ...


class Sides(Protocol):
    """Recognises typed sides."""

    def match(self, mention: str) -> SideMatch | None:
        """What the whole mention names; None where it names no side."""
        ...
