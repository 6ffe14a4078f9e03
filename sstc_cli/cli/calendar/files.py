"""The files of each kind of `sstc calendar export`: their names and bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import typer

from sstc_cli.cli.console.session import Session, chosen_webinars
from sstc_cli.diagnostics import did_you_mean
from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.ics import (
    Guest,
    Style,
    webinars_of_speaker,
    write_cancel,
    write_checklist,
    write_request,
    write_series,
    write_speaker,
    write_webinar,
    write_webinar_checklist,
)
from sstc_cli.model import (
    Person,
    RevisionOf,
    Series,
    Status,
    Text,
    Webinar,
    declared_revision,
    duties_of,
)

PRIVATE = ("request", "cancel")


@dataclass(frozen=True)
class ExportOptions:
    """The options of the user: webinars, recipients, style and languages.

    `revision_of` returns the SEQUENCE and DTSTAMP of a webinar.
    """

    session: Session
    series: Series
    numbers: Sequence[int]
    style: Style
    languages: Sequence[str]
    people: Sequence[str]
    addresses: Sequence[str]
    revision_of: RevisionOf = declared_revision

    @property
    def webinars(self) -> list[Webinar]:
        """The webinars named, or all if none is named."""
        return chosen_webinars(self.series, list(self.numbers))

    def named(self, stem: str, language: str) -> str:
        """Return the name of a file, with the variants and any language other than the first."""
        variants = {"detailed": self.style.detailed, "utc": self.style.utc}
        parts = [name for name, is_used in variants.items() if is_used]
        parts += [language] if language != self.series.languages[0] else []
        return ".".join([stem, *parts, "ics"])


def _of_webinars(options: ExportOptions) -> dict[str, bytes]:
    """Return the file of the whole series, or of each webinar named."""
    return _by_webinar(options, "", write_series, write_webinar)


def _checklists(options: ExportOptions) -> dict[str, bytes]:
    """Return the tasks of the whole series, or around each webinar named."""
    series = options.series
    if not series.deadlines or not all(
        duties_of(series, webinar) for webinar in options.webinars if options.numbers
    ):
        hint = "add deadlines under `deadlines:` in data/webinars.yaml"
        raise SstcError("no checklist to write: nothing is due", hint, ExitCode.DATA)
    return _by_webinar(options, ".checklist", write_checklist, write_webinar_checklist)


def _by_webinar(
    options: ExportOptions, part: str, whole: Callable[..., bytes], single: Callable[..., bytes]
) -> dict[str, bytes]:
    """Return a file of the whole series, or one for each webinar named, in each language."""
    series, files = options.series, {}
    for language in options.languages:
        for webinar in options.webinars if options.numbers else ():
            name = options.named(f"{series.id}-{webinar.id}{part}", language)
            files[name] = single(
                series, webinar, language, style=options.style, revision_of=options.revision_of
            )
        if not options.numbers:
            name = options.named(f"{series.id}{part}", language)
            files[name] = whole(
                series, language, style=options.style, revision_of=options.revision_of
            )
    return files


def _of_speakers(options: ExportOptions) -> dict[str, bytes]:
    """Return a file for each person named, or for each speaker of the webinars."""
    series = options.series
    speakers = _people(options) or _speakers(series, options.webinars)
    silent = [person.id for person in speakers if not webinars_of_speaker(series, person)]
    if silent or not speakers:
        why = f"`{silent[0]}` is not a speaker" if silent else "no talk has a speaker yet"
        hint = "add a `speaker` to the talks in data/webinars.yaml"
        raise SstcError(f"no calendar to write: {why}", hint, ExitCode.DATA)
    return {
        options.named(f"speakers/{series.id}.speaker-{person.id}", language): write_speaker(
            series, person, language, style=options.style, revision_of=options.revision_of
        )
        for language in options.languages
        for person in speakers
    }


def _requests(options: ExportOptions) -> dict[str, bytes]:
    """Return invitations to the webinars named, which must not be cancelled, or to all planned."""
    for webinar in options.webinars if options.numbers else ():
        if webinar.cancelled:
            hint = f"run `sstc calendar export {webinar.number} --cancel` to cancel invitations"
            raise SstcError(f"webinar {webinar.number} is cancelled", hint, ExitCode.USAGE)
    planned = [
        webinar
        for webinar in options.webinars
        if options.numbers or webinar.status is Status.PLANNED
    ]
    return _for_guests(options, "request", planned, write_request)


def _cancels(options: ExportOptions) -> dict[str, bytes]:
    """Return cancellations for cancelled webinars, or for the guests named."""
    if options.numbers and (options.people or options.addresses):
        return _for_guests(options, "cancel", options.webinars, write_cancel)
    for webinar in options.webinars if options.numbers else ():
        if not webinar.cancelled:
            hint = "name the guests to uninvite with `--person` or `--to`, or first run "
            hint += f"`sstc schedule cancel {webinar.number} --reason …`"
            raise SstcError(f"webinar {webinar.number} is not cancelled", hint, ExitCode.USAGE)
    cancelled = [webinar for webinar in options.webinars if webinar.cancelled]
    if not cancelled:
        hint = "name a webinar, and the guests to uninvite with `--person` or `--to`"
        raise SstcError("no webinar is cancelled", hint, ExitCode.USAGE)
    return _for_guests(options, "cancel", cancelled, write_cancel)


def _for_guests(
    options: ExportOptions, kind: str, webinars: Iterable[Webinar], write: Callable[..., bytes]
) -> dict[str, bytes]:
    """Return a file for each webinar and each of its guests with an e-mail address."""
    series, files, missing = options.series, {}, set[str]()
    for webinar in webinars:
        for guest_id, email, name in _guests(options, webinar):
            if not email:
                missing.add(guest_id)
                continue
            for language in options.languages:
                guest = Guest(email, name.pick(language) if name else "", language)
                stem = f"private/{series.id}-{webinar.id}.{guest_id}.{kind}"
                file = options.named(stem, language)
                files[file] = write(
                    series, webinar, guest, style=options.style, revision_of=options.revision_of
                )
    _report_missing(options, sorted(missing), files)
    return files


def _guests(
    options: ExportOptions, webinar: Webinar
) -> Iterator[tuple[str, str | None, Text | None]]:
    """Yield the guests of a webinar: id for the file's name, address, name.

    Without numbers, the people named are guests of the webinars in which they speak. Without
    names, all speakers are guests. The name of a file must not reveal an address, so a guest who
    is not in the data has a digest as id.
    """
    named = _people(options)
    speakers = _speakers(options.series, [webinar])
    if not named and not options.addresses:
        named = speakers
    for person in named:
        if options.numbers or person in speakers:
            yield person.id, person.email, person.name
    for address in options.addresses:
        digest = hashlib.sha256(address.lower().encode()).hexdigest()
        yield f"guest-{digest[:8]}", address, None


def _report_missing(
    options: ExportOptions, missing: Sequence[str], files: Mapping[str, bytes]
) -> None:
    """Report people without an address; refuse if they were named, or if nobody else is left."""
    names = ", ".join(f"`{id_}`" for id_ in missing)
    if missing and (options.people or not files):
        hint = "add an `email` to these people in data/webinars.yaml"
        verb = "has" if len(missing) == 1 else "have"
        raise SstcError(f"{names} {verb} no e-mail address", hint, ExitCode.DATA)
    if missing:
        options.session.say(f"no file for people without an e-mail address: {names}")
    if not files:
        hint = "add a `speaker` to a talk, or name guests with `--person` or `--to`"
        message = "no invitation to write: no talk has a speaker yet"
        raise SstcError(message, hint, ExitCode.DATA)


def _people(options: ExportOptions) -> list[Person]:
    """Return the people named on the command line."""
    known = options.series.people_by_id
    for id_ in options.people:
        if id_ not in known:
            message = f"unknown person `{id_}`: {did_you_mean(id_, known)}"
            raise typer.BadParameter(message, param_hint="--person")
    return [known[id_] for id_ in dict.fromkeys(options.people)]


def _speakers(series: Series, webinars: Iterable[Webinar]) -> list[Person]:
    """Return the speakers of webinars once, in the order of their talks."""
    talks = (talk for webinar in webinars for talk in webinar.talks)
    ids = dict.fromkeys(talk.speaker for talk in talks if talk.speaker)
    return [series.people_by_id[id_] for id_ in ids if id_ in series.people_by_id]


FILES: Mapping[str, Callable[[ExportOptions], dict[str, bytes]]] = {
    "": _of_webinars,
    "speakers": _of_speakers,
    "checklist": _checklists,
    "request": _requests,
    "cancel": _cancels,
}
