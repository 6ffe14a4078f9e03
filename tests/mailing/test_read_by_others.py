"""Prepared mails of every message of the series, as other people's programs read them."""

from collections.abc import Callable, Iterator, Mapping
from email import message_from_bytes, policy

import pytest
from mail_office import found_office, prepared, register, write_rows
from mail_readers import Seen, asked_node, by_python

MESSAGES = ("confirmation", "agenda", "reminder", "change", "join-link-change", "recording")
CONTACTS = [
    ("Name", "E-mail", "Language", "Country"),
    ("李雷", "li@example.org", "zh", "CN"),
    ("محمد علي", "mohamed@example.org", "", "EG"),
    ('Ann "Annie" O’Neil, Jr.', "ann@example.org", "en", ""),
]


@pytest.fixture(scope="module")
def node() -> Iterator[Callable[[bytes], Mapping[str, Seen]]]:
    with asked_node() as ask:
        yield ask


def test_three_programs_read_every_message_alike(sstc, workspace, node) -> None:
    office = found_office(workspace)
    register(sstc, office)
    today = ("--today", "2020-09-18")
    sstc("release", "publish", "plan", *today)
    sstc("schedule", "move", 7, "--time", "16:00", *today)
    list_ = write_rows(office / "contacts.xlsx", CONTACTS)
    batches = [prepared(sstc, message, 7, "--to", "registered") for message in MESSAGES]
    batches.append(prepared(sstc, "invitation", 7, "--to", list_))
    count = 0
    for batch in batches:
        for file in sorted((office / ".sstc" / "outbox" / batch).glob("*.eml")):
            data = file.read_bytes()
            assert _same(data, node(data)), file.name
            count += 1
    assert count >= 3 * len(MESSAGES) + 3


def _same(data: bytes, others: Mapping[str, Seen]) -> bool:
    """Compare what Python reads of a mail with what other programs read."""
    own = by_python(data)
    mail = message_from_bytes(data, policy=policy.default)
    assert own.to == [(mail["To"].addresses[0].display_name, mail["To"].addresses[0].addr_spec)]
    assert {*others} == {"mailparser", "postal-mime"}
    for seen in others.values():
        assert (seen.subject, seen.to, seen.sender) == (own.subject, own.to, own.sender)
        assert seen.names == own.names
        assert seen.text.rstrip() == own.text.rstrip()
        assert seen.html.rstrip() == own.html.rstrip()
        assert {name for _, name, _ in own.files if name} <= {name for _, name, _ in seen.files}
    return True
