"""A derivation in sentences, so that it reads like an official's own calculation."""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import cast

from cchc_rules.errors import Language
from cchc_rules.exact import NEVER, ONE, ZERO, Answer, Interval, State
from cchc_rules.law.awards import Most
from cchc_rules.law.decision import Stage
from cchc_rules.law.facts import Step, numeric
from cchc_rules.law.measures import LevelOf, Relative
from cchc_rules.law.model import Criterion
from cchc_rules.law.scoring import BestOf, Branch, Part, Policy, Scoring, Sum
from cchc_rules.law.surveys import Survey
from cchc_rules.report.figures import Shown, answer, interval, number, operand, points, quantity, rate
from cchc_rules.report.labels import ROUNDINGS, STAGES, STEPS, say
from cchc_rules.report.rules import Line, Speaker, shown
from cchc_rules.scoring.inputs import Entry
from cchc_rules.scoring.result import NodeResult, Result


def derivation_lines(result: Result, code: str, language: Language) -> tuple[Line, ...]:
    """Give a leaf's derivation line by line, each with its depth."""
    node = result.node(code)
    if not isinstance(node.node, Criterion) or node.children:
        return ()
    return tuple(Teller(result, node, node.node, language).tell(result.derivation(code)))


class Teller:
    """Tells the steps of one leaf. The scoring function at hand says how each value is to be read."""

    def __init__(self, result: Result, node: NodeResult, leaf: Criterion, language: Language) -> None:
        self.speaker = Speaker(result.scorecard.facts, language)
        self.facts, self.language = result.scorecard.facts, language
        self.leaf = leaf
        self.applies = node.state is not State.NOT_APPLICABLE
        entries = (entry for entry in result.submission.entries if entry.code == leaf.code)
        self.entry = next(entries, Entry(code=leaf.code))
        appraised = result.submission.facts.appraiser
        self.appraised = frozenset() if result.asked is Stage.SELF_SCORE else frozenset(appraised)
        self.appraisers = result.scorecard.decision.appraisers
        self.scorings: dict[str, Scoring] = {"": leaf.rule}
        self.mosts: dict[str, Most] = {"": leaf.max_points}
        self.earned: dict[str, Fraction] = {}
        self.answers: dict[str, Answer] = {}

    def tell(self, steps: Iterable[Step]) -> Iterator[Line]:
        """Give the lines of all steps, in order."""
        for step in steps:
            if step.what == "policy" and step.inputs and not self.applies:
                continue  # what does not apply takes no share of what was spread
            yield from self._opened(step.part)
            depth = len(step.part.split(".")) if step.part else 0
            first, *rest = self._texts(step)
            yield depth, first
            yield from ((depth + 1, text) for text in rest)

    def step(self, key: str, **words: str) -> str:
        """Fill in the sentence of a step."""
        return say(STEPS[key], self.language).format(**words)

    def _opened(self, path: str) -> Iterator[Line]:
        """Enter the parts of a path that were not entered before."""
        names = path.split(".") if path else []
        for depth, name in enumerate(names):
            inner = ".".join(names[: depth + 1])
            if inner not in self.scorings:
                part = self._parts(".".join(names[:depth]))[name]
                self.scorings[inner], self.mosts[inner] = part.scoring, part.max_points
                called, most = say(part.called, self.language), self.speaker.points(part.max_points)
                yield depth, self.step("part.opens", part=called, most=most)

    def _parts(self, path: str) -> dict[str, Part]:
        award = self.scorings[path].award
        if isinstance(award, Sum):
            return {part.id: part for part in award.every_part}
        return {part.id: part for part in award.parts} if isinstance(award, BestOf) else {}

    def _texts(self, step: Step) -> Iterator[str]:
        """The sentence of one step, then what it consists of."""
        given = dict(step.inputs)
        match step.what:
            case "facts":
                yield from self._facts(step)
            case "measure":
                yield from self._measure(step, given)
            case "branch":
                yield self._branch(step)
            case "award":
                yield self._award(step, given)
            case "part":
                yield self._part(step, numeric(given["before"]))
            case "cap":
                yield self.step("cap", before=self._points(given["before"]), points=self._points(step.value))
            case "round":
                yield self._round(step, given)
            case "reading":
                quoted = "" if self.leaf.reading is None else f"“{self.leaf.reading.words}”"
                yield self.step("reading", reading=step.kind, words=quoted)
            case "policy":
                yield self._policy(step, given)
            case _:
                yield from self._stage(step)

    def _points(self, value: Answer | None) -> str:
        return points(numeric(value if value is not None else ZERO), self.language)

    def _facts(self, step: Step) -> Iterator[str]:
        self.answers |= dict(step.inputs)
        yield self.step("facts")
        for name, value in step.inputs:
            key = "facts.appraised" if name in self.appraised else "facts.fact"
            yield self.step(key, fact=self.speaker.fact(name), value=answer(value, self.facts[name], self.language))

    # --- Measures ---------------------------------------------------------------------------------------------------

    def _measure(self, step: Step, given: dict[str, Answer]) -> Iterator[str]:
        key, value = f"measure.{step.kind}", step.value
        match step.kind:
            case "all_of" | "any_of":
                yield self.step(key, value=quantity(value, Shown.TRUTH, self.language))
            case "ratio":
                part, whole = (operand(numeric(given[name]), Shown.NUMBER, self.language) for name in ("part", "whole"))
                rated = self._rate(value).removeprefix(f"{part}/{whole} ")  # not the same fraction twice
                yield self.step(key, part=part, whole=whole, value=rated if rated.startswith("≈") else f"= {rated}")
            case "complement":
                bad = operand(ONE - numeric(value or ZERO), Shown.RATE, self.language)
                yield self.step(key, bad=bad, value=self._rate(value))
            case "relative_difference" | "relative_ratio":
                yield self._relative(step, given)
            case "weighted":
                yield self.step(key, terms=self._terms(step), value=number(numeric(value or ZERO), self.language))
            case "days_late":
                yield self._days_late(step, given)
            case "survey":
                yield self.step(key, value=self._rate(value))
                yield from self._groups(step, given)
            case _:
                yield self.step(key, value=self._rate(value))

    def _rate(self, value: Answer | None) -> str:
        return rate(numeric(value if value is not None else ZERO), self.language)

    def _relative(self, step: Step, given: dict[str, Answer]) -> str:
        by = step.kind.removeprefix("relative_")
        relatives = (one for one in self.scorings[step.part].measures if isinstance(one, Relative))
        measure = next(one for one in relatives if one.by == by)
        inner, outer = shown(measure.of, self.facts), shown(measure, self.facts)
        of, to = (operand(numeric(given[name]), inner, self.language) for name in ("of", "to"))
        return self.step(f"measure.{step.kind}", of=of, to=to, value=quantity(step.value, outer, self.language))

    def _terms(self, step: Step) -> str:
        texts = []
        for name, times in step.inputs:
            count, each = numeric(self.answers[name]), numeric(times)
            texts.append(
                f"{operand(each, Shown.NUMBER, self.language)} × {operand(count, Shown.NUMBER, self.language)}"
            )
        return " + ".join(texts)

    def _days_late(self, step: Step, given: dict[str, Answer]) -> str:
        if step.value is NEVER:
            return self.step("measure.days_late.never")
        due, done = (quantity(given[name], Shown.DAYS, self.language) for name in ("due", "done"))
        return self.step("measure.days_late", due=due, done=done, value=quantity(step.value, Shown.DAYS, self.language))

    def _groups(self, step: Step, given: dict[str, Answer]) -> Iterator[str]:
        surveys = (one for one in self.scorings[step.part].measures if isinstance(one, Survey))
        asked = self.facts[next(one for one in surveys if all(group.id in given for group in one.groups)).ballots]
        for name, mean in step.inputs:
            if f"{name}.weight" in given:
                yield self.step(
                    "measure.survey.group",
                    group=say(asked.called(name), self.language),
                    valid=number(numeric(given[f"{name}.valid"]), self.language),
                    mean=self._rate(mean),
                    weight=self._rate(given[f"{name}.weight"]),
                )

    # --- Awards -----------------------------------------------------------------------------------------------------

    def _branch(self, step: Step) -> str:
        branch = cast("Branch", self.scorings[step.part].award)  # where the step says that one was taken
        most, place = self.mosts[step.part], int(numeric(step.value or ONE)) - 1
        taken = branch.every_arm[place]
        self.scorings[step.part], self.mosts[step.part] = taken.scoring, taken.most(most)
        if taken is branch.otherwise:
            return self.step("branch.otherwise")
        return self.step("branch.arm", number=str(place + 1), condition=self.speaker.condition(branch.arms[place].when))

    def _award(self, step: Step, given: dict[str, Answer]) -> str:  # noqa: PLR0911 - one sentence a kind
        measure = self.scorings[step.part].measure
        read_as = Shown.NUMBER if measure is None else shown(measure, self.facts)
        value = quantity(given.get("value"), read_as, self.language)
        earned = numeric(step.value or ZERO)
        words = {"value": value, "points": points(earned, self.language)}
        match step.kind:
            case "proportional":
                return self._proportional(given, words)
            case "bands":
                within = interval(Interval.parse(str(given["in"])), read_as, self.language)
                return self.step("award.bands", within=within, **words)
            case "yes_no":
                return self.step("award.yes_no", **words | {"value": value.capitalize()})
            case "levels":
                level = cast("LevelOf", measure)  # levels goes with it alone
                called = self.facts[level.fact].called(str(given["value"]))
                return self.step("award.levels", **words | {"value": say(called, self.language)})
            case "steps":
                return self._steps(step, given, read_as, words)
            case "tally":
                capped = earned != given["value"]
                cap = {"cap": self._points(given.get("cap"))} if capped else {}
                return self.step("award.tally.capped" if capped else "award.tally", **words, **cap)
            case "deduct":
                start, taken, floor = (numeric(given[name]) for name in ("start", "value", "floor"))
                key = "award.deduct" if start - taken == earned else "award.deduct.floor"
                texts = {"start": operand(start, Shown.NUMBER, self.language), "floor": points(floor, self.language)}
                texts["value"] = operand(taken, Shown.NUMBER, self.language)
                return self.step(key, **words | texts)
            case "judged":
                return self.step("award.judged", step=number(numeric(given["step"]), self.language), **words)
            case "sum":
                return self._sum(step, earned)
            case _:
                return self.step(f"award.{step.kind}", **words)

    def _proportional(self, given: dict[str, Answer], words: dict[str, str]) -> str:
        value, most = numeric(given["value"]), numeric(given["most"])
        full_at, floor = numeric(given.get("full_at", ONE)), numeric(given.get("floor", ZERO))
        words |= {
            "most": operand(most, Shown.NUMBER, self.language),
            "full_at": rate(full_at, self.language),
            "floor": rate(floor, self.language),
        }
        if value < floor:
            return self.step("award.proportional.below", **words)
        if "full_at" in given and value >= full_at:
            return self.step("award.proportional.full", **words)
        rate_alone = operand(value, Shown.RATE, self.language)
        words["value"] = f"({rate_alone})" if "/" in rate_alone else rate_alone
        return self.step("award.proportional.part" if "full_at" in given else "award.proportional", **words)

    def _steps(self, step: Step, given: dict[str, Answer], read_as: Shown, words: dict[str, str]) -> str:
        inner = Shown.RATE if read_as is Shown.RATE else Shown.NUMBER
        gap = Shown.GAP if inner is Shown.RATE else Shown.NUMBER
        words |= {
            "value": quantity(given["value"], inner, self.language),
            "at": quantity(given["at"], inner, self.language),
            "per": quantity(given["per"], gap, self.language),
            "base": self._points(given["base"]),
            "add": self._points(given["add"]),
        }
        beyond = numeric(given["value"]) - numeric(given["at"])
        less = getattr(self.scorings[step.part].award, "toward", None) is not None
        if beyond > 0 if less else beyond < 0:
            return self.step("award.steps.above" if less else "award.steps.short", **words)
        return self.step("award.steps", **words)

    def _sum(self, step: Step, earned: Fraction) -> str:
        award, prefix = cast("Sum", self.scorings[step.part].award), f"{step.part}." if step.part else ""
        plus = [self._of_part(prefix, part) for part in award.parts]
        minus = [self._of_part(prefix, part) for part in award.minus]
        if award.base is not None:
            plus.insert(0, award.base)
        total = sum(plus, ZERO) - sum(minus, ZERO)
        texts = [operand(value, Shown.NUMBER, self.language) for value in (*plus, *minus)]
        signs = ["", *[" + "] * (len(plus) - 1), *[" − "] * len(minus)]
        terms = "".join(sign + text for sign, text in zip(signs, texts, strict=True))
        key = "award.sum" if total == earned else "award.sum.clamped"
        return self.step(key, terms=terms, points=points(earned, self.language))

    def _of_part(self, prefix: str, part: Part) -> Fraction:
        """What a part came to; one that does not apply has the points its policy gives it."""
        full = self.leaf.policy.policy is Policy.FULL
        return self.earned.get(f"{prefix}{part.id}", part.max_points if full else ZERO)

    def _part(self, step: Step, before: Fraction) -> str:
        earned = self.earned[step.part] = numeric(step.value or ZERO)
        texts = {"before": operand(before, Shown.NUMBER, self.language), "points": points(earned, self.language)}
        return self.step("part" if before == earned else "part.settled", **texts)

    # --- What stands around the scoring function --------------------------------------------------------------------

    def _round(self, step: Step, given: dict[str, Answer]) -> str:
        before, places = (operand(numeric(given[name]), Shown.NUMBER, self.language) for name in ("before", "places"))
        mode = say(ROUNDINGS[step.kind], self.language)
        return self.step("round", places=places, mode=mode, before=before, points=self._points(step.value))

    def _policy(self, step: Step, given: dict[str, Answer]) -> str:
        words = {"points": self._points(step.value)}
        if step.kind == Policy.SPREAD and given:
            before, share = (operand(numeric(given[name]), Shown.NUMBER, self.language) for name in ("before", "share"))
            return self.step("policy.spread.grown", before=before, share=share, **words)
        whole = step.kind not in (Policy.DROP, Policy.FULL, Policy.ZERO) or not self.applies
        return self.step(f"policy.{step.kind}" if whole else "policy.part", **words)

    def _stage(self, step: Step) -> Iterator[str]:
        stage = say(STAGES[step.kind], self.language)
        yield self.step("stage", stage=stage[0].upper() + stage[1:], points=self._points(step.value))
        said = {Stage.APPRAISAL_1: self.entry.appraisal_1, Stage.APPRAISAL_2: self.entry.appraisal_2}.get(
            Stage(step.kind)
        )
        if said is None:
            return
        if step.kind == Stage.APPRAISAL_2 and self.entry.explanation:
            yield self.step("stage.explanation", explanation=self.entry.explanation)
        if said.reason:
            yield self.step("stage.reason", reason=said.reason)
        if said.by:
            names = {one.id: say(one.name.pair, self.language) for one in self.appraisers}
            yield self.step("stage.by", by=names.get(said.by, said.by))
