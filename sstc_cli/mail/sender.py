"""Who sends the mails of a series, and where people answer."""

from dataclasses import dataclass

from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.mail.addresses import AddressError, plain_address
from sstc_cli.mail.message import Mailbox
from sstc_cli.model import Organiser, Series


@dataclass(frozen=True, slots=True)
class Sender:
    """The organiser who sends from `email`; `answers` is where people reply, if it is named."""

    office: Organiser
    email: str
    answers: str | None = None

    def mailbox(self, language: str) -> Mailbox:
        """Return the address, with the name in a language."""
        name = (self.office.short or self.office.name).pick(language)
        return Mailbox(_wire(self.email), " ".join(name.split()))

    @property
    def reply_to(self) -> Mailbox | None:
        """The address for answers, if it is another one."""
        other = self.answers if self.answers != self.email else None
        return Mailbox(_wire(other)) if other else None


def sender_of(series: Series) -> Sender:
    """Return who sends the mails of a series; refuse one in which nobody has an address."""
    office = series.mail_sender
    if office is None or not office.email:
        message = "no organiser has an e-mail address to send from"
        hint = "add `email` to one of `organisers` in data/webinars.yaml"
        raise SstcError(message, hint, ExitCode.DATA)
    return Sender(office, office.email, series.mail.reply_to)


def _wire(address: str) -> str:
    """Return an address of the plan as servers take it."""
    try:
        return plain_address(address).wire
    except AddressError as error:
        message = "the address of the sender, or of `reply_to`, cannot be one"
        hint = f"correct it in data/webinars.yaml: {error.reason}"
        raise SstcError(message, hint, ExitCode.DATA) from None
