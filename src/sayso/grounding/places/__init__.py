"""Places in context: which place of the gazetteer a mention means, or where it lies in relation to one."""

from sayso.grounding.places.resolve import Places

__all__ = ["Places"]
