"""What was said in a submission, in words and as plain data: facts, replies, entries, and claims for parts."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

import attrs

from cchc_rules.errors import Language
from cchc_rules.law.facts import Giver
from cchc_rules.law.model import Scorecard
from cchc_rules.report.grounding import NONE, named
from cchc_rules.report.labels import GIVERS, Words, say
from cchc_rules.scoring.inputs import Entry
from cchc_rules.scoring.reading import converter, spelled
from cchc_rules.values import Value
from cchc_rules.versions.migrating.items import Item, What

_WORDS: Final[Words] = {
    What.FACT: ("Số liệu {id}, {giver} cho: {value}; {name}", "Fact {id}, given by the {giver}: {value}; {name}"),
    What.BALLOTS: ("Phiếu {id}: {value}; {name}, {group}", "Ballots {id}: {value}; {name}, {group}"),
    What.SHARES: ("Tỷ lệ trả lời {id}: {value}; {name}, {group}", "Shares {id}: {value}; {name}, {group}"),
    What.ENTRY: ("Mục {id} {name}: {value}", "Entry {id} {name}: {value}"),
    What.PART: (
        "Mục {id} {name}: phần {value} được ghi không áp dụng",
        "Entry {id} {name}: part {value} claimed not applicable",
    ),
}


def plain_value(value: object) -> Any:  # noqa: ANN401 - whatever JSON holds
    """Give what was said as it stands in a file; of an entry the words that say something.

    >>> plain_value(Entry(code="1.2", self_score="0.5")), plain_value(date(2024, 2, 1))
    ({'code': '1.2', 'self_score': '0.5'}, '2024-02-01')
    """
    data = spelled(converter().unstructure(value))
    return data.isoformat() if isinstance(data, date) else data


@attrs.frozen(eq=False, repr=False, slots=False)
class Sayings(Value):
    """Says what stands in a submission, by the names of its scorecard."""

    card: Scorecard
    language: Language

    def said(self, items: Sequence[Item]) -> str:
        """Say an item, or several replies of one group together."""
        first = items[0]
        words = {"value": self._value(items), "id": first.place[0]}
        if first.what in {What.ENTRY, What.PART}:
            words["name"] = named(self.card.node(first.place[0]).name, self.language)
        elif first.what is What.FACT:
            words["giver"] = say(GIVERS[Giver(first.place[0])], self.language)
            words["id"] = first.place[1]
            words["name"] = named(self.card.facts[first.place[1]].name, self.language)
        else:
            fact = self.card.facts[first.place[0]]
            words["id"] = ".".join(first.place[:2])
            words["name"] = named(fact.name, self.language)
            words["group"] = say(fact.called(first.place[1]), self.language) if first.place[1:] else NONE
        return say(_WORDS[first.what], self.language).format(**words)

    def _value(self, items: Sequence[Item]) -> str:
        first = items[0]
        if first.what in {What.BALLOTS, What.SHARES}:
            options = (f"{item.place[2]} = {_written(item.old)}" for item in items if len(item.place) > len("qg"))
            return ", ".join(options) or NONE
        if isinstance(first.old, Entry):
            data = plain_value(first.old)
            return ", ".join(f"{name} = {_written(value)}" for name, value in data.items() if name != "code") or NONE
        return _written(first.old)


def _written(value: object) -> str:
    """Write a value as it stands in TOML; of the appraisers' words, one after another."""
    data = plain_value(value)
    if isinstance(data, Mapping):
        return f"{{ {', '.join(f'{name} = {_written(one)}' for name, one in data.items())} }}"
    return json.dumps(data, ensure_ascii=False)
