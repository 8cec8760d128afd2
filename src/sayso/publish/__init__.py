"""Claims to where people and programs read them: lines of JSON, a terminal, a page.

Each form is loaded when it is first asked for, since a run needs one of them and a short run should start at once.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sayso.publish.jsonl import write_jsonl
    from sayso.publish.page import write_page
    from sayso.publish.table import write_table

__all__ = ["write_jsonl", "write_page", "write_table"]

_HOMES = {"write_jsonl": "jsonl", "write_page": "page", "write_table": "table"}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
