"""Two transcriptions side by side: every difference is found once, mirrored, and said in words."""

from fractions import Fraction

import attrs
import pytest

from cchc_rules import load
from cchc_rules.exact import Interval, Rounding, RoundingMode
from cchc_rules.law.decision import UnitKind
from cchc_rules.law.facts import FactType, Name
from cchc_rules.law.measures import Given
from cchc_rules.law.model import (
    Combine,
    Criterion,
    FailedTo,
    Method,
    NotApplicable,
    Precondition,
    Role,
    Ruleset,
    Scorecard,
)
from cchc_rules.law.scoring import Condition, Policy
from cchc_rules.office.pages import comparison_page
from cchc_rules.office.transcribing.agreement import Difference, Part, differences, disagreements
from cchc_rules.office.transcribing.settling import replaced
from cchc_rules.report.layout import plain
from tests.support import scoring


def card() -> Scorecard:
    return load("2024_2426").scorecard("department")


def changed(code: str, **changes: object) -> Scorecard:
    return replaced(card(), attrs.evolve(card().node(code), **changes))  # type: ignore[arg-type]  # by their names


def only(other: Scorecard, language: str = "en") -> Difference:
    """The one difference from the card, which is the same seen from the other side."""
    (found,) = disagreements(card(), other, language)  # type: ignore[arg-type]  # vi or en
    (mirrored,) = disagreements(other, card(), language)  # type: ignore[arg-type]  # as above
    assert attrs.evolve(mirrored, one=mirrored.other, other=mirrored.one) == found
    return found


HALVES = scoring(
    """
    measure = { kind = "ratio", part = ["plan_tasks_done"], whole = ["plan_tasks"] }
    award = { kind = "proportional", floor = "0.5" }
    """
)
CONDITION = Condition(measure=Given(fact="plan_is_complete"), within=Interval.parse("[1, 1]"))


@pytest.mark.parametrize(
    ("code", "changes", "part", "other"),
    [
        ("1.1.3", {"name": Name("Tên khác")}, Part.NAME, ("Tên khác",)),
        ("1.1.3", {"max_points": Fraction(5, 2)}, Part.MAX_POINTS, ("2.5",)),
        ("1", {"max_points": None}, Part.MAX_POINTS, ()),
        ("1", {"role": Role.BONUS}, Part.ROLE, ("bonus",)),
        ("1", {"combine": Combine.BEST}, Part.COMBINE, ("the best child counts alone",)),
        ("1.1.3", {"method": Method.SURVEY}, Part.METHOD, ("survey",)),
        ("1.1.3", {"round": Rounding(2, RoundingMode.DOWN)}, Part.ROUND, ("2 decimals, down",)),
        ("1.1.3", {"appraiser": "so-tu-phap"}, Part.APPRAISER, ("Sở Tư pháp",)),
        ("1.1.3", {"evidence": ("Kế hoạch",)}, Part.EVIDENCE, ("Kế hoạch",)),
        (
            "1.1.3",
            {"not_applicable": NotApplicable(policy=Policy.ZERO, reason=Name("không có"))},
            Part.NOT_APPLICABLE,
            ("0 points", "không có"),
        ),
        ("1", {"applies_when": CONDITION}, Part.CONDITIONS, ("The plan is complete as required: yes",)),
        (
            "1.1",
            {"precondition": Precondition(when=CONDITION, otherwise=FailedTo.ZERO)},
            Part.CONDITIONS,
            ("The plan is complete as required: yes (zero)",),
        ),
    ],
)
def test_each_part_of_a_node_is_compared(
    code: str, changes: dict[str, object], part: Part, other: tuple[str, ...]
) -> None:
    if part is Part.MAX_POINTS and "1.1.3" in code:
        found = [one for one in disagreements(card(), changed(code, **changes), "en") if one.part is part]
        assert [(one.code, one.other) for one in found] == [(code, other)]
        return
    found_one = only(changed(code, **changes))
    assert (found_one.code, found_one.part, found_one.other, found_one.form_only) == (code, part, other, False)


def test_a_scoring_is_said_in_sentences_on_both_sides() -> None:
    found = only(changed("1.1.3", scoring=HALVES))
    assert found.part is Part.SCORING
    assert found.one[1] == "Points: rate × maximum (2 points); below 80 %: 0 points"
    assert found.other[1] == "Points: rate × maximum (2 points); below 50 %: 0 points"


def test_where_sentences_are_the_same_the_data_is_shown() -> None:
    rule = scoring('measure = { kind = "fact", fact = "reports_late" }\naward = { kind = "tally" }')
    one = changed("1.1.3", scoring=rule)
    number = attrs.evolve(one.facts["reports_late"], type=FactType.NUMBER)
    other = attrs.evolve(one, facts={**one.facts, "reports_late": number})
    found = next(found for found in disagreements(one, other) if found.code == "1.1.3")
    assert found.one[:-1] == found.other[:-1]
    assert '["count", "Số báo cáo gửi chậm"' in found.one[-1]
    assert '["number", "Số báo cáo gửi chậm"' in found.other[-1]


def test_what_a_fact_is_called_in_the_data_does_not_matter() -> None:
    facts = {f"other_{name}": fact for name, fact in card().facts.items()}
    rule = scoring(
        """
        measure = { kind = "ratio", part = ["other_plan_tasks_done"], whole = ["other_plan_tasks"] }
        award = { kind = "proportional", floor = "0.8" }
        """
    )
    other = attrs.evolve(changed("1.1.3", scoring=rule), facts={**card().facts, **facts})
    assert disagreements(card(), other) == ()


@pytest.mark.parametrize("form", ["MỨC ĐỘ HOÀN THÀNH KẾ HOẠCH", "Mức độ  hoàn thành kế hoạch"])
def test_what_differs_in_form_alone_says_so(form: str) -> None:
    assert only(changed("1.1.3", name=Name(form))).form_only


def test_nodes_that_only_one_has_are_named() -> None:
    shorter = attrs.evolve(card(), fields=card().fields[1:])
    found = disagreements(card(), shorter)
    gone = [one for one in found if one.part is Part.THERE]
    assert [one.code for one in gone] == [node.code for node in card().fields[0].walk()]
    assert gone[0].one == (f"1 {card().fields[0].name.vi}",)
    assert gone[0].other == ()
    assert [one.part for one in disagreements(shorter, card())] == [one.part for one in found]


def test_the_scorecard_itself_is_compared() -> None:
    other = attrs.evolve(card(), name=Name("Tên"), max_points=Fraction(99))
    assert [(one.code, one.part) for one in disagreements(card(), other)] == [("", Part.NAME), ("", Part.MAX_POINTS)]


def short() -> Ruleset:
    whole = load("2024_2426")
    cards: dict[UnitKind, Scorecard] = {
        kind: one for kind, one in whole.scorecards.items() if kind is not UnitKind.DISTRICT
    }
    cards[UnitKind.DEPARTMENT] = replaced(
        cards[UnitKind.DEPARTMENT], attrs.evolve(card().node("1.1.3"), name=Name("MỨC ĐỘ HOÀN THÀNH KẾ HOẠCH"))
    )
    return attrs.evolve(whole, scorecards=cards)


def test_a_kind_of_unit_that_only_one_has_is_one_difference() -> None:
    found = differences(load("2024_2426"), short())
    assert [(one.unit_kind, one.code, one.part) for one in found] == [
        (UnitKind.DEPARTMENT, "1.1.3", Part.NAME),
        (UnitKind.DISTRICT, "", Part.THERE),
    ]
    assert found[1].other == ()
    assert differences(short(), load("2024_2426"))[1].one == ()
    assert differences(short(), short()) == ()


def test_the_page_shows_both_sides_and_the_notice() -> None:
    pair = (load("2024_2426"), short())
    text = plain(comparison_page(("anna", "bert"), pair, differences(*pair, "en"), "en"))
    assert "! Reconstruction: the criteria and points are not the text of the decision" in text
    assert "– 1.1.3: name (they differ only in spaces or the form of letters)" in text
    assert "– A: Mức độ hoàn thành kế hoạch" in text
    assert "– B: MỨC ĐỘ HOÀN THÀNH KẾ HOẠCH" in text
    assert "– the whole: whether it is there" in text
    assert "– B: not there" in text


def test_the_page_says_that_nothing_differs() -> None:
    text = plain(comparison_page(("a", "b"), (short(), short()), (), "vi"))
    assert "Hai bản giống nhau ở mọi nút." in text


def test_a_leaf_beside_a_node_with_children_has_no_rule_to_compare() -> None:
    criterion = card().node("1.1")
    assert isinstance(criterion, Criterion)
    leaf = attrs.evolve(card().node("1.1.3"), code="1.1")
    found = disagreements(card(), replaced(card(), leaf))
    assert Part.SCORING in {one.part for one in found if one.code == "1.1"}
