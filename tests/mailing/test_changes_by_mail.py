"""What a change does to calendars: an update or a cancellation to exactly those with the entry."""

import re
from pathlib import Path

import pytest
from conftest import Sstc, alter
from mail_office import (
    entry_of,
    found_office,
    mails_in,
    prepared,
    register,
    send,
    text_of,
    write_rows,
)


@pytest.fixture
def told(sstc: Sstc, workspace: Path) -> Path:
    """Publish the plan, and let two of three registered people and a speaker have the entry."""
    office = found_office(workspace)
    register(sstc, office)
    sstc("release", "publish", "plan", "--today", "2020-09-01").gives(0)
    sstc("calendar", "export", 7, "--request", "--person", "wanjiru").gives(0)
    sstc("calendar", "export", 7, "--request", "--to", "guest@example.org").gives(0)
    batch = prepared(sstc, "confirmation", 7)
    send(office, batch, but="kofi@example.org")
    return office


def methods(office: Path, batch: str) -> dict[str, str]:
    """Return the method of the entry that each person gets, or nothing."""
    found = {at: re.search(r"METHOD:(\w+)", entry_of(mail))
             for at, mail in mails_in(office, batch).items()}  # fmt: skip
    return {at: match[1] if match else "" for at, match in found.items()}


def sequences(office: Path, batch: str) -> dict[str, int]:
    """Return the revision of each entry."""
    found = {at: re.search(r"SEQUENCE:(\d+)", entry_of(mail))
             for at, mail in mails_in(office, batch).items()}  # fmt: skip
    return {at: int(match[1]) for at, match in found.items() if match}


def test_a_move_updates_the_entries_that_people_have(sstc: Sstc, told: Path) -> None:
    before = sequences(told, "confirmation-sustainable-logistics-*")
    sstc("schedule", "move", 7, "--time", "16:00", "--today", "2020-09-18").gives(0)
    batch = prepared(sstc, "change", 7)
    assert methods(told, batch) == {
        "ama@example.org": "REQUEST",
        "wang@example.org": "REQUEST",
        "kofi@example.org": "",  # never got the entry
        "wanjiru@example.org": "REQUEST",
        "guest@example.org": "REQUEST",
        "li@example.org": "",
        "office@example.org": "",  # the sender of the invitation
    }
    calendar = "open the new calendar file"
    texts = {at: " ".join(text_of(mail).split()) for at, mail in mails_in(told, batch).items()}
    assert calendar in texts["ama@example.org"] and calendar not in texts["office@example.org"]
    own = "if it has this webinar, correct it"
    told_own = {address for address, text in texts.items() if own in text}
    assert told_own == {"kofi@example.org", "li@example.org", "office@example.org"}
    assert {address for address, text in texts.items() if calendar in text}.isdisjoint(told_own)
    after = sequences(told, batch)
    assert after["ama@example.org"] > before["ama@example.org"]
    text = texts["ama@example.org"]
    assert "07:30 → 08:00" in text and "16:00" in text  # in Accra, and in Beijing
    clocks = {"ama": "08:00 Accra", "wanjiru": "11:00 Nairobi", "wang": "北京时间16:00"}
    for name, clock in clocks.items():
        assert clock in mails_in(told, batch)[f"{name}@example.org"]["Subject"]


def test_a_cancellation_deletes_them(sstc: Sstc, told: Path) -> None:
    done = sstc("schedule", "cancel", 7, "--reason", "en=Storm", "--today", "2020-09-18").gives(0)
    back = 'to take it back: `sstc undo`, or after other changes `sstc schedule set "webinars['
    assert back in done.err
    contacts = write_rows(told / "contacts.xlsx", [("E-mail",), ("cold@example.org",)])
    invited = sstc("mail", "prepare", "invitation", 7, "--to", contacts, "--today", "2020-09-18")
    invited.gives(2, "webinar 7 is cancelled, but `invitation` announces it")
    assert "inform people who have the invitation: `sstc mail prepare change 7`" in invited.err
    for message in ("reminder", "agenda", "join-link-change", "confirmation"):
        refused = sstc("mail", "prepare", message, 7, "--today", "2020-09-18")
        assert refused.status == 2 and f"but `{message}` announces it" in refused.err
    batch = prepared(sstc, "change", 7)
    found = methods(told, batch)
    assert {at for at, method in found.items() if method == "CANCEL"} == {
        "ama@example.org", "wang@example.org", "wanjiru@example.org", "guest@example.org",
    }  # fmt: skip
    assert {*found.values()} == {"CANCEL", ""}
    texts = {at: " ".join(text_of(mail).split()) for at, mail in mails_in(told, batch).items()}
    for address, method in found.items():
        assert ("if it has this webinar, delete it" in texts[address]) != bool(method)


def test_a_replaced_speaker_alone_gets_a_cancellation(sstc: Sstc, told: Path) -> None:
    alter(told, "speaker: wanjiru", "speaker: ana", count=1)
    batch = prepared(sstc, "change", 7)
    found = methods(told, batch)
    assert found["wanjiru@example.org"] == "CANCEL"
    assert found["ana@example.org"] == ""
    assert found["ama@example.org"] == "REQUEST"
    assert "Wanjiru Kamau" in text_of(mails_in(told, batch)["wanjiru@example.org"])
    assert "STATUS:CANCELLED" in entry_of(mails_in(told, batch)["wanjiru@example.org"])


def test_only_the_named_get_a_notice(sstc: Sstc, told: Path) -> None:
    opening = "Opening remarks, zh: 开幕致辞}\n"
    alter(told, opening, f"{opening}    speaker: ana\n", count=1)
    sstc("schedule", "move", 7, "--time", "16:00", "--today", "2020-09-18")
    batch = prepared(sstc, "change", 7, "--to", "speakers")
    assert {*methods(told, batch)} == {
        f"{name}@example.org"
        for name in ("wanjiru", "li", "ana")  # who opens the webinar
    }


def test_another_change_is_another_occasion(sstc: Sstc, told: Path) -> None:
    sstc("schedule", "move", 7, "--time", "16:00", "--today", "2020-09-18")
    first = prepared(sstc, "change", 7)
    send(told, first, but="kofi@example.org")
    sstc("schedule", "move", 7, "--time", "17:00", "--today", "2020-09-18")
    second = prepared(sstc, "change", 7)
    listed = sstc("mail", "resolve", "change-sustainable-logistics", "--again").err
    assert f"{second} (" in listed and "mails of 2020-09-18)" in listed, listed
    assert {*methods(told, second)} == {*methods(told, first)}
    assert sequences(told, second)["ama@example.org"] > sequences(told, first)["ama@example.org"]
    exported = sstc("calendar", "export", 7, "--request", "--person", "wanjiru", "-o", "-")
    now = int(re.search(r"SEQUENCE:(\d+)", exported.out)[1])  # type: ignore[index]
    assert now <= sequences(told, second)["ama@example.org"]
    sstc("schedule", "move", 7, "--time", "18:00", "--today", "2020-09-18")
    sstc("calendar", "export", 7, "--request", "--person", "wanjiru")
    files = [*(told / "out/calendar/private").glob("*.wanjiru.request.*")]
    later = max(
        int(found) for file in files for found in re.findall(r"SEQUENCE:(\d+)", file.read_text())
    )
    assert later > sequences(told, second)["ama@example.org"]


def test_without_a_change_there_is_nothing_to_tell(sstc: Sstc, told: Path) -> None:
    sstc("mail", "prepare", "change", 7, "--today", "2020-09-18").gives(1, "nothing has changed")


def test_a_reminder_of_another_start_goes_to_everybody_once(sstc: Sstc, told: Path) -> None:
    first = prepared(sstc, "reminder", 7)
    everybody = {*mails_in(told, first)}
    send(told, first, but="kofi@example.org")
    sstc("schedule", "move", 7, "--time", "16:00", "--today", "2020-09-18")
    second = prepared(sstc, "reminder", 7)
    assert {*mails_in(told, second)} == everybody
    assert "16:00" in text_of(mails_in(told, second)["wang@example.org"])
    send(told, second, but="kofi@example.org")
    sstc("mail", "prepare", "reminder", 7, "--today", "2020-09-18").gives(0, "1 still to be sent")
    sstc("schedule", "move", 7, "--time", "15:30", "--today", "2020-09-18")
    back = sstc("mail", "prepare", "reminder", 7, "--today", "2020-09-18")
    assert back.out.strip() == first
    assert "of these 4 sent" in back.err and "1 still to be sent" in back.err, back.err


def with_account(office: Path) -> None:
    file = office / ".sstc" / "mail.toml"
    file.touch(0o600)
    file.write_text('host = "localhost"\nport = 1\ntls = "none"\n', encoding="utf-8")


def contacts(office: Path) -> Path:
    """Write a list of four contacts, one of whom has registered since."""
    rows = [
        ("Name", "E-mail", "Language", "Time zone"),
        ("Cold One", "one@example.org", "en", "Africa/Accra"),
        ("冷二", "two@example.org", "zh", ""),
        ("Cold Three", "three@example.org", "", ""),
        ("Kofi Mensah", "kofi@example.org", "en", ""),
    ]
    return write_rows(office / "contacts.xlsx", rows)


@pytest.fixture
def invited(sstc: Sstc, told: Path) -> Path:
    """Let three of four contacts have the invitation; one of them is registered."""
    words = ("--to", contacts(told), "--today", "2020-09-18")
    done = sstc("mail", "prepare", "invitation", 7, *words).gives(0)
    send(told, done.out.strip(), but="three@example.org")
    return told


def test_contacts_with_the_old_time_are_told_in_their_language(sstc: Sstc, invited: Path) -> None:
    assert sstc("schedule", "move", 7, "--time", "16:00", "--today", "2020-09-18").status == 0
    shown = sstc("mail", "status", "invitation-sustainable-logistics")
    assert "tell the people with the earlier plan: `sstc mail prepare change 7`" in shown.err
    batch = prepared(sstc, "change", 7)
    mails = mails_in(invited, batch)
    assert {"one@example.org", "two@example.org"} <= {*mails}
    assert "three@example.org" not in mails  # got no invitation
    assert "16:00" in text_of(mails["one@example.org"])
    assert "To: " not in text_of(mails["one@example.org"])  # nobody knows which audience
    assert "研讨会" in text_of(mails["two@example.org"])
    assert mails["one@example.org"]["To"].addresses[0].display_name == "Cold One"
    assert methods(invited, batch)["one@example.org"] == "PUBLISH"
    assert sequences(invited, batch)["one@example.org"] > 0


def test_contacts_keep_their_clock(sstc: Sstc, invited: Path) -> None:
    """The list is gone, but what it said of their clocks is kept in the ledger."""
    (invited / "contacts.xlsx").unlink()
    sstc("schedule", "move", 7, "--time", "16:00", "--today", "2020-09-18")
    first = prepared(sstc, "change", 7)
    assert "08:00 Accra" in mails_in(invited, first)["one@example.org"]["Subject"]
    assert "Accra" not in mails_in(invited, first)["two@example.org"]["Subject"]
    send(invited, first, but="kofi@example.org")
    sstc("schedule", "move", 7, "--time", "17:00", "--today", "2020-09-18")
    second = mails_in(invited, prepared(sstc, "change", 7))["one@example.org"]
    assert "09:00 Accra" in second["Subject"]
    assert b"Accra" in (invited / ".sstc" / "store.sqlite").read_bytes()
    sstc("surveys", "forget", "one@example.org", "--yes").gives(0)
    assert b"Accra" not in (invited / ".sstc" / "store.sqlite").read_bytes()


def test_contacts_can_unsubscribe_from_a_notice(sstc: Sstc, invited: Path) -> None:
    sstc("schedule", "move", 7, "--time", "16:00", "--today", "2020-09-18")
    sstc("mail", "stop", "two@example.org", "--today", "2020-09-18").gives(0)
    mails = mails_in(invited, prepared(sstc, "change", 7))
    assert "two@example.org" not in mails
    assert mails["one@example.org"]["List-Unsubscribe"].startswith("<mailto:office@example.org")
    assert "with the subject stop " in " ".join(text_of(mails["one@example.org"]).split())
    assert mails["ama@example.org"]["List-Unsubscribe"] is None


def test_the_words_to_unsubscribe_are_on_one_line(sstc: Sstc, invited: Path) -> None:
    shown = sstc("mail", "status", "invitation-sustainable-logistics").gives(0)
    # whoever has the link to join knows the same time as those who do not
    assert "earlier plan" not in shown.out + shown.err, shown.out
    mails = mails_in(invited, "invitation-sustainable-logistics-*")
    for address, languages in (("one", 1), ("two", 1), ("three", 2)):
        text = text_of(mails[f"{address}@example.org"])
        assert len(re.findall(r"stop [a-z2-7]{16}", text)) == languages, text[-400:]


def test_contacts_of_a_cancelled_webinar_get_a_file_that_cancels_it(sstc, invited) -> None:
    sstc("schedule", "cancel", 7, "--reason", "en=Storm", "--today", "2020-09-18")
    batch = prepared(sstc, "change", 7)
    assert methods(invited, batch)["one@example.org"] == "PUBLISH"
    assert "STATUS:CANCELLED" in entry_of(mails_in(invited, batch)["one@example.org"])


def test_contacts_who_know_the_time_are_not_told_again(sstc: Sstc, invited: Path) -> None:
    sstc("schedule", "move", 7, "--time", "16:00", "--today", "2020-09-18")
    send(invited, prepared(sstc, "change", 7), but="two@example.org")
    assert sstc("release", "publish", "moved", "--today", "2020-09-18").status == 0
    assert sstc("schedule", "move", 7, "--time", "15:30", "--today", "2020-09-18").status == 0
    mails = mails_in(invited, prepared(sstc, "change", 7))
    assert "15:30" in text_of(mails["one@example.org"])
    assert "two@example.org" not in mails  # never heard of another time


def test_a_list_says_who_of_the_contacts_hears_of_it(sstc: Sstc, invited: Path) -> None:
    sstc("schedule", "move", 7, "--time", "16:00", "--today", "2020-09-18")
    words = ("--to", invited / "contacts.xlsx", "--today", "2020-09-18")
    done = sstc("mail", "prepare", "change", 7, *words).gives(0)
    mails = mails_in(invited, done.out.strip())
    assert {*mails} == {"one@example.org", "two@example.org"}
    assert "left out 2 people: have no outdated mail" in done.err
    assert "Accra" in text_of(mails["one@example.org"])  # the list has the clock


def test_contacts_whose_mails_are_gone_are_counted(sstc: Sstc, invited: Path) -> None:
    sstc("schedule", "move", 7, "--time", "16:00", "--today", "2020-09-18")
    for file in (invited / ".sstc" / "outbox").glob("invitation-*/*.eml"):
        file.unlink()
    done = sstc("mail", "prepare", "change", 7, "--today", "2020-09-18")
    assert done.status == 0 and "warning: 2 more may have the entry or the old time" in done.err


def test_news_of_one_audience_is_not_for_people_of_unknown_ones(sstc: Sstc, told: Path) -> None:
    alter(told, "    number: 7\n", "    number: 7\n    audiences: [companies]\n")
    sstc("schedule", "move", 7, "--time", "16:00", "--today", "2020-09-18")
    mails = mails_in(told, prepared(sstc, "change", 7))
    text = text_of(mails["guest@example.org"])
    assert "no longer addressed to your group" not in text and "16:00" in text


def test_an_invitation_is_on_the_clock_of_its_reader(sstc: Sstc, told: Path) -> None:
    words = ("invitation", 7, "--to", contacts(told))
    mail = mails_in(told, prepared(sstc, *words))["one@example.org"]
    assert "07:30 Accra" in mail["Subject"]
    text = text_of(mail)
    assert "07:30–09:00 Accra (UTC+0)" in text and "15:30–17:00 Beijing time" in text
    assert "Local times" not in text


def test_waiting_reminders_of_an_old_start_give_way_to_new_ones(sstc: Sstc, told: Path) -> None:
    first = prepared(sstc, "reminder", 7)
    send(told, first, but="kofi@example.org")
    sstc("schedule", "move", 7, "--time", "16:00", "--today", "2020-09-18")
    with_account(told)
    refused = sstc("mail", "send", "reminder-sustainable-logistics", "--today", "2020-09-18").gives(
        1
    )
    way = "prepare it again, which replaces these mails: `sstc mail prepare reminder 7`"
    assert way in refused.err
    listed = sstc("mail", "status")
    said = "1 mail cannot be sent, because the plan has changed since"
    how = f"`sstc mail prepare reminder 7` replaces them, `sstc mail withdraw {first}` drops them"
    assert f"{said}: {how}" in listed.out
    assert listed.out.count("cannot be sent") == 2  # the confirmation to Kofi waits, too
    done = sstc("mail", "prepare", "reminder", 7, "--today", "2020-09-18")
    assert f"withdrew 1 mail of `{first}`: the plan has changed since" in done.err
    shown = sstc("mail", "send", "reminder-sustainable-logistics", "--today", "2020-09-18")
    assert shown.status == 0, shown.err  # the name is no longer ambiguous
    assert done.out.strip() in shown.out
    assert "cannot be sent" not in sstc("mail", "status", "reminder-sustainable-logistics").out


def test_waiting_invitations_to_a_cancelled_webinar_can_only_be_withdrawn(sstc, invited) -> None:
    sstc("schedule", "cancel", 7, "--reason", "en=Storm", "--today", "2020-09-18")
    shown = sstc("mail", "status", "invitation-sustainable-logistics").out
    assert (
        "the plan has changed since: `sstc mail withdraw invitation-sustainable-logistics-" in shown
    )
    assert "prepare invitation" not in shown
    with_account(invited)
    refused = sstc("mail", "send", "invitation-sustainable-logistics", "--today", "2020-09-18")
    assert (
        "help: withdraw these mails: `sstc mail withdraw invitation-sustainable-logistics-"
        in refused.err
    )


@pytest.fixture
def open_series(sstc: Sstc, workspace: Path) -> Path:
    """Publish a series without audiences, for which three people have registered."""
    office = found_office(workspace)
    register(sstc, office)
    data = office / "data" / "webinars.yaml"
    text = data.read_text(encoding="utf-8")
    text = re.sub(r"(?m)^(?:audiences|partners):\n(?:[ #].*\n)+", "", text)
    data.write_text(re.sub(r"(?m)^    audiences: .*\n", "", text), encoding="utf-8")
    sstc("release", "publish", "plan", "--today", "2020-09-01").gives(0)
    return office


def test_registered_people_are_told_of_a_move(sstc: Sstc, open_series: Path) -> None:
    sstc("schedule", "move", 7, "--time", "16:00", "--today", "2020-09-18")
    mails = mails_in(open_series, prepared(sstc, "change", 7))
    assert {"ama@example.org", "wang@example.org", "kofi@example.org"} <= {*mails}
    text = " ".join(text_of(mails["ama@example.org"]).split())
    assert "07:30 → 08:00" in text and "16:00" in text  # in Accra, and in Beijing
    done = sstc("notices", "render", "--today", "2020-09-18", "--language", "zh").gives(0)
    (file,) = (line for line in done.out.splitlines() if "audience-" in line)  # for all of them
    assert "全体参会者" in (open_series / file).read_text(encoding="utf-8")


def test_a_preview_without_a_change_says_so(sstc: Sstc, open_series: Path) -> None:
    done = sstc("mail", "preview", "change", 7, "--today", "2020-09-18").gives(1)
    assert "nothing has changed for these people about webinar 7 since `plan`" in done.err
    sstc("schedule", "move", 7, "--time", "16:00", "--today", "2020-09-18")
    sstc("mail", "preview", "change", 7, "--today", "2020-09-18").gives(0, shows="15:30")


def test_a_title_that_changed_in_one_language_is_told_to_its_readers(sstc, open_series) -> None:
    data = open_series / "data" / "webinars.yaml"
    head, start, tail = data.read_text(encoding="utf-8").partition("    number: 7\n")
    titled = re.sub(r"(?m)^      zh: .*$", "      zh: 另一个题目", tail, count=1)
    assert titled != tail
    data.write_text(head + start + titled, encoding="utf-8")
    mails = mails_in(open_series, prepared(sstc, "change", 7))
    assert "另一个题目" in text_of(mails["wang@example.org"])
    assert "ama@example.org" not in mails
    assert "kofi@example.org" in mails  # the language is unknown
