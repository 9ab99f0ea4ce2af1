"""Words in both languages at once, cleaned of what must not stand on a page: every text of the page passes here."""

from collections.abc import Callable

from cchc_rules.errors import Language
from cchc_rules.report.blocks import clean
from cchc_rules.report.changes.captions import CAPTIONS
from cchc_rules.report.labels import LANGUAGES, Pair


def both(write: Callable[[Language], str]) -> Pair:
    """Write something in both languages, each on one line and without control characters."""
    vietnamese, english = (clean(write(language)) for language in LANGUAGES)
    return vietnamese, english


def pair(words: Pair) -> Pair:
    """Take a pair of words as they may stand on a page."""
    return clean(words[0]), clean(words[1])


def caption(key: str, **words: object) -> Pair:
    """Fill in a caption in both languages; a pair among the words stands in its own language."""
    return both(lambda language: _filled(CAPTIONS[key][LANGUAGES.index(language)], language, words))


def _filled(text: str, language: Language, words: dict[str, object]) -> str:
    chosen = {
        name: word[LANGUAGES.index(language)] if isinstance(word, tuple) else word for name, word in words.items()
    }
    return text.format(**chosen)
