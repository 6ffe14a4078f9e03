"""Over 1,000 random histories, a name is read only by the two who both agreed, and nobody else."""

import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from email import message_from_bytes, policy
from functools import cache
from pathlib import Path

import pytest
from conftest import Sstc

from sstc_cli.brokering.descriptions import Describer
from sstc_cli.brokering.drafts import (
    Desk,
    write_introductions,
    write_letters,
)
from sstc_cli.brokering.people import Partner, matched, places_of
from sstc_cli.brokering.replies import TypedAnswer, take
from sstc_cli.brokering.requests import (
    approve,
    asked,
    closed,
    concluded,
    introduced,
    last_day,
    takes_a_place,
)
from sstc_cli.cli.partners.status import _line, _row
from sstc_cli.documents.workspace_templates import templates_of
from sstc_cli.mail.addresses import plain_address, sender_of
from sstc_cli.partners.pool import Profile
from sstc_cli.store.requests import IntroductionOutcome, Request, RequestState, Step
from sstc_cli.store.response import PseudonymKey
from sstc_cli.workspace import open_workspace

KEY = PseudonymKey(b"k" * 32)
DAY = date(2026, 3, 2)
HISTORIES, PEOPLE, LATE = 1_000, 24, 4
PLACES = (("KE", "Africa/Nairobi"), ("CN", "Asia/Shanghai"), ("TH", "Asia/Bangkok"))
SHARES = ("my_country", "my_group", "my_topics")


def person(number: int) -> Partner:
    """Return somebody whose name, address and office are unlike every other word."""
    draw = random.Random(number)  # noqa: S311
    offers, seeks = ("logistics", "payments") if number % 2 else ("payments", "logistics")
    profile = Profile(
        f"{number:064x}", "companies", f"zqoffice{number:02}", PLACES[number % 3][0],
        frozenset(["en"]), PLACES[number % 3][1],
        frozenset([offers]), frozenset([seeks]), frozenset(["visits"]),
        frozenset(share for share in SHARES if draw.random() < 0.8), draw.choice((1, 1, 2, 3)),
    )  # fmt: skip
    address = f"zq{number:02}@zq.example.org"
    return Partner(
        KEY.recipient(address), profile, plain_address(address), f"Zqname{number:02} Zqother",
        f"Zqoffice {number:02}", "zh" if number % 5 == 0 else "en",
    )  # fmt: skip


EVERYBODY = [person(number) for number in range(PEOPLE)]
BY_DIGEST = {one.digest: number for number, one in enumerate(EVERYBODY)}


def named_in(text: str) -> set[int]:
    """Return the people of whom a text has the name, the address or the office."""
    text = text.casefold()
    return {
        number
        for number in range(PEOPLE)
        if any(f"{word}{number:02}" in text for word in ("zqname", "zqoffice ", "zqoffice", "zq"))
    }


@cache
def read(mail: bytes) -> tuple[int, frozenset[int]]:
    """Return who gets a letter, and who is named in any part or header of it."""
    message = message_from_bytes(mail, policy=policy.default)
    parts = [part.get_content() for part in message.walk() if not part.is_multipart()]
    texts = [part if isinstance(part, str) else part.decode("utf-8", "replace") for part in parts]
    texts += [f"{name}: {value}" for name, value in message.items()]
    (to,) = message["To"].addresses
    return int(to.addr_spec[2:4]), frozenset(named_in("\n".join(texts)))


@dataclass
class Post:
    """What writes letters, each of which is written once however many histories have it."""

    desk: Desk

    def __post_init__(self) -> None:
        self.requests, self.introductions = cache(self._requests), cache(self._introductions)

    def _requests(
        self, request: Request, described: tuple[str, str], day: date
    ) -> tuple[bytes, ...]:
        people = [EVERYBODY[BY_DIGEST[side]] for side in request.sides]
        files = write_letters(self.desk, request, last_day(day, 14), described, people)
        return (*files.values(),)

    def _introductions(self, request: Request, day: date) -> tuple[bytes, ...]:
        first, second = (EVERYBODY[BY_DIGEST[side]] for side in request.sides)
        files = write_introductions(self.desk, request, (first, second), day)
        return tuple(data for name, data in files.items() if name.endswith(".eml"))


@dataclass
class History:
    """What happened to a crowd, with everything that was written."""

    post: Post
    draw: random.Random
    day: date = DAY
    requests: dict[str, Request] = field(default_factory=dict)
    agree: set[str] = field(default_factory=lambda: {one.digest for one in EVERYBODY[:-LATE]})
    public: list[str] = field(default_factory=list)
    letters: list[tuple[Request, bytes]] = field(default_factory=list)

    @property
    def people(self) -> dict[str, Partner]:
        return {one.digest: one for one in EVERYBODY if one.digest in self.agree}

    @property
    def describer(self) -> Describer:
        made = matched(self.requests.values(), self.people, self.day)
        return Describer(self.people, made, self.post.desk.series)

    def keep(self, changed: Sequence[Request]) -> None:
        self.requests |= {one.id: one for one in changed}

    def settle(self) -> None:
        self.keep(closed(self.requests.values(), self.describer.why_over, self.day))

    def approve(self) -> None:
        digests = [one.digest for one in EVERYBODY]
        starts = [self.draw.randrange(PEOPLE) for _ in range(4)]
        pairs = [(digests[one], digests[(one + 1) % PEOPLE]) for one in starts]
        found = approve(
            pairs, [*self.requests.values()], places_of(self.people.values()), KEY, self.day
        )
        self.keep(found.new)
        self.public += [reason for _, reason in found.refused]

    def ask(self) -> None:
        approved = [one for one in self.requests.values() if one.state is RequestState.APPROVED]
        describer = self.describer
        for request in approved:
            described = describer.both(request.sides)
            assert described
            files = self.post.requests(request._replace(events=()), described, self.day)
            self.letters += [(request, file) for file in files]
            self.keep([asked(request, self.day, 14, *described)])
            self.public += described

    def answer(self) -> None:
        codes = [code for request in self.requests.values() for code in request.codes]
        if not codes:
            return
        replies = [
            TypedAnswer(self.draw.choice(codes), self.draw.choice((*["yes"] * 8, "no", "zz")))
            for _ in range(8)
        ]
        replied = take(replies, [*self.requests.values()], self.day)
        self.keep(replied.changed)
        self.public += replied.problems

    def introduce(self) -> None:
        for request in [*self.requests.values()]:
            if request.state is RequestState.AGREED:
                files = self.post.introductions(request._replace(events=()), self.day)
                self.letters += [(request, file) for file in files]
                self.keep([introduced(request, self.day)])

    def conclude(self) -> None:
        done = [one for one in self.requests.values() if one.state is RequestState.INTRODUCED]
        self.keep(
            [concluded(one, self.day, 30, self.draw.choice([*IntroductionOutcome])) for one in done]
        )

    def change_minds(self) -> None:
        self.agree.discard(self.draw.choice(EVERYBODY).digest)

    def register_late(self) -> None:
        before = dict(self.requests)
        self.agree.add(self.draw.choice(EVERYBODY[-LATE:]).digest)
        assert closed(before.values(), self.describer.why_over, self.day) == []

    def step(self) -> None:
        self.day += timedelta(days=self.draw.choice((0, 0, 0, 0, 14)))
        self.settle()
        acts = (self.approve, self.ask, self.answer, self.introduce)
        rare = (self.conclude, self.change_minds)
        self.draw.choice((*acts, *acts, self.answer, self.answer, self.introduce, *rare))()
        self.settle()
        self.register_late()
        taken = defaultdict[str, int](int)
        for request in self.requests.values():
            for side in request.sides if takes_a_place(request, self.day) else ():
                taken[side] += 1
        for digest, places in taken.items():
            assert places <= EVERYBODY[BY_DIGEST[digest]].profile.at_once


@pytest.fixture
def post(workspace: Path, sstc: Sstc) -> Post:
    sstc("schedule", "set", "organisers[0].email", "office@example.org").gives(0)
    opened = open_workspace(workspace, DAY)
    assert opened.series
    templates = cache(lambda code: templates_of(opened, code))
    return Post(Desk(opened.series, templates, sender_of(opened.series)))


def test_a_name_is_read_only_by_the_other_who_agreed_as_well(post: Post) -> None:
    counts = defaultdict[str, int](int)
    for seed in range(HISTORIES):
        history = History(post, random.Random(seed))  # noqa: S311
        history.approve()
        for _ in range(8):
            history.step()
        rows = [_row(one, history.day) for one in history.requests.values()]
        history.public += [*map(str, rows), *map(_line, rows)]
        assert named_in("\n".join(history.public)) == set()
        for request, mail in history.letters:
            reader, named = read(mail)
            sides = {BY_DIGEST[side] for side in request.sides}
            assert reader in sides
            is_open = [*request.answers.values()] == [Step.YES, Step.YES]
            assert named == (sides if is_open else {reader})
            counts["introductions" if is_open else "requests"] += 1
        for request in history.requests.values():
            counts[request.state] += 1
            if request.state is RequestState.INTRODUCED:
                assert {*request.answers.values()} == {Step.YES}
    assert min(counts[state] for state in (*RequestState, "introductions", "requests")) > 20, counts
