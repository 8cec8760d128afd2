import inspect
import re

import pytest

from sayso import errors
from sayso.errors import InputError, OutputError, SaysoError

CLASSES = [cls for _, cls in inspect.getmembers(errors, inspect.isclass) if cls.__module__ == errors.__name__]


def test_the_tree_in_the_docstring_is_the_tree_of_the_classes() -> None:
    drawn: list[tuple[str, str]] = []
    path: list[str] = []
    for indent, name in re.findall(
        r"^([│ ├└─]*)(\w+(?:Error|Input|Report|Large|Encoding|Metadata|Ledger|Decision))\b", str(errors.__doc__), re.M
    ):
        del path[len(indent) // 4 :]
        if path:
            drawn.append((name, path[-1]))
        path.append(name)
    assert sorted(drawn) == sorted((cls.__name__, cls.__base__.__name__) for cls in CLASSES if cls is not SaysoError)


@pytest.mark.parametrize("cls", [cls for cls in CLASSES if issubclass(cls, InputError)])
def test_an_input_error_says_where_and_what(cls: type[InputError]) -> None:
    error = cls("a.txt", "empty")
    assert (error.where, error.what, str(error)) == ("a.txt", "empty", "a.txt: empty")


def test_an_output_error_says_where_and_what() -> None:
    assert str(OutputError("out.jsonl", "No space left on device")) == (
        "out.jsonl: cannot be written: No space left on device"
    )
