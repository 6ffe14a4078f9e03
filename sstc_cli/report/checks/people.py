"""People whose answers are in the store, and who are named in a text of the report."""

import re
from collections.abc import Iterable, Iterator

from sstc_cli.diagnostics import Diagnostic
from sstc_cli.model import Series
from sstc_cli.report.checks.texts import WrittenText, written_texts
from sstc_cli.report.setting import Setting
from sstc_cli.store.names.spelling import folded
from sstc_cli.survey.comments.mentions import Mentions

_SPACES = re.compile(r"\s+")
_HAN = re.compile(r"[\u3400-\u9fff]{2,}")


def check(setting: Setting, names: Iterable[str]) -> Iterator[Diagnostic]:
    """Yield texts of the report that have one of the names or addresses of the store."""
    yield from people_named(setting.series, written_texts(setting.written), names)


def people_named(
    series: Series, texts: Iterable[WrittenText], names: Iterable[str]
) -> Iterator[Diagnostic]:
    """Yield texts that have one of the names or addresses.

    Speakers and others whom the plan names are no secret. A name of one word may be any word.
    """
    public = {_folded(name) for who in series.people for name in who.name.by_language.values()}
    wanted = Mentions({_folded(name) for name in names if _is_telling(name)} - public)
    for written in texts:
        if places := sorted({*wanted.named(written.text)}):
            named = "; ".join(_place(written.text, *place) for place in places)
            message = f"this text names a person whose answers are in the store: {named}"
            hint = "leave the name out, or ask the person, and add them to `people` in the plan"
            yield Diagnostic("W716", message, written.path, hint)


def _place(text: str, start: int, end: int) -> str:
    """Return where a name is in a text, without repeating it; Chinese has no words to count."""
    if _HAN.fullmatch(text[start:end]):
        return f"characters {start + 1} to {end}"
    first, last = (len(_SPACES.findall(text[:place].lstrip())) + 1 for place in (start, end))
    return f"word {first}" if first == last else f"words {first} to {last}"


def _is_telling(name: str) -> bool:
    return "@" in name or len(name.split()) > 1 or _HAN.fullmatch(name.strip()) is not None


def _folded(text: str) -> str:
    return " ".join(folded(text).text.split())
