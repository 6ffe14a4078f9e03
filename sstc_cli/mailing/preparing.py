"""All mails of a mailing, one after the other, in the order of their Message-IDs."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.mailing.composing import Composer
from sstc_cli.mailing.known import known_of
from sstc_cli.mailing.recipients.recipient import Recipient
from sstc_cli.store.mail import Entry

TOO_MUCH = 10_000_000  # bytes of one mail, as it is sent
_LIMIT = f"{TOO_MUCH // 1_000_000} MB"


@dataclass(frozen=True, slots=True)
class Written:
    """A mail as it is kept, what the ledger has of it, and what is `known` of a contact."""

    entry: Entry
    data: bytes
    known: bytes


def write_all(composer: Composer, people: Mapping[str, Recipient]) -> Iterator[Written]:
    """Yield the mail to each person. Whoever's mail fails is named by where they are listed."""
    mailing = composer.mailing
    by_id = {mailing.message_id(person): person for person in people.values()}
    for id_ in sorted(by_id):
        person = by_id[id_]
        try:
            data = composer.write(person)
        except SstcError as error:
            message = f"the mail for {person.place} failed: {error.message}"
            raise SstcError(message, error.hint, error.status) from error
        if len(data) > TOO_MUCH:
            message = f"the mail for {person.place} has more than {_LIMIT}"
            hint = "leave out pictures and files, and link to them instead"
            raise SstcError(message, hint, ExitCode.DATA)
        language = "+".join(person.languages(mailing.series.languages))
        digest = hashlib.sha256(data).hexdigest()
        entry = Entry(id_, mailing.person(person), digest, len(data), language)
        yield Written(entry, data, known_of(person))


def refused_by(
    people: Mapping[str, Recipient], composer: Composer, stopped: Mapping[str, str]
) -> dict[str, str]:
    """Return why some people get no mail, by their addresses.

    Those who asked for no more get service mails all the same, but contacts do not, and others get
    none at all.
    """
    found: dict[str, str] = {}
    for key, person in people.items():
        reason = stopped.get(composer.mailing.person(person))
        if reason and (composer.mailing.can_stop(person) or reason != "asked"):
            is_told = reason == "asked" and composer.mailing.message.document == "notice"
            found[key] = _OLD if is_told else _REASONS.get(reason, reason)
    return found


_OLD = "unsubscribed, with a mail that is no longer true"
_REASONS = {
    "asked": "unsubscribed",
    "bounced": "address does not work",
    "forgotten": "asked to be forgotten",
}
