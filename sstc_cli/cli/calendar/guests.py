"""The invitations of `sstc calendar export --request`, and their cancellations."""

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from sstc_cli.cli.calendar.options import ExportOptions, known_ids
from sstc_cli.cli.console.files import from_here
from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.ics import Guest, SentInvitation, write_cancel, write_request
from sstc_cli.model import Person, Status, Text, Webinar

_MOST = 8


def note_left_out(
    options: ExportOptions,
    webinars: Iterable[Webinar],
    guests: Mapping[str, Collection[str]],
    hint: str,
) -> None:
    """Name who has an invitation to the webinars, but gets no file."""
    for webinar in webinars:
        invited = options.sent.valid(options.series, webinar)
        left_out = sorted(invited.keys() - guests.get(webinar.id, ()))
        if left_out:
            names = ", ".join(f"`{id_}`" for id_ in left_out)
            verb = "has" if len(left_out) == 1 else "have"
            options.session.say(
                f"note: {names} also {verb} an invitation to webinar {webinar.number}: {hint}"
            )


def note_without_webinar(options: ExportOptions) -> None:
    """Name the invitations whose webinar is not in the data, unless webinars are chosen."""
    files = [] if options.numbers else options.sent.without_webinar(options.series)
    if files:
        names = ", ".join(from_here(file) for file in files[:_MOST])
        more = f" and {len(files) - _MOST} more" if len(files) > _MOST else ""
        options.session.say(
            f"warning: the data has no webinar for {names}{more}: to cancel these invitations, put "
            "the webinar back with `status: cancelled` and run `sstc calendar export --cancel`"
        )


def note_elsewhere(
    options: ExportOptions, webinars: Iterable[Webinar], addresses: Mapping[tuple[str, str], str]
) -> None:
    """Name who was invited at an address other than the one that is invited now."""
    for webinar in webinars:
        for id_, invitation in options.sent.valid(options.series, webinar).items():
            now = addresses.get((webinar.id, id_), invitation.email)
            if now.lower() != invitation.email.lower():
                options.session.say(
                    f"note: `{id_}` was invited to webinar {webinar.number} at another address, "
                    "whose calendar keeps the entry: cancel it with `sstc calendar export "
                    f"{webinar.number} --cancel --to` and that address"
                )


def note_folder(options: ExportOptions, kind: str, paths: list[Path]) -> None:
    """Say where `--cancel` finds the invitations that were written elsewhere."""
    output, (usual, *others) = options.output, options.sent.folders
    folder = paths[0].parent if paths else usual
    if kind == "request" and output and folder in others and folder.resolve() != usual.resolve():
        options.session.say(
            f"note: `--cancel` finds these invitations only in `{output}`: keep it, and run "
            f"`sstc calendar export --cancel` with `-o {output}` too"
        )


@dataclass(frozen=True, slots=True)
class _Recipient:
    """A guest of a webinar; `id` is part of the file's name."""

    id: str
    email: str | None
    name: Text | None = None


@dataclass(frozen=True, slots=True)
class _Written:
    """The files of guests, and whom or what they leave out, each with the reason."""

    files: dict[str, bytes] = field(default_factory=dict)
    without_email: dict[str, None] = field(default_factory=dict)
    organisers: dict[str, None] = field(default_factory=dict)
    refused: list[SstcError] = field(default_factory=list)
    guests: dict[str, set[str]] = field(default_factory=dict)
    addresses: dict[tuple[str, str], str] = field(default_factory=dict)


def requests(options: ExportOptions) -> dict[str, bytes]:
    """Return invitations to the webinars named, which must not be cancelled, or to all planned."""
    note_without_webinar(options)
    deleted = {webinar.id for webinar in options.current.deleted}
    for webinar in options.webinars if options.numbers else ():
        if webinar.cancelled or webinar.id in deleted:
            why = "cancelled" if webinar.cancelled else "deleted from data/webinars.yaml"
            hint = f"run `sstc calendar export {webinar.number} --cancel` to cancel invitations"
            raise SstcError(f"webinar {webinar.number} is {why}", hint, ExitCode.USAGE)
    planned = [
        webinar
        for webinar in options.webinars
        if options.numbers or (webinar.status is Status.PLANNED and webinar.id not in deleted)
    ]
    written = _for_guests(options, "request", planned, write_request)
    note_elsewhere(options, planned, written.addresses)
    if not options.people and not options.addresses:
        how = "renew it with `--person` or `--to`, or cancel it with `--cancel`"
        note_left_out(options, planned, written.guests, how)
    return written.files


def cancels(options: ExportOptions) -> dict[str, bytes]:
    """Return cancellations for cancelled webinars, or for the guests named."""
    note_without_webinar(options)
    named = bool(options.people or options.addresses)
    deleted = {webinar.id for webinar in options.current.deleted}
    for webinar in options.webinars if options.numbers and not named else ():
        if not webinar.cancelled:
            hint = "name the guests to uninvite with `--person` or `--to`, or first run "
            hint += (
                "`sstc release publish NAME`, which cancels it"
                if webinar.id in deleted
                else f"`sstc schedule cancel {webinar.number} --reason …`"
            )
            raise SstcError(f"webinar {webinar.number} is not cancelled", hint, ExitCode.USAGE)
    cancelled = [webinar for webinar in options.webinars if webinar.cancelled]
    if not cancelled and not (named and options.numbers):
        hint = "name a webinar, and the guests to uninvite with `--person` or `--to`"
        if deleted:
            hint = "first run `sstc release publish NAME`, which cancels what you deleted"
        raise SstcError("no webinar is cancelled", hint, ExitCode.USAGE)
    webinars = options.webinars if options.numbers else cancelled
    written = _for_guests(options, "cancel", webinars, write_cancel)
    how = "leave out `--person` and `--to` to write to all"
    note_left_out(options, cancelled, written.guests, how)
    return written.files


def _for_guests(
    options: ExportOptions, kind: str, webinars: Iterable[Webinar], write: Callable[..., bytes]
) -> _Written:
    """Return a file for each webinar and each of its guests with an e-mail address."""
    written = _Written()
    for webinar in webinars:
        try:
            _for_webinar(options, kind, webinar, write, written)
        except SstcError as error:
            written.refused.append(error)
    _report(options, written, kind)
    return written


def _for_webinar(
    options: ExportOptions,
    kind: str,
    webinar: Webinar,
    write: Callable[..., bytes],
    written: _Written,
) -> None:
    series = options.series
    organisers = {
        organiser.email.lower() for organiser in series.organisers_of(webinar) if organiser.email
    }
    guests, addresses = written.guests.setdefault(webinar.id, set()), set[str]()
    for recipient in _recipients(options, webinar, kind):
        if not recipient.email:
            written.without_email[recipient.id] = None
            continue
        if kind == "request" and recipient.email.lower() in organisers:
            written.organisers[recipient.id] = None
            continue
        guests.add(recipient.id)
        if recipient.email.lower() in addresses:  # a second file would only replace the first
            continue
        addresses.add(recipient.email.lower())
        written.addresses[webinar.id, recipient.id] = recipient.email
        for language in options.languages:
            name = recipient.name.pick(language) if recipient.name else ""
            guest = Guest(recipient.email, name, language)
            stem = f"private/{series.id}-{webinar.id}.{recipient.id}.{kind}"
            written.files[options.named(stem, language)] = write(
                series, webinar, guest, options.style
            )


def _recipients(options: ExportOptions, webinar: Webinar, kind: str) -> Iterator[_Recipient]:
    """Yield the guests of a webinar.

    Without numbers, the people named are guests of the webinars in which they speak. Without
    names, all speakers are guests; a cancellation is also for other people who were invited, and
    goes to the address of the invitation. The name of a file must not reveal an address, so a
    guest who is not in the data has a digest as id.
    """
    sent = options.sent.invited(options.series, webinar)
    invited = sent if kind == "cancel" else {}
    speakers = [person.id for person in options.speakers_of([webinar])]
    ids = _named_ids(options, kind)
    if not ids and not options.addresses:
        withdrawn = options.sent.withdrawn(options.series, webinar)
        ids = list(dict.fromkeys([*speakers, *(id_ for id_ in invited if id_ not in withdrawn)]))
    people = options.series.people_by_id
    for id_ in ids:
        person = people.get(id_)
        if id_ in invited:
            yield _invited(id_, invited[id_], person)
        elif person and (options.numbers or id_ in speakers):
            yield _Recipient(id_, person.email, person.name)
    for address in options.addresses:
        known = [id_ for id_ in sent if sent[id_].email.lower() == address.lower()]
        if known:
            latest = max(known, key=lambda id_: sent[id_].sequence)
            email = sent[latest].email if kind == "cancel" else address
            yield replace(_invited(latest, sent[latest], people.get(latest)), email=email)
        else:
            digest = hashlib.sha256(address.lower().encode()).hexdigest()
            yield _Recipient(f"guest-{digest[:8]}", address)


def _named_ids(options: ExportOptions, kind: str) -> list[str]:
    """Return the ids named with `--person`: an invited person may be missing from the data."""
    known = dict.fromkeys(options.series.people_by_id)
    for webinar in options.webinars if kind == "cancel" else ():
        known |= dict.fromkeys(options.sent.invited(options.series, webinar))
    return known_ids("person", options.people, known)


def _invited(id_: str, invitation: SentInvitation, person: Person | None) -> _Recipient:
    """Return the recipient of an earlier invitation."""
    name = Text(invitation.name) if invitation.name else None
    return _Recipient(id_, invitation.email, person.name if person else name)


def _nobody(options: ExportOptions, kind: str) -> SstcError:
    """Return the error of an invitation without recipients."""
    if options.people:
        names = " and ".join(f"`{id_}`" for id_ in options.people)
        message = f"{names} {'speaks' if len(options.people) == 1 else 'speak'} in no such webinar"
        hint = f"name the webinar too, for example `sstc calendar export 7 --{kind} --person …`"
    elif kind == "cancel":
        message = (
            "no invitation to cancel: no talk has a speaker, and `sstc` has written no invitation"
        )
        hint = "name people that you invited yourself, for example `--to name@example.org`"
    else:
        message = "no invitation to write: no talk has a speaker yet"
        hint = "add a `speaker` to a talk, or name guests with `--person` or `--to`"
    return SstcError(message, hint, ExitCode.DATA)


def _report(options: ExportOptions, written: _Written, kind: str) -> None:
    """Report what is not written; refuse if people without address were named, or nothing is."""
    missing = ", ".join(f"`{id_}`" for id_ in sorted(written.without_email))
    if missing and (options.people or not written.files):
        hint = "add an `email` to these people in data/webinars.yaml"
        verb = "has" if len(written.without_email) == 1 else "have"
        raise SstcError(f"{missing} {verb} no e-mail address", hint, ExitCode.DATA)
    if written.refused and not written.files:
        raise written.refused[0]
    organisers = ", ".join(f"`{id_}`" for id_ in written.organisers)
    if organisers and not written.files:
        hint = (
            "invite another address, or change the `email` of the organiser in data/webinars.yaml"
        )
        message = f"{organisers} cannot be invited: the invitation would come from the same address"
        raise SstcError(message, hint, ExitCode.DATA)
    if not written.files:
        raise _nobody(options, kind)
    if missing:
        options.session.say(f"no file for people without an e-mail address: {missing}")
    if organisers:
        options.session.say(
            f"no file for {organisers}, because the invitation would come from the same address"
        )
    for error in written.refused:
        options.session.say(f"note: {error.message}, so nothing was written for it")
