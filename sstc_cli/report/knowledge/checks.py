"""The checks of a note that need the store: its figures, and names of people."""

from collections.abc import Iterable, Iterator

from sstc_cli.diagnostics import Diagnostic, Path
from sstc_cli.report.checks.figures import check_name, check_texts
from sstc_cli.report.checks.people import people_named
from sstc_cli.report.checks.reasons import unshown_causes
from sstc_cli.report.checks.texts import WrittenText
from sstc_cli.report.knowledge.noted import NoteSetting
from sstc_cli.rules import texts_in


def check_noted(noted: NoteSetting, names: Iterable[str] = ()) -> list[Diagnostic]:
    """Return what is wrong with a note; `names` are those of the store."""
    setting = noted.setting
    texts = [
        WrittenText((*placed.path, language) if language else placed.path, language, words)
        for placed in texts_in(noted.note)
        for language, words in placed.text.by_language.items()
    ]
    return [
        *check_texts(setting, texts),
        *_evidence(noted),
        *unshown_causes(texts),
        *people_named(setting.series, texts, names),
    ]


def _evidence(noted: NoteSetting) -> Iterator[Diagnostic]:
    """Yield the figures under `evidence` that the public report does not show."""
    for key in ("messages", "practices"):
        for index, told in enumerate(getattr(noted.note, key)):
            for place, item in enumerate(told.evidence):
                path: Path = (key, index, "evidence", place, "figure")
                if item.figure is not None:
                    yield from check_name(noted.setting, path, item.figure)
