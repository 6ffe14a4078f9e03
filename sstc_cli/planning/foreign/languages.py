"""The languages of a schedule: of its headers that name one, and of the script of its titles."""

from collections import Counter
from collections.abc import Iterable, Sequence

from sstc_cli.planning.foreign.column import Column, How
from sstc_cli.planning.foreign.facts import WHAT
from sstc_cli.planning.foreign.headers.columns import languages_of
from sstc_cli.planning.foreign.options import Asker, Options, left_open
from sstc_cli.planning.foreign.texts import parts_in_languages, script_of

_LATIN = ("en", "fr", "es", "pt")
_SHARE = 5  # a script counts if a fifth of the titles is in it


def decide_languages(
    columns: Sequence[Column], titles: Iterable[str], options: Options, asker: Asker | None
) -> tuple[str, ...]:
    """Return the languages of the series, the main one first: by option, the file, or by asking."""
    if options.languages:
        return options.languages
    named = list(dict.fromkeys(
        column.language for column in columns if column.language and column.fact in WHAT
    ))  # fmt: skip
    if len(named) > 1:
        return tuple(named)
    parts = (part for title in titles for part in parts_in_languages(title))
    scripts = Counter(script for part in parts if (script := script_of(part)))
    scripts = scripts or Counter(["latin"])  # no titles yet: the headers decide
    total = sum(scripts.values())
    usual = [script for script, count in scripts.most_common() if count * _SHARE >= total]
    found = [_latin(columns) if script == "latin" else script for script in usual]
    if found and None not in found:
        return tuple(code for code in dict.fromkeys(found) if code)
    problem = "the language of the titles is not clear from the headers"
    if asker is not None:
        return asker.languages(problem)
    raise left_open(problem, "add `--language`, for example `--language en`")


def _latin(columns: Sequence[Column]) -> str | None:
    """Return the language of headers in Latin letters, if most of them are in only one."""
    votes: Counter[str] = Counter()
    for column in columns:
        if column.how is How.EXACT:
            codes = [code for code in languages_of(column.header) if code in _LATIN]
            votes.update(dict.fromkeys(codes, 1))
    ranked = votes.most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return None
    return ranked[0][0]
