"""What writes mails to invented people, and each variant of a message once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sstc_cli.cli.mail.telling import compared

if TYPE_CHECKING:
    from sstc_cli.cli.mail.words import Asked
    from sstc_cli.mailing.composing import Composer
    from sstc_cli.mailing.mailing import Mailing
    from sstc_cli.mailing.preview import Trial
    from sstc_cli.model import Message, Series, Webinar
    from sstc_cli.workspace import Workspace

_NO_KEY = b"only for examples"


def _trial_mailing(
    workspace: Workspace, series: Series, message: Message, webinar: Webinar | None
) -> Mailing:
    """Return a mailing that nobody gets."""
    from sstc_cli.mailing.mailing import Mailing
    from sstc_cli.store.response import PseudonymKey

    return Mailing(workspace, series, message, webinar, PseudonymKey(_NO_KEY), "example")


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
    from sstc_cli.cli.mail.composer import composer_of
    from sstc_cli.mailing.changes import PersonalChanges
    from sstc_cli.mailing.preview import trials
    from sstc_cli.mailing.recipients import read_groups

    message = message_named(series, asked.message)
    webinar = webinar_of(series, message, asked.number)
    groups, _ = read_groups(asked.to or message.to, message)
    languages = [read_language(language, series.languages)] if language else series.languages
    mailing = _trial_mailing(workspace, series, message, webinar)
    if message.document != "notice":
        composer = composer_of(mailing)
        return composer, trials(composer, groups, languages, address)
    changes = PersonalChanges(mailing, compared(workspace, asked.since))
    composer = composer_of(mailing, changes.view)
    found = trials(composer, groups, languages, address, changes.concern)
    if not found:
        raise changes.nothing()
    return composer, found
