"""What each finding says, in Vietnamese and in English, by its stable id.

CR1xx: texts. CR2xx: rulesets. CR3xx: answers. CR4xx: names and rankings. CR5xx: advice.
CR6xx: annexes. CR7xx: cases and vectors. CR8xx: two rulesets or two years side by side.
Names in braces are a finding's own values.
"""

from collections.abc import Mapping
from typing import Final

from cchc_rules.messages.annexes import ANNEXES
from cchc_rules.messages.answers import ANSWERS
from cchc_rules.messages.cases import CASES
from cchc_rules.messages.lint import LINT
from cchc_rules.messages.names import NAMES
from cchc_rules.messages.rulesets import RULESETS
from cchc_rules.messages.texts import TEXTS
from cchc_rules.messages.versions import VERSIONS

MESSAGES: Final[Mapping[str, tuple[str, str]]] = {
    **TEXTS,
    **RULESETS,
    **ANSWERS,
    **NAMES,
    **LINT,
    **ANNEXES,
    **CASES,
    **VERSIONS,
}
