"""Batches that are no longer true, who knows an earlier plan, and how to tell them a change."""

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from typing import NamedTuple

from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.mailing.letters import LETTERS
from sstc_cli.mailing.memory import content_of, memory_of, true_facts
from sstc_cli.model import Series, Webinar
from sstc_cli.model.messages import Message
from sstc_cli.quantity import quantity, webinars_in_words
from sstc_cli.store import Store
from sstc_cli.store.history import LOST_HINT, lost_webinars
from sstc_cli.store.mail.status import PreparedBatch, last_facts

PREPARE = "sstc mail prepare "
OnList = Callable[[Message, Webinar | None], Mapping[str, str]]  # addresses by digests


def message_of(series: Series, mailing: PreparedBatch) -> tuple[Message, Webinar | None]:
    """Return the message of a batch and its webinar; refuse one that the plan no longer has."""
    message = LETTERS.get(mailing.message) or series.message(mailing.message)
    webinar = series.webinar_of(mailing.webinar) if mailing.webinar is not None else None
    hint = f"withdraw the batch: `sstc mail withdraw {mailing.id}`"
    if message is None:
        what = f"the message `{mailing.message}` is no longer in the data"
        raise SstcError(f"{what}, so nothing was sent", hint, ExitCode.DATA)
    if webinar is None and mailing.webinar is not None:
        what = f"the webinar `{mailing.webinar}` is no longer in the data"
        raise SstcError(f"{what}, so nothing was sent", hint, ExitCode.DATA)
    return message, webinar


def refuse_stale(store: Store, series: Series, mailing: PreparedBatch) -> None:
    """Refuse a batch whose mails differ from the plan, and say how many have the old one."""
    message, webinar = message_of(series, mailing)
    if _is_true(series, mailing, message, webinar):
        return
    misled = [*_misled(store, series, mailing, webinar)]
    old = sum(len(one.who) for one in misled if not one.is_of_link)
    what = f"webinar {webinar.number}" if webinar else "the series"
    told = f"{quantity(old, 'person has', 'people have')} a mail with an earlier plan"
    hint = f"prepare it again, which replaces these mails: `{prepare_command(message, webinar)}`"
    if invites_to_cancelled(message, webinar):
        hint = f"withdraw these mails: `sstc mail withdraw {mailing.id}`"
    if commands := [f"`{one.command}`" for one in misled if one.command]:
        hint += f", and tell those people what has changed: {' and '.join(commands)}"
    message_ = f"{what} has changed since this batch was prepared, so nothing was sent; {told}"
    raise SstcError(message_, hint, ExitCode.DATA)


def way_out(series: Series, mailing: PreparedBatch) -> str:
    """Return what to do with the waiting mails of a batch that is no longer true, or nothing."""
    if not mailing.waiting:
        return ""
    try:
        message, webinar = message_of(series, mailing)
    except SstcError as error:
        return error.hint or ""
    if _is_true(series, mailing, message, webinar):
        return ""
    drop = f"`sstc mail withdraw {mailing.id}` drops them"
    if invites_to_cancelled(message, webinar):
        return drop
    return f"`{prepare_command(message, webinar)}` replaces them, {drop}"


def _is_true(
    series: Series, mailing: PreparedBatch, message: Message, webinar: Webinar | None
) -> bool:
    """Return whether the mails of a batch say what is planned."""
    return mailing.message in LETTERS or content_of(series, webinar, message) == mailing.facts


def invites_to_cancelled(message: Message, webinar: Webinar | None) -> bool:
    """Return whether a message, unlike a notice, is about a coming webinar that is cancelled."""
    says_so = message.document == "notice" or message.is_afterwards
    return webinar is not None and webinar.cancelled and not says_so


def _how_to_tell(
    series: Series, message: Message | None, webinar: Webinar | None
) -> tuple[str, str]:
    """Return the message and the command that tell those who have a message about a later change.

    Without a notice, contacts get the same message once more. Nothing without a message that can do
    it.
    """
    notice = of_document(series, "notice")
    if notice and webinar:
        return notice.id, prepare_command(notice, webinar)
    if message is None or "contacts" not in message.to:
        return "", ""
    return message.id, f"{prepare_command(message, webinar)} --again moved"


def of_document(series: Series, document: str) -> Message | None:
    """Return the first message whose text is a document."""
    return next((found for found in series.messages if found.document == document), None)


def prepare_command(message: Message, webinar: Webinar | None) -> str:
    """Return the command that prepares a message."""
    number = f" {webinar.number}" if webinar else ""
    file = " --to FILE" if "contacts" in message.to else ""
    return f"{PREPARE}{message.id}{number}{file}"


def facts_now(series: Series | None, mailing: PreparedBatch) -> frozenset[str] | None:
    """Return the digests of what the plan says now, or None without its message or webinar."""
    if series is None or mailing.message in LETTERS:
        return None
    try:
        _, webinar = message_of(series, mailing)
    except SstcError:
        return None
    return true_facts(series, webinar)


class Untold(NamedTuple):
    """In words, how many people know an earlier plan or link of a webinar, or of the series.

    By the `command`, the message of an id tells them. `who` has their digests in the ledger.
    """

    webinar: str | None
    text: str
    message: str = ""
    command: str = ""
    who: Set[str] = frozenset()
    is_of_link: bool = False


def untold(
    store: Store, series: Series, batches: Sequence[PreparedBatch], on_list: OnList
) -> Iterator[Untold]:
    """Yield for each webinar of some batches how many people know an earlier plan or link.

    Of a link hears only who is `on_list`; guests of `sstc calendar export` get a file by hand.
    """
    subjects = {(batch.webinar, batch.webinar or batch.message): batch
                for batch in batches if batch.gone}  # fmt: skip
    for batch in subjects.values():
        webinar = series.webinar_of(batch.webinar) if batch.webinar else None
        if batch.webinar and webinar is None:
            yield Untold(batch.webinar, f"{lost_webinars(store)[batch.webinar]}: {LOST_HINT}")
        elif batch.message not in LETTERS:
            found = _misled(store, series, batch, webinar, on_list)
            yield from (one for one in found if one.command)


def _misled(
    store: Store,
    series: Series,
    batch: PreparedBatch,
    webinar: Webinar | None,
    on_list: OnList | None = None,
) -> Iterator[Untold]:
    """Yield who knows another plan of the subject of a batch, and who has another link.

    A notice about a private link only says that there is a new one.
    """
    about = webinars_in_words([webinar.id], series.numbers) if webinar else "the series"
    now, known = true_facts(series, webinar), last_facts(store, batch)
    old = {who for who, facts in known.items() if facts not in now}
    telling = of_document(series, "join-link-change")
    if webinar and telling and not webinar.cancelled:
        memory = memory_of(store, series, webinar)
        linked = memory.with_another_link()
        old -= {*filter(memory.knows_the_rest, linked)}
        if linked and on_list:
            linked &= on_list(telling, webinar).keys()
        if linked:
            have = quantity(len(linked), "person has", "people have")
            text, how = f"{have} an earlier link to join {about}", prepare_command(telling, webinar)
            yield Untold(webinar.id, text, telling.id, how, linked, is_of_link=True)
    if old:
        have = quantity(len(old), "person has", "people have")
        how_to_tell = _how_to_tell(series, series.message(batch.message), webinar)
        yield Untold(batch.webinar, f"{have} an earlier plan of {about}", *how_to_tell, old)
