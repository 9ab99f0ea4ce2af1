"""What the note column of an annex says beside a criterion: when it does not apply, how it is assessed, how it counts.

Each of these has one sentence in which it is written, and further wordings that are known when read. What is in doubt
is not read: it comes back among the words that were left.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

import attrs

from cchc_rules.law.facts import Name
from cchc_rules.law.model import Combine, Criterion, Field, Method, Node, NotApplicable, Role
from cchc_rules.law.scoring import Policy
from cchc_rules.office.annex import AnnexRow
from cchc_rules.report.headings import HEADINGS
from cchc_rules.report.labels import COMBINES, METHODS, POLICIES, ROLES
from cchc_rules.values import Value

_POLICY: Final = HEADINGS["not_applicable"][0]
_METHOD: Final = HEADINGS["method"][0]
_ROLE: Final = HEADINGS["role"][0]
_COMBINE: Final = HEADINGS["combine"][0]

_WRITTEN_POLICY: Final = re.compile(
    rf"{_POLICY}: (?P<policy>{'|'.join(re.escape(pair[0]) for pair in POLICIES.values())}) \((?P<reason>.+)\)"
)
_NOTHING_AROSE: Final = re.compile(
    r"không (?:có )?phát sinh|không áp dụng|không được giao|không thuộc đối tượng|không có đối tượng"
)
_EFFECTS: Final[Mapping[Policy, re.Pattern[str]]] = {
    Policy.DROP: re.compile(r"giảm trừ|loại trừ|loại khỏi|không tính vào điểm tối đa|trừ điểm tối đa"),
    Policy.FULL: re.compile(r"(?:được|đạt|tính|chấm|cho|hưởng)(?: (?:đủ|số|trọn))? điểm tối đa|đủ điểm|trọn điểm"),
    Policy.ZERO: re.compile(r"(?<![\d.,])0+(?:[.,]0+)? điểm|không điểm"),
    Policy.SPREAD: re.compile(r"chia lại|chia đều|phân bổ lại|phân bổ đều"),
    Policy.OPEN: re.compile(r"để trống|để ngỏ|không thay null bằng 0"),
}
_BEFORE: Final = re.compile(r"^(?:(?:nếu|trường hợp|khi)\s+)+", re.IGNORECASE)
_AFTER: Final = re.compile(r"[\s,:;=>–-]*(?:\bthì\b)?[\s,:;=>–-]*(?:được|tính|chấm)?\s*$", re.IGNORECASE)

_SURVEYED: Final = re.compile(r"(?:điều tra|khảo sát)\s+(?:xã hội học|xhh)|đtxhh|\bxhh\b")
_SURVEY_CELL: Final = re.compile(
    r"(?:(?:qua|theo|kết quả|phiếu|số liệu|thông qua) )*(?:(?:điều tra|khảo sát)(?: xã hội học| xhh)?\b|đtxhh|xhh).*"
)
_SATISFIED: Final = "hài lòng"
_BONUS: Final = re.compile(r"điểm thưởng|điểm cộng|thưởng điểm|cộng điểm")
_PENALTY: Final = re.compile(r"điểm trừ|trừ điểm|điểm phạt")
_BULLETS: Final = re.compile(r"[-–—•+*●▪]\s*(?=\S)")


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Noted(Value):
    """What the cells beside a scoring come to; ``left`` are the lines of the note that say something else.

    ``doubtful`` is a sentence about what does not apply whose effect could not be told.
    """

    policy: NotApplicable | None = None
    method: Method = Method.EVIDENCE
    role: Role | None = None
    combine: Combine | None = None
    left: tuple[str, ...] = ()
    doubtful: str = ""


def read_note(row: AnnexRow, beside: Iterable[str] = ()) -> Noted:
    """Read what stands beside a scoring; ``beside`` are lines of the scoring column that speak of the same.

    >>> row = AnnexRow(code="1.1", name="", max_points="1", note=("Không phát sinh hồ sơ thì giảm trừ điểm tối đa.",))
    >>> read_note(row).policy
    NotApplicable(policy=<Policy.DROP: 'drop'>, reason=Name(vi='không phát sinh hồ sơ', en=None))
    """
    policy: NotApplicable | None = None
    method: Method | None = None
    role = _role(row.name)
    combine: Combine | None = None
    doubtful = ""
    left = []
    noted = _sentences(row.note)
    for number, line in enumerate((*noted, *beside)):
        found = _labelled(line)
        told = written_policy(line) or printed_policy(line)
        if told is not None:
            policy = policy or told
        elif _METHOD in found:
            method = Method(found[_METHOD])
        elif _ROLE in found:
            role = Role(found[_ROLE])
        elif _COMBINE in found:
            combine = Combine(found[_COMBINE])
        elif _NOTHING_AROSE.search(line.lower()):
            doubtful = doubtful or line
        elif number < len(noted) and not _SURVEYED.search(line.lower()):
            left.append(line)
    return Noted(
        policy=policy,
        method=_method(row) if method is None else method,
        role=role,
        combine=combine,
        left=tuple(left),
        doubtful="" if policy is not None else doubtful,
    )


def _labelled(line: str) -> dict[str, str]:
    """Give the word behind a label that is written by `note_of`."""
    for label, words in ((_METHOD, METHODS), (_ROLE, ROLES), (_COMBINE, COMBINES)):
        for word, pair in words.items():
            if line == f"{label}: {pair[0]}":
                return {label: word}
    return {}


def written_policy(line: str) -> NotApplicable | None:
    """Read the one sentence in which a policy is written."""
    found = _WRITTEN_POLICY.fullmatch(line)
    if found is None:
        return None
    policy = next(policy for policy, pair in POLICIES.items() if pair[0] == found["policy"])
    return NotApplicable(policy=Policy(policy), reason=Name(found["reason"]))


def printed_policy(line: str) -> NotApplicable | None:
    """Read a printed sentence on what becomes of a criterion that does not apply; None where it is in doubt."""
    text = line.lower()
    arose = _NOTHING_AROSE.search(text)
    found = [(policy, effect) for policy, words in _EFFECTS.items() if (effect := words.search(text))]
    if arose is None or len(found) != 1:
        return None
    policy, effect = found[0]
    if effect.start() > arose.start():  # the case comes first, then what becomes of it
        case = _AFTER.sub("", line[: effect.start()])
        case = _BEFORE.sub("", _BULLETS.sub("", case, count=1) if _BULLETS.match(case) else case)
    else:
        case = line[arose.start() :].rstrip(". ;")
    return NotApplicable(policy=policy, reason=Name(case[0].lower() + case[1:]))


def _sentences(lines: Iterable[str]) -> tuple[str, ...]:
    """Put lines together that a narrow column broke: those that go on with a small letter."""
    whole: list[str] = []
    for line in lines:
        if whole and line[:1].islower() and not whole[-1].endswith((".", ";", ":")):
            whole[-1] = f"{whole[-1]} {line}"
        else:
            whole.append(line)
    return tuple(whole)


def _method(row: AnnexRow) -> Method:
    """Tell how a leaf is assessed from its cells: evidence, unless they speak of a survey and of nothing else."""
    evidence = [line.lower() for line in evidence_of(row.evidence)]
    told = [line.lower() for line in (*row.scoring, *row.note)]
    surveyed = any(_SURVEYED.search(line) for line in told)
    surveyed = surveyed or (bool(evidence) and all(_SURVEY_CELL.fullmatch(line) for line in evidence))
    satisfied = surveyed and any(_SATISFIED in line for line in (*evidence, *told, row.name.lower()))
    if satisfied:
        return Method.SATISFACTION
    return Method.SURVEY if surveyed else Method.EVIDENCE


def _role(name: str) -> Role | None:
    """Tell a bonus or a penalty by its printed name."""
    text = name.lower()
    if _BONUS.match(text):
        return Role.BONUS
    return Role.PENALTY if _PENALTY.match(text) else None


def evidence_of(lines: Iterable[str]) -> tuple[str, ...]:
    """Give the documents that a cell lists: one for each bullet, else for each line, else between semicolons.

    >>> evidence_of(["Kế hoạch năm; báo cáo năm"]), evidence_of(["• Kế hoạch; báo cáo", "• Quyết định"])
    (('Kế hoạch năm', 'báo cáo năm'), ('Kế hoạch; báo cáo', 'Quyết định'))
    """
    listed = [line.strip() for line in lines if line.strip()]
    if any(_BULLETS.match(line) for line in listed):
        items: list[str] = []
        for line in listed:
            if _BULLETS.match(line) or not items:
                items.append(_BULLETS.sub("", line, count=1) if _BULLETS.match(line) else line)
            else:
                items[-1] = f"{items[-1]} {line}"
        listed = [item.rstrip(";").rstrip() for item in items]
    elif len(listed) == 1:
        listed = [part.strip() for part in listed[0].split(";")]
    else:
        listed = [item.rstrip(";").rstrip() for item in _sentences(listed)]
    return tuple(dict.fromkeys(item for item in listed if item))


def cell_of(evidence: tuple[str, ...]) -> tuple[str, ...]:
    """Write the documents asked for so that `evidence_of` gives them back."""
    return evidence if evidence_of(evidence) == evidence else tuple(f"• {item}" for item in evidence)


def note_of(node: Node, row: AnnexRow) -> Iterator[str]:
    """Write the lines of the note column of a node whose other cells are those of ``row``."""
    if isinstance(node, Field) and node.role != _role(row.name):
        yield from () if node.role is None else (f"{_ROLE}: {ROLES[node.role][0]}",)
    if node.combine is not None:
        yield f"{_COMBINE}: {COMBINES[node.combine][0]}"
    if isinstance(node, Criterion) and not node.children:
        policy = node.policy
        line = f"{_POLICY}: {POLICIES[policy.policy][0]} ({policy.reason.vi})"
        yield line
        if node.method is not None and read_note(attrs.evolve(row, note=(line,))).method is not node.method:
            yield f"{_METHOD}: {METHODS[node.method][0]}"
