"""Numbers of webinars change: people still hear of their own webinar, at its present hour."""

import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Sstc, alter
from mail_office import entry_of, found_office, mails_in, prepared, register, send, write_rows

PLAN = Path("data") / "webinars.yaml"
TODAY = ("--today", "2020-09-18")
LOGISTICS, PAYMENT, OPERATION = (
    f"sustainable-{name}" for name in ("logistics", "payment", "operation")
)
TOLD = {
    LOGISTICS: ("ama@example.org", "cold-7@example.org"),
    PAYMENT: ("bo@example.org", "cold-8@example.org"),
}


def plan_of(office: Path) -> tuple[str, dict[str, str]]:
    """Return the text before the webinars, and that of each webinar by its id."""
    head, _, tail = (office / PLAN).read_text("utf-8").partition("\nwebinars:\n")
    blocks = re.split(r"(?m)^(?=  - id: )", tail)[1:]
    return head, {re.match(r"  - id: (\S+)", block)[1]: block for block in blocks}  # type: ignore[index]


def fact(office: Path, id_: str, key: str) -> str:
    found = re.search(rf"(?m)^    {key}: (.+)$", plan_of(office)[1][id_])
    assert found, (id_, key)
    return found[1]


def in_order(office: Path, without: str = "") -> None:
    """Put numbers in the order of the dates by hand, perhaps without a webinar."""
    head, blocks = plan_of(office)
    blocks.pop(without, None)
    ordered = sorted(blocks.values(), key=lambda text: re.search(r"starts: (.+)", text)[1])  # type: ignore[index]
    numbered = (re.sub(r"(?m)^    number: \d+$", f"    number: {number}", block)
                for number, block in enumerate(ordered, 1))  # fmt: skip
    head = re.sub(r"(?m)^count: \d+$", f"count: {len(ordered)}", head)
    (office / PLAN).write_text(f"{head}\nwebinars:\n{''.join(numbered)}", "utf-8")


def swap(sstc: Sstc, office: Path, chance: random.Random) -> None:
    ids = chance.sample([LOGISTICS, PAYMENT, OPERATION], 2)
    sstc("schedule", "swap", *(fact(office, id_, "number") for id_ in ids), *TODAY).gives(0)


def move_past(sstc: Sstc, office: Path, chance: random.Random) -> None:
    id_ = chance.choice([LOGISTICS, PAYMENT, OPERATION])
    day = f"2020-{chance.choice(['10', '11'])}-{chance.randint(10, 28)}"
    number = fact(office, id_, "number")
    sstc("schedule", "move", number, "--date", day, "--force", *TODAY).gives(0)
    in_order(office)


def drop_another(sstc: Sstc, office: Path, chance: random.Random) -> None:
    others = [id_ for id_ in plan_of(office)[1] if id_ not in (LOGISTICS, PAYMENT, OPERATION)]
    in_order(office, without=chance.choice(others))


@pytest.fixture
def told(sstc: Sstc, workspace: Path) -> Path:
    """Let one person be registered for each of two webinars, and another one be invited."""
    office = found_office(workspace)
    lax = "severities: {E201: off, E202: off, E205: off, E207: off, E208: off}"  # of any days
    alter(office, "\nwebinars:\n", f"\n{lax}\n\nwebinars:\n", count=1)
    sstc("release", "publish", "plan", "--today", "2020-09-01").gives(0)
    for number, (id_, (registered, invited)) in enumerate(TOLD.items(), 7):
        row = ("Yes, I agree", "A B", registered, "Ghana", "Private company", "English")
        register(sstc, office, [row], number)
        send(office, prepared(sstc, "confirmation", number))
        rows = [("Name", "E-mail"), ("Cold One", invited)]
        contacts = write_rows(office / f"{id_}.xlsx", rows)
        send(office, prepared(sstc, "invitation", number, "--to", contacts))
    return office


def calendars(office: Path, batches: list[str]) -> dict[str, dict[str, tuple[str, str]]]:
    """Return the entries that each person has after all mails, by id, with start and status."""
    newest: dict[tuple[str, str], tuple[int, str, str, str]] = {}
    for batch in batches:
        for address, mail in mails_in(office, batch).items():
            entry = entry_of(mail)
            if not entry:
                continue
            lines = dict(
                re.findall(r"(?m)^(UID|SEQUENCE|DTSTAMP|DTSTART|STATUS)[^:]*:(\S+)", entry)
            )
            uid = lines["UID"].partition("@")[0].removeprefix("sstc-cities-ecommerce-2020-")
            found = (int(lines["SEQUENCE"]), lines["DTSTAMP"], lines["DTSTART"], lines["STATUS"])
            newest[address, uid] = max(found, newest.get((address, uid), found))
    have: dict[str, dict[str, tuple[str, str]]] = {}
    for (address, uid), (_, _, starts, status) in newest.items():
        have.setdefault(address, {})[uid] = (starts, status)
    return have


@pytest.mark.parametrize("seed", range(3))
def test_everybody_hears_of_their_own_webinar_only(sstc: Sstc, told: Path, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 the same each time
    deeds: list[Callable[[Sstc, Path, random.Random], None]] = [swap, move_past, drop_another]
    sent = [folder.name for folder in (told / ".sstc" / "outbox").iterdir()]
    for _ in range(4):
        chance.choice(deeds)(sstc, told, chance)
        for id_, addresses in TOLD.items():
            words = ("mail", "prepare", "change", fact(told, id_, "number"), *TODAY)
            result = sstc(*words)
            if result.status:
                assert "nothing has changed" in result.err, result.err
                continue
            batch = result.out.strip()
            sent.append(batch)
            assert {*addresses} <= {*mails_in(told, batch)}
            send(told, batch)
        have = calendars(told, sent)
        for id_, addresses in TOLD.items():
            starts = re.sub(r"[-:]", "", fact(told, id_, "starts")).replace(" ", "T") + "00"
            for address in addresses:
                assert have[address] == {id_: (starts, "CONFIRMED")}
        assert "earlier plan" not in sstc("mail", "status").gives(0).err
    for id_ in TOLD:  # nobody is invited twice, and nothing looks like a mail of this moment
        again = sstc("mail", "prepare", "invitation", fact(told, id_, "number"), "--to",
                     told / f"{id_}.xlsx", *TODAY)  # fmt: skip
        assert "(have this message already)" in again.err, again.err


def test_a_renamed_webinar_is_not_announced_again(sstc: Sstc, told: Path) -> None:
    alter(told, f"- id: {LOGISTICS}\n", "- id: logistics\n", count=1)
    contacts = ("--to", told / f"{LOGISTICS}.xlsx", *TODAY)
    lost = f"the store has 1 answer and 2 mails of the webinar `{LOGISTICS}`, which is no longer"
    for words in (("invitation", 7, *contacts), ("change", 7, *TODAY)):
        sstc("mail", "prepare", *words).gives(
            2, f"error: {lost}", "so nothing was prepared", "change it back", "`--new-webinar`"
        )
    sstc("mail", "prepare", "invitation", 8, "--to", told / f"{PAYMENT}.xlsx", *TODAY).gives(
        0, "nothing is left to send"
    )
    for words in (("status",), ("mail", "status"), ("release", "publish", "renamed"),
                  ("schedule", "move", 9, "--time", "16:00")):  # fmt: skip
        assert lost in sstc(*words, *TODAY).gives(0).err, words
    sstc("mail", "prepare", "invitation", 7, *contacts, "--new-webinar").gives(0)
