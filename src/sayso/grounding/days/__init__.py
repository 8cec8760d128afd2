"""From the time mentions of a text to days, by the document's date and the narrative's running date."""

from sayso.grounding.days.interval import Interval
from sayso.grounding.days.timeline import Timeline, timeline

__all__ = ["Interval", "Timeline", "timeline"]
