from sayso.reconcile.details import each_knows, one_place, same_doer, same_scene
from sayso.reconcile.opinions import hear


def two(war, one, other):
    items = [war.said("Aster Gazette", **one), war.said("Beacon Post", **other)]
    found = hear(war.cluster(*items), [war.root(item) for item in items], war.setting).roots
    return sorted(found, key=lambda voiced: voiced.root.voice)


def scene(war, one, other):
    return same_scene(*two(war, one, other))


def knows(war, one, other):
    return each_knows(*two(war, one, other), war.day, war.setting)


def test_another_place_or_day_is_another_scene(war):
    assert scene(war, {}, {})
    assert not scene(war, {}, {"spots": (war.beacon,)})
    assert not scene(war, {}, {"first": war.day + 1, "last": war.day + 1})


def test_a_vaguer_place_or_day_is_not(war):
    assert scene(war, {}, {"spots": (war.region,)})
    assert scene(war, {}, {"last": war.day + 6})
    assert scene(war, {}, {"spots": (), "first": None, "last": None})
    assert scene(war, {}, {"first": war.day + 1, "last": war.day + 1, "inherited": frozenset({"day"})})


def test_who_agrees_in_all_may_have_it_from_the_other(war):
    assert not knows(war, {}, {})
    assert not knows(war, {"actors": ("red-army",)}, {"actors": ("red-guard",)})
    assert not knows(war, {"tolls": war.killed(3)}, {"tolls": war.killed(3)})


def test_who_differs_in_a_detail_has_not(war):
    assert knows(war, {}, {"spots": (war.beacon,)})
    assert knows(war, {"tolls": war.killed(3)}, {"tolls": war.killed(4)})
    assert knows(war, {"actors": ("red-army",)}, {"actors": ("blue-front",)})


def test_the_later_may_leave_things_out_but_not_add_any(war):
    more = {"actors": ("red-army",), "tolls": war.killed(3)}
    late = {"published": war.day + 9}
    assert not knows(war, more, late)
    assert knows(war, {}, more | late)
    assert knows(war, more, {})
    assert not knows(war, {"actors": ("red-army",)}, {"actors": ("~gunmen",)} | late)


def test_one_doer_is_one_party_or_camp(war):
    def doer(one, other):
        return same_doer(*two(war, {"actors": (one,)}, {"actors": (other,)}), war.day, war.setting)

    assert doer("red-army", "red-state")
    assert doer("red-army", "red-radio")
    assert not doer("red-army", "blue-front")
    assert not doer("watch", "wire")
    assert not doer("~gunmen", "~gunmen")


def test_one_place_is_named_by_both_or_neither(war):
    def place(one, other):
        return one_place(*two(war, {"spots": one}, {"spots": other}))

    assert place((war.aster,), (war.aster, war.beacon))
    assert place((war.region,), (war.region,))
    assert place((), ())
    assert not place((war.aster,), (war.region,))
    assert not place((war.aster,), ())
