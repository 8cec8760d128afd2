import pytest

from sayso.ingest.languages import tag


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("en", "en"),
        ("pt-BR", "pt-BR"),
        ("ckb", "ckb"),
        (" English ", "en"),
        ("arabic", "ar"),
        ("", None),
        ("Varnian", None),
    ],
)
def test_a_language_is_told_by_its_tag_or_its_name(name: str, wanted: str | None):
    assert tag(name) == wanted
