"""What heads and words that somebody wrote stand for, in any language."""

from collections.abc import Iterator, Mapping, Sequence

from sstc_cli.model.wording import Wordings
from sstc_cli.planning.headings import Names
from sstc_cli.views.plan_labels import PlanLabel


def meanings(
    names: Sequence[Names], labels: Sequence[PlanLabel], languages: Sequence[str] = ()
) -> Wordings[tuple[PlanLabel, str]]:
    """Return what heads stand for, in any language: a label, and the language of its texts."""
    return Wordings(_wordings(names, labels, languages))


def _wordings(
    names: Sequence[Names], labels: Sequence[PlanLabel], languages: Sequence[str]
) -> Iterator[tuple[str, tuple[PlanLabel, str]]]:
    for words in names:
        for label in labels:
            yield words.say(label), (label, "")
            for language in languages:
                yield words.heading(label, language), (label, language)
                yield f"{words.say(label)} ({language})", (label, language)


def words_in(names: Sequence[Names], meant: Mapping[PlanLabel, str]) -> Wordings[str]:
    """Return what words in cells stand for, in any language: `oui` is `true`."""
    pairs = ((words.say(label), value) for words in names for label, value in meant.items())
    return Wordings([*pairs, *((value, value) for value in meant.values())])
