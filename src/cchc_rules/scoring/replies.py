"""Survey replies: counted ballots or given shares, proven against the question's groups and options."""

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from typing import Final, TypeGuard

from cchc_rules.errors import Finding
from cchc_rules.exact import ONE, ZERO, Answer, Replies, exact, spell
from cchc_rules.law.model import Scorecard
from cchc_rules.law.surveys import Survey
from cchc_rules.scoring.inputs import Submission, nearest

NOT_VALID: Final = ("blank", "invalid")
VALID: Final = "valid"


def read_replies(card: Scorecard, submission: Submission, findings: list[Finding]) -> dict[str, Answer]:
    """Give the replies to every question of a submission; what is wrong with them goes onto ``findings``."""
    if not submission.ballots and not submission.shares:
        return {}
    surveys = card.surveys
    answers: dict[str, Answer] = {}
    for name in dict.fromkeys((*submission.ballots, *submission.shares)):
        if name not in surveys:
            findings.append(Finding(id="CR330", subject=name, expected=nearest(name, surveys)))
            continue
        counted, shared = submission.ballots.get(name, {}), submission.shares.get(name, {})
        read = list(_by_group(name, surveys[name], counted, shared))
        findings += [finding for _, _, wrong in read for finding in wrong]
        answers[name] = tuple((group, reply) for group, reply, _ in read if reply is not None)
    return answers


Given = Mapping[str, Mapping[str, object]]
Read = tuple[Replies | None, list[Finding]]


def _by_group(
    name: str, survey: Survey, counted: Given, shared: Given
) -> Iterator[tuple[str, Replies | None, list[Finding]]]:
    groups = [group.id for group in survey.groups]
    options = tuple(option.id for option in survey.options)
    for group in dict.fromkeys((*counted, *shared)):
        subject = f"{name}.{group}"
        if group not in groups:
            yield group, None, [Finding(id="CR340", subject=subject, expected=", ".join(groups))]
        elif group in counted and group in shared:
            yield group, None, [Finding(id="CR343", subject=subject)]
        else:
            read: Callable[..., Read] = _counted if group in counted else _shared
            yield group, *read(subject, {**counted.get(group, {}), **shared.get(group, {})}, options)


def _unknown_options(
    subject: str, given: Mapping[str, object], options: tuple[str, ...], beside: tuple[str, ...]
) -> list[Finding]:
    known = (*options, *beside)
    return [
        Finding(id="CR341", subject=subject, found=option, expected=", ".join(known))
        for option in given
        if option not in known
    ]


def is_count(value: object) -> TypeGuard[int]:
    """Whether a raw value is a whole number from 0 up."""
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _counted(subject: str, given: Mapping[str, object], options: tuple[str, ...]) -> Read:
    wrong = _unknown_options(subject, given, options, NOT_VALID)
    counts = {option: Fraction(count) for option, count in given.items() if is_count(count)}
    for option, count in given.items():
        if option not in counts:
            wrong.append(Finding(id="CR334", subject=f"{subject}.{option}", found=str(count)))
    if wrong:
        return None, wrong
    valid = sum((counts.get(option, ZERO) for option in options), ZERO)
    shares = tuple((option, counts.get(option, ZERO) / valid) for option in options) if valid else ()
    return Replies(valid, shares), wrong


def _shared(subject: str, given: Mapping[str, object], options: tuple[str, ...]) -> Read:
    wrong = _unknown_options(subject, given, options, (VALID,))
    numbers = {option: number for option, share in given.items() if (number := _number(share)) is not None}
    valid = numbers.pop(VALID, None)
    if valid is None or valid < 0 or valid.denominator != 1:
        wrong.append(Finding(id="CR334", subject=f"{subject}.{VALID}", found=str(given.get(VALID, "-"))))
    for option, share in given.items():
        if option not in numbers and option != VALID:
            wrong.append(Finding(id="CR336", subject=f"{subject}.{option}", found=str(share)))
    total = sum(numbers.values(), ZERO)
    if not wrong and (total != ONE or min(numbers.values()) < 0):
        wrong.append(Finding(id="CR342", subject=subject, found=spell(total)))
    return (None, wrong) if wrong or valid is None else (Replies(valid, tuple(numbers.items())), wrong)


def _number(value: object) -> Fraction | None:
    try:
        return exact(value)
    except (TypeError, ValueError):
        return None
