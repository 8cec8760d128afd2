from sayso.reconcile.account import Account
from sayso.reconcile.grades import grade, lettered
from sayso.reconcile.sources import sources


def account_of(war, *events, decisions=()):
    graded, roots = [], []
    for number, items in enumerate(events):
        cluster = war.cluster(*items, id=f"e{number}")
        own = tuple(
            root.__class__(root.id, cluster.id, root.voice, root.actor, root.camp, root.letter, root.claims)
            for root in lettered([war.root(item) for item in items], decisions, war.setting)
        )
        graded.append(grade(cluster, own, war.at_war, decisions, setting=war.setting))
        roots += own
    published = {item.id: item.published for items in events for item in items if item.published is not None}
    account = Account(tuple(graded), (), tuple(roots), (), ())
    return {record.source: record for record in sources(account, published, decisions, war.setting)}


def test_how_often_a_source_was_alone_borne_out_contradicted_and_first(war):
    found = account_of(
        war,
        [war.said("watch")],
        [war.said("watch", "protest"), war.said("red-radio", "protest", published=war.day + 2)],
        [war.said("red-radio", "protest"), war.said("blue-press", "protest")],
        [
            war.said("watch", tolls=war.killed(3)),
            war.said("wire", tolls=war.killed(3)),
            war.said("blue-press", tolls=war.killed(80)),
        ],
    )
    watch, radio, press = found["watch"], found["red-radio"], found["blue-press"]
    assert (watch.events, watch.alone, watch.first, watch.across) == (3, 1, 1, 0)
    assert (radio.events, radio.alone, radio.first, radio.across) == (2, 0, 0, 1)
    assert (press.events, press.across, press.contradicted) == (2, 1, 1)
    assert watch.contradicted == 0


def test_a_source_that_others_bear_out_is_estimated_higher_than_one_that_none_does(war):
    events = [
        [
            war.said("watch", tolls=war.killed(3 + n)),
            war.said("wire", tolls=war.killed(3 + n)),
            war.said("Aster Gazette", tolls=war.killed(80 + 3 * n)),
        ]
        for n in range(8)
    ]
    found = account_of(war, *events)
    assert found["wire"].reliability > found["~aster gazette"].reliability
    assert found["wire"].told > 0


def test_who_is_always_alone_has_what_its_letter_says(war):
    decided = war.decision("letter", "Aster Gazette", value="B")
    [record] = account_of(war, [war.said("Aster Gazette")], decisions=[decided]).values()
    assert (record.letter, record.kind, record.told) == ("B", "decided", 0)
    assert record.reliability == 0.9
    assert record.name == "Aster Gazette"
    assert record.camps == ()


def test_days_that_are_not_known_make_nobody_first(war):
    found = account_of(war, [war.said("watch", published=None), war.said("wire")])
    assert [record.first for record in found.values()] == [0, 0]


def test_several_roots_of_one_source_are_one_source(war):
    found = account_of(war, [war.said("watch"), war.said("watch")])
    assert (found["watch"].events, found["watch"].alone, found["watch"].told) == (1, 1, 0)
