"""Transcriptions and comparisons as plain data, and the JSON Schemas of that data."""

from collections.abc import Sequence
from typing import Any

from cchc_rules.exact import spell
from cchc_rules.law.decision import UnitKind
from cchc_rules.law.grounds import Standing
from cchc_rules.law.model import Ruleset, Scorecard
from cchc_rules.office.export import Printed
from cchc_rules.office.transcribing.agreement import Difference, Part
from cchc_rules.office.transcribing.transcription import Transcription
from cchc_rules.report.labels import LANGUAGES, NOTICE
from cchc_rules.report.plain import finding_data
from cchc_rules.report.schemas import result_schema
from cchc_rules.report.shapes import NAME, NUMBER, TEXT, TRUTH, WHOLE, Schema, list_of, object_of, or_null, whole, words

Data = dict[str, Any]


def transcription_data(done: Transcription, folder: str) -> Data:
    """Give what came of a transcription, with every finding in both languages."""
    card = done.card
    return {
        "file": done.annex.file,
        "folder": folder,
        "ruleset": done.ruleset.id,
        "revision": done.ruleset.decision.revision,
        "standing": done.ruleset.standing.value,
        "notice": _notice(done.ruleset.standing),
        "unit_kind": done.unit_kind.value,
        "rows": len(done.annex.rows),
        "restored": done.restored,
        "leaves": len(card.leaves),
        "recognised": done.recognised,
        "unread": [
            {"code": one.code, "words": list(one.words), "why": [finding_data(finding) for finding in one.why]}
            for one in done.unread
        ],
        "totals": [
            {
                "code": total.code,
                "printed": total.printed,
                "summed": None if total.summed is None else spell(total.summed),
                "agrees": total.agrees,
                "place": total.place,
            }
            for total in done.totals
        ],
        "findings": [finding_data(one) for one in done.findings],
        "lint": [finding_data(one) for one in done.advice],
    }


def export_data(card: Scorecard, annex: Printed, file: str) -> Data:
    """Give what was written, and what of the scorecard an annex cannot carry."""
    return {
        "file": file,
        "ruleset": card.decision.id,
        "unit_kind": card.unit_kind.value,
        "notice": _notice(card.standing),
        "findings": [finding_data(one) for one in annex.findings],
    }


def _notice(standing: Standing) -> dict[str, str] | None:
    pair = NOTICE[standing]
    return None if pair is None else dict(zip(LANGUAGES, pair, strict=True))


def comparison_data(names: tuple[str, str], pair: tuple[Ruleset, Ruleset], found: Sequence[Difference]) -> Data:
    """Give the differences of two transcriptions."""
    weakest = min((ruleset.standing for ruleset in pair), key=list(Standing).index)
    return {
        "notice": _notice(weakest),
        "one": names[0],
        "other": names[1],
        "differences": [
            {
                "unit_kind": one.unit_kind.value,
                "code": one.code,
                "part": one.part.value,
                "one": list(one.one),
                "other": list(one.other),
                "form_only": one.form_only,
            }
            for one in found
        ],
    }


def transcription_schema() -> Schema:
    """Give the schema of `transcription_data`."""
    result = result_schema()["properties"]
    findings: Schema = result["findings"]
    unread = object_of({"code": TEXT, "words": list_of(TEXT), "why": findings})
    total = object_of(
        {"code": TEXT, "printed": TEXT, "summed": or_null(NUMBER), "agrees": TRUTH, "place": TEXT},
    )
    properties = {
        "file": TEXT,
        "folder": TEXT,
        "ruleset": TEXT,
        "revision": WHOLE,
        "standing": result["standing"],
        "notice": or_null(NAME),
        "unit_kind": words(UnitKind),
        "rows": WHOLE,
        "restored": WHOLE,
        "leaves": WHOLE,
        "recognised": WHOLE,
        "unread": list_of(unread),
        "totals": list_of(total),
        "findings": findings,
        "lint": findings,
    }
    return whole("The transcription of an annex", properties)


def export_schema() -> Schema:
    """Give the schema of `export_data`."""
    findings = result_schema()["properties"]["findings"]
    properties = {
        "file": TEXT,
        "ruleset": TEXT,
        "unit_kind": words(UnitKind),
        "notice": or_null(NAME),
        "findings": findings,
    }
    return whole("A scorecard written as an annex", properties)


def comparison_schema() -> Schema:
    """Give the schema of `comparison_data`."""
    said = list_of(TEXT)
    difference = object_of(
        {
            "unit_kind": words(UnitKind),
            "code": TEXT,
            "part": words(Part),
            "one": said,
            "other": said,
            "form_only": TRUTH,
        }
    )
    return whole(
        "Two transcriptions compared",
        {"notice": or_null(NAME), "one": TEXT, "other": TEXT, "differences": list_of(difference)},
    )
