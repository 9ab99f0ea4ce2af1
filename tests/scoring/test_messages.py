"""What scoring and ranking have to say: one test per message, in the words a reader meets."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Final

import attrs
import pytest

from cchc_rules import Appraisal, CchcRulesError, Entry, Finding, Submission, SubmissionError, Unit, evaluate, rank
from cchc_rules.law.decision import UnitKind
from cchc_rules.law.facts import Name
from cchc_rules.law.grounds import Basis
from cchc_rules.law.publication import Printed, Publication, PublishedRow
from cchc_rules.messages import MESSAGES
from cchc_rules.scoring.inputs import RawFact
from tests.scoring.small import (
    DECISION,
    RANKING,
    ROUNDING,
    SURVEYED,
    awarded,
    card,
    claim,
    fact,
    given,
    leaf,
    node,
    submission,
    yes,
)

Said = Iterable[Finding]

RATIO: Final = 'measure = { kind = "ratio", part = ["c1"], whole = ["c2"], less = ["c3"] }'
BANDS: Final = 'scoring = {{ measure = {measure}, award = {{ kind = "bands", rows = [{rows}]{more} }} }}'
LEVELS: Final = '{ level = "high", points = "2" }, { level = "low", points = "1" }, { level = "none", points = "0" }'
SCORINGS: Final[Mapping[str, str]] = {
    "tally": "n1",
    "ratio": f'scoring = {{ {RATIO}, award = {{ kind = "proportional" }} }}',
    "late": BANDS.format(
        measure='{ kind = "days_late", fact = "d1", due = { fact = "d2" } }',
        rows='{ in = "(-inf, 0]", points = "2" }, { in = "[1, inf)", points = "0" }',
        more=', never = "0"',
    ),
    "judged": f'scoring = {{ measure = {fact("judged")}, award = {{ kind = "judged", step = "0.25" }} }}',
    "yes_no": f'scoring = {{ measure = {fact("b1")}, award = {{ kind = "yes_no" }} }}',
    "level": (
        f'scoring = {{ measure = {{ kind = "level", fact = "lv" }}, award = {{ kind = "levels", rows = [{LEVELS}] }} }}'
    ),
    "rate": f'scoring = {{ measure = {fact("r1")}, award = {{ kind = "proportional" }} }}',
    "survey": SURVEYED,
    "gap": BANDS.format(
        measure=fact("c1"), rows='{ in = "[0, 0]", points = "0" }, { in = "[2, inf)", points = "2" }', more=""
    )
    + '\nslips = [{ kind = "gap", words = "từ 2", reason = { vi = "in sai", en = "misprint" } }]',
    "parts": f"""
        [fields.criteria.scoring.award]
        kind = "sum"
        [[fields.criteria.scoring.award.parts]]
        id = "first"
        max_points = "2"
        scoring = {{ measure = {fact("n1")}, award = {{ kind = "tally" }} }}
    """,
}


def scored(scoring: str, handed_in: Submission, *, policy: str = "drop", stage: str = "appraisal_2") -> Said:
    """What is said of one leaf of this scoring, whether the result stands or not."""
    more = 'method = "survey"' if scoring == "survey" else ""
    one = card(node("1", "2", leaf("1.1", "2", SCORINGS[scoring], policy=policy, more=more)), most="2")
    return said(lambda: evaluate(one, handed_in, stage=stage).findings)


def said(work: Callable[[], Said]) -> Said:
    try:
        return work()
    except CchcRulesError as fault:
        return fault.findings


def facts(scoring: str, **by_unit: RawFact) -> Callable[[], Said]:
    return lambda: scored(scoring, given(**by_unit))


def entry(scoring: str = "tally", policy: str = "drop", **keys: object) -> Callable[[], Said]:
    return lambda: scored(scoring, submission([Entry(code="1.1", **keys)], {"n1": 1}), policy=policy)  # type: ignore[arg-type]  # any keys


def ballots(counts: Mapping[str, int], group: str = "g", question: str = "q") -> Callable[[], Said]:
    return lambda: scored("survey", submission(ballots={question: {group: counts}}))


def shares(given_shares: Mapping[str, RawFact]) -> Callable[[], Said]:
    return lambda: scored("survey", submission(shares={"q": {"g": given_shares}}))


def changed(**keys: object) -> Callable[[], Said]:
    """What is said of a good submission in which some keys are changed."""
    return lambda: scored("tally", attrs.evolve(given(n1=1), **keys))  # type: ignore[arg-type]  # any keys


def two_leaves(second: str, handed_in: Submission, *, missing: str = "error") -> Callable[[], Said]:
    both = card(node("1", "4", leaf("1.1"), second), most="4")
    return lambda: said(lambda: evaluate(both, handed_in, missing=missing).findings)


def one_of() -> Said:
    leaves = (leaf("1.1", more=f"applies_when = {yes('b1')}"), leaf("1.2", scoring="n2"))
    both = card(node("1", "2", *leaves, more='combine = "one_of"'), most="2")
    return said(lambda: evaluate(both, given(b1=True, n1=1, n2=1)).findings)


def ranked(*points: tuple[str, RawFact | None], ranking: str = RANKING, group: str | None = None) -> Callable[[], Said]:
    """What a ranking of units with these points of 3 has to say."""

    def work() -> Said:
        three = card(node("1", "3", leaf("1.1", "3")), most="3", decision=DECISION + ranking + ROUNDING)
        results = [
            evaluate(
                three,
                submission(facts={} if n1 is None else {"n1": n1}, unit=Unit(code=code, name="Sở Ví dụ", group=group)),
                missing="bounds",
            )
            for code, n1 in points
        ]
        return rank(results).findings

    return lambda: said(work)


def of_two_years() -> Said:
    one = card(node("1", "2", leaf("1.1")), most="2")
    years = [attrs.evolve(given(n1=1), year=year) for year in (2024, 2025)]
    return said(lambda: rank(evaluate(one, handed_in) for handed_in in years).findings)


def printed_wrong() -> Said:
    rows = (
        PublishedRow(unit="a", name="A", rank=1, index_percent=Printed("90.00")),
        PublishedRow(unit="b", name="B", rank=2, index_percent=Printed("90.01")),
    )
    table = Publication(
        format=1,
        year=2022,
        unit_kind=UnitKind.DEPARTMENT,
        complete=True,
        title=Name("Bảng", "Table"),
        decision="1/QĐ",
        document="báo",
        locator="bảng",
        basis=Basis.ATTESTED,
        rows=rows,
    )
    return [finding for finding in rank(table).findings if finding.subject == "b"]


STATE: Final = {"state": "unknown", "reason": "mất hồ sơ"}
CLAIM: Final = {"state": "not_applicable", "reason": "không phát sinh", "confirmed": True}
ON_TOTAL: Final = RANKING.replace("index_percent", "total")

CASES: Final[Mapping[str, tuple[Callable[[], Said], str]]] = {
    "CR301": (
        changed(ruleset="2024_2426"),
        'the submission was made for ruleset "2024_2426" and is scored by "small"; use the one it was made for',
    ),
    "CR302": (
        changed(unit_kind="district"),
        'the submission is of a "district", the scorecard is for a "department"; use the scorecard of its kind',
    ),
    "CR303": (
        changed(year=2023),
        "the year 2023 is none that this ruleset assesses (2024); take the result as a rehearsal",
    ),
    "CR310": (
        facts("ratio", c1=5, c2=4, c3=0),
        "1.1: c1 = 5 is more than the whole it is part of, 4; check the two facts",
    ),
    "CR311": (
        facts("ratio", c1=0, c2=1, c3=2),
        "1.1: the whole c2 − c3 = -1 is below 0; check what is taken from it",
    ),
    "CR312": (
        facts("ratio", c1=0, c2=1, c3=1),
        '1.1: the whole c2 is 0; if nothing arose, claim state = "not_applicable" with a reason',
    ),
    "CR313": (facts("late", d1="2024-01-01", d2="never"), '1.1: the deadline "d2" is not a date; give one'),
    "CR314": (
        lambda: scored("judged", submission(by_appraiser={"judged": "0.3"})),
        "1.1: 0.3 points are not on the step of 0.25; give points on the step",
    ),
    "CR315": (
        lambda: scored("judged", submission(by_appraiser={"judged": 3})),
        "1.1: 3 points are above the maximum of 2; give points from 0 to the maximum",
    ),
    "CR321": (
        ballots({"A": 1, "blank": 3}),
        "1.1: q.g: 1 valid replies of at least 2; the criterion stays open, it is not 0",
    ),
    "CR322": (
        facts("gap", c1=1),
        "1.1: the text has no points for the value 1; the criterion stays open until it is appraised",
    ),
    "CR330": (facts("tally", n1=1, judgd=1), 'this scorecard has no fact "judgd"; did you mean: judged?'),
    "CR331": (facts("tally", n1=1, bench=1), 'fact "bench" is the appraiser\'s to give; move it to facts.appraiser'),
    "CR332": (
        lambda: scored("survey", submission(by_appraiser={"q": 1})),
        '"q" is a survey question; give it under ballots or shares',
    ),
    "CR333": (facts("yes_no", b1=1), '"b1" must be true or false, found 1; write one of the two'),
    "CR334": (facts("ratio", c1=-1), '"c1" must be a whole number from 0 up, found -1; write it like 12'),
    "CR335": (
        facts("tally", n1="1,5"),
        '"n1" must be an exact number from 0 up, found "1,5"; write it like 12 or "12.5", never as a float',
    ),
    "CR336": (facts("rate", r1=95), '"r1" must be a rate from 0 to 1, found 95; 95 % is written "0.95"'),
    "CR337": (
        facts("late", d1="31/01/2024"),
        '"d1" must be a date, found "31/01/2024"; write it like 2024-11-24 (or "never")',
    ),
    "CR338": (facts("level", lv="middle"), '"lv" must be one of the levels high, low, none, found "middle"'),
    "CR340": (ballots({"A": 2}, group="h"), 'there is no group "q.h"; the groups asked are g'),
    "CR341": (ballots({"A": 2, "C": 1}), 'q.g: there is no option "C"; the options are A, B, blank, invalid'),
    "CR342": (
        shares({"A": "0.5", "B": "0.4", "valid": 9}),
        "q.g: the shares add up to 0.9; they must make exactly 1, none below 0",
    ),
    "CR343": (
        lambda: scored("survey", submission(ballots={"q": {"g": {"A": 2}}}, shares={"q": {"g": {"A": 1}}})),
        "q.g has both ballots and shares; give one of them",
    ),
    "CR344": (
        lambda: scored("tally", submission([awarded("1.1", "1"), awarded("1.1", "1")])),
        "1.1: this code has two entries; join them",
    ),
    "CR345": (
        lambda: scored("tally", submission([awarded("1.11", "1")])),
        '1.11: this scorecard has no code "1.11"; did you mean: 1.1?',
    ),
    "CR346": (
        lambda: scored("tally", submission([awarded("1", "1")])),
        "1: this code has sub-criteria and is not scored itself; score its leaves",
    ),
    "CR347": (
        entry(appraisal_2=Appraisal(points="2.5")),
        "1.1: appraisal_2 is 2.5 points; it must lie from 0 to the maximum of 2",
    ),
    "CR348": (
        entry("survey", self_score=1),
        "1.1: a survey criterion is not self-scored, found 1; take self_score out",
    ),
    "CR349": (entry(state="scored"), "1.1: the state scored goes without saying; take state out"),
    "CR350": (entry(state="unknown"), "1.1: the state unknown needs a reason; add it"),
    "CR351": (
        entry("tally", "forbidden", **CLAIM),
        "1.1: this criterion cannot be claimed not applicable (a reason); give its facts",
    ),
    "CR352": (
        entry(appraisal_1=Appraisal(points=1), **STATE),
        "1.1: it has both the state unknown and appraised points; keep one, or set confirmed = false",
    ),
    "CR353": (
        entry("parts", parts_not_applicable=("firts",), reason="không phát sinh"),
        '1.1: there is no part "firts"; the parts are first',
    ),
    "CR356": (
        one_of,
        "1: only one of the codes 1.1, 1.2 may apply; look at the facts that tell the type of unit",
    ),
    "CR357": (
        two_leaves(leaf("1.2", policy="spread"), submission([claim("1.1"), claim("1.2")])),
        "1: nothing under this node applies, so its points cannot be spread; look at the states again",
    ),
    "CR358": (
        two_leaves(leaf("1.2", scoring="n2"), given(n1=1), missing="zero"),
        "1.2: open, and counted as 0 as asked; still missing: n2",
    ),
    "CR359": (
        lambda: scored("tally", submission([claim("1.1")])),
        "nothing applies, so there is no maximum to take a percentage of; look at the states again",
    ),
    "CR360": (
        facts("ratio", c1=1),
        '1.1: answers are missing: c2, c3; give them, or ask for missing="bounds"',
    ),
    "CR361": (
        two_leaves(leaf("1.2", scoring="n2"), submission([claim("1.2", confirmed=None)], {"n1": 1})),
        "1.2: claimed not applicable and not yet confirmed by the appraiser; set confirmed",
    ),
    "CR362": (
        entry(appraisal_2=Appraisal(points=2)),
        "1.1: the appraised 2 points differ from the 1 the facts give; the appraisal was used",
    ),
    "CR363": (
        entry(self_score=2),
        "1.1: the self-scored 2 points differ from the 1 the facts give; the facts were used",
    ),
    "CR364": (
        lambda: scored("tally", submission([awarded("1.1", own="1")]), stage="self_score"),
        "1.1: self-scored 1 points, not comparable",
    ),
    "CR365": (
        lambda: scored("tally", submission([awarded("1.1", own="1")])),
        "1.1: the 1 points are the unit's own word: no facts, no appraisal; give one of them",
    ),
    "CR366": (
        lambda: scored("yes_no", submission([awarded("1.1", "1")])),
        "1.1: the scoring function cannot give 1 points; check what was declared",
    ),
    "CR367": (entry(**STATE), '1.1: open (unknown); score it, or ask for missing="bounds"'),
    "CR410": (
        ranked(("a", "2.0001"), ("b", "2.0002"), ranking=ON_TOTAL),
        "a, b print the same value 66.67 and rank apart, because their exact values differ",
    ),
    "CR411": (
        of_two_years,
        (
            "the results are of several rulesets or years: "
            "small.1 department 2024 appraisal_2; small.1 department 2025 appraisal_2; rank them apart"
        ),
    ),
    "CR412": (ranked(("a", 1), ("a", 2)), "unit a has two results; take one out"),
    "CR413": (
        ranked(("a", 1), ("b", 1), ranking=RANKING.replace("shared", "authority")),
        "a, b are equal at 33.33; the authority decides their order",
    ),
    "CR414": (ranked(("a", None)), "a has no total and is not ranked; complete its answers"),
    "CR415": (
        ranked(("a", 1), ranking=RANKING.replace('"province"', '"group"')),
        "a is ranked within a group and names none; add unit.group",
    ),
    "CR416": (printed_wrong, "b is printed at rank 2, its figures rank it 1"),
}


def test_every_message_of_scoring_and_ranking_is_met() -> None:
    of_rulesets = {"CR417", "CR418"}  # names that lead to no ruleset
    told = {message_id for message_id in MESSAGES if message_id.startswith(("CR3", "CR41"))}
    assert told - of_rulesets == set(CASES)


@pytest.mark.parametrize("message_id", CASES)
def test_a_message_says_where_what_and_what_to_do(message_id: str) -> None:
    work, text = CASES[message_id]
    findings = [finding for finding in work() if finding.id == message_id]
    assert len(findings) == 1
    place = f"{findings[0].place}: " if findings[0].place else ""
    assert f"{place}{findings[0].text('en')}" == text
    vietnamese = findings[0].text("vi")
    assert vietnamese
    assert vietnamese != findings[0].text("en")
    for value in (findings[0].subject, findings[0].found, findings[0].expected):
        assert (value in findings[0].text("en")) == (value in vietnamese)


@pytest.mark.parametrize(
    ("wrong", "message_id"),
    [
        (facts("ratio", c1=0.5), "CR334"),  # type: ignore[arg-type]  # floats, which are refused
        (facts("tally", n1=0.5), "CR335"),  # type: ignore[arg-type]  # as above
        (facts("rate", r1=0.5), "CR336"),  # type: ignore[arg-type]  # as above
        (facts("ratio", c1=True), "CR334"),
        (facts("ratio", c1="12"), "CR334"),
        (facts("ratio", c1=Decimal(12)), "CR334"),
        (facts("rate", r1="1.01"), "CR336"),
        (facts("rate", r1=Decimal("NaN")), "CR336"),
        (facts("tally", n1=-1), "CR335"),
        (facts("tally", n1=None), "CR335"),  # type: ignore[arg-type]  # as JSON may give it
        (facts("tally", n1=True), "CR335"),
        (facts("yes_no", b1="true"), "CR333"),
        (facts("late", d1="2024-W05-3"), "CR337"),
        (facts("late", d1="20240131"), "CR337"),
        (facts("late", d1=datetime(2024, 1, 31)), "CR337"),  # noqa: DTZ001 - no time of day is wanted at all
        (facts("late", d1=20240131), "CR337"),
        (facts("level", lv=1), "CR338"),
        (ballots({"A": -1}), "CR334"),
        (ballots({"A": 0.5}), "CR334"),  # type: ignore[dict-item]  # as above
        (ballots({"A": True}), "CR334"),
        (ballots({"A": 2}, question="p"), "CR330"),
        (shares({"A": 0.5, "B": "0.5", "valid": 2}), "CR336"),  # type: ignore[dict-item]  # as above
        (shares({"A": "1"}), "CR334"),
        (shares({"A": "1", "valid": "1.5"}), "CR334"),
        (shares({"A": "1", "valid": -1}), "CR334"),
        (shares({"A": "1", "valid": 2.0}), "CR334"),  # type: ignore[dict-item]  # as above
        (shares({"A": "1.5", "B": "-0.5", "valid": 2}), "CR342"),
        (shares({"valid": 2}), "CR342"),
        (shares({"C": 1, "valid": 2}), "CR341"),
        (changed(year="2024"), "CR334"),
        (changed(year=True), "CR334"),
        (changed(year=2024.0), "CR334"),
        (changed(year=0), "CR303"),
        (changed(year=9999), "CR303"),
        (entry(state="na", reason="không"), "CR131"),
        (entry(parts_not_applicable=("a",), reason="không"), "CR353"),
        (entry(confirmed=False, appraisal_1=Appraisal(points=1), **STATE), "CR352"),
        (lambda: scored("tally", submission([Entry(code="1.1", self_score=-1)])), "CR347"),
    ],
)
def test_what_is_no_answer_is_refused_by_name(wrong: Callable[[], Said], message_id: str) -> None:
    assert [finding.id for finding in wrong()] == [message_id]


def test_shares_may_stand_for_ballots() -> None:
    one = card(node("1", "2", leaf("1.1", "2", SURVEYED, more='method = "survey"')), most="2")
    counted = evaluate(one, submission(ballots={"q": {"g": {"A": 3, "B": 1, "blank": 5, "invalid": 5}}}))
    shared = evaluate(one, submission(shares={"q": {"g": {"A": "0.75", "B": "1/4", "valid": 4}}}))
    assert counted.total == shared.total == Decimal("1.5")


def test_a_year_beside_those_assessed_is_a_rehearsal() -> None:
    one = card(node("1", "2", leaf("1.1")), most="2")
    assert evaluate(one, attrs.evolve(given(n1=1), year=2023)).total == 1


def test_a_submission_for_another_scorecard_is_told_so_and_nothing_else() -> None:
    findings = changed(ruleset="other", unit_kind="commune", facts=attrs.evolve(given().facts, unit={"x": 1}))()
    assert [finding.id for finding in findings] == ["CR301", "CR302"]


def test_everything_wrong_is_told_at_once() -> None:
    three = card(
        node("1", "4", leaf("1.1", "2", SCORINGS["ratio"]), leaf("1.2", "2", SCORINGS["ratio"])),
        node("2", "2", leaf("2.1", "2", SCORINGS["ratio"])),
        most="6",
    )
    nothing_arose: dict[str, RawFact] = {"c1": 0, "c2": 0, "c3": 0, "n1": "x", "m1": 1}
    entries = [
        Entry(code="1.2", state="not_applicable"),
        Entry(code="9", self_score=1),
        Entry(code="2.1", self_score=3),
    ]
    findings = said(lambda: evaluate(three, submission(entries, nothing_arose)).findings)
    assert [(finding.id, finding.code) for finding in findings] == [
        ("CR335", ""),
        ("CR330", ""),
        ("CR350", "1.2"),
        ("CR345", "9"),
        ("CR347", "2.1"),
        ("CR312", "1.1"),
        ("CR312", "2.1"),
    ]


@pytest.mark.parametrize("year", [1, 9999])
@pytest.mark.parametrize("assessed", ["assessed_years = [2024]", ""])
def test_a_year_without_a_year_before_or_after_it_is_an_error_whatever_the_ruleset_assesses(
    year: int, assessed: str
) -> None:
    decision = DECISION.replace("assessed_years = [2024]", assessed) + RANKING + ROUNDING
    one = card(node("1", "2", leaf("1.1")), most="2", decision=decision)
    with pytest.raises(SubmissionError, match=rf"\[CR303\] the year {year} is none that this ruleset assesses"):
        evaluate(one, attrs.evolve(given(n1=1), year=year))
    if not assessed:
        assert evaluate(one, attrs.evolve(given(n1=1), year=1999)).findings == ()
