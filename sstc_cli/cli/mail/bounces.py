"""`sstc mail bounces`: read what came back, and stop mail to addresses that do not exist."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sstc_cli.cli.console.options import Json, Today
from sstc_cli.cli.console.session import session_of
from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.quantity import quantity

if TYPE_CHECKING:
    from sstc_cli.mail.bounces import Bounce, Other, Wish
    from sstc_cli.store import PseudonymKey, Store
    from sstc_cli.store.mail.stops import Settled

Files = Annotated[
    list[Path],
    typer.Argument(
        metavar="FILE", help="Mailboxes (mbox), Maildir folders, or .eml files of single mails."
    ),
]


def bounces(context: typer.Context, files: Files, json: Json = False, today: Today = None) -> None:
    """Read mails that came back, and wishes to get no more invitations.

    An address that does not exist gets no more mail. One that cannot take mail for another reason,
    such as a full mailbox, gets none after three bounces within 14 days. Whoever wrote `stop` with
    their code gets no more invitations. Automatic replies do not count. The mailbox is not changed.

    Example: `sstc mail bounces inbox.mbox`
    """
    from sstc_cli.cli.console.json import write_results
    from sstc_cli.cli.console.secret.survey_key import make_keys
    from sstc_cli.cli.mail.opened import ledger_of

    session = session_of(context)
    store = ledger_of(session.unchecked(today))
    read = _read(files)
    if not store.exists:
        hint = "name the workspace from which they were sent with `--workspace`"
        raise SstcError("no mail has been prepared here yet", hint, ExitCode.USAGE)
    day = today or date.today()
    settled = _settled(store, store.pseudonym_key(make_keys()), read, day)
    if json:
        session.result(write_results(**_counts(read), **_changes(settled)))
        return
    for line in _lines(read, settled):
        session.result(line)


def _read(files: Sequence[Path]) -> list[Bounce | Wish | Other]:
    """Return what the mails in all files are, before anything is recorded."""
    from sstc_cli.mail.bounces import read_returned
    from sstc_cli.mail.mailboxes import mails_in

    return [read_returned(mail) for file in files for mail in mails_in(file)]


def _settled(
    store: Store, pseudonyms: PseudonymKey, read: Sequence[Bounce | Wish | Other], day: date
) -> Settled:
    """Record bounces and wishes; a bounce without a date came today."""
    from sstc_cli.mail.bounces import Bounce, Wish
    from sstc_cli.mailing.mailing import stop_code
    from sstc_cli.store.mail.stops import Returned, people_in, settle_returned

    returned = [
        Returned(item.ids, item.day or day, item.kind, item.status)
        for item in read
        if isinstance(item, Bounce)
    ]
    codes = {item.code for item in read if isinstance(item, Wish)}
    people = people_in(store) if codes else ()
    by_code = {stop_code(pseudonyms, person): person for person in people}
    return settle_returned(store, pseudonyms, returned, [*map(by_code.get, sorted(codes))], day)


def _counts(read: Sequence[Bounce | Wish | Other]) -> dict[str, int]:
    """Return how many mails are of each kind."""
    from sstc_cli.mail.bounces import Bounce, Kind, Other, Wish

    kinds = Counter(item.kind for item in read if isinstance(item, Bounce))
    others = Counter(item for item in read if isinstance(item, Other))
    return {
        "mails": len(read),
        **{str(kind): kinds[kind] for kind in Kind},
        "wishes": sum(isinstance(item, Wish) for item in read),
        "automatic": others[Other.AUTOMATIC],
        "delayed": others[Other.DELAYED],
        "others": others[Other.MAIL],
    }


def _changes(settled: Settled) -> dict[str, int]:
    return {
        "new": settled.new,
        "known": settled.known,
        "foreign": settled.foreign,
        "unknown_codes": settled.unknown,
        "stopped_addresses": settled.bounced,
        "stopped_invitations": settled.asked,
        "withdrawn": settled.withdrawn,
    }


def _lines(read: Sequence[Bounce | Wish | Other], settled: Settled) -> Iterator[str]:
    """Yield what was found and changed, without any address."""
    counts = _counts(read)
    yield f"read {quantity(counts['mails'], 'mail')}: {', '.join(_found(counts))}"
    policy = (
        "bounce because of a server's policy, which stops nobody: ask your provider",
        "bounces because of a server's policy, which stops nobody: ask your provider",
    )
    sometimes = (
        (settled.known, "bounce known from an earlier time", "bounces known from an earlier time"),
        (settled.foreign, "bounce of a mail that was not sent from here",
         "bounces of mails that were not sent from here"),
        (counts["policy"], *policy),
        (settled.unknown, "wish to stop with an unknown code", "wishes to stop with unknown codes"),
    )  # fmt: skip
    yield from (quantity(*words) for words in sometimes if words[0])
    yield f"{quantity(settled.bounced, 'address gets', 'addresses get')} no more mail from now on"
    yield f"{quantity(settled.asked, 'person gets', 'people get')} no more invitations from now on"
    if settled.withdrawn:
        yield f"withdrew {quantity(settled.withdrawn, 'mail')} that had not left"


def _found(counts: Mapping[str, int]) -> Iterator[str]:
    yield quantity(counts["hard"] + counts["soft"] + counts["policy"], "bounce")
    yield quantity(counts["wishes"], "wish to stop", "wishes to stop")
    yield quantity(counts["automatic"], "automatic reply", "automatic replies")
    yield quantity(counts["delayed"], "notice of a delay", "notices of a delay")
    yield quantity(counts["others"], "other mail")
