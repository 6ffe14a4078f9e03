"""One mail to one person."""

from collections.abc import Callable

from sstc_cli.mail.message import Attachment, CalendarPart, Mail, Mailbox, write
from sstc_cli.mailing.entries import Entries, Method, method_for
from sstc_cli.mailing.footer import stop_link
from sstc_cli.mailing.identity import stop_code
from sstc_cli.mailing.mailing import Mailing
from sstc_cli.mailing.recipients.recipient import Recipient
from sstc_cli.mailing.rendering import Renderer

MethodFor = Callable[[Mailing, Recipient], Method | None]


class Composer:
    """Writes the mails of one mailing."""

    def __init__(
        self,
        mailing: Mailing,
        renderer: Renderer,
        entries: Entries | None,
        method_of: MethodFor = method_for,
    ) -> None:
        self.mailing, self.renderer, self.entries = mailing, renderer, entries
        self._method_of = method_of

    def mail(self, recipient: Recipient) -> Mail:
        """Return the mail to a person."""
        mailing = self.mailing
        languages = recipient.languages(mailing.series.languages)
        name = recipient.name.pick(languages[0]) if recipient.name else ""
        rendered = self.renderer.render(recipient)
        part, files = self._calendar(recipient)
        return Mail(
            message_id=mailing.message_id(recipient),
            sender=mailing.sender.mailbox(languages[0]),
            recipient=Mailbox(recipient.address.wire, " ".join(name.split())),
            subject=rendered.subject,
            text=rendered.text,
            language=", ".join(languages),
            html=rendered.page.html,
            reply_to=mailing.sender.reply_to,
            calendar=part,
            attachments=files,
            pictures=rendered.page.pictures,
            list_unsubscribe=self._stop_link(recipient),
            automatic=not mailing.can_stop(recipient),
        )

    def write(self, recipient: Recipient) -> bytes:
        """Return the bytes of the mail to a person."""
        return write(self.mail(recipient))

    def _calendar(self, recipient: Recipient) -> tuple[CalendarPart | None, tuple[Attachment, ...]]:
        method = self._method_of(self.mailing, recipient)
        if method is None or self.entries is None:
            return None, ()
        if method is Method.PUBLISH:
            return None, (self.entries.file(recipient),)
        return self.entries.part(recipient, method), ()

    def _stop_link(self, recipient: Recipient) -> str:
        """Return the link by which a person gets no more invitations; nothing in other messages."""
        if not self.mailing.can_stop(recipient):
            return ""
        code = stop_code(self.mailing.key, self.mailing.person(recipient))
        sender = self.mailing.sender
        address = sender.reply_to or sender.mailbox(self.mailing.series.languages[0])
        return stop_link(address.address, code)
