"""What each kind of `sstc calendar export` writes: names of files, and their bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import typer

from sstc_cli.cli.console.session import Session, chosen
from sstc_cli.diagnostics import did_you_mean
from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.ics import (
    Guest,
    Style,
    spoken_by,
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
    """What the user asked for: which webinars, for whom, in which style and languages.

    `revision_of` tells how often others were told of a webinar.
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
        """The webinars named; all where none is."""
        return chosen(self.series, list(self.numbers))

    def named(self, stem: str, language: str) -> str:
        """The name of a file: variants and all but the first language are told by it."""
        variants = {"detailed": self.style.detailed, "utc": self.style.utc}
        parts = [name for name, asked in variants.items() if asked]
        parts += [language] if language != self.series.languages[0] else []
        return ".".join([stem, *parts, "ics"])


def _of_webinars(wanted: ExportOptions) -> dict[str, bytes]:
    """The whole series, or each webinar named."""
    return _by_webinar(wanted, "", write_series, write_webinar)


def _checklists(wanted: ExportOptions) -> dict[str, bytes]:
    """What is due in the whole series, or around each webinar named."""
    series = wanted.series
    if not series.deadlines or not all(
        duties_of(series, each) for each in wanted.webinars if wanted.numbers
    ):
        hint = "write under `deadlines:` in data/webinars.yaml what is due when"
        raise SstcError("there is nothing to write: nothing is due", hint, ExitCode.DATA)
    return _by_webinar(wanted, ".checklist", write_checklist, write_webinar_checklist)


def _by_webinar(
    wanted: ExportOptions, part: str, whole: Callable[..., bytes], single: Callable[..., bytes]
) -> dict[str, bytes]:
    """A file of the whole series, or one for each webinar named, in each language."""
    series, files = wanted.series, {}
    for language in wanted.languages:
        for each in wanted.webinars if wanted.numbers else ():
            name = wanted.named(f"{series.id}-{each.id}{part}", language)
            files[name] = single(
                series, each, language, style=wanted.style, revision_of=wanted.revision_of
            )
        if not wanted.numbers:
            name = wanted.named(f"{series.id}{part}", language)
            files[name] = whole(
                series, language, style=wanted.style, revision_of=wanted.revision_of
            )
    return files


def _of_speakers(wanted: ExportOptions) -> dict[str, bytes]:
    """Each speaker's own webinars; of the webinars named their speakers only."""
    series = wanted.series
    speakers = _people(wanted) or _speakers(series, wanted.webinars)
    silent = [each.id for each in speakers if not spoken_by(series, each)]
    if silent or not speakers:
        who = f"`{silent[0]}` speaks in no webinar" if silent else "no speaker is known yet"
        hint = "give talks their `speaker` in data/webinars.yaml"
        raise SstcError(f"there is nothing to write: {who}", hint, ExitCode.DATA)
    return {
        wanted.named(f"speakers/{series.id}.speaker-{person.id}", language): write_speaker(
            series, person, language, style=wanted.style, revision_of=wanted.revision_of
        )
        for language in wanted.languages
        for person in speakers
    }


def _requests(wanted: ExportOptions) -> dict[str, bytes]:
    """Invitations to the webinars named, none of them cancelled; else to all that are ahead."""
    for each in wanted.webinars if wanted.numbers else ():
        if each.cancelled:
            hint = f"`sstc calendar export {each.number} --cancel` takes invitations back"
            raise SstcError(f"webinar {each.number} is cancelled", hint, ExitCode.DATA)
    planned = [each for each in wanted.webinars if wanted.numbers or each.status is Status.PLANNED]
    return _for_guests(wanted, "request", planned, write_request)


def _cancels(wanted: ExportOptions) -> dict[str, bytes]:
    """Invitations taken back: of cancelled webinars, or of guests that are named."""
    if wanted.numbers and (wanted.people or wanted.addresses):
        return _for_guests(wanted, "cancel", wanted.webinars, write_cancel)
    for each in wanted.webinars if wanted.numbers else ():
        if not each.cancelled:
            hint = "name with `--person` or `--to` whose invitation is taken back, or first run "
            hint += f"`sstc schedule cancel {each.number} --reason …`"
            raise SstcError(f"webinar {each.number} is not cancelled", hint, ExitCode.DATA)
    cancelled = [each for each in wanted.webinars if each.cancelled]
    if not cancelled:
        hint = "name a webinar, and with `--person` or `--to` whose invitation is taken back"
        raise SstcError("no webinar is cancelled", hint, ExitCode.DATA)
    return _for_guests(wanted, "cancel", cancelled, write_cancel)


def _for_guests(
    wanted: ExportOptions, kind: str, webinars: Iterable[Webinar], write: Callable[..., bytes]
) -> dict[str, bytes]:
    """A file for each webinar and each of its guests who can be reached."""
    series, files, missing = wanted.series, {}, set[str]()
    for webinar in webinars:
        for who, email, name in _guests(wanted, webinar):
            if not email:
                missing.add(who)
                continue
            for language in wanted.languages:
                guest = Guest(email, name.pick(language) if name else "", language)
                stem = f"private/{series.id}-{webinar.id}.{who}.{kind}"
                file = wanted.named(stem, language)
                files[file] = write(
                    series, webinar, guest, style=wanted.style, revision_of=wanted.revision_of
                )
    _tell_missing(wanted, sorted(missing), files)
    return files


def _guests(
    wanted: ExportOptions, webinar: Webinar
) -> Iterator[tuple[str, str | None, Text | None]]:
    """Who is meant: part of the file's name, address, name.

    Without numbers, people named are guests where they speak; without names all speakers are. A
    file's name must not tell an address, so that of a guest who is not in the data holds a digest.
    """
    named = _people(wanted)
    speakers = _speakers(wanted.series, [webinar])
    if not named and not wanted.addresses:
        named = speakers
    for person in named:
        if wanted.numbers or person in speakers:
            yield person.id, person.email, person.name
    for address in wanted.addresses:
        digest = hashlib.sha256(address.lower().encode()).hexdigest()
        yield f"guest-{digest[:8]}", address, None


def _tell_missing(
    wanted: ExportOptions, missing: Sequence[str], files: Mapping[str, bytes]
) -> None:
    """Say who has no address; refuse where that person was named, or nobody is left."""
    hint = "give people an `email` in data/webinars.yaml"
    names = ", ".join(f"`{each}`" for each in missing)
    if missing and (wanted.people or not files):
        raise SstcError(f"no e-mail address is known of {names}", hint, ExitCode.DATA)
    if missing:
        wanted.session.say(f"no file for {names}, of whom no e-mail address is known")
    if not files:
        hint = "give a talk its `speaker`, or name guests with `--person` or `--to`"
        raise SstcError("there is nobody to write to: no speaker is known", hint, ExitCode.DATA)


def _people(wanted: ExportOptions) -> list[Person]:
    """The people who are named."""
    known = wanted.series.speakers
    for each in wanted.people:
        if each not in known:
            message = f"there is no person `{each}`: {did_you_mean(each, known)}"
            raise typer.BadParameter(message, param_hint="--person")
    return [known[each] for each in dict.fromkeys(wanted.people)]


def _speakers(series: Series, webinars: Iterable[Webinar]) -> list[Person]:
    """The known speakers of webinars, each once, in the order of their talks."""
    talks = (talk for each in webinars for talk in each.talks)
    ids = dict.fromkeys(talk.speaker for talk in talks if talk.speaker)
    return [series.speakers[each] for each in ids if each in series.speakers]


FILES: Mapping[str, Callable[[ExportOptions], dict[str, bytes]]] = {
    "": _of_webinars,
    "speakers": _of_speakers,
    "checklist": _checklists,
    "request": _requests,
    "cancel": _cancels,
}
