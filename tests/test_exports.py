"""What a package offers is exactly what it names in `__all__`."""

import pkgutil
from importlib import import_module
from inspect import isclass, isroutine
from types import ModuleType

import pytest

import sayso

PACKAGES = ["sayso", *(m.name for m in pkgutil.walk_packages(sayso.__path__, "sayso.") if m.ispkg)]


def own(module: ModuleType) -> set[str]:
    """Names without an underscore of sayso's classes and functions that the package holds."""
    return {
        name
        for name, value in vars(module).items()
        if not name.startswith("_") and (isclass(value) or isroutine(value)) and value.__module__.startswith("sayso")
    }


@pytest.mark.parametrize("name", PACKAGES)
def test_what_a_package_holds_is_what_it_names(name: str):
    package = import_module(name)
    named = getattr(package, "__all__", [])
    assert list(named) == sorted(set(named))
    assert own(package) <= set(named)


@pytest.mark.parametrize("name", PACKAGES)
def test_every_name_can_be_had_and_is_sayso_s_own(name: str):
    package = import_module(name)
    for export in getattr(package, "__all__", []):
        value = getattr(package, export)
        if isclass(value) or isroutine(value):
            assert value.__module__.startswith("sayso")


def test_the_stages_are_looked_at():
    assert {"sayso.ingest", "sayso.reading", "sayso.claims", "sayso.publish"} <= set(PACKAGES)
