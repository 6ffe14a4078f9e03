"""What writes mails to invented people, and each variant of a message once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sstc_cli.cli.mail.telling import compared

if TYPE_CHECKING:
    from sstc_cli.cli.mail.words import Asked
    from sstc_cli.mailing.composing import Composer
    from sstc_cli.mailing.trials import Trial
    from sstc_cli.model import Message, Series, Webinar
    from sstc_cli.workspace import Workspace

_NO_KEY = b"only for examples"


def trial_composer(
    workspace: Workspace,
    series: Series,
    message: Message,
    webinar: Webinar | None,
    since: str | None,
) -> Composer:
    """Return what writes the variants of a message."""
    from sstc_cli.cli.mail.composer import composer_of
    from sstc_cli.mailing.changes import Changes
    from sstc_cli.mailing.mailing import Mailing
    from sstc_cli.store.response import PseudonymKey

    mailing = Mailing(workspace, series, message, webinar, PseudonymKey(_NO_KEY), "example")
    if message.document != "notice":
        return composer_of(mailing)
    return composer_of(mailing, Changes(mailing, compared(workspace, since)).view)


def variants(
    workspace: Workspace,
    series: Series,
    asked: Asked,
    language: str | None,
    address: str | None = None,
) -> tuple[Composer, list[Trial]]:
    """Return what writes the mails of a message, and each of its variants."""
    from sstc_cli.cli.console.options import read_language
    from sstc_cli.cli.mail.about import message_named, webinar_of
    from sstc_cli.mailing.recipients.chosen import read_groups
    from sstc_cli.mailing.trials import trials

    message = message_named(series, asked.message)
    webinar = webinar_of(series, message, asked.number)
    groups, _ = read_groups(asked.to or message.to, message)
    languages = [read_language(language, series.languages)] if language else series.languages
    composer = trial_composer(workspace, series, message, webinar, asked.since)
    own = {"address": address} if address else {}
    return composer, trials(composer, groups, languages, **own)
