"""Messages that a series sends by e-mail. Field descriptions are the docs of the data file."""

import re
from collections.abc import Mapping
from typing import Annotated, Literal, get_args

from sstc_cli.model.base import Model, field
from sstc_cli.model.due import Due
from sstc_cli.model.email import Email
from sstc_cli.model.readers import Value
from sstc_cli.model.values import Id, is_id, pattern, read_text, refuse

Recipients = Literal[
    "contacts", "registered", "attended", "absent", "speakers", "moderators", "organisers"
]
MailDocument = Literal[
    "concept-note",
    "programme",
    "invitation",
    "speaker-invitation",
    "confirmation",
    "speaker-confirmation",
    "agenda",
    "speaker-brief",
    "run-of-show",
    "reminder",
    "join-link-change",
    "notice",
    "follow-up",
    "speaker-thanks",
    "recording",
]
MAILED: tuple[str, ...] = get_args(MailDocument)
ABOUT_THE_SERIES = ("concept-note", "programme")
AFTERWARDS = ("follow-up", "speaker-thanks", "recording")
_EVERYBODY: tuple[str, ...] = get_args(Recipients)
_TEAM = ("speakers", "moderators", "organisers")
# for whom a document is written, if it is not for everybody
_READERS: Mapping[str, tuple[str, ...]] = {
    "speaker-invitation": ("speakers",),
    "confirmation": ("registered",),
    "speaker-confirmation": ("speakers",),
    "speaker-brief": ("speakers",),
    "run-of-show": _TEAM,
    "reminder": ("registered", *_TEAM),
    "join-link-change": ("registered", *_TEAM),
    "follow-up": ("registered", "attended", "absent"),
    "speaker-thanks": ("speakers",),
}
_ANSWERED = "answered:"
_LEFT_OUT = re.compile(r"registered|attended|answered:[a-z0-9]+(?:-[a-z0-9]+)*")


def read_left_out(value: object) -> str:
    """Return who gets no message: `registered`, `attended` or `answered:SURVEY`."""
    text = read_text(value, "a group of people")
    if not _LEFT_OUT.fullmatch(text) or not is_id(text.removeprefix(_ANSWERED)):
        hint = "write `registered`, `attended`, or for example `answered:exit`"
        message, known = "`{value}` is not a group that can be left out", ("registered", "attended")
        refuse("E110", message, hint, text, allowed=known)
    return text


LeftOut = Annotated[
    str, Value(read_left_out, pattern(_LEFT_OUT), "group of people", "groups of people")
]


class Mail(Model):
    """The sender of the messages."""

    from_: Id | None = field(
        "the id of the organiser who sends them [default: the first one with `email`]", default=None
    )
    reply_to: Email | None = field(
        "address for answers [default: that of the sender]", default=None
    )


class Message(Model):
    """A message that is sent for each webinar, or once for the series."""

    id: Id = field("stable id, for example in `sstc mail prepare reminder 7`")
    document: MailDocument = field("the document that is its text")
    to: tuple[Recipients, ...] = field(
        "groups of recipients; `contacts` are the people in a file that you name with `--to`",
        at_least_one=True,
    )
    except_: tuple[LeftOut, ...] = field(
        "people to leave out: `registered`, `attended` or `answered:exit` (people with a "
        "response to the survey `exit`)",
        default=(),
    )
    send: Due | None = field(
        "when it should go out, for example `1 day before` [default: when you like]", default=None
    )
    with_: tuple[Literal["calendar", "join-link", "certificate"], ...] = field(
        "what it contains besides its text; with `certificate`, a `follow-up` or `recording` goes "
        "only to people who have a certificate of the webinar",
        default=(),
    )
    until: Due | None = field(
        "when it is too late to send it, for example `1 hour before` [default: the "
        "start of the webinar if it is about what comes]",
        default=None,
    )
    kind: Literal["invitation", "service"] = field(
        "`invitation` if people can unsubscribe from it [default: `service`]", default="service"
    )

    @property
    def is_about_series(self) -> bool:
        """Whether it is sent once for the series, and not for each webinar."""
        return self.document in ABOUT_THE_SERIES

    @property
    def is_afterwards(self) -> bool:
        """Whether it looks back at a webinar."""
        return self.document in AFTERWARDS

    @property
    def readers(self) -> tuple[str, ...]:
        """For whom its document is written."""
        return _READERS.get(self.document, _EVERYBODY)

    @property
    def answered(self) -> tuple[str, ...]:
        """The ids of the surveys whose respondents get none."""
        named = (group for group in self.except_ if group.startswith(_ANSWERED))
        return tuple(group.removeprefix(_ANSWERED) for group in named)
