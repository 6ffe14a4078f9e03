"""What a change of the plan comes to, in sentences for people."""

from sstc_cli.cli.console.sections import phrases_for
from sstc_cli.diagnostics import format_path
from sstc_cli.quantity import first_of
from sstc_cli.releases import changes_between, state_of
from sstc_cli.releases.words import ChangeWords, words_of
from sstc_cli.source.tree import differing_paths
from sstc_cli.workspace import Workspace

_SHOWN = 4  # values that are named


def sentences(before: Workspace, after: Workspace) -> list[str]:
    """Return what has changed: the public facts of the plan, or the paths of values."""
    if before.series and after.series:
        phrases = phrases_for("en", before.series, after.series)
        changes = changes_between(state_of(before.series), state_of(after.series))
        found = {"the series": changes.series} if changes.series else {}
        found |= {f"webinar {one.webinar.number}": one.changes for one in changes.webinars}
        if found:
            return [
                f"{name}: {'; '.join(_in_words(words_of(one, phrases)) for one in changed)}"
                for name, changed in found.items()
            ]
    pairs = [(before.trees[file], tree) for file, tree in after.trees.items()]
    return [
        f"{new.file}: {', '.join(first_of(paths, _SHOWN)) or 'comments or spaces'}"
        for old, new in pairs
        if old.text != new.text
        for paths in [[*map(format_path, differing_paths(old.root, new.root))]]
    ]


def _in_words(words: ChangeWords) -> str:
    sides = {"was": words.was, "now": words.now}
    told = ", ".join(f"{side} {text}" for side, text in sides.items() if text)
    return f"{words.phrase} ({told})" if told else words.phrase
