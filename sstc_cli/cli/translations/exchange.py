"""`sstc translations export|import`: files for translators, and what they send back."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import Annotated, Literal

import typer

from sstc_cli.cli.console.deliver import deliver
from sstc_cli.cli.console.diff import show_difference
from sstc_cli.cli.console.edit import open_for_edit
from sstc_cli.cli.console.files import MOST_BYTES, contents, is_one_file
from sstc_cli.cli.console.group import flag
from sstc_cli.cli.console.journal import save
from sstc_cli.cli.console.options import (
    DryRun,
    Json,
    Output,
    Replace,
    Yes,
    complete_language,
    read_language,
)
from sstc_cli.cli.console.session import Session, session_of
from sstc_cli.cli.console.streams import write_results
from sstc_cli.cli.translations.status import Languages, targets_of
from sstc_cli.diagnostics import Diagnostic, Severity
from sstc_cli.errors import ExitCode, SstcError, explained
from sstc_cli.model import Series
from sstc_cli.quantity import cut_short, quantity
from sstc_cli.sheets import read_sheets
from sstc_cli.translations.files import ReturnedFile, asked
from sstc_cli.translations.glossary import write_tbx
from sstc_cli.translations.incoming import (
    Review,
    Wishes,
    check_file,
    edits_of,
    labels_of,
    leave_wrong,
    review,
    shown,
)
from sstc_cli.translations.po import read_texts, write_texts
from sstc_cli.translations.units import Texts, Unit, texts_for
from sstc_cli.translations.workbook import read_workbook, write_workbook
from sstc_cli.translations.xliff import read_xliff, write_xliff
from sstc_cli.views.catalogues import read_labels, with_labels
from sstc_cli.workspace import Workspace, difference
from sstc_cli.workspace.edits import with_edits_of_files

Reviews = list[tuple[ReturnedFile, Review]]
FileFormat = Literal["xlsx", "xliff", "xliff2", "po"]
_SUFFIXES = {"xlsx": "xlsx", "xliff": "xlf", "xliff2": "xlf", "po": "po"}
_FOLDER = "translations"
_KNOWN = ("W501", "W510")  # of the other languages: they lacked those texts before, too
_MOST = 20  # changes that people read


def export(
    context: typer.Context,
    language: Languages = None,
    format: Annotated[
        FileFormat,
        typer.Option(help="`xlsx` for Excel, `xliff` (1.2), `xliff2` (2.0) or `po` for programs."),
    ] = "xlsx",
    every: Annotated[
        bool, flag("--all", text="Also texts that are translated, to be read again.")
    ] = False,
    reference: Annotated[
        list[str] | None,
        typer.Option(
            metavar="CODE",
            help="Also show each text in this language. Repeatable.",
            show_default=False,
            autocompletion=complete_language,
        ),
    ] = None,
    output: Output = None,
    replace: Replace = False,
) -> None:
    """Write a file for each translator, with missing and older translations.

    The texts are those of the plan, the surveys, the report and the knowledge notes. Texts with
    addresses, telephone numbers or private links are left out. A glossary, `data/glossary.csv`, is
    written beside the files. With `--reference`, a translator also reads the texts in a language
    that they know better.

    Example: `sstc translations export --language zh --format xliff --all`
    """
    session = session_of(context, replaces=replace)
    workspace = session.unchecked()
    series = workspace.series
    if series is None:
        session.refuse(workspace)
    files: dict[str, bytes] = {}
    targets = targets_of(series, language)
    known = _references(series, reference or (), targets)
    for texts in texts_for(workspace, series, targets, known):
        code, units = texts.language, asked(texts, everything=every)
        if units:
            name = f"{series.id}.{code}.{_SUFFIXES[format]}"
            if format == "xlsx":
                labels = read_labels(workspace.catalogues, code)
                title = series.title.pick(texts.source_language)
                files[name] = write_workbook(texts, units, series.revised, title, labels)
            else:
                files[name] = _written(format, texts, units)
        words = quantity(sum(unit.words for unit in units), "word")
        session.say(f"{code}: {quantity(len(units), 'text')}, {words}{_left_out(texts)}")
    if not files:
        session.say("every text has a translation: add `--all` to export them all the same")
        return
    if workspace.glossary and is_one_file(output):
        session.say("the glossary is left out: name a folder with `-o` to have it beside the file")
    elif workspace.glossary:
        files[f"{series.id}.tbx"] = write_tbx(workspace.glossary, series)
    deliver(session, files, workspace.out / _FOLDER, output)


def _left_out(texts: Texts) -> str:
    return f"; {quantity(len(texts.private), 'private text')} left out" if texts.private else ""


def _references(series: Series, wanted: Sequence[str], targets: Sequence[str]) -> list[str]:
    """Return the languages to show beside the originals; refuse one that the file has already."""
    main, option = series.languages[0], "--reference"
    codes = [read_language(code, series.languages, option) for code in dict.fromkeys(wanted)]
    for code in codes:
        if code == main or targets == [code]:
            message = f"`{code}` is in the file already: name another language"
            raise typer.BadParameter(message, param_hint=option)
    return codes


def _written(format: FileFormat, texts: Texts, units: Sequence[Unit]) -> bytes:
    if format == "po":
        return write_texts(texts, units)
    return write_xliff(texts, units, "1.2" if format == "xliff" else "2.0")


def import_(
    context: typer.Context,
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILE", help="Files of translators: xlsx, ods, xlf, xliff or po."),
    ],
    older: Annotated[
        bool, flag("--older", text="Also take translations of texts that have changed since.")
    ] = False,
    unreviewed: Annotated[
        bool,
        flag("--unreviewed", text="Also take what needs a review, or has a sentence of the text."),
    ] = False,
    theirs: Annotated[
        bool, flag("--theirs", text="Take the file's translation where both sides changed it.")
    ] = False,
    dry_run: DryRun = False,
    yes: Yes = False,
    as_json: Json = False,
) -> None:
    """Take over what translators send back, text by text.

    It shows each translation, asks, and writes them into the data files; comments and order stay.
    A translation is left to you if its text has changed since, if it lost a placeholder or is too
    long, if the plan has another one by now, and if the data would have an error with it.

    Exit status: 0 all was taken over or nothing changed, 1 something is left to you.

    Example: `sstc translations import plan.zh.xlsx`
    """
    session = session_of(context)
    before = open_for_edit(session)
    series = before.series
    if series is None:
        session.refuse(before)
    wishes = Wishes(older, unreviewed, theirs)
    rounds = _rounds(session, files, series)
    workspace, reviews = _compared(before, series, rounds, wishes)
    effect = difference(before, workspace, gone=False)
    if effect.worse:
        errors = [one for one in effect.new if one.severity is Severity.ERROR]
        workspace, reviews = _compared(before, series, rounds, wishes, errors)
        effect = difference(before, workspace, gone=False)
    taken = sum(len(found.taken) for _, found in reviews)
    left = sum(len(found.left) for _, found in reviews)
    if not as_json:
        _show(session, reviews)
        new = tuple(one for one in effect.new if one.code not in _KNOWN)
        show_difference(session, workspace, effect._replace(new=new))
    if effect.worse:
        message = "the data would have new errors, so nothing was written"
        raise SstcError(message, "correct the translations", ExitCode.DATA)
    question = f"Write {quantity(taken, 'translation')}?"
    written = bool(taken) and not dry_run and session.agrees(question, yes=yes)
    names = save(session, before, workspace, _labels(before, reviews)) if written else []
    if as_json:
        session.result(_json(reviews, names))
    else:
        session.say(_done(names, taken, dry_run=dry_run))
    if left:
        raise typer.Exit(ExitCode.DATA)


def _compared(
    before: Workspace,
    series: Series,
    rounds: Sequence[Mapping[str, ReturnedFile]],
    wishes: Wishes,
    errors: Sequence[Diagnostic] = (),
) -> tuple[Workspace, Reviews]:
    """Return the workspace with what is taken over, which is not what would be one of `errors`."""
    workspace, reviews = before, Reviews()
    for files in rounds:
        found = [
            review(texts, files[texts.language], wishes)
            for texts in texts_for(workspace, series, [*files], leaving=False)
        ]
        leave_wrong(found, errors)
        edits = edits_of(workspace, series.languages[0], found)
        workspace = with_edits_of_files(workspace, edits) if edits else workspace
        reviews += zip(files.values(), found, strict=True)
    return workspace, reviews


def _rounds(
    session: Session, files: Sequence[Path], series: Series
) -> list[dict[str, ReturnedFile]]:
    """Return the files that are compared at once: a second one of a language follows the first."""
    rounds: list[dict[str, ReturnedFile]] = []
    for file in files:
        if file.suffix.lower() == ".tbx":
            session.say(f"{file.name} is the glossary, so it was left out")
            continue
        returned = _read(file, series)
        language = check_file(returned, series)
        if not rounds or language in rounds[-1]:
            rounds.append({})
        rounds[-1][language] = returned
    return rounds


def _labels(workspace: Workspace, reviews: Reviews) -> dict[str, bytes]:
    """Return the workspace's own catalogues with the translated labels, by their files."""
    files: dict[str, bytes] = {}
    for _, found in reviews:
        for name, labels in labels_of(found).items():
            data = files.get(name) or contents(workspace.root / name)
            files[name] = with_labels(data, found.language, labels)
    return files


def _done(names: list[str], taken: int, *, dry_run: bool) -> str:
    if names:
        return f"updated {', '.join(names)}"
    return "no files changed" if taken or dry_run else "nothing to change"


def _read(file: Path, series: Series) -> ReturnedFile:
    """Return the texts of a file in any of the formats, which its contents tell."""
    try:
        if file.is_file() and file.stat().st_size > MOST_BYTES:
            raise SstcError(f"{file.name} is too large", "send the file that `export` wrote")
        data = file.read_bytes()
    except FileNotFoundError as error:
        raise SstcError(f"{file} does not exist", "check the name and the folder") from error
    except OSError as error:
        hint = "close it in other programs, and check that you have permission to read it"
        raise SstcError(f"cannot read {file}: {explained(error)}", hint) from error
    begins = data[:400].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").replace(b"\0", b"")
    if begins.startswith(b"<"):
        return read_xliff(data, file.name)
    if file.suffix.lower() in (".po", ".pot") or begins.startswith((b"msgid", b"#")):
        return read_texts(data, file.name)
    return read_workbook(read_sheets(file, languages=series.languages, whole=True))


def _show(session: Session, reviews: Reviews) -> None:
    """Show all that is left and some changes: on the office's page all, as long as they are."""
    is_page = session.changes is not None
    for file, found in reviews:
        most = len(found.taken) if is_page else _MOST
        for number, (id_, old, new) in enumerate(shown(found)):
            if number == most:
                session.result(f"and {len(found.taken) - most:,} more")
                break
            was, now = (old, new) if is_page else (cut_short(old), cut_short(new))
            session.result(f"{found.language}  {id_}")
            if old:
                session.result(f"    was  {was}")
            session.result(f"    {'now' if old else 'new'}  {now}")
        for hint, alike in groupby(found.left, attrgetter("hint")):
            for left in alike:
                subject = f"`{left.id}`" if left.id else "a text without an id"
                session.say(f"left: {file.name}, {left.where}: {subject} {left.why}")
            session.say(f"help: {hint}")
        counted = f"{file.name}: {quantity(len(found.taken), 'translation')} to take over"
        session.say(f"{counted}, {len(found.left)} left to you, {found.unchanged} unchanged")


def _json(reviews: Reviews, names: list[str]) -> str:
    return write_results(
        written=names,
        files=[
            {
                "file": file.name,
                "language": found.language,
                "changes": [
                    {"id": id_, "before": old, "after": new} for id_, old, new in shown(found)
                ],
                "left": [left._asdict() for left in found.left],
                "unchanged": found.unchanged,
            }
            for file, found in reviews
        ],
    )
