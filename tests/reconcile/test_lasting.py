import gc

import pytest

from sayso.reconcile.lasting import lasting


def test_the_collector_works_again_whatever_happens():
    with pytest.raises(KeyError), lasting():
        raise KeyError(gc.isenabled())
    assert gc.isenabled()


def test_the_collector_rests():
    with lasting():
        assert not gc.isenabled()


def test_who_has_switched_it_off_finds_it_off():
    gc.disable()
    try:
        with lasting():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
