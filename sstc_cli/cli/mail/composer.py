"""What writes mails, with entries that are newer than those that people may have.

Those come from `sstc calendar export`, or from earlier mails: the last entry of each webinar in a
mail is kept beside the exported invitations, so that both kinds follow each other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sstc_cli.mailing.composing import Composer, MethodFor
    from sstc_cli.mailing.mailing import Mailing
    from sstc_cli.mailing.rendering import ViewOf
    from sstc_cli.render import Templates
    from sstc_cli.workspace import Workspace


def _renewing(workspace: Workspace) -> Callable[[bytes], bytes]:
    """Return what makes an entry newer than those in exported calendar files."""
    from sstc_cli.cli.console.exported import exported_to
    from sstc_cli.ics import renew

    exported = exported_to(workspace.out / "calendar")
    return lambda data: renew(data, exported=exported).data


def remember_entry(composer: Composer) -> None:
    """Keep the entry that the mails of a mailing have, if they have one."""
    from sstc_cli.cli.console.files import write_whole

    mailing, entries = composer.mailing, composer.entries
    if entries is None or "calendar" not in mailing.message.with_:
        return
    workspace = mailing.workspace
    name = f"{mailing.series.id}-{entries.webinar.id}.mail.request.ics"
    file = workspace.out / "calendar" / "private" / name
    write_whole(file, entries.last, 0o600, root=workspace.root)


def composer_of(
    mailing: Mailing, view_of: ViewOf | None = None, method_of: MethodFor | None = None
) -> Composer:
    """Return what writes the mails of a mailing."""
    from sstc_cli.mailing.calendar_entries import Entries, method_for, truthful
    from sstc_cli.mailing.composing import Composer
    from sstc_cli.mailing.rendering import Renderer

    methods = method_of or method_for
    if view_of is not None:
        view_of = truthful(view_of, lambda person: methods(mailing, person) is not None)
    entries = Entries(mailing, _renewing(mailing.workspace)) if mailing.webinar else None
    return Composer(mailing, Renderer(mailing, templates_in(mailing), view_of), entries, methods)


def templates_in(mailing: Mailing) -> Mapping[str, Templates]:
    """Return the templates in each language, on the letterhead of the workspace."""
    from sstc_cli.documents.workspace_templates import letterhead_of, stationery, templates_of

    workspace, series = mailing.workspace, mailing.series
    letterhead = letterhead_of(workspace, series)
    pages = {
        code: stationery(workspace, series, code, letterhead=letterhead)
        for code in series.languages
    }
    return {code: templates_of(workspace, code, page) for code, page in pages.items()}
