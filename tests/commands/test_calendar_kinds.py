"""`sstc calendar export`: files for speakers, guests and the team."""

import re
import stat
from pathlib import Path

import pytest
from conftest import OPEN_TALKS, Sstc, alter, alter_webinar, delete_the_last
from systems import FILE_MODES

SERIES = "sstc-cities-ecommerce-2020"
SEVENTH = f"{SERIES}-sustainable-logistics"
PEOPLE = """\
people:
  - {id: ana, name: {en: Ana Díaz, zh: 安娜}, email: ana.diaz@example.org}
  - {id: li, name: Li Wei, email: li.wei@example.org}
  - {id: wu, name: Wu Min}
  - {id: host, name: Our host, email: host@example.org}

webinars:
"""


@pytest.fixture
def peopled(workspace: Path) -> Path:
    """Give webinar 7 the speakers Ana and Li, webinar 8 Ana and Wu, who gave no address."""
    short = "    short: CATIS\n"
    alter(
        workspace, "\nwebinars:\n", f"\n{PEOPLE}", short, f"{short}    email: office@example.org\n"
    )
    for number, other in ((7, "li"), (8, "wu")):
        talks = f"{{id: talk-1, speaker: ana}}, {{id: talk-2, speaker: {other}}}, {{id: talk-3}}"
        alter_webinar(workspace, number, OPEN_TALKS, f"    talks: [{talks}]\n")
    return workspace


def names(out: str) -> list[str]:
    """Return the files that were written, without what all names begin with."""
    return [line.removeprefix("out/calendar/").replace(SERIES, "S") for line in out.splitlines()]


def test_a_file_for_each_speaker(sstc: Sstc, peopled: Path) -> None:
    words = ("calendar", "export", "--speakers")
    result = sstc(*words, "--language", "en", "--language", "zh").gives(0, err="")
    assert names(result.out) == [
        f"speakers/S.speaker-{who}{code}.ics" for code in ("", ".zh") for who in ("ana", "li", "wu")
    ]
    data = (peopled / f"out/calendar/speakers/{SERIES}.speaker-ana.ics").read_bytes()
    assert data.count(b"BEGIN:VEVENT") == 2
    assert b"ATTENDEE" not in data and b"ana.diaz@" not in data
    of_one = [f"speakers/S.speaker-{who}.ics" for who in ("ana", "wu")]
    assert names(sstc(*words, 8).out) == of_one
    assert names(sstc(*words, "--person", "li").out) == ["speakers/S.speaker-li.ics"]


@FILE_MODES
def test_invitations_of_all_speakers(sstc: Sstc, peopled: Path) -> None:
    result = sstc("calendar", "export", "--request").gives(0)
    assert result.err == "no file for people without an e-mail address: `wu`\n"
    assert names(result.out) == [
        "private/S-sustainable-logistics.ana.request.ics",
        "private/S-sustainable-logistics.li.request.ics",
        "private/S-sustainable-payment.ana.request.ics",
    ]
    file = peopled / "out/calendar/private" / f"{SEVENTH}.ana.request.ics"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    data = file.read_bytes()
    assert b"METHOD:REQUEST\r\n" in data
    assert data.count(b"ATTENDEE") == data.count(b"BEGIN:VEVENT") == 1


def test_nobody_is_invited_to_a_past_webinar(sstc: Sstc, peopled: Path) -> None:
    alter(peopled, "number: 7\n", "number: 7\n    status: held\n")
    result = sstc("calendar", "export", "--request", "--today", "2020-10-10")
    assert names(result.out) == ["private/S-sustainable-payment.ana.request.ics"]
    assert len(names(sstc("calendar", "export", 7, "--request").out)) == 2


def test_a_person_is_invited_where_they_speak_or_where_named(sstc: Sstc, peopled: Path) -> None:
    words = ("--request", "--person")
    result = sstc("calendar", "export", *words, "li")
    assert names(result.out) == ["private/S-sustainable-logistics.li.request.ics"]
    chinese = sstc("calendar", "export", 7, *words, "ana", "--language", "zh", "-o", "-").out
    assert "CN=安娜" in chinese and "SUMMARY:第7场网络研讨会" in chinese
    result = sstc("calendar", "export", 8, 9, "--request", "--person", "host")
    assert names(result.out) == [
        "private/S-sustainable-payment.host.request.ics",
        "private/S-sustainable-operation.host.request.ics",
    ]


def test_a_guest_s_address_stands_in_no_name_and_no_line(sstc: Sstc, peopled: Path) -> None:
    result = sstc("calendar", "export", 7, "--request", "--to", "Guest@example.com").gives(0)
    (name,) = names(result.out)
    assert name.startswith("private/S-sustainable-logistics.guest-")
    assert "example.com" not in name + result.err
    assert sstc("calendar", "export", 7, "--request", "--to", "guest@EXAMPLE.com").out == result.out
    data = (peopled / result.out.strip()).read_bytes()
    assert b":mailto:guest@EXAMPLE.com\r\n" in data.replace(b"\r\n ", b"")
    assert b"ana.diaz" not in data
    own = sstc("calendar", "export", 7, "--request", "--to", "o'brien@example.org", "-o", "-").out
    assert ":mailto:o'brien@example.org\r\n" in own.replace("\r\n ", "")


def test_a_cancelled_webinar_is_taken_back_from_its_speakers(sstc: Sstc, peopled: Path) -> None:
    assert sstc("schedule", "cancel", 7, "--reason", "The speakers are ill").status == 0
    result = sstc("calendar", "export", "--cancel")
    assert names(result.out) == [
        f"private/S-sustainable-logistics.{who}.cancel.ics" for who in ("ana", "li")
    ]
    data = (peopled / "out/calendar/private" / f"{SEVENTH}.ana.cancel.ics").read_bytes()
    for line in (b"METHOD:CANCEL", b"STATUS:CANCELLED", b"SEQUENCE:1"):
        assert line + b"\r\n" in data
    assert len(names(sstc("calendar", "export", "--request").out)) == 1
    sstc("calendar", "export", 7, "--request").gives(2, "webinar 7 is cancelled", out="")


def test_an_invitation_is_withdrawn_from_those_named(sstc: Sstc, peopled: Path) -> None:
    result = sstc("calendar", "export", 7, "--cancel", "--person", "li")
    assert names(result.out) == ["private/S-sustainable-logistics.li.cancel.ics"]
    result = sstc("calendar", "export", 7, "--cancel", "--to", "x@example.com", "-o", "-")
    assert "SEQUENCE:1\r\n" in result.out
    assert "This invitation is withdrawn." in result.out


def test_a_checklist_and_variants_have_names_of_their_own(sstc: Sstc, workspace: Path) -> None:
    result = sstc("calendar", "export", "--checklist", "--alarm", "1d")
    assert (result.status, names(result.out)) == (0, ["S.checklist.ics"])
    data = (workspace / "out/calendar" / f"{SERIES}.checklist.ics").read_bytes()
    assert data.count(b"BEGIN:VTODO") == data.count(b"TRIGGER;RELATED=END:-P1D") == 90
    assert b"METHOD" not in data
    result = sstc("calendar", "export", 7, "--checklist", "--language", "zh")
    assert names(result.out) == ["S-sustainable-logistics.checklist.zh.ics"]
    words = ("--detailed", "--utc", "--language", "en", "--language", "zh")
    assert names(sstc("calendar", "export", *words).out) == [
        "S.detailed.utc.ics", "S.detailed.utc.zh.ics",
    ]  # fmt: skip
    data = (workspace / "out/calendar" / f"{SERIES}.detailed.utc.ics").read_bytes()
    assert data.count(b"BEGIN:VEVENT") == 15 * 7
    assert b"TZID" not in data


@pytest.mark.parametrize(
    ("words", "said", "status"),
    [
        ("--speakers --request", "`--speakers` and `--request` are different kinds of file", 2),
        ("--request --cancel", "`--request` and `--cancel` are different kinds of file", 2),
        ("--detailed --request", "`--detailed` does not go with `--request`", 2),
        ("--detailed --checklist", "`--detailed` does not go with `--checklist`", 2),
        ("--utc --checklist", "`--utc` does not go with `--checklist`", 2),
        ("--cancel --alarm 1d", "`--alarm` does not go with `--cancel`", 2),
        ("--speakers 7 --to a@example.org", "`--to` does not go with `--speakers`", 2),
        ("--person ana", "`--person` needs `--speakers`, `--request` or `--cancel`", 2),
        ("7 --to a@example.org", "`--to` needs `--request` or `--cancel`", 2),
        ("--request --to a@example.org", "`--to` needs the numbers of webinars", 2),
        ("7 --request --to example.org", "`example.org` is not an e-mail address", 2),
        ("7 --request --person anna", "did you mean `ana`?", 2),
        ("16 --speakers", "webinar 16 does not exist", 2),
        ("--request -o one.ics", "cannot write 3 files to one path", 2),
        ("7 --cancel", "webinar 7 is not cancelled", 2),
        ("--cancel", "no webinar is cancelled", 2),
        ("--speakers --person host", "`host` is not a speaker", 1),
        ("9 --speakers", "no talk has a speaker yet", 1),
        ("9 --request", "no talk has a speaker yet", 1),
        ("--request --person host", "`host` speaks in no such webinar", 1),
        ("7 --request --person wu", "`wu` has no e-mail address", 1),
    ],
)
def test_what_cannot_be_exported_is_told(sstc, peopled, words, said, status) -> None:
    result = sstc("calendar", "export", *words.split()).gives(status, said, out="")
    assert status == 2 or "help: " in result.err
    assert not (peopled / "out").exists()


def test_a_cancelled_webinar_without_guests_has_no_invitations(sstc: Sstc, peopled: Path) -> None:
    sstc("schedule", "cancel", 9, "--reason", "A storm", "--today", "2020-08-10")
    for words in (("--cancel",), (9, "--cancel")):
        result = sstc("calendar", "export", *words).gives(1, "--to name@example.org", out="")
        assert "error: no invitation to cancel: no talk has a speaker" in result.err
        assert "add a `speaker`" not in result.err


def test_answers_need_an_address_and_a_checklist_deadlines(sstc: Sstc, workspace: Path) -> None:
    result = sstc("calendar", "export", 7, "--request", "--to", "a@example.org").gives(1, out="")
    assert "no organiser of webinar 7 has an e-mail address" in result.err
    assert not (workspace / "out").exists()
    file = workspace / "data" / "webinars.yaml"
    before, _, after = file.read_text(encoding="utf-8").partition("\ndeadlines:\n")
    file.write_text(before + "\n" + after[after.index("\nsurveys:\n") :], encoding="utf-8")
    sstc("calendar", "export", "--checklist").gives(1, "nothing is due", out="")


def private(workspace: Path) -> dict[str, str]:
    """Return the text of each private file by its name."""
    folder = workspace / "out/calendar/private"
    return {
        file.name.replace(SERIES, "S"): file.read_bytes().decode().replace("\r\n ", "")
        for file in sorted(folder.iterdir())
    }


def test_a_cancellation_reaches_everybody_who_was_invited(sstc: Sstc, peopled: Path) -> None:
    """Also a guest, a speaker who was replaced, and the address that somebody had then."""
    sstc("calendar", "export", 7, "--request")
    (guest,) = names(sstc("calendar", "export", 7, "--request", "--to", "g@example.org").out)
    file = peopled / "data" / "webinars.yaml"
    text = file.read_text(encoding="utf-8").replace("li.wei@", "wei.li@")
    file.write_text(text.replace("talk-1, speaker: ana", "talk-1, speaker: wu", 1), "utf-8")
    renewed = sstc("calendar", "export", 7, "--request")
    also = re.search(
        r"note: `ana`, `(guest-\w+)` also have an invitation to webinar 7", renewed.err
    )
    assert guest == f"private/S-sustainable-logistics.{also[1]}.request.ics"
    assert "@" not in renewed.err
    sstc("schedule", "cancel", 7, "--reason", "Rain")
    result = sstc("calendar", "export", 7, "--cancel")
    assert result.err == "no file for people without an e-mail address: `wu`\n"
    assert names(result.out) == [
        f"private/S-sustainable-logistics.{who}.cancel.ics" for who in ("li", "ana", also[1])
    ]
    files = private(peopled)
    assert "mailto:g@example.org\r\n" in files[f"S-sustainable-logistics.{also[1]}.cancel.ics"]
    assert "mailto:wei.li@example.org\r\n" in files["S-sustainable-logistics.li.cancel.ics"]
    assert names(sstc("calendar", "export", "--cancel").out) == names(result.out)


def test_who_keeps_a_cancelled_webinar_is_named(sstc: Sstc, peopled: Path) -> None:
    sstc("calendar", "export", 7, "--request")
    sstc("schedule", "cancel", 7, "--reason", "Rain")
    result = sstc("calendar", "export", 7, "--cancel", "--person", "ana")
    assert result.err == (
        "note: `li` also has an invitation to webinar 7: leave out `--person` and `--to` to write "
        "to all\n"
    )
    assert sstc("calendar", "export", 7, "--cancel").err == "1 unchanged, 1 written\n"
    assert sstc("calendar", "export", 7, "--cancel", "--person", "ana").err == "unchanged\n"


def test_a_deleted_webinar_is_cancelled_for_its_guests(sstc: Sstc, peopled: Path) -> None:
    sstc("release", "publish", "first", "--today", "2020-06-01")
    sstc("calendar", "export", 15, "--request", "--to", "g@example.org")
    delete_the_last(peopled)
    sstc("release", "publish", "second", "--today", "2020-07-01")
    result = sstc("calendar", "export", 15, "--cancel")
    (name,) = names(result.out)
    assert re.fullmatch(r"private/S-innovative-practices.guest-\w+.cancel.ics", name)
    assert "mailto:g@example.org\r\n" in "".join(private(peopled).values())


def test_an_invitation_continues_its_cancellation(sstc: Sstc, peopled: Path) -> None:
    sequences = []
    for kind in ("request", "cancel", "request", "request", "cancel", "cancel"):
        sstc("calendar", "export", 7, f"--{kind}", "--person", "ana")
        text = private(peopled)[f"S-sustainable-logistics.ana.{kind}.ics"]
        sequences.append(re.search(r"SEQUENCE:(\d+)", text)[1])
    assert sequences == ["0", "1", "2", "2", "3", "3"]
    assert sstc("calendar", "export", 7, "--request", "--person", "li").err == ""


def test_whom_an_invitation_does_not_fit(sstc: Sstc, peopled: Path) -> None:
    """The organiser cannot answer an invitation of their own; one address needs one file."""
    result = sstc("calendar", "export", 7, "--request", "--to", "Office@example.org")
    result.gives(1, "cannot be invited: the invitation would come from the same address", out="")
    words = ("--person", "ana", "--to", "Ana.Diaz@Example.org", "--to", "office@example.org")
    result = sstc("calendar", "export", 7, "--request", *words)
    assert names(result.out) == ["private/S-sustainable-logistics.ana.request.ics"]
    assert result.err.startswith("no file for `guest-")


def test_a_speaker_s_file_that_loses_a_webinar(sstc: Sstc, peopled: Path) -> None:
    sstc("calendar", "export", "--speakers")
    alter(peopled, "talk-1, speaker: ana", "talk-1, speaker: li", count=1)
    result = sstc("calendar", "export", "--speakers")
    assert result.err == (
        "1 unchanged, 2 written\n"
        "note: the entry of webinar 7 differs from the last file, so it is marked as newer than "
        "in the data\n"
    )


def test_one_webinar_without_an_organiser_s_address_does_not_stop_the_others(sstc, peopled) -> None:
    file = peopled / "data" / "webinars.yaml"
    text = file.read_text(encoding="utf-8").replace(
        "    number: 7\n", "    number: 7\n    organisers: [other]\n"
    )
    text = text.replace("  - id: catis\n", "  - {id: other, name: Other}\n  - id: catis\n", 1)
    file.write_text(text, encoding="utf-8")
    result = sstc("calendar", "export", "--request")
    assert names(result.out) == ["private/S-sustainable-payment.ana.request.ics"]
    note = "note: no organiser of webinar 7 has an e-mail address, so nothing was written for it"
    assert note in result.err
    sstc("calendar", "export", 7, "--request").gives(1, "add `email` to one of `organisers`")


def test_a_file_for_each_audience(sstc: Sstc, workspace: Path) -> None:
    file = workspace / "data" / "webinars.yaml"
    alter(file, "    number: 7\n", "    number: 7\n    audiences: [ministries]\n")
    words = ("--audience", "ministries", "--audience", "companies", "--audience", "ministries")
    result = sstc("calendar", "export", *words)
    assert (result.status, names(result.out)) == (
        0, ["S.audience-ministries.ics", "S.audience-companies.ics"],
    )  # fmt: skip
    data = [(workspace / line).read_bytes() for line in result.out.split()]
    assert [file.count(b"BEGIN:VEVENT") for file in data] == [15, 14]
    assert b" \xe2\x80\x93 Commerce and customs ministries" in data[0].replace(b"\r\n ", b"")
    assert b"REFRESH-INTERVAL" in data[0]
    sstc("calendar", "export", "--audience", "ministry").gives(2, "did you mean `ministries`?")
    sstc("calendar", "export", 7, "--audience", "ministries").gives(2, "does not take numbers")


def test_a_team_s_task_of_a_deleted_webinar_is_cancelled(sstc: Sstc, workspace: Path) -> None:
    sstc("release", "publish", "first", "--today", "2020-06-01")
    delete_the_last(workspace)
    result = sstc("calendar", "export", "--checklist", "-o", "-")
    assert set(re.findall(r"STATUS:(CANC\S+)", result.out)) == {"CANCELLED"}
    assert sstc("calendar", "export", "-o", "-").out.count("STATUS:CANCELLED") == 0


def sequence_of(workspace: Path, name: str) -> int:
    """Return the SEQUENCE of a private file."""
    return int(re.search(r"SEQUENCE:(\d+)", private(workspace)[name])[1])


def test_a_person_removed_from_the_data_can_be_uninvited(sstc: Sstc, peopled: Path) -> None:
    for kind in ("request", "cancel", "request"):
        sstc("calendar", "export", 7, f"--{kind}", "--person", "ana")
    file = peopled / "data" / "webinars.yaml"
    text = file.read_text(encoding="utf-8").replace(", speaker: ana", "")
    file.write_text(re.sub(r"  - \{id: ana.*\n", "", text), encoding="utf-8")
    assert sstc("validate").status == 0
    stem = "S-sustainable-logistics.ana"
    result = sstc("calendar", "export", 7, "--cancel", "--person", "ana")
    assert names(result.out) == [f"private/{stem}.cancel.ics"]
    invited, uninvited = (
        sequence_of(peopled, f"{stem}.{kind}.ics") for kind in ("request", "cancel")
    )
    assert uninvited == invited + 1
    assert 'CN="Ana Díaz"' in private(peopled)[f"{stem}.cancel.ics"]
    for words in (("--to", "Ana.Diaz@example.org"), ("--person", "ana")):
        assert names(sstc("calendar", "export", 7, "--cancel", *words).out) == names(result.out)
    for words in ((8, "--cancel"), (7, "--request")):
        sstc("calendar", "export", *words, "--person", "ana").gives(2, "unknown person `ana`")


def test_a_guest_who_was_uninvited_is_not_told_of_the_cancellation(sstc, peopled) -> None:
    for address in ("a@example.org", "b@example.org"):
        sstc("calendar", "export", 7, "--request", "--to", address)
    (gone,) = names(sstc("calendar", "export", 7, "--cancel", "--to", "a@example.org").out)
    sstc("schedule", "cancel", 7, "--reason", "Rain")
    result = sstc("calendar", "export", 7, "--cancel")
    assert len(names(result.out)) == 3
    assert gone not in names(result.out)
    assert sstc("calendar", "export", 7, "--cancel").out == result.out


def test_invitations_to_a_webinar_that_is_gone_are_named(sstc: Sstc, peopled: Path) -> None:
    """After a deletion without any release, nothing else knows of the webinar."""
    sstc("calendar", "export", 15, "--request", "--to", "g@example.org")
    sstc("calendar", "export", 15, "--request", "--to", "h@example.org")
    sstc("calendar", "export", 15, "--cancel", "--to", "h@example.org")
    delete_the_last(peopled)
    for kind, status in (("request", 0), ("cancel", 2)):
        result = sstc("calendar", "export", f"--{kind}").gives(status)
        said = re.search(r"warning: the data has no webinar for (\S+): to cancel", result.err)
        assert re.search(r"innovative-practices\.guest-\w+\.request\.ics$", said[1])
    assert "no webinar for" not in sstc("calendar", "export", 7, "--request").err


def test_a_deletion_is_published_before_it_is_cancelled(sstc: Sstc, peopled: Path) -> None:
    sstc("release", "publish", "first", "--today", "2020-06-01")
    delete_the_last(peopled)
    result = sstc("calendar", "export", "--cancel")
    assert "no webinar is cancelled" in result.err
    assert "first run `sstc release publish NAME`" in result.err


def test_invitations_in_another_folder_are_found_there(sstc: Sstc, peopled: Path) -> None:
    said = "note: `--cancel` finds these invitations only in `send/`: keep it"
    words = ("calendar", "export", 7, "--request", "--to", "g@example.org", "-o")
    assert said in sstc(*words, "send/").err
    assert "note:" not in sstc(*words, "-").err
    sstc("schedule", "cancel", 7, "--reason", "Rain")
    result = sstc("calendar", "export", 7, "--cancel", "-o", "send/")
    assert (len(result.out.splitlines()), "guest-" in result.out) == (3, True)


def test_an_audience_s_feed_that_becomes_empty_is_out_of_date(sstc: Sstc, workspace: Path) -> None:
    file = workspace / "data" / "webinars.yaml"
    text = file.read_text(encoding="utf-8")
    words = ("calendar", "export", "--audience", "ministries")
    assert sstc(*words).status == 0
    file.write_text(
        re.sub(r"(    number: \d+\n)", r"\1    audiences: [companies]\n", text), encoding="utf-8"
    )
    result = sstc(*words).gives(1, f"{SERIES}.audience-ministries.ics is out of date", out="")
    assert "its subscribers keep old entries" in result.err
    assert "out of date" not in sstc(*words, "-o", "-").err


def test_an_earlier_address_keeps_its_entry(sstc: Sstc, peopled: Path) -> None:
    sstc("calendar", "export", 7, "--request")
    alter(peopled, "li.wei@", "wei.li@")
    said = "`li` was invited to webinar 7 at another address, whose calendar keeps the entry"
    result = sstc("calendar", "export", 7, "--request")
    assert said in result.err
    assert "@" not in result.err
    assert said not in sstc("calendar", "export", 7, "--request").err
