"""Reports of attendance: who of the people in them attended a webinar, and for how long.

The audience is everybody with a name or an address, but for hosts, speakers, and programs that take
notes. Telephones and devices without a name are counted apart: they cannot be identified.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from enum import StrEnum

from sstc_cli.diagnostics import Diagnostic
from sstc_cli.model import Role, Series, Survey, Webinar, normal_email, typed_email
from sstc_cli.model.wording import fold
from sstc_cli.quantity import quantity
from sstc_cli.sheets.cells import Value, moment_of, number_of, text_of
from sstc_cli.sheets.sheet import Source
from sstc_cli.store.response import Attendance, Identity, PseudonymKey, Reading, Rejected
from sstc_cli.survey.answers import NOBODY, email
from sstc_cli.survey.column import Column, use_of
from sstc_cli.survey.notes import in_rows, note_at, notes_on, short
from sstc_cli.survey.rows import RowReader
from sstc_cli.survey.table import ReadyTable
from sstc_cli.survey_tools.platform import Use

_LENGTH = (
    r"(?i)(?:(\d+) ?(?:h|hrs?|hours?|小时|小時))? ?"
    r"(?:(\d+) ?(?:m|mins?|minutes?|分钟?|分鐘))? ?"
    r"(?:(\d+)(?:[.,]\d+)? ?(?:s|secs?|seconds?|秒))?"
)
_CLOCK = r"(\d+):(\d\d):(\d\d)"
_TWO_PARTS = r"\d+:\d\d"
_WRITE = "write minutes, or `1:20:00`"

# read like a survey, whose questions match the columns of any tool's report
ATTENDANCE = Survey.read(
    {
        "id": "attendance",
        "when": "after",
        "title": "Attendance",
        "questions": [
            {"id": "email", "type": "email", "role": "email", "text": "E-mail"},
            {"id": "full_name", "type": "text", "role": "name", "text": "Name"},
        ],
    }
)


def minutes_of(value: Value) -> float | None:
    """Return the minutes of `80`, `1h 20m 5s`, `80 mins`, `1小时20分` or `01:20:00`."""
    if isinstance(value, timedelta):
        return value.total_seconds() / 60
    if isinstance(value, time):
        return value.hour * 60 + value.minute + value.second / 60
    if (number := number_of(value)) is not None:
        return number
    text = text_of(value)
    match = re.fullmatch(_CLOCK, text) or re.fullmatch(_LENGTH, text)
    if not text or match is None:
        return None
    hours, minutes, seconds = (int(part or 0) for part in match.groups())
    return hours * 60 + minutes + seconds / 60


def united_minutes(visits: Iterable[tuple[datetime, datetime]]) -> int:
    """Return the minutes with at least one device; visits that overlap count once."""
    seconds = 0.0
    until: datetime | None = None
    for joined, left in sorted(visits):
        start = joined if until is None else max(joined, until)
        seconds += max(0.0, (left - start).total_seconds())
        until = left if until is None else max(left, until)
    return round(seconds / 60)


_HOSTS = {"host", "co-host", "cohost", "alternative host", "organizer", "organiser", "co-organizer",
          "co-organiser", "主持人", "联席主持人", "发起人", "organisateur", "organisatrice",
          "co-organisateur", "co-organisatrice", "coorganisateur", "coorganisatrice"}  # fmt: skip
_SPEAKERS = {"presenter", "panelist", "panellist", "speaker", "演讲者", "发言人", "嘉宾",
             "présentateur", "présentatrice", "intervenant", "intervenante"}  # fmt: skip
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
_TELEPHONE = r"\+?[\d*x][\d*x() .-]{3,}[\d*x]|(call-in user|telephone|电话用户)(?![a-z]).*"
_DEVICE = (
    r"(iphone|ipad|ipod|macbook( air| pro)?|android( phone)?|mobile|phone|手机|pc|computer)"
    r"( ?\(?\d+\)?)?"
    r"|(desktop|laptop)-\w+"
    r"|(samsung|galaxy|sm|huawei|honor|xiaomi|redmi|oppo|vivo|realme|oneplus)\b.*\d.*"
)
_MARK = r"(?P<name>.*\S) ?\((?P<mark>[^()]+)\)"
_ADDED = {"guest", "unverified", "external", "me", "我", "外部"}


class Absent(StrEnum):
    """The reason why a person in a report of visits is not in the audience."""

    HOST = "host or speaker"
    PROGRAM = "note-taking program"
    UNNAMED = "telephone or device without a name"


_PLURALS = {
    Absent.HOST: "hosts or speakers",
    Absent.PROGRAM: "note-taking programs",
    Absent.UNNAMED: "telephones or devices without a name",
}


class Attendees:
    """Tells the audience of the webinars from all others in one report."""

    def __init__(self, series: Series, hosts: Iterable[str], roles: Iterable[str]) -> None:
        """Take the addresses of the hosts, and all roles that people in the report have."""
        self.hosts = {*map(normal_email, hosts)}
        self.left_out = _HOSTS | (_SPEAKERS if _LISTENERS & {*map(fold, roles)} else set())
        self.speakers = {webinar.id: {*_speakers(series, webinar)}
                         for webinar in series.webinars}  # fmt: skip

    def absent(self, webinar: str, name: str, address: str | None, role: str) -> Absent | None:
        """Return why a person is not in the audience of a webinar; None if the person is."""
        who, folded = normal_email(address or ""), fold(name)
        if who in self.hosts or fold(role) in self.left_out or self.left_out & {*_marks(folded)}:
            return Absent.HOST
        if {who, fold(bare(name))} & self.speakers.get(webinar, set()):
            return Absent.HOST
        if re.search(_PROGRAM, folded) or re.fullmatch(_PROGRAM_DOMAIN, who):
            return Absent.PROGRAM
        if not address and (folded in _NOBODY or is_telephone(name)):
            return Absent.UNNAMED
        return Absent.UNNAMED if not address and re.fullmatch(_DEVICE, folded) else None


def is_telephone(name: str) -> bool:
    """Return whether a name is a telephone number, or two: that of an account and one more."""
    match = re.fullmatch(_MARK, folded := fold(name))
    parts = [match["name"], match["mark"]] if match else []
    is_number = re.fullmatch(_TELEPHONE, folded) is not None
    return is_number or (bool(parts) and all(re.fullmatch(_TELEPHONE, part) for part in parts))


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


def _marks(folded: str) -> Iterator[str]:
    """Yield what is in brackets after a name: `Ann (Host, me)`."""
    if match := re.fullmatch(_MARK, folded):
        yield from (part.strip() for part in re.split("[,，、]", match["mark"]))


def _speakers(series: Series, webinar: Webinar) -> Iterator[str]:
    """Yield the names and addresses of those who speak at a webinar, as they are compared."""
    ids = {talk.speaker for talk in webinar.talks}
    for person in series.people:
        if person.id in ids:
            yield from map(fold, person.name.by_language.values())
            yield from [normal_email(person.email)] if person.email else []


_Who = tuple[str, str]  # the id of a webinar, and what identifies a person there


@dataclass(slots=True)
class _Person:
    """All rows of one person; `row` is the number of the first one, from 1.

    `minutes` are those of all visits with times, `untimed` those of all visits without.
    """

    row: int
    address: str | None
    name: str | None
    visits: list[tuple[datetime, datetime]] = field(default_factory=list)
    minutes: float = 0
    untimed: float = 0

    @property
    def typed(self) -> str | None:
        """The address, also one that the person typed as a name."""
        return self.address or typed_email(self.name or "")

    @property
    def total(self) -> int:
        """The minutes of all visits; those on two devices at once count once, if times tell it."""
        united, most = united_minutes(self.visits), round(self.minutes)
        if united <= most + len(self.visits):  # whole minutes of each visit lose a part of one
            most = max(most, united)
        return max(min(united, most), round(self.untimed))

    def join(self, other: "_Person") -> None:
        self.visits += other.visits
        self.minutes += other.minutes
        self.untimed += other.untimed


class VisitReader(RowReader):
    """Reads the rows of one report."""

    def __init__(
        self, source: Source, table: ReadyTable, series: Series, pseudonyms: PseudonymKey
    ) -> None:
        super().__init__(source, table, series, pseudonyms)
        self.addresses = [column for column in table.columns if column.role is Role.EMAIL]
        self.names = sorted(
            (column for column in table.columns if column.role is Role.NAME),
            key=lambda column: use_of(column) is Use.SURNAME,
        )
        self.minutes = self.by_use.get(Use.MINUTES)
        roles = {self._text(Use.ROLE, cells) for cells in table.padded_rows()}
        self.audience = Attendees(series, table.hosts, roles)
        self.days = {webinar.id: webinar.starts.date() for webinar in series.webinars}
        self.people: dict[_Who, _Person] = {}
        self.absent: dict[Absent, set[_Who]] = defaultdict(set)
        self.untold: list[int] = []  # rows without minutes
        self.clocks: dict[int, float] = {}  # minutes of rows that have a time of Excel

    def read(self) -> Reading:
        for index, cells in enumerate(self.table.padded_rows(), self.table.first):
            if any(map(text_of, cells)) and not self.excluded.exclude(index, cells):
                self._add_row(index, cells)
        self._unite()
        attendances = [self._attendance(who, person) for who, person in self.people.items()]
        self.reading.attendances = sorted(attendances, key=lambda attendance: attendance.row)
        notes = notes_on(self.file, self.table, {}, self.excluded)
        self.reading.notes = [*notes, *self._note_on_absent(), *self._notes_on_minutes()]
        return self.reading

    def _add_row(self, index: int, cells: Sequence[Value]) -> None:
        webinar = self.webinar_of(cells)
        if faults := [*self._faults(index, webinar, cells)]:
            self.reading.rejected.append(Rejected(index + 1, tuple(faults)))
            return
        found = (email(cells[column.index]).value for column in self.addresses)
        address = next((str(value) for value in found if value), None)
        name = " ".join(filter(None, (text_of(cells[column.index]) for column in self.names)))
        if webinar is None or not (address or name) or self._never_came(cells):
            return
        kept = None if is_telephone(name) else bare(name) or None
        row = _Person(index + 1, address, kept)
        account = fold(self._text(Use.USER, cells))
        key = f"user {account}" if account else f"name {fold(bare(name))}"
        who = webinar, normal_email(address) if address else key
        if why := self.audience.absent(webinar, name, address, self._text(Use.ROLE, cells)):
            self.absent[why].add(who)
            return
        self._add_visit(row, webinar, cells)
        if who in self.people:
            self.people[who].join(row)
        else:
            self.people[who] = row

    def _never_came(self, cells: Sequence[Value]) -> bool:
        """Return whether a person only registered, in a report with the times of all who came."""
        if Use.JOINED not in self.by_use or self._text(Use.JOINED, cells):
            return False
        return not (self.minutes and minutes_of(cells[self.minutes.index]))

    def _add_visit(self, row: _Person, webinar: str, cells: Sequence[Value]) -> None:
        value = cells[self.minutes.index] if self.minutes else ""
        length = minutes_of(value)
        length = None if length is None or length < 0 else length
        if length is not None and isinstance(value, time | timedelta):
            self.clocks[row.row] = length
        joined = self._moment(cells, Use.JOINED, webinar)
        left = self._moment(cells, Use.LEFT, webinar)
        if joined and left and left >= joined:
            row.visits.append((joined, left))
            row.minutes = (left - joined).total_seconds() / 60 if length is None else length
        elif length is not None:
            row.untimed = length
        elif self.minutes:
            self.untold.append(row.row)

    def _unite(self) -> None:
        """Unite those without an address with the only other person who has the same name."""
        named: dict[_Who, set[_Who]] = defaultdict(set)
        for (webinar, who), person in self.people.items():
            if person.address and person.name:
                named[webinar, f"name {fold(person.name)}"].add((webinar, who))
        for key in [*self.people]:
            webinar, person = key[0], self.people[key]
            original = other_name(person.name or "")
            keys = [key, (webinar, f"name {fold(original)}")] if original else [key]
            same = {other for name in keys for other in named.get(name, ())}
            keys += [(webinar, normal_email(person.typed))] if person.typed else []
            same |= {other for other in keys[1:] if other in self.people}
            if not person.address and len(same) == 1:
                self.people[same.pop()].join(self.people.pop(key))

    def _text(self, use: Use, cells: Sequence[Value]) -> str:
        column = self.by_use.get(use)
        return text_of(cells[column.index]) if column else ""

    def _moment(self, cells: Sequence[Value], use: Use, webinar: str) -> datetime | None:
        # without an offset, a moment is in the series' zone; a time alone is of the webinar's day
        moment = self.times.moment(cells, use)
        if moment is None and (text := self._text(use, cells)):
            moment = moment_of(f"{self.days[webinar]} {text}", days_first=None)
        return moment.replace(tzinfo=self.times.tz) if moment else None

    def _faults(
        self, index: int, webinar: str | None, cells: Sequence[Value]
    ) -> Iterator[Diagnostic]:
        if webinar is None:
            yield self.fault_of_webinar(index, cells)
        for column in self.addresses:
            if self._has(column, cells) and (fault := email(cells[column.index]).fault):
                yield self.fault(index, column, "E502", fault)
        if (minutes := self.minutes) and self._has(minutes, cells):
            value = cells[minutes.index]
            is_long = isinstance(value, timedelta) and value > timedelta(days=1)
            if is_long or re.fullmatch(_TWO_PARTS, text_of(value)):
                what = f"may be hours and minutes, or minutes and seconds: {_WRITE}"
                yield self.fault(index, minutes, "E502", what)
            elif minutes_of(value) is None:
                yield self.fault(index, minutes, "E502", "is not a number of minutes")

    def _has(self, column: Column, cells: Sequence[Value]) -> bool:
        text = text_of(cells[column.index])
        return bool(text) and fold(text) not in self.table.platform.blank_answers

    def _note_on_absent(self) -> Iterator[Diagnostic]:
        absent = [(why, people) for why in Absent if (people := self.absent[why])]
        if absent:
            column = (*self.names, *self.addresses)[0]
            counts = (quantity(len(people), why, _PLURALS[why]) for why, people in absent)
            message = f"not in the audience, left out: {', '.join(counts)}"
            yield note_at(self.file, self.table, column, ("W536", message, None))

    def _notes_on_minutes(self) -> Iterator[Diagnostic]:
        told = {"blank or negative {}: counted as present, with 0 minutes": self.untold}
        if all(length.is_integer() for length in self.clocks.values()):
            told[f"a time {{}}: read as hours and minutes; if not, {_WRITE}"] = [*self.clocks]
        for what, rows in told.items():
            if rows and (column := self.minutes):
                message = f"`{short(column.header)}` is {what.format(in_rows(rows))}"
                yield note_at(self.file, self.table, column, ("W538", message, None))

    def _attendance(self, who: _Who, person: _Person) -> Attendance:
        webinar, name = who
        key = self.pseudonyms.digest("attendance", webinar, name)
        address = person.typed
        digest = self.pseudonyms.person(address) if address else self.pseudonyms.digest("row", key)
        content = (str(person.total), person.address or "", person.name or "")
        return Attendance(
            key, self.pseudonyms.digest("content", *content), webinar, self.table.platform.name,
            person.row, digest, Identity(address, person.name, None, "{}"), person.total,
        )  # fmt: skip
