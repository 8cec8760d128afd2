import subprocess
import sys

import pytest

import sayso.publish


def test_the_public_names_are_there_and_callable():
    assert sayso.publish.__all__ == ["write_jsonl", "write_page", "write_table"]
    assert all(callable(getattr(sayso.publish, name)) for name in sayso.publish.__all__)


def test_a_name_that_is_not_there_is_an_attribute_error():
    with pytest.raises(AttributeError, match="write_map"):
        _ = sayso.publish.write_map


@pytest.mark.parametrize(
    ("name", "unwanted"), [("write_jsonl", {"jinja2", "rich"}), ("write_page", {"jinja2", "rich"})]
)
def test_a_form_loads_no_library_that_it_does_not_need_yet(name, unwanted):
    code = f"import sys; from sayso.publish import {name}; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert "sayso.publish" in loaded
    assert not unwanted & set(loaded)
