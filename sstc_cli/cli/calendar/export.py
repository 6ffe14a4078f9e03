"""`sstc calendar export`: calendar files of each kind, and notes about them."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import typer

from sstc_cli.cli.calendar.guests import cancels, note_folder, requests
from sstc_cli.cli.calendar.options import (
    Alarms,
    Audiences,
    Cancel,
    Checklist,
    Detailed,
    ExportOptions,
    Guests,
    Languages,
    People,
    Request,
    Speakers,
    Utc,
    read_kind,
)
from sstc_cli.cli.console.deliver import AGAIN, deliver, warn_of_earlier_files
from sstc_cli.cli.console.exported import Sent, exported_to
from sstc_cli.cli.console.files import PUBLIC, contents, from_here, paths_of
from sstc_cli.cli.console.options import Numbers, Output, Replace, read_language
from sstc_cli.cli.console.session import session_of
from sstc_cli.documents.translations import labels_by_language
from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.ics import (
    Renewed,
    Style,
    exported_in,
    renew,
    webinars_for_audience,
    webinars_of_speaker,
    write_audience,
    write_checklist,
    write_series,
    write_speaker,
    write_webinar,
    write_webinar_checklist,
)
from sstc_cli.listing import entries
from sstc_cli.model import Audience, Series, Status, duties_of
from sstc_cli.releases import for_calendars
from sstc_cli.workspace import Workspace

PRIVATE = ("request", "cancel")
NAMED = (*PRIVATE, "speakers")  # their entries have links that are not public
_MOST = 8


def _of_webinars(options: ExportOptions) -> dict[str, bytes]:
    """Return the file of the whole series, or of each webinar named."""
    return _by_webinar(options, options.series, "", write_series, write_webinar)


def _checklists(options: ExportOptions) -> dict[str, bytes]:
    """Return the tasks of the whole series, or around each webinar named."""
    series = options.series
    if not series.deadlines or not all(
        duties_of(series, webinar) for webinar in options.webinars if options.numbers
    ):
        hint = "add deadlines under `deadlines:` in data/webinars.yaml"
        raise SstcError("no checklist to write: nothing is due", hint, ExitCode.DATA)
    deleted = {webinar.id for webinar in options.current.deleted}
    webinars = tuple(
        webinar.replaced(status=Status.CANCELLED) if webinar.id in deleted else webinar
        for webinar in series.webinars
    )
    series = series.replaced(webinars=webinars)
    return _by_webinar(options, series, ".checklist", write_checklist, write_webinar_checklist)


def _by_webinar(
    options: ExportOptions,
    series: Series,
    part: str,
    whole: Callable[..., bytes],
    single: Callable[..., bytes],
) -> dict[str, bytes]:
    """Return a file of the whole series, or one for each webinar named, in each language."""
    files = {}
    for language in options.languages:
        for webinar in options.webinars if options.numbers else ():
            name = options.named(f"{series.id}-{webinar.id}{part}", language)
            files[name] = single(series, webinar, language, options.style)
        if not options.numbers:
            name = options.named(f"{series.id}{part}", language)
            files[name] = whole(series, language, options.style)
    return files


def _of_audiences(options: ExportOptions) -> dict[str, bytes]:
    """Return a file for each audience named, with the webinars for it."""
    series = options.series
    audiences = options.named_audiences
    for audience in audiences:
        if not webinars_for_audience(series, audience):
            hint = "add the audience to `audiences` of a webinar in data/webinars.yaml"
            message = f"no calendar to write: no webinar is for `{audience.id}`"
            name = _audience_file(options, audience, options.languages[0])
            if earlier := options.replaced(name):
                message += f", so {from_here(earlier)} is out of date"
                hint += (
                    "; if you published the file, take it down: its subscribers keep old entries"
                )
            raise SstcError(message, hint, ExitCode.DATA)
    return {
        _audience_file(options, audience, language): write_audience(
            series, audience, language, options.style
        )
        for language in options.languages
        for audience in audiences
    }


def _audience_file(options: ExportOptions, audience: Audience, language: str) -> str:
    """Return the name of the file of an audience."""
    return options.named(f"{options.series.id}.audience-{audience.id}", language)


def _of_speakers(options: ExportOptions) -> dict[str, bytes]:
    """Return a file for each person named, or for each speaker of the webinars."""
    series = options.series
    speakers = options.named_people or options.speakers_of(options.webinars)
    silent = [person.id for person in speakers if not webinars_of_speaker(series, person)]
    if silent or not speakers:
        why = f"`{silent[0]}` is not a speaker" if silent else "no talk has a speaker yet"
        hint = "add a `speaker` to the talks in data/webinars.yaml"
        raise SstcError(f"no calendar to write: {why}", hint, ExitCode.DATA)
    return {
        options.named(f"speakers/{series.id}.speaker-{person.id}", language): write_speaker(
            series, person, language, options.style
        )
        for language in options.languages
        for person in speakers
    }


FILES: Mapping[str, Callable[[ExportOptions], dict[str, bytes]]] = {
    "": _of_webinars,
    "audience": _of_audiences,
    "speakers": _of_speakers,
    "checklist": _checklists,
    "request": requests,
    "cancel": cancels,
}


def note_unpublished(options: ExportOptions, workspace: Workspace) -> None:
    """Name those of the chosen webinars that were changed or deleted since the last release."""
    release, current = workspace.release, options.current
    chosen = {webinar.id for webinar in options.webinars}
    changed = [str(webinar.number) for webinar in current.unpublished if webinar.id in chosen]
    deleted = [f"`{webinar.id}`" for webinar in current.deleted if webinar.id in chosen]
    if release and changed:
        options.session.say(
            f"note: {_listed('webinar', changed)} {_have(changed)} changed since release "
            f"`{release.name}`: publish this with `sstc release publish NAME`"
        )
    if release and deleted:
        entries = "its entry stays" if len(deleted) == 1 else "their entries stay"
        options.session.say(
            f"warning: {_listed('webinar', deleted)} {_have(deleted)} been deleted since release "
            f"`{release.name}`: {entries} until `sstc release publish NAME` cancels "
            f"{'it' if len(deleted) == 1 else 'them'}"
        )


def note_unreadable(options: ExportOptions, files: Mapping[str, Renewed]) -> None:
    """Name the replaced files whose revisions are not known."""
    names = ", ".join(f"`{name}`" for name, file in files.items() if file.is_unreadable)
    if names:
        options.session.say(
            f"warning: the last {names} could not be read, so its entries may be older than those "
            "that people have: restore it and export again, or publish a release"
        )


def note_replaced(options: ExportOptions, files: Iterable[Renewed]) -> None:
    """Name the webinars that had to be marked as newer, and those missing from the data."""
    raised, gone = dict[str, None](), dict[str, None]()
    for file in files:
        raised |= dict.fromkeys(map(_owner, file.raised))
        gone |= dict.fromkeys(map(_owner, file.gone))
    series = options.series
    numbers = {f"{series.id}-{webinar.id}": str(webinar.number) for webinar in series.webinars}
    if newer := [number for owner, number in numbers.items() if owner in raised]:
        entry, differs, it = (
            ("entry", "differs", "it is") if len(newer) == 1 else ("entries", "differ", "they are")
        )
        options.session.say(
            f"note: the {entry} of {_listed('webinar', newer)} {differs} from the last file, so "
            f"{it} marked as newer than in the data"
        )
    before = f"{series.id}-"
    lost = [f"`{owner.removeprefix(before)}`" for owner in gone if owner not in numbers]
    if lost and all(owner.startswith(before) for owner in gone):
        options.session.say(
            f"warning: {_listed('webinar', lost)} of the replaced file "
            f"{'is' if len(lost) == 1 else 'are'} not in the data: calendars that imported the "
            "file keep the entry. To cancel it, put the webinar back with `status: cancelled`"
        )


def _owner(uid: str) -> str:
    """Return the ids of the series and the webinar in a UID."""
    return uid.partition("@")[0].partition(".")[0]


def _listed(noun: str, names: Sequence[str]) -> str:
    """Return `webinar 3` or `webinars 3, 4 and 7`, with at most eight names."""
    if len(names) > _MOST:
        names = [*names[:_MOST], f"{len(names) - _MOST} more"]
    *most, last = names
    return f"{noun}s {', '.join(most)} and {last}" if most else f"{noun} {last}"


def _have(names: Sequence[str]) -> str:
    return "has" if len(names) == 1 else "have"


def renewed(
    files: Mapping[str, bytes], folder: Path, output: str | None, sent: Sent | None
) -> dict[str, Renewed]:
    """Return each file with entries that are newer than those of the file it will replace.

    The other files in the folder count too, because a person may have several of them. With
    `sent`, an invitation is also newer than its cancellation, and the other way round. Files that
    go to stdout replace nothing.
    """
    if output == "-":
        return {name: Renewed(data) for name, data in files.items()}
    paths = {name: path for path, name in paths_of(list(files), folder, output).items()}
    exported = exported_to(folder)
    return {
        name: renew(data, *_replaced(name, paths[name], sent), exported=exported)
        for name, data in files.items()
    }


def _replaced(name: str, path: Path, sent: Sent | None) -> Iterator[bytes]:
    for file in (path, *(sent.opposites(Path(name).name) if sent else ())):
        data = contents(file)
        if data is not None:
            yield data


def write_files(options: ExportOptions, workspace: Workspace, kind: str) -> None:
    """Write the files of a kind, newer than those that they replace."""
    private, folder, output = kind in PRIVATE, options.folder, options.output
    files = renewed(FILES[kind](options), folder, output, options.sent if private else None)
    contents = {name: file.data for name, file in files.items()}
    written = deliver(options.session, contents, folder, output, 0o600 if kind in NAMED else PUBLIC)
    note_folder(options, kind, written)
    note_unreadable(options, files)
    of_examples = workspace.of_code("W237")
    options.session.show(of_examples, workspace)
    note_unpublished(options, workspace)
    if not private and kind != "checklist":
        note_replaced(options, files.values())
    if output is None:
        warn_of_earlier_files(options.session, _earlier(contents, folder, written), AGAIN)


def _earlier(contents: Mapping[str, bytes], folder: Path, written: Collection[Path]) -> list[Path]:
    """Return the other public files of the folder that have an entry at an earlier time."""
    now = exported_in(contents.values())
    others = sorted(
        {*entries(folder, "*.ics"), *entries(folder / "speakers", "*.ics")} - {*written}
    )
    return [
        file
        for file in others
        if file.is_file() and now.contradicts(exported_in([file.read_bytes()]))
    ]


def export(
    context: typer.Context,
    numbers: Numbers = None,
    audience: Audiences = None,
    speakers: Speakers = False,
    checklist: Checklist = False,
    request: Request = False,
    cancel: Cancel = False,
    person: People = None,
    to: Guests = None,
    detailed: Detailed = False,
    alarm: Alarms = None,
    utc: Utc = False,
    language: Languages = None,
    output: Output = None,
    replace: Replace = False,
) -> None:
    """Write one calendar file for the series, or one for each webinar.

    Other kinds of file: one for each audience or speaker, the team's checklist, or e-mail
    invitations and their cancellations, one for each person and webinar.

    A changed entry is newer than in the replaced file, so that calendars accept each change.

    Example: `sstc calendar export 7 --alarm 1d --alarm 15m`
    """
    kind, session = read_kind(context.params), session_of(context, replaces=replace)
    workspace, declared = session.opened(publishing=True)
    current = for_calendars(declared, workspace.release)
    series = current.series
    languages = [read_language(code, series.languages) for code in language or series.languages[:1]]
    alarms = tuple(sorted(set(alarm or ()), reverse=True))
    words = labels_by_language(workspace, languages)
    style = Style(alarms, utc, detailed, labels=words, revision_of=current.revision_of)
    folder = workspace.out / "calendar"
    sent = Sent([folder / "private", *([Path(output)] if output else ())])
    named = numbers or [], person or [], to or [], audience or []
    options = ExportOptions(session, current, style, languages, sent, *named, folder, output)
    write_files(options, workspace, kind)
