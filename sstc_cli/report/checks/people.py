"""People whose answers are in the store, and who are named in a text of the report."""

import re
from collections.abc import Iterable, Iterator

from sstc_cli.diagnostics import Diagnostic
from sstc_cli.report.checks.texts import written_texts
from sstc_cli.report.setting import Setting

_HAN = re.compile(r"[\u3400-\u9fff]{2,}")


def check(setting: Setting, names: Iterable[str]) -> Iterator[Diagnostic]:
    """Yield texts that have one of the names or addresses of the store.

    Speakers and others whom the plan names are no secret. A name of one word may be any word.
    """
    public = {
        _folded(name)
        for person in setting.series.people
        for name in person.name.by_language.values()
    }
    wanted = {_folded(name) for name in names if _is_telling(name)} - public
    for written in written_texts(setting.written) if wanted else ():
        text = _folded(written.text)
        matches = (_bounded(name).search(text) for name in wanted if name in text)
        places = sorted({match.span() for match in matches if match})
        if places:
            named = "; ".join(_place(text, *place) for place in places)
            message = f"this text names a person whose answers are in the store: {named}"
            hint = "leave the name out, or ask the person, and add them to `people` in the plan"
            yield Diagnostic("W716", message, written.path, hint)


def _place(text: str, start: int, end: int) -> str:
    """Return where a name is in a text, without repeating it; Chinese has no words to count."""
    if _HAN.fullmatch(text[start:end]):
        return f"characters {start + 1} to {end}"
    first, last = text[:start].count(" ") + 1, text[:end].count(" ") + 1
    return f"word {first}" if first == last else f"words {first} to {last}"


def _is_telling(name: str) -> bool:
    return "@" in name or len(name.split()) > 1 or _HAN.fullmatch(name.strip()) is not None


def _bounded(name: str) -> re.Pattern[str]:
    """Return a pattern of a name that is not a part of a longer word; Chinese has no bounds."""
    return re.compile(re.escape(name) if _HAN.fullmatch(name) else rf"\b{re.escape(name)}\b")


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
