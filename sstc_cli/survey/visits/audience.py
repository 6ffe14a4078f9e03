"""The people in a report of visits who attended, by the same definition for each tool.

The audience is everybody with a name or an address, but for hosts, speakers, and programs that take
notes. Telephones and devices without a name are counted apart: nobody knows who they were.
"""

import re
from collections.abc import Iterable, Iterator
from enum import StrEnum

from sstc_cli.model import Series, normal_email
from sstc_cli.model.wording import fold
from sstc_cli.quantity import quantity
from sstc_cli.survey.answers import NOBODY

_HOSTS = {"host", "co-host", "cohost", "alternative host", "organizer", "organiser", "co-organizer",
          "co-organiser", "主持人", "联席主持人", "发起人"}  # fmt: skip
_SPEAKERS = {"presenter", "panelist", "panellist", "speaker", "演讲者", "发言人", "嘉宾"}
_LISTENERS = {"attendee", "participant", "听众", "观众", "参会人", "参会者", "成员"}
_NOBODY = {*NOBODY, "guest", "guest user", "user", "unknown", "unknown user", "zoom user", "访客",
           "游客"}  # fmt: skip
_PROGRAM = (
    r"\bnote ?-?takers?\b|\bmeeting notes\b|\bread[. ]?ai\b|\botter(\.ai| ?pilot)\b|\bfireflies\b"
    r"|\bfathom\b.*\b(ai|notes?)\b|\btl;?dv\b|\bmeetgeek\b|\bsembly\b|\bavoma\b|\bkrisp\b|\bnotta\b"
    r"|\btactiq\b|\bsupernormal\b|\bcircleback\b|\bai (companion|assistant|notes)\b|会议纪要"
    r"|\b(recording|transcription|meeting) bot\b|ai ?(小助手|助手|纪要)"
)
_PROGRAM_DOMAIN = r".*@([a-z0-9-]+\.)*(read|otter|fireflies|meetgeek)\.ai"
_TELEPHONE = r"\+?[\d*x][\d*x() .-]{3,}[\d*x]|(call-in user|telephone|电话用户)\b.*"
_DEVICE = (
    r"(iphone|ipad|ipod|macbook( air| pro)?|android( phone)?|mobile|phone|手机|pc|computer)"
    r"( ?\(?\d+\)?)?"
    r"|(desktop|laptop)-\w+"
    r"|(samsung|galaxy|sm|huawei|honor|xiaomi|redmi|oppo|vivo|realme|oneplus)\b.*\d.*"
)
_MARK = r"(?P<name>.*\S) ?\((?P<mark>[^()]+)\)"
_ADDED = {"guest", "unverified", "external", "me", "我", "外部"}


class Absent(StrEnum):
    """The reason why somebody in a report of visits is not in the audience."""

    HOST = "host or speaker"
    PROGRAM = "note-taking program"
    UNNAMED = "telephone or device without a name"


class Audience:
    """Tells the audience of the webinars from all others in one report."""

    def __init__(self, series: Series, hosts: Iterable[str], roles: Iterable[str]) -> None:
        """Take the addresses of the hosts, and all roles that people in the report have."""
        self.hosts = {*map(normal_email, hosts)}
        self.left_out = _HOSTS | (_SPEAKERS if _LISTENERS & {*map(fold, roles)} else set())
        self.speakers = {webinar.number: {*_speakers(series, webinar.number)}
                         for webinar in series.webinars}  # fmt: skip

    def absent(self, webinar: int, name: str, address: str | None, role: str) -> Absent | None:
        """Return why a person is not in the audience of a webinar; None if the person is."""
        who, folded = normal_email(address or ""), fold(name)
        if who in self.hosts or fold(role) in self.left_out or self.left_out & {*_marks(folded)}:
            return Absent.HOST
        if {who, fold(bare(name))} & self.speakers.get(webinar, set()):
            return Absent.HOST
        if re.search(_PROGRAM, folded) or re.fullmatch(_PROGRAM_DOMAIN, who):
            return Absent.PROGRAM
        if not address and (folded in _NOBODY or re.fullmatch(_TELEPHONE, folded)):
            return Absent.UNNAMED
        return Absent.UNNAMED if not address and re.fullmatch(_DEVICE, folded) else None


def bare(name: str) -> str:
    """Return a name without what a tool writes after it, for example `(Guest)`."""
    match = re.fullmatch(_MARK, name)
    if match and {*_marks(fold(name))} <= _ADDED | _HOSTS | _SPEAKERS:
        return bare(match["name"])
    return name


def other_name(name: str) -> str | None:
    """Return the original name in `New name (Original name)`, or None."""
    match = re.fullmatch(_MARK, name)
    return match["mark"] if match else None


def absent_text(counts: Iterable[tuple[Absent, int]]) -> str:
    """Return how many of each kind were left out, for example `1 host or speaker`."""
    plurals = {
        Absent.HOST: "hosts or speakers",
        Absent.PROGRAM: "note-taking programs",
        Absent.UNNAMED: "telephones or devices without a name",
    }
    return ", ".join(quantity(count, why, plurals[why]) for why, count in counts)


def _marks(folded: str) -> Iterator[str]:
    """Yield what is in brackets after a name: `Ann (Host, me)`."""
    if match := re.fullmatch(_MARK, folded):
        yield from (part.strip() for part in re.split("[,，、]", match["mark"]))


def _speakers(series: Series, number: int) -> Iterator[str]:
    """Yield the names and addresses of those who speak at a webinar, as they are compared."""
    webinar = series.webinar(number)
    ids = {talk.speaker for talk in webinar.talks} if webinar else set()
    for person in series.people:
        if person.id in ids:
            yield from map(fold, person.name.by_language.values())
            yield from [normal_email(person.email)] if person.email else []
