"""`sstc translations status`: what is translated, and what is missing or older than its text."""

from collections.abc import Iterator
from typing import Annotated

import typer

from sstc_cli.cli.console.group import flag
from sstc_cli.cli.console.options import Json, complete_language, read_language
from sstc_cli.cli.console.session import session_of
from sstc_cli.cli.console.streams import write_results
from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.model import Series
from sstc_cli.quantity import cut_short, quantity
from sstc_cli.translations.units import State, Texts, counts, texts_for

Languages = Annotated[
    list[str] | None,
    typer.Option(
        "--language",
        metavar="CODE",
        help="Only this language. Repeatable. [default: all but the first]",
        show_default=False,
        autocompletion=complete_language,
    ),
]
_UNFINISHED = (State.MISSING, State.OLDER, State.SAME)


def status(
    context: typer.Context,
    language: Languages = None,
    every: Annotated[
        bool, flag("--all", text="List each text that is missing, older or the same.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Show how many texts each language has, and which are missing or older.

    The texts are those of the plan, the surveys, the report and the knowledge notes. A translation
    is older if its text has changed since the last release.

    Example: `sstc translations status --language zh --all`
    """
    session = session_of(context)
    workspace = session.unchecked()
    if workspace.series is None:
        session.refuse(workspace)
    targets = targets_of(workspace.series, language)
    found = [*texts_for(workspace, workspace.series, targets)]
    if as_json:
        session.result(write_results(languages=[_plain(texts) for texts in found]))
        return
    for texts in found:
        for line in _lines(texts):
            session.result(line)
        for line in _listed(texts) if every else ():
            session.result(line)
    unfinished = [texts.language for texts in found if _number(texts, State.MISSING, State.OLDER)]
    if unfinished:
        session.say(f"next: `sstc translations export --language {unfinished[0]}`")


def targets_of(series: Series, wanted: list[str] | None) -> list[str]:
    """Return the languages to translate into: those that the user names, or all but the first."""
    main, *others = series.languages
    if not others:
        message = "the series has one language, so nothing needs a translation"
        hint = f"add another one to `languages` in data/webinars.yaml: `languages: [{main}, …]`"
        raise SstcError(message, hint, ExitCode.USAGE)
    chosen = [read_language(code, series.languages) for code in dict.fromkeys(wanted or others)]
    if main in chosen:
        message = f"`{main}` is the language of the originals: name another one"
        raise typer.BadParameter(message, param_hint="--language")
    return chosen


def _number(texts: Texts, *states: State) -> int:
    return sum(unit.state in states for unit in texts.units)


def _lines(texts: Texts) -> Iterator[str]:
    """Yield a line for the language, and one for each file that is not finished."""
    total = len(texts.units)
    words = sum(unit.words for unit in texts.units if unit.state is State.MISSING)
    done = total - _number(texts, State.MISSING, State.OLDER)
    rest = [
        f"{_number(texts, state)} {_WORDS[state]}" for state in _UNFINISHED if _number(texts, state)
    ]
    missing = f" ({quantity(words, 'word')} to translate)" if words else ""
    yield (
        f"{texts.language:8}{done} of {total} texts" + "".join(f", {one}" for one in rest) + missing
    )
    for file, by_state in counts(texts).items():
        if left := [
            f"{by_state[state][0]} {_WORDS[state]}" for state in _UNFINISHED if by_state[state][0]
        ]:
            yield f"  {file}: {', '.join(left)}"
    if texts.private:
        count = quantity(len(texts.private), "text")
        yield f"  {count} with addresses, telephone numbers or private links: never exported"
    if texts.unwritten:
        yield f"  {quantity(texts.unwritten, 'text')} without words in `{texts.source_language}`"


_WORDS = {
    State.MISSING: "missing",
    State.OLDER: "older than the text",
    State.SAME: "with the same words",
}


def _listed(texts: Texts) -> Iterator[str]:
    for state in _UNFINISHED:
        for unit in texts.units:
            if unit.state is state:
                yield f"  {state:9}{unit.id}  {cut_short(unit.source)}"
    for id_ in texts.private:
        yield f"  private  {id_}"


def _plain(texts: Texts) -> dict[str, object]:
    return {
        "language": texts.language,
        "texts": len(texts.units),
        "words": sum(unit.words for unit in texts.units),
        "private": [*texts.private],
        "files": {
            file: {state.value: list(pair) for state, pair in by_state.items()}
            for file, by_state in counts(texts).items()
        },
        "unfinished": [
            {"id": unit.id, "state": unit.state.value, "source": unit.source, "target": unit.target}
            for unit in texts.units
            if unit.state is not State.DONE
        ],
    }
