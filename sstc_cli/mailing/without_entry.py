"""Notices for people whose mail brings no calendar entry: they have nothing to open."""

from collections.abc import Callable
from dataclasses import replace

from sstc_cli.mailing.recipients.recipient import Recipient
from sstc_cli.mailing.rendering import ViewOf
from sstc_cli.model.view import View
from sstc_cli.views.notice import NoticeView

_OWN = {
    "add": "",
    "replace": "correct",
    "delete": "remove",
}  # of an entry that people may have made


def truthful(view_of: ViewOf, has_entry: Callable[[Recipient], bool]) -> ViewOf:
    """Return a maker of views that promise an entry only to those whose mail has one."""
    altered: dict[int, tuple[NoticeView, NoticeView]] = {}  # of views that many people share

    def view(recipient: Recipient, language: str) -> tuple[str, View]:
        document, made = view_of(recipient, language)
        if not isinstance(made, NoticeView) or has_entry(recipient):
            return document, made
        if id(made) not in altered:
            altered[id(made)] = made, _without_entry(made)
        return document, altered[id(made)][1]

    return view


def _without_entry(view: NoticeView) -> NoticeView:
    """Return a notice that says what to do with an entry of one's own, if there is one."""
    webinars = (replace(news, entry=_OWN.get(news.entry, "")) for news in view.webinars)
    return replace(view, webinars=tuple(webinars))
