from sayso.reconcile.item import Toll
from sayso.reconcile.opinions import hear
from sayso.reconcile.questions import questions


def test_a_question_for_each_field_and_for_each_thing_that_is_counted(war):
    items = [war.said("watch", actors=("red-army",), tolls=(Toll("wounded", 9, 9), *war.killed(2))), war.said("wire")]
    asked = questions(hear(war.cluster(*items), [war.root(item) for item in items], war.setting))
    named = [(question.field, question.what) for question in asked]
    fields = [(field, "") for field in ("occurred", "kind", "place", "day", "actor")]
    assert named == [*fields, ("toll", "killed"), ("toll", "wounded")]
    for question in asked:
        assert len(question.supports) == len(question.opinions)
        assert all(len(row) == len(question.values) for row in question.supports)


def test_who_stands_behind_a_value(war):
    items = [war.said("watch", "attack"), war.said("wire", "air_strike"), war.said("red-radio", "harm")]
    hearing = hear(war.cluster(*items), [war.root(item) for item in items], war.setting)
    [kind] = [question for question in questions(hearing) if question.field == "kind"]
    by_value = {value: kind.backers(number) for number, value in enumerate(kind.values)}
    assert len(by_value["air_strike"]) == 1
    assert len(by_value["attack"]) == 2
    assert len(by_value["harm"]) == 1
