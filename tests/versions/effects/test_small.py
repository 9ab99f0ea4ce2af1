"""Effects in small rulesets: what stands beside, above and inside a leaf that changes."""

from datetime import date

import attrs
import pytest

from cchc_rules import Ruleset, Scorecard, diff
from cchc_rules.exact import Rounding, RoundingMode
from cchc_rules.law.decision import UnitKind
from cchc_rules.law.facts import FactType
from cchc_rules.versions.catalogue import Contract
from cchc_rules.versions.changes import Changes, Edit, Effect
from cchc_rules.versions.edits import edited
from tests.scoring.small import card, leaf, node, yes

BESIDE = leaf("1.2", "2", "n2", policy="forbidden")


def ruleset(scorecard: Scorecard) -> Ruleset:
    return Ruleset(decision=scorecard.decision, scorecards={UnitKind.DEPARTMENT: scorecard})


def between(old: Scorecard, new: Scorecard) -> Changes:
    return diff(ruleset(old), ruleset(new))


def effect_between(old: Scorecard, new: Scorecard) -> Effect:
    """The effect of the one change that leads the others."""
    leading = [
        change.effect
        for change in between(old, new).leading
        if change.contract is Contract.TOTALS and change.kind != "total_follows"
    ]
    (effect,) = leading
    assert effect is not None
    return effect


def one(  # noqa: PLR0913 - where in a scorecard something can be said
    scoring: str,
    most: str = "2",
    *,
    policy: str = "forbidden",
    more: str = "",
    above: str = "",
    head: str = "",
    field: str = "",
) -> Scorecard:
    """A scorecard of two criteria: the first holds the leaf asked about, the other one earns up to 2 points."""
    total = str(float(most) + 2).removesuffix(".0")
    inner = node("1.1", most, leaf("1.1.1", most, scoring, policy=policy, more=more), more=above)
    if "role" not in field:
        return card(node("1", total, inner, BESIDE, more=field), most=total, head=head)
    standard = node("2", "2", node("2.1", "2", leaf("2.1.1", "2", "n4", policy="forbidden")))
    return card(node("1", total, inner, BESIDE, more=field), standard, most="2", head=head)


def rule(award: str, measure: str) -> str:
    return f"scoring = {{ measure = {measure}, award = {award} }}"


def tally(fact: str) -> str:
    return f'{{ measure = {{ kind = "fact", fact = "{fact}" }}, award = {{ kind = "tally" }} }}'


def rate(part: str, whole: str) -> str:
    return f'{{ kind = "ratio", part = ["{part}"], whole = ["{whole}"] }}'


def proportional(floor: str) -> str:
    return f'{{ kind = "proportional", floor = "{floor}" }}'


def parted(kind: str, parts: dict[str, tuple[str, str]], more: str = "") -> str:
    listed = ", ".join(
        f'{{ id = "{name}", max_points = "{most}", scoring = {scoring} }}' for name, (most, scoring) in parts.items()
    )
    return f'[fields.criteria.sub_criteria.scoring.award]\nkind = "{kind}"\nparts = [{listed}]\n{more}'


def branch(when: str, most: str, fact: str = "n1") -> str:
    return (
        '[fields.criteria.sub_criteria.scoring.award]\nkind = "branch"\n'
        f'arms = [{{ when = {when}, max_points = "{most}", scoring = {tally(fact)} }}]\n'
        f"otherwise = {{ scoring = {tally('n3')} }}\n"
    )


def survey(weights: str, award: str = '{ kind = "proportional" }', groups: str = '{ id = "g", weight = "1" }') -> str:
    listed = ", ".join(f'{{ id = "{name}", weight = "{w}" }}' for name, w in zip("ABC", weights.split(), strict=False))
    return (
        f'scoring.measure = {{ kind = "survey", ballots = "q", options = [{listed}], groups = [{groups}], '
        f"min_valid = 2 }}\nscoring.award = {award}"
    )


def weighed(**times: str) -> str:
    listed = ", ".join(f'{{ fact = "{fact}", times = "{each}" }}' for fact, each in times.items())
    return f'{{ kind = "weighted", of = [{listed}] }}'


def difference(of: str, to: str) -> str:
    sides = ", ".join(f'{side} = {{ kind = "fact", fact = "{fact}" }}' for side, fact in (("of", of), ("to", to)))
    return f'{{ kind = "relative", by = "difference", {sides} }}'


def branch_of_rates(floor: str) -> str:
    when = '{ measure = { kind = "fact", fact = "c2" }, in = "[1, inf)" }'
    return (
        '[fields.criteria.sub_criteria.scoring.award]\nkind = "branch"\n'
        f"arms = [{{ when = {when}, scoring = {{ measure = {RATE}, award = {proportional(floor)} }} }}]\n"
        f"otherwise = {{ scoring = {tally('n3')} }}\n"
    )


HALF_UP = 'round = { places = 1, mode = "half_up" }'
RATE = rate("c1", "c2")
FLOORS = rule(proportional("0.5"), RATE), rule(proportional("0.6"), RATE)
BANDED = '{{ kind = "bands", rows = [{{ in = "[{0}, inf)", points = "2" }}, {{ in = "(-inf, {0})", points = "0" }}] }}'


def bands(edge: str) -> str:
    return BANDED.format(edge)


def shown(effect: Effect) -> tuple[str, str, bool]:
    return str(effect.points), str(effect.index_percent), effect.exact


CASES = {
    "a floor": lambda: (one(FLOORS[0]), one(FLOORS[1])),
    "a floor and a claim": lambda: (one(FLOORS[0], policy="drop"), one(FLOORS[1], policy="drop")),
    "a rounded floor": lambda: (one(FLOORS[0], more=HALF_UP), one(FLOORS[1], more=HALF_UP)),
    "a maximum and claims": lambda: (one("n1", "2", policy="full"), one("n1", "3", policy="full")),
    "bonus": lambda: (one(FLOORS[0], field='role = "bonus"'), one(FLOORS[1], field='role = "bonus"')),
    "best": lambda: (one(FLOORS[0], above='combine = "best"'), one(FLOORS[1], above='combine = "best"')),
    "rounded above": lambda: (one(FLOORS[0], above=HALF_UP), one(FLOORS[1], above=HALF_UP)),
    "applies when": lambda: (
        one("n1", "2", above=f"applies_when = {yes('b1')}"),
        one("n1", "3", above=f"applies_when = {yes('b1')}"),
    ),
    "precondition": lambda: (
        one("n1", "2", above=f'precondition = {{ when = {yes("b1")}, otherwise = "zero" }}'),
        one("n1", "3", above=f'precondition = {{ when = {yes("b1")}, otherwise = "zero" }}'),
    ),
    "condition changed": lambda: (one("n1"), one("n1", more=f"applies_when = {yes('b1')}")),
    "parent condition": lambda: (one("n1"), one("n1", above=f"applies_when = {yes('b1')}")),
    "combination": lambda: (one("n1"), one("n1", above='combine = "best"')),
    "out of": lambda: (one("n1", head='total = { out_of = "10" }'), one("n1", "3", head='total = { out_of = "10" }')),
    "limits": lambda: (one("n1"), one("n1", head='total = { ceiling = "3" }')),
    "ceiling": lambda: (
        one(FLOORS[0], head='total = { ceiling = "3" }'),
        one(FLOORS[1], head='total = { ceiling = "3" }'),
    ),
    "high ceiling": lambda: (
        one(FLOORS[0], head='total = { ceiling = "4" }'),
        one(FLOORS[1], head='total = { ceiling = "4" }'),
    ),
    "parts": lambda: (
        one(parted("sum", {"a": ("1", tally("n1")), "b": ("1", tally("n3"))}), policy="full"),
        one(parted("sum", {"a": ("1.5", tally("n1")), "b": ("0.5", tally("n3"))}), policy="full"),
    ),
    "capped parts": lambda: (
        one(parted("sum", {"a": ("1", tally("n1")), "b": ("2", tally("n3"))}, 'cap = "2"')),
        one(parted("sum", {"a": ("1.5", tally("n1")), "b": ("2", tally("n3"))}, 'cap = "2"')),
    ),
    "best of": lambda: (
        one(parted("best_of", {"a": ("1", tally("n1")), "b": ("2", tally("n3"))}), policy="full"),
        one(parted("best_of", {"a": ("1.5", tally("n1")), "b": ("2", tally("n3"))}), policy="full"),
    ),
    "arm": lambda: (one(branch(yes("b1"), "1")), one(branch(yes("b1"), "2"))),
    "branch condition": lambda: (one(branch(yes("b1"), "1")), one(branch(yes("b2"), "1"))),
    "survey bands": lambda: (one(survey("1 0.5 0", bands("0.5"))), one(survey("1 0.4 0", bands("0.5")))),
    "survey rounded": lambda: (one(survey("1 0.5 0"), more=HALF_UP), one(survey("1 0.3 0"), more=HALF_UP)),
    "complement": lambda: (
        one(rule(proportional("0.5"), f'{{ kind = "complement", of = [{RATE}] }}')),
        one(rule(proportional("0.6"), f'{{ kind = "complement", of = [{RATE}] }}')),
    ),
    "product": lambda: (
        one(rule(proportional("0.5"), f'{{ kind = "product", of = [{RATE}, {rate("c3", "n3")}] }}')),
        one(rule(proportional("0.6"), f'{{ kind = "product", of = [{RATE}, {rate("c3", "n3")}] }}')),
    ),
    "relative": lambda: (
        one(rule(bands("0"), f'{{ kind = "relative", by = "ratio", of = {RATE}, to = {rate("c3", "n3")} }}')),
        one(rule(bands("1"), f'{{ kind = "relative", by = "ratio", of = {RATE}, to = {rate("c3", "n3")} }}')),
    ),
    "each counts": lambda: (
        one(rule('{ kind = "deduct", floor = "0" }', '{ kind = "weighted", of = [{ fact = "c1", times = "0.5" }] }')),
        one(rule('{ kind = "deduct", floor = "0" }', '{ kind = "weighted", of = [{ fact = "c1", times = "1" }] }')),
    ),
    "start of a deduction": lambda: (
        one(
            rule(
                '{ kind = "deduct", floor = "0" }',
                '{ kind = "weighted", of = [{ fact = "c1", times = "0.5" }, { fact = "c2", times = "1" }] }',
            )
        ),
        one(
            rule(
                '{ kind = "deduct", floor = "0.5" }',
                '{ kind = "weighted", of = [{ fact = "c1", times = "0.5" }, { fact = "c2", times = "1" }] }',
            )
        ),
    ),
    "many increments": lambda: (
        one(
            rule(
                '{ kind = "steps", base = "0", at = "0", add = "0.001", per = "1", otherwise = "0", cap = "1" }',
                '{ kind = "fact", fact = "c1" }',
            ),
            "1",
        ),
        one(
            rule(
                '{ kind = "steps", base = "0", at = "1", add = "0.001", per = "1", otherwise = "0", cap = "1" }',
                '{ kind = "fact", fact = "c1" }',
            ),
            "1",
        ),
    ),
    "an authority's grid": lambda: (
        one(rule('{ kind = "judged", step = "0.5" }', '{ kind = "fact", fact = "judged" }')),
        one(rule('{ kind = "judged", step = "0.25" }', '{ kind = "fact", fact = "judged" }')),
    ),
    "leap day": lambda: (
        one(
            rule(
                '{ kind = "bands", rows = [{ in = "(-inf, 0]", points = "2" }, { in = "[1, inf)", points = "0" }], never = "0" }',
                '{ kind = "days_late", fact = "d1", due = { by = "01-31" } }',
            )
        ),
        one(
            rule(
                '{ kind = "bands", rows = [{ in = "(-inf, 0]", points = "2" }, { in = "[1, inf)", points = "0" }], never = "0" }',
                '{ kind = "days_late", fact = "d1", due = { by = "03-31" } }',
            )
        ),
    ),
    "working days": lambda: (
        one(
            rule(
                '{ kind = "bands", rows = [{ in = "(-inf, 0]", points = "2" }, { in = "[1, inf)", points = "0" }], never = "0" }',
                '{ kind = "days_late", fact = "d1", days = "working", due = { by = "01-31" } }',
            )
        ),
        one(
            rule(
                '{ kind = "bands", rows = [{ in = "(-inf, 0]", points = "2" }, { in = "[1, inf)", points = "0" }], never = "0" }',
                '{ kind = "days_late", fact = "d1", days = "working", due = { by = "02-28" } }',
            )
        ),
    ),
    "another cap": lambda: (
        one(parted("sum", {"a": ("1", tally("n1")), "b": ("2", tally("n3"))}, 'cap = "2"')),
        one(parted("sum", {"a": ("1", tally("n1")), "b": ("2", tally("n3"))}, 'cap = "2"\nfloor = "0.5"')),
    ),
    "the best instead of the sum": lambda: (
        one(parted("sum", {"a": ("1", tally("n1")), "b": ("1", tally("n3"))}, 'floor = "0"')),
        one(parted("best_of", {"a": ("1", tally("n1")), "b": ("2", tally("n3"))})),
    ),
    "an arm for a whole of some size": lambda: (
        one(branch_of_rates("0.5")),
        one(branch_of_rates("0.6")),
    ),
    "an arm for the number it counts": lambda: (
        one(branch('{ measure = { kind = "fact", fact = "n1" }, in = "[1, inf)" }', "1")),
        one(branch('{ measure = { kind = "fact", fact = "n1" }, in = "[1, inf)" }', "2")),
    ),
    "less what counts double": lambda: (
        one(rule('{ kind = "deduct", floor = "0" }', weighed(b1="0.5", b2="1.5"))),
        one(rule('{ kind = "deduct", floor = "0.5" }', weighed(b1="0.5", b2="1.5"))),
    ),
    "sums of numbers": lambda: (
        one(rule('{ kind = "deduct", floor = "0" }', weighed(n1="0.5", c1="1.5"))),
        one(rule('{ kind = "deduct", floor = "0.5" }', weighed(n1="0.5", c1="1.5"))),
    ),
    "a difference of counts": lambda: (
        one(rule(bands("0"), difference("c1", "c2"))),
        one(rule(bands("1"), difference("c1", "c2"))),
    ),
    "another option of a survey": lambda: (one(survey("1 0")), one(survey("1 0 0"))),
    "a survey in bands, rounded": lambda: (
        one(survey("1 0.5 0", bands("0.5")), more=HALF_UP),
        one(survey("1 0.4 0", bands("0.5")), more=HALF_UP),
    ),
    "rounded parts": lambda: (
        one(parted("sum", {"a": ("1", tally("n1")), "b": ("1", tally("n3"))}), more=HALF_UP),
        one(parted("sum", {"a": ("1", tally("n1")), "b": ("1", tally("n2"))}), more=HALF_UP),
    ),
}


EXPECTED = {
    "a floor": ("(-1.2, 0]", "(-30, 0]", True),
    "a floor and a claim": ("(-1.2, 0]", "(-30, 0]", True),
    "a rounded floor": ("[-1.2, 0]", "[-30, 0]", True),
    "a maximum and claims": ("[0, 1]", "[-20, 10]", True),
    "bonus": ("(-1.2, 0]", "(-60, 0]", True),
    "best": ("(-1.2, 0]", "[-100, 100]", False),
    "rounded above": ("(-1.4, 0.2]", "[-100, 100]", False),
    "applies when": ("[0, 1]", "[-20, 10]", True),
    "precondition": ("[0, 1]", "[-20, 10]", True),
    "condition changed": ("[-2, 2]", "[-100, 100]", False),
    "parent condition": ("[-2, 2]", "[-100, 100]", False),
    "combination": ("[-2, 2]", "[-100, 100]", False),
    "out of": ("[0, 1]", "[0, 10]", True),
    "limits": ("[-4, 4]", "[-100, 100]", False),
    "ceiling": ("(-1.2, 0]", "[-100, 100]", False),
    "high ceiling": ("(-1.2, 0]", "(-30, 0]", True),
    "parts": ("[-0.5, 0.5]", "[-12.5, 12.5]", True),
    "capped parts": ("[0, 0.5]", "[0, 12.5]", False),
    "best of": ("[-2, 2]", "[0, 12.5]", False),
    "arm": ("[0, 1]", "[0, 25]", True),
    "branch condition": ("[-2, 2]", "[-50, 50]", False),
    "survey bands": ("[-2, 0]", "[-50, 0]", True),
    "survey rounded": ("[-0.4, 0]", "[-10, 0]", True),
    "complement": ("(-1.2, 0]", "(-30, 0]", True),
    "product": ("(-1.2, 0]", "(-30, 0]", True),
    "relative": ("[-2, 0]", "[-50, 0]", True),
    "each counts": ("[-1, 0]", "[-25, 0]", True),
    "start of a deduction": ("[0, 0.5]", "[0, 12.5]", True),
    "many increments": ("[-1, 1]", "[-100/3, 100/3]", False),
    "an authority's grid": ("[0, 0]", "[0, 0]", True),
    "leap day": ("[0, 2]", "[0, 50]", False),
    "working days": ("[-2, 2]", "[-50, 50]", False),
    "another cap": ("[-1.5, 2]", "[-37.5, 50]", False),
    "the best instead of the sum": ("[-2, 2]", "[-50, 50]", False),
    "an arm for a whole of some size": ("(-1.2, 0]", "(-30, 0]", True),
    "an arm for the number it counts": ("[0, 1]", "[0, 25]", False),
    "less what counts double": ("[0, 0.5]", "[0, 12.5]", True),
    "sums of numbers": ("[0, 0.5]", "[0, 12.5]", True),
    "a difference of counts": ("[-2, 0]", "[-50, 0]", True),
    "another option of a survey": ("[0, 0]", "[0, 0]", True),
    "a survey in bands, rounded": ("[-2, 0]", "[-50, 0]", True),
    "rounded parts": ("[-2, 2]", "[-50, 50]", False),
}


@pytest.mark.parametrize("name", CASES)
def test_a_change_of_one_leaf(name: str) -> None:
    assert shown(effect_between(*CASES[name]())) == EXPECTED[name]


def test_points_that_leaves_give_their_siblings_are_told_by_bounds() -> None:
    """Leaves that spread their points make those beside them weigh more."""
    cards = [
        card(
            node("1", "4", leaf("1.1", "2", FLOORS[n], policy="forbidden"), leaf("1.2", "2", "n2", policy="spread")),
            most="4",
        )
        for n in (0, 1)
    ]
    assert shown(effect_between(*cards)) == ("[-8, 8]", "[-100, 100]", False)


def test_a_penalty_turns_the_sign() -> None:
    cards = [
        card(
            node("1", "2", leaf("1.1", "2", "n1", policy="forbidden")),
            node("2", most, leaf("2.1", most, "n2", policy="forbidden"), more='role = "penalty"'),
            most="2",
        )
        for most in ("1", "2")
    ]
    changes = [
        change for change in between(*cards).leading if change.kind == "max_raised" and change.new.codes == ("2.1",)
    ]
    assert [shown(change.effect) for change in changes if change.effect] == [("[-1, 0]", "[-50, 0]", True)]


def test_a_field_of_many_leaves_is_told_by_bounds_of_the_index() -> None:
    """The points of leaves that nothing ties together are added; claims in every combination are not gone through."""
    first = node("1", "2", leaf("1.1", "2", "n1", policy="forbidden"))
    names = ("n2", "n3", "n4", "c1", "c2", "c3", "r1")
    many = node("2", "7", *(leaf(f"2.{n}", "1", name) for n, name in enumerate(names, 1)))
    effect = effect_between(card(first, most="2"), card(first, many, most="9"))
    assert shown(effect) == ("[0, 7]", "[-100, 100]", False)


def test_what_is_moved_beside_the_standard_points_is_told_by_bounds() -> None:
    scored = leaf("1.1", "2", "n1", policy="forbidden"), leaf("1.2", "2", "n2", policy="forbidden")
    extra = leaf("2.1", "2", "n3", policy="forbidden")
    plain, bonus = (
        card(node("1", "4", *scored), node("2", "2", extra, more=more), most=most)
        for more, most in (("", "6"), ('role = "bonus"', "4"))
    )
    roles = [change for change in between(plain, bonus).leading if change.kind == "role_changed"]
    assert [shown(change.effect) for change in roles if change.effect] == [("[-2, 2]", "(-inf, inf)", False)]


def test_another_rounding_of_the_whole() -> None:
    """Half up to two places gives at most half a place more (at the half), or a little less than that less."""
    plain = one("n1")
    decision = attrs.evolve(plain.decision, rounding=attrs.evolve(plain.decision.rounding, index_percent=None))
    effects = [
        diff(ruleset(old), ruleset(new)).changes[0].effect
        for old, new in (
            (attrs.evolve(plain, decision=decision), plain),
            (plain, attrs.evolve(plain, decision=decision)),
        )
    ]
    assert [shown(effect) for effect in effects if effect] == [
        ("[0, 0]", "(-0.005, 0.005]", True),
        ("[0, 0]", "[-0.005, 0.005)", True),
    ]
    total = attrs.evolve(plain.decision.rounding, total=Rounding(1, RoundingMode.DOWN))
    cut = attrs.evolve(plain, decision=attrs.evolve(plain.decision, rounding=total))
    (change,) = between(plain, cut)
    assert change.effect is not None
    assert shown(change.effect) == ("(-0.1, 0]", "[-2.52, 2.52]", False)


def test_holidays_move_nobody_where_no_working_days_are_counted() -> None:
    with_days = ruleset(CASES["working days"]()[0])
    without = ruleset(one("n1"))
    for made, known in ((with_days, False), (without, True)):
        holidays = attrs.evolve(made.decision, holidays=(date(2024, 9, 2),))
        (change,) = diff(made, attrs.evolve(made, decision=holidays))
        assert (change.effect is not None) == known


def test_another_type_of_a_fact_is_told_by_what_its_leaves_can_earn() -> None:
    old = one("n1")
    facts = {**old.facts, "n1": attrs.evolve(old.facts["n1"], type=FactType.COUNT)}
    (change,) = between(old, attrs.evolve(old, facts=facts))
    assert change.effect is not None
    assert shown(change.effect) == ("[-2, 2]", "[-50, 50]", False)


def test_a_change_that_cannot_stand_alone_has_no_effect_of_its_own() -> None:
    old = one("n1")
    broken = edited(old, [Edit(path=("fields", 0, "criteria", 0, "sub_criteria", 0, "scoring"), old=None, new=None)])
    effects = [change.effect for change in between(old, broken) if change.attribute == "rule"]
    assert effects == [None]


def test_a_scorecard_that_came_has_nothing_to_be_set_against() -> None:
    made = ruleset(one("n1"))
    (change,) = diff(attrs.evolve(made, scorecards={}), made)
    assert change.effect is None
