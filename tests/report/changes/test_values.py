"""Every attribute that can differ is said on both sides, in both languages, and only as far as it differs."""

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Any

import attrs
import pytest

from cchc_rules.exact import Interval, Rounding, RoundingMode
from cchc_rules.law.decision import (
    Appraiser,
    Deadline,
    Decision,
    Grade,
    RankedOn,
    Scope,
    ScopeOf,
    Stage,
    Ties,
    UnitKind,
)
from cchc_rules.law.facts import FactType, Giver, Name
from cchc_rules.law.grounds import Basis, Ground
from cchc_rules.law.lateness import MonthDay
from cchc_rules.law.measures import Given
from cchc_rules.law.model import (
    Acknowledged,
    Choice,
    Combine,
    FailedTo,
    Method,
    NotApplicable,
    Precondition,
    Reading,
    Role,
    Ruleset,
    SlipKind,
    Total,
)
from cchc_rules.law.scoring import Condition, Policy
from cchc_rules.report.changes.labels import ATTRIBUTES
from cchc_rules.report.changes.values import Voice
from cchc_rules.report.changes.wording import spoken
from cchc_rules.versions.changes import Changes, Side
from cchc_rules.versions.difference import diff
from tests.report.changes.drafts import (
    between,
    carded,
    changed_leaf,
    decided,
    fielded,
    ruleset_of,
    small,
    without_communes,
)
from tests.report.support import FACTS, REASON, SIMPLE, YES, card

PLANNED = Condition(measure=Given("planned"), within=YES)
TENTH = Rounding(1, RoundingMode.HALF_UP)
SLIP = Acknowledged(kind=SlipKind.SUM, words="cộng sai", reason=Name("in như vậy", "printed so"))
READINGS = (
    Reading(id="strict", words="chặt", scoring=SIMPLE),
    Reading(id="kind", words="rộng", round=TENTH, not_applicable=NotApplicable(policy=Policy.FULL, reason=REASON)),
)


def chosen(reading: str) -> dict[str, object]:
    return {"readings": READINGS, "chosen": Choice(reading=reading, by="ai đó", why=REASON)}


def on_decision(edit: Callable[[Ruleset], Decision]) -> Changes:
    """What changed where the decision has what ``edit`` makes of it."""
    return decided(lambda ruleset: attrs.evolve(ruleset, decision=edit(ruleset)))


def decision(**values: Any) -> Changes:  # noqa: ANN401 - whatever it has
    return on_decision(lambda ruleset: attrs.evolve(ruleset.decision, **values))


def act(**values: Any) -> Changes:  # noqa: ANN401 - whatever it has
    return on_decision(lambda ruleset: attrs.evolve(ruleset.decision, act=attrs.evolve(ruleset.decision.act, **values)))


def ranking(**values: Any) -> Changes:  # noqa: ANN401 - whatever it has
    return on_decision(
        lambda ruleset: attrs.evolve(ruleset.decision, ranking=attrs.evolve(ruleset.decision.ranking, **values))
    )


def rounding(**values: Any) -> Changes:  # noqa: ANN401 - whatever it has
    return on_decision(
        lambda ruleset: attrs.evolve(ruleset.decision, rounding=attrs.evolve(ruleset.decision.rounding, **values))
    )


def scorecard(**values: Any) -> Changes:  # noqa: ANN401 - whatever it has
    return decided(lambda ruleset: carded(ruleset, **values))


def field(**values: Any) -> Changes:  # noqa: ANN401 - whatever it has
    return decided(lambda ruleset: fielded(ruleset, "1", **values))


def leaf(before: dict[str, object], after: dict[str, object]) -> Changes:
    return changed_leaf(before, after, SIMPLE)


def fact(which: str, **values: Any) -> Changes:  # noqa: ANN401 - whatever it has
    """What changed where a fact of the trial scorecard is another."""
    older = card(SIMPLE)
    newer = attrs.evolve(older, facts={**FACTS, which: attrs.evolve(FACTS[which], **values)})
    return diff(ruleset_of(older), ruleset_of(newer))


SHIPPED = small().decision
CALENDAR = (*SHIPPED.calendar, Deadline(stage=Stage.SURVEY, by=MonthDay(12, 1), basis=Basis.INFERRED, source="I04"))
BAND = Grade(
    name=Name("Tốt", "Good"),
    within=Interval.parse("[80, 100]"),
    no_zero_criterion=True,
    basis=Basis.INFERRED,
    source="I04",
)
SCOPES = tuple(Scope(unit_kind=kind, scope=ScopeOf.GROUP, basis=Basis.INFERRED, source="I04") for kind in UnitKind)
GROUND = Ground(part="max_points", basis=Basis.ATTESTED, source="A04")

# By attribute: what changed, and what is said of both sides in English; more than one where a part alone is said.
SAID: dict[str, tuple[Changes, str, str]] = {
    "act": (
        act(signed_on=date(2024, 11, 15), in_force_until=date(2025, 12, 31)),
        "2426/QĐ-UBND; signed on 14 November 2024; ",
        "2426/QĐ-UBND; signed on 15 November 2024; in force 14 November 2024–31 December 2025; ",
    ),
    "name": (
        decision(name=Name("Tên khác", "Another name")),
        f"“{SHIPPED.name.en}”",
        "“Another name”",
    ),
    "calendar": (decision(calendar=CALENDAR), "–", "survey: by 1 December"),
    "holidays": (
        decision(holidays=(*SHIPPED.holidays, date(2024, 9, 3))),
        "–",
        "3 September 2024",
    ),
    "appraisers": (
        decision(appraisers=(*SHIPPED.appraisers, Appraiser(id="so-moi", name=Name("Sở Mới", "New body")))),
        "–",
        "“New body” (so-moi)",
    ),
    "rounding": (rounding(total=TENTH), "Total: not rounded", "Total: 1 decimal, half up"),
    "ranking": (
        ranking(on=RankedOn.TOTAL, ties=Ties.AUTHORITY, tie_breakers=("survey", "3.7")),
        "the index percent as rounded; ties broken by –; equals share a rank and the next is skipped",
        "the exact total; ties broken by survey, 3.7; equals are left to the authority",
    ),
    "ranking of other scopes": (
        ranking(scopes=SCOPES),
        "department province-wide; district province-wide",
        "department within each group; district within each group",
    ),
    "bands": (
        decision(bands=(BAND,), bands_on=RankedOn.TOTAL),
        "–",
        "“Good”: from 80 to 100, no criterion at 0 points; on the exact total",
    ),
    "scorecard": (diff(small(), without_communes()), "“Of communes” (3 points)", "–"),
    "limits": (scorecard(total=Total(floor=Fraction(0))), "total at least –", "total at least 0 points"),
    "precondition": (
        leaf({}, {"precondition": Precondition(when=PLANNED, otherwise=FailedTo.ZERO)}),
        "–",
        "Planned: yes; otherwise: 0 points",
    ),
    "applies_when": (leaf({}, {"applies_when": PLANNED}), "–", "Planned: yes"),
    "slips": (leaf({}, {"slips": (SLIP,)}), "–", "the children do not add up: “cộng sai” (printed so)"),
    "basis": (leaf({}, {"basis": Basis.INFERRED, "source": "I04"}), "illustrative", "inferred"),
    "basis of the whole": (scorecard(basis=Basis.INFERRED, source="I04"), "illustrative", "inferred"),
    "basis of the ranking": (ranking(basis=Basis.ATTESTED), "illustrative", "attested"),
    "grounds": (leaf({}, {"grounds": (GROUND,)}), "–", "maximum: attested"),
    "name_vi": (leaf({}, {"name": Name("Khác", "Trial")}), "“Thử”", "“Khác”"),
    "name_en": (leaf({}, {"name": Name("Thử", "Other")}), "“Trial”", "“Other”"),
    "max_points": (leaf({}, {"max_points": Fraction(1, 3)}), "2 points", "1/3 ≈ 0.333 points"),
    "no maximum": (field(max_points=None), "3 points", "no limit"),
    "method": (
        leaf({}, {"method": Method.SATISFACTION}),
        "evidence",
        "satisfaction",
    ),
    "readings": (
        leaf(chosen("strict"), chosen("kind")),
        "“strict”. “strict”: “chặt”; Measure: Done / All; Points: rate × maximum (2 points). ",
        "“kind”. “strict”: ",
    ),
    "no readings": (leaf({}, chosen("kind")), "–", "“kind”. "),
    "not_applicable": (
        leaf({}, {"not_applicable": NotApplicable(policy=Policy.ZERO, reason=Name("không có", "nothing"))}),
        "left out of points and maximum (nothing arose)",
        "0 points (nothing)",
    ),
    "appraiser": (
        leaf({}, {"appraiser": "so-tai-chinh"}),
        SHIPPED.appraiser("so-noi-vu").name.pair[1],
        SHIPPED.appraiser("so-tai-chinh").name.pair[1],
    ),
    "evidence": (leaf({"evidence": ("Báo cáo",)}, {"evidence": ("Báo cáo", "Sổ")}), "“Báo cáo”", "“Báo cáo”; “Sổ”"),
    "words": (leaf({}, {"words": ("Đủ: 2 điểm",)}), "–", "“Đủ: 2 điểm”"),
    "round": (leaf({}, {"round": TENTH}), "not rounded", "1 decimal, half up"),
    "combine": (field(combine=Combine.BEST), "added up", "the best child counts alone"),
    "role": (field(role=Role.BONUS), "standard field", "bonus"),
    "model": (leaf({"model": "QĐ11"}, {"model": "QĐ12"}), "QĐ11", "QĐ12"),
    "facts": (fact("planned", type=FactType.COUNT), "yes or no", "a whole number from 0"),
    "levels of facts": (
        fact("level", levels=("full", "partial", "none")),
        "a level: “full”, “partial”",
        "a level: “full”, “partial”, “none”",
    ),
    "dates of facts": (fact("due_on", never=True), "a date", "a date, may be answered “never”"),
    "giver": (fact("planned", by=Giver.APPRAISER), "unit", "appraiser"),
    "fact_name": (fact("planned", name=Name("Có bản kế hoạch", "Plan made")), "“Planned”", "“Plan made”"),
}


@pytest.mark.parametrize("name", SAID)
def test_both_sides_are_said(name: str) -> None:
    changes, before, after = SAID[name]
    attribute = name if name in ATTRIBUTES else {"no": "max_points"}.get(name, "")
    listed = [change for change in changes if change.attribute == attribute] or list(changes.leading)
    sides = spoken(listed[0], changes, "en")
    assert sides[0].startswith(before)
    assert sides[1].startswith(after)
    in_vietnamese = spoken(listed[0], changes, "vi")
    assert in_vietnamese[0] != in_vietnamese[1]


def test_every_attribute_is_among_them_or_among_rules_and_nodes() -> None:
    assert set(ATTRIBUTES) - set(SAID) == {"code", "node", "rule"}


def test_a_body_that_the_decision_does_not_know_is_said_by_its_id() -> None:
    changes = leaf({}, {"appraiser": "so-la"})
    assert spoken(changes.changes[0], changes, "vi") == ("Sở Nội vụ", "so-la")


def test_names_of_levels_are_said_where_they_differ() -> None:
    named = {"full": Name("Đủ", "Full"), "partial": Name("Một phần", "Part")}
    older = card(SIMPLE)
    sides = [
        attrs.evolve(older, facts={**FACTS, "level": attrs.evolve(FACTS["level"], named=one)})
        for one in (named, {**named, "partial": Name("Chưa đủ", "Not all")})
    ]
    changes = diff(*map(ruleset_of, sides))
    assert spoken(changes.changes[0], changes, "en") == ("“Level”; partial: “Part”", "“Level”; partial: “Not all”")


def test_nodes_are_said_by_code_name_and_maximum() -> None:
    changes = between("2023_2568", "2024_2426")
    said = {change.kind.value: spoken(change, changes, "en") for change in changes.of("department")}
    assert said["criterion_removed"][0].startswith("7.1.3 ")
    assert said["criterion_removed"][0].endswith(" (1 point)")
    assert said["criterion_removed"][1] == "–"
    assert said["moved"] == ("7.3", "3.5")
    assert said["split"][1].count(" (0.5 points)") == 2


@pytest.mark.parametrize("attribute", ["act", "method", "scorecard"])
def test_what_is_no_value_of_the_attribute_is_refused(attribute: str) -> None:
    voice = Voice(decision=SHIPPED, card=None, language="vi")
    with pytest.raises(TypeError, match="not "):
        voice.said(attribute, Side(value="gì đó"), Side())
