"""The files of each kind of `sstc calendar export`: their names and bytes."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sstc_cli.cli.calendar.export_options import ExportOptions
from sstc_cli.cli.calendar.guests import cancels, requests
from sstc_cli.cli.console.files import from_here
from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.ics import (
    webinars_for_audience,
    webinars_of_speaker,
    write_audience,
    write_checklist,
    write_series,
    write_speaker,
    write_webinar,
    write_webinar_checklist,
)
from sstc_cli.model import Audience, Series, Status, duties_of

PRIVATE = ("request", "cancel")
NAMED = (*PRIVATE, "speakers")  # their entries have links that are not public


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
    how = {"style": options.style, "revision_of": options.current.revision_of}
    for language in options.languages:
        for webinar in options.webinars if options.numbers else ():
            name = options.named(f"{series.id}-{webinar.id}{part}", language)
            files[name] = single(series, webinar, language, **how)
        if not options.numbers:
            files[options.named(f"{series.id}{part}", language)] = whole(series, language, **how)
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
            series,
            audience,
            language,
            style=options.style,
            revision_of=options.current.revision_of,
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
            series,
            person,
            language,
            style=options.style,
            revision_of=options.current.revision_of,
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
