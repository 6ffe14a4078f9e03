"""Addresses as servers take them and as people are compared by them, and who sends the mails."""

from dataclasses import dataclass

from email_validator import EmailNotValidError, validate_email

from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.mail.message import Mailbox
from sstc_cli.model import Organiser, Series, normal_email, typed_email
from sstc_cli.model.email import ENCODED


class AddressError(ValueError):
    """Why a text is not an address; the reason does not repeat the text, which may be private."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Address:
    """An address as people read it, and as servers take it.

    A domain in another script becomes Punycode on its way. A name before `@` in another script
    stays as it is, and `needs_smtputf8`: not every server accepts it.
    """

    readable: str
    wire: str
    needs_smtputf8: bool

    @property
    def person(self) -> str:
        """The form in which two spellings of the address are the same; `+tags` are kept apart."""
        return normal_email(self.readable)


def read_address(text: str) -> Address:
    """Return the address that a person typed or pasted, perhaps with a name, or refuse it."""
    typed = typed_email(text)
    if typed is None:
        raise AddressError("this is not an e-mail address")
    return plain_address(typed)


def plain_address(text: str) -> Address:
    """Return an address that stands alone, for example in the plan, or refuse it."""
    if ENCODED in text:
        raise AddressError("`=?` cannot be in an address: mail programs read it as a code")
    try:
        found = validate_email(text, strict=True, check_deliverability=False, test_environment=True)
    except EmailNotValidError as error:
        raise AddressError(_reason(error, text)) from None
    wire = f"{found.ascii_local_part or found.local_part}@{found.ascii_domain}"
    return Address(found.normalized, wire, found.smtputf8)


def _reason(error: EmailNotValidError, text: str) -> str:
    """Return the reason in lower case, without the address and its parts."""
    domain = text.rpartition("@")[2]
    if any(part in str(error) for part in (text, domain)):
        return "this is not an e-mail address"
    reason = str(error).rstrip(".")
    return f"this cannot be an e-mail address: {reason[:1].lower()}{reason[1:]}"


@dataclass(frozen=True, slots=True)
class Sender:
    """The organiser who sends from `email`; `answers` is where people reply, if it is named."""

    office: Organiser
    email: str
    answers: str | None = None

    def mailbox(self, language: str) -> Mailbox:
        name = (self.office.short or self.office.name).pick(language)
        return Mailbox(_wire(self.email), " ".join(name.split()))

    @property
    def reply_to(self) -> Mailbox | None:
        other = self.answers if self.answers != self.email else None
        return Mailbox(_wire(other)) if other else None


def sender_of(series: Series) -> Sender:
    """Return the sender of a series' mails; refuse a series without any address."""
    office = series.mail_sender
    if office is None or not office.email:
        message = "no organiser has an e-mail address to send from"
        hint = "add `email` to one of `organisers` in data/webinars.yaml"
        raise SstcError(message, hint, ExitCode.DATA)
    return Sender(office, office.email, series.mail.reply_to)


def _wire(address: str) -> str:
    try:
        return plain_address(address).wire
    except AddressError as error:
        message = "the address of the sender, or of `reply_to`, cannot be one"
        hint = f"correct it in data/webinars.yaml: {error.reason}"
        raise SstcError(message, hint, ExitCode.DATA) from None
