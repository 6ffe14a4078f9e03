"""`sstc notices`: exactly those concerned are shown what was, what is now, and what to do."""

from pathlib import Path

import pytest
from conftest import ENDS, OPEN_TALKS, Sstc, alter, alter_webinar, poppler, words_in

from sstc_cli.render import FORMATS

TODAY = ("--today", "2020-07-02")
HOSTILE = "Ports & <script>alert(1)</script> *now* | x"
PEOPLE = """
people:
  - id: ada
    name: {en: Ada Okafor, zh: 阿达·奥卡福}
    position: {en: Director of Ports, zh: 港务局局长}
    organisation: Lagos Port Authority
    email: ada.okafor@example.org
    zone: Africa/Lagos
  - {id: li, name: {en: Li Lei, zh: 李雷}, email: li.lei@example.org}
  - {id: obrien, name: "Máire O'Brien", email: obrien@example.org, zone: Europe/Dublin}
  - {id: chen, name: {en: Chen Jing, zh: 陈静}, email: chen.jing@example.org}

webinars:
"""
TALKS = """
    talks:
      - {id: talk-1, title: {en: Ports that trade, zh: 港口贸易}, speaker: ada, confirmed: true}
      - {id: talk-2, title: {en: Warehouses, zh: 仓库}, speaker: li, confirmed: true}
      - {id: talk-3, title: {en: The last mile, zh: 最后一公里}, speaker: obrien, confirmed: true}
"""
AUDIENCES = ("city-officials", "ministries", "associations", "companies", "practitioners")
GROUPS = {f"audience-{audience}" for audience in AUDIENCES} | {
    "organiser-catis",
    "organiser-unossc-cities-project",
}


@pytest.fixture
def published(sstc: Sstc, workspace: Path) -> Sstc:
    """Publish the series with speakers in webinar 7."""
    alter(workspace, "\nwebinars:\n", PEOPLE)
    alter_webinar(workspace, 7, OPEN_TALKS, TALKS[1:])
    assert sstc("release", "publish", "plan", "--today", "2020-07-01").status == 0
    return sstc


def edit(workspace: Path, *edits: tuple[str, str]) -> None:
    file = workspace / "data" / "webinars.yaml"
    text = file.read_text(encoding="utf-8")
    for old, new in edits:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    file.write_text(text, encoding="utf-8")


def notices(sstc: Sstc, *words: str) -> dict[str, str]:
    """Return the notices written, by who they are for."""
    result = sstc("notices", "render", *words, *TODAY).gives(0)
    paths = [Path(line) for line in result.out.splitlines()]
    return {path.name.split(".")[0]: path.read_text(encoding="utf-8") for path in paths}


CHANGES = (
    ("    starts: 2020-10-09 15:30\n" + ENDS,
     "    starts: 2020-10-09 16:00\n    ends: 2020-10-09 17:30\n"
     "    join_url: https://example.org/join/7\n"),
    ("en: Warehouses,", f"en: '{HOSTILE}',"),
    ("speaker: obrien", "speaker: chen"),
    ("    ends: 2020-10-16 21:30\n",
     "    ends: 2020-10-16 21:30\n    status: cancelled\n"
     "    cancelled_because: The speakers cannot come\n"),
)  # fmt: skip


@pytest.fixture
def changed(published: Sstc, workspace: Path) -> Sstc:
    """Give webinar 7 another hour, title of a talk, and speaker; cancel webinar 8."""
    edit(workspace, *CHANGES)
    return published


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("kind", ["md", "html"])
@pytest.mark.parametrize("who", ["speaker-obrien", "speaker-chen", "audience-ministries"])
def test_a_notice(changed: Sstc, golden, who: str, kind: str, language: str) -> None:
    found = notices(changed, "--format", kind, "--language", language)
    golden(*words_in(found[who].encode(), kind, f"documents/notice.{who}.{language}"))


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("kind", [kind for kind in FORMATS if kind not in ("md", "html")])
def test_the_words_of_a_notice_in_other_formats(changed, golden, kind, language) -> None:
    result = changed("notices", "render", "--format", kind, "--language", language, *TODAY).gives(0)
    (path,) = (line for line in result.out.splitlines() if "audience-ministries" in line)
    golden(*words_in(Path(path).read_bytes(), kind, f"documents/notice.{language}"))


def test_only_those_concerned_get_a_notice(changed: Sstc) -> None:
    found = notices(changed)
    speakers = {f"speaker-{speaker}" for speaker in ("ada", "li", "obrien", "chen")}
    assert set(found) == speakers | GROUPS
    assert "now takes place without your talk" in found["speaker-obrien"]
    assert "16:00" not in found["speaker-obrien"]
    assert "You give a talk in this webinar." in found["speaker-chen"]
    day = "Friday, 9\u00a0October\u00a02020"
    assert f"\n{day}: 08:30 → **09:00–10:30** Lagos (UTC+1)\n" in found["speaker-ada"]
    assert "\nLocal times: Beijing time\u00a016:00\n" in found["speaker-ada"]
    assert f"\nYour talk: {day}, 09:05–09:25 Lagos (UTC+1)\n" in found["speaker-ada"]
    assert f"\nYour talk: {day}, 16:45–17:05 Beijing time (UTC+8)\n" in found["speaker-chen"]
    for who in {"speaker-obrien"} | GROUPS:
        assert "Your talk" not in found[who]
    assert "Chen" not in found["speaker-ada"]
    for audience in AUDIENCES:
        assert "Webinar 8 · Cancelled · " in found[f"audience-{audience}"]
        assert "Chen Jing" in found[f"audience-{audience}"]


def test_the_moderator_gets_an_own_notice(changed: Sstc, workspace: Path) -> None:
    alter(
        workspace, "\nwebinars:\n", "\n  - {id: yu, name: Yu Min, zone: Africa/Accra}\nwebinars:\n"
    )
    alter_webinar(workspace, 7, "    talks:\n", "    moderator: yu\n    talks:\n")
    text = notices(changed)["moderator-yu"]
    assert (
        "**To: Yu Min**" in text and "Chen Jing" in text and "07:30 → **08:00–09:30** Accra" in text
    )


def test_a_notice_has_place_and_day(changed: Sstc, workspace: Path) -> None:
    assert "1 July 2020\n\n**To:" in notices(changed)["audience-ministries"], (
        "not before the release"
    )
    signs = "  - id: catis\n    signatory: {name: Li, place: Beijing}\n"
    alter(workspace, "  - id: catis\n", signs)
    changed("schedule", "cancel", 9, "--reason", "Ill", "--today", "2020-07-02").gives(0)
    text = notices(changed)["audience-ministries"].replace("\u00a0", " ")
    assert "\n\nBeijing, 2 July 2020\n\n**To:" in text


def test_what_matters_is_first_and_what_many_have_in_common_is_said_once(changed: Sstc) -> None:
    form = "https://example.org/form"
    changed("schedule", "set", "surveys[0].url", form).gives(0)
    text = notices(changed)["audience-ministries"]
    summary, _, rest = text.partition("## ")
    assert summary.index("**Cancelled**: 8. ") < summary.index("**New time**: 7. ")
    assert f"**Register**: <{form}><br>Webinars 1–7, 9–15\n" in summary
    heads = [line for line in text.splitlines() if line.startswith("## ")]
    starts = ["## Webinar 8", "## Webinar 7", "## Changes of", "## Contact"]
    changed("schedule", "cancel", 9, "--reason", "Ill").gives(0)
    assert "<br>9. " in notices(changed)["audience-ministries"]
    assert [head[:12] for head in heads] == [start[:12] for start in starts]
    assert rest.count(form) == 1
    assert f"| 1–7, 9–15 | **Register** | – | <{form}> |" in rest


def test_hostile_words_are_escaped_and_no_address_is_shown(changed: Sstc) -> None:
    for kind in ("md", "html", "txt"):
        for name, text in notices(changed, "--format", kind, "--language", "en").items():
            assert "<script>" not in text.replace("\\<script", "") or kind == "txt"
            assert "@example.org" not in text + name
    assert "&lt;script&gt;" in notices(changed, "--format", "html")["speaker-li"]


def test_notices_since_one_release_or_another(changed: Sstc) -> None:
    assert changed("release", "publish", "moved", "--today", "2020-07-03").status == 0
    result = changed("notices", "render", "--today", "2020-07-04").gives(0, out="")
    assert result.err == "nothing has changed since `moved`, so no notice was written\n"
    assert "1 July 2020" in notices(changed, "--since", "plan")["speaker-ada"]
    assert "3 July 2020" not in notices(changed, "--since", "plan")["speaker-ada"]


def test_a_speaker_is_addressed_with_the_honorific(changed: Sstc, workspace: Path) -> None:
    edit(workspace, ("  - id: ada\n", "  - id: ada\n    honorific: {en: Dr., zh: 博士}\n"))
    assert "\n**To: Dr. Ada Okafor**\n" in notices(changed)["speaker-ada"]
    assert "\n**致：阿达·奥卡福博士**\n" in notices(changed, "--language", "zh")["speaker-ada"]
    assert "\n**To: Chen Jing**\n" in notices(changed)["speaker-chen"]


def test_a_change_in_one_language_is_reported_in_that_language(published, workspace) -> None:
    edit(workspace, ("zh: 仓库", "zh: 海外仓"))
    assert set(notices(published)) == set()
    assert set(notices(published, "--language", "zh")) == {"speaker-li"} | GROUPS
    both = notices(published, "--language", "en+zh")
    assert set(both) == {"speaker-li"} | GROUPS
    assert both["speaker-li"].startswith("# 日程变更通知")


def test_a_change_of_the_series_goes_to_everybody(published: Sstc, workspace: Path) -> None:
    edit(workspace, ("\n  zh: 城市间南南合作与三方合作：", "\n  zh: 城市间合作："))
    found = notices(published, "--language", "zh")
    assert set(found) == {"speaker-ada", "speaker-li", "speaker-obrien"} | GROUPS
    assert "城市间合作：" in found["speaker-ada"]
    assert "## 第" not in found["speaker-ada"]


def test_a_webinar_that_is_over_is_not_told(changed: Sstc, workspace: Path) -> None:
    result = changed("notices", "render", "--today", "2020-10-12").gives(0)
    names = {Path(line).name.split(".")[0] for line in result.out.splitlines()}
    assert not names & {f"speaker-{who}" for who in ("ada", "li", "obrien", "chen")}  # webinar 7
    (text,) = (
        Path(line).read_text("utf-8") for line in result.out.splitlines() if "ministries" in line
    )
    assert "Webinar 8 · Cancelled · " in text
    assert "Webinar 7" not in text
    result = changed("notices", "render", "--today", "2021-01-01").gives(0, out="")
    assert "only webinars that are over have changed since `plan`" in result.err


def other_clocks(workspace: Path, zone: str, now: str, was: str) -> None:
    """Make the release one that was published with other clocks in a zone."""
    file = workspace / "data" / "releases" / "001-plan.yaml"
    before, entry, after = file.read_text(encoding="utf-8").partition(f"    - zone: {zone}\n")
    assert entry and now in after
    file.write_text(before + entry + after.replace(now, was), encoding="utf-8")


def test_times_that_other_clocks_have_shifted(published: Sstc, workspace: Path) -> None:
    other_clocks(workspace, "Africa/Lagos", "+01:00", "+02:00")
    edit(workspace, ("    ends: 2020-10-16 21:30\n",
                     "    ends: 2020-10-16 21:30\n    status: cancelled\n"))  # fmt: skip
    found = notices(published)
    assert set(found) == {"speaker-ada", "speaker-li"} | GROUPS, "not to Dublin"
    _, _, text = found["speaker-ada"].partition("## Webinar 7")
    assert "A country has changed its clocks, so the local time of this webinar has" in text
    day = "Friday, 9\u00a0October\u00a02020"
    assert f"\n{day}: 09:30 (UTC+2) → **08:30–10:00 (UTC+1)** (Lagos)\n" in text
    assert "\nLocal times: Beijing time\u00a015:30\n" in text
    _, _, text = found["audience-ministries"].partition("## Webinar 7")
    assert f"\n{day}, 15:30–17:00 Beijing time (UTC+8)\n" in text
    assert "Lagos\u00a009:30 (UTC+2) → **08:30 (UTC+1)**; Nairobi\u00a010:30; " in text
    (cancelled,) = found["audience-ministries"].split("\n## ")[1:2]
    assert cancelled.startswith("Webinar 8 · Cancelled · ")
    assert "planned for Friday, 16\u00a0October\u00a02020, 20:00–21:30 Beijing" in cancelled
    assert "Lagos" not in cancelled
    assert "has shifted: Africa/Lagos" in published("release", "diff").out


def test_a_moved_webinar_was_at_its_published_time(published: Sstc, workspace: Path) -> None:
    other_clocks(workspace, "Africa/Lagos", "+01:00", "+02:00")
    edit(workspace, *CHANGES[:1])
    text = notices(published)["speaker-ada"]
    assert "This webinar is at another time on the same day." in text
    assert "09:30 (UTC+2) → **09:00–10:30 (UTC+1)** (Lagos)" in text


def test_the_clocks_of_the_series_have_changed(published: Sstc, workspace: Path) -> None:
    other_clocks(workspace, "Asia/Shanghai", "+08:00", "+09:00")
    text = notices(published)["speaker-obrien"]
    assert "2020: 07:30 → **08:30–10:00** Dublin (UTC+1)\n" in text
    assert "Beijing time\u00a015:30 (UTC+9) → **15:30 (UTC+8)**\n" in text


def test_a_revived_webinar_names_what_changed_meanwhile(changed: Sstc, workspace: Path) -> None:
    edit(workspace, ("    ends: 2020-10-09 17:30\n",
                     "    ends: 2020-10-09 17:30\n    status: cancelled\n"))  # fmt: skip
    assert changed("release", "publish", "off", "--today", "2020-07-02").status == 0
    edit(workspace, ("17:30\n    status: cancelled\n", "17:30\n"), ("Ports that trade", "Harbours"))
    text = notices(changed)["audience-ministries"]
    assert "This webinar takes place after all." in text
    assert "- **Talk 3**: The last mile, Chen Jing\n" in text
    assert "| **Talk 1: topic** | Ports that trade | Harbours |" in text


def test_talks_in_another_order_are_listed_as_their_language_does(published, workspace) -> None:
    first, second, third = (line + "\n" for line in TALKS.splitlines()[2:])
    edit(workspace, (first + second + third, second + first + third))
    text = notices(published, "--language", "zh")["audience-ministries"]
    assert "仓库，李雷；港口贸易，阿达·奥卡福，港务局局长，Lagos Port Authority；" in text
    text = notices(published, "--language", "en")["audience-ministries"]
    assert "Warehouses, Li Lei; Ports that trade, Ada Okafor, Director of Ports" in text


def test_a_webinar_on_another_day_has_both_days_in_one_line(published, workspace) -> None:
    edit(workspace, ("    starts: 2020-10-09 15:30\n" + ENDS,
                     "    starts: 2020-10-09 22:00\n    ends: 2020-10-10 00:15\n"),
         ("cadence: {weekday: Friday}\n", ""),
         ("audience_zones: [", "audience_zones: [Pacific/Auckland, "))  # fmt: skip
    text = notices(published)["audience-ministries"]
    friday = "Friday, 9\u00a0October\u00a02020"
    line = f"\n{friday}: 15:30 → **22:00–00:15 (ends the next day)** Beijing time (UTC+8)\n"
    assert line in text
    assert "Auckland\u00a0Sat\u00a010\u00a0Oct\u00a003:00; Lagos\u00a015:00; " in text
    edit(
        workspace,
        ("Friday\n    starts: 2020-10-09 22:00", "Saturday\n    starts: 2020-10-10 15:30"),
        ("2020-10-10 00:15", "2020-10-10 17:00"),
    )
    text = notices(published)["audience-ministries"]
    saturday = "Saturday, 10\u00a0October\u00a02020"
    assert f"\n{friday}, 15:30 → **{saturday}, 15:30–17:00** Beijing time (UTC+8)\n" in text
    edit(
        workspace,
        ("Saturday\n    starts: 2020-10-10 15:30", "Friday\n    starts: 2020-10-09 15:30"),
        ("2020-10-10 17:00", "2020-10-09 18:00"),
    )
    text = notices(published)["audience-ministries"]
    assert f"\n{friday}: 15:30–17:00 → **15:30–18:00** Beijing time (UTC+8)\n" in text


@pytest.mark.parametrize("language", ["en", "fr", "ar", "ru"])
def test_a_notice_of_a_shift_and_a_cancellation_has_one_page(sstc, workspace, language) -> None:
    zones = "America/New_York, America/Bogota, Europe/Paris, Africa/Lagos, Africa/Nairobi, "
    edit(
        workspace,
        ("languages: [en, zh]", "languages: [en, zh, fr, ar, ru]"),
        ("audience_zones: [Africa/Lagos, Africa/Nairobi,", f"audience_zones: [{zones}"),
        ("Asia/Kolkata]", "Asia/Kolkata, Pacific/Auckland]"),
    )
    sstc("release", "publish", "plan", "--today", "2020-07-01")
    sstc("schedule", "move", 7, "--time", "16:00", "--today", "2020-07-02")
    sstc("schedule", "cancel", 9, "--reason", "The speakers cannot come", "--today", "2020-07-02")
    words = ("--format", "pdf", "--language", language)
    result = sstc("notices", "render", *words, *TODAY).gives(0)
    for path in result.out.splitlines():
        assert b"Pages:           1\n" in poppler("pdfinfo", Path(path).read_bytes())


def test_a_cancellation_has_regret_and_the_reason_in_the_language(published, workspace) -> None:
    reasons = ("--reason", "Strike", "--reason", "zh=罢工", "--today", "2020-07-02")
    assert published("schedule", "cancel", 7, *reasons).status == 0
    text = notices(published, "--language", "zh")["audience-ministries"]
    assert (
        "> 原因：罢工\n>\n> 原定时间：2020年10月9日（周五）15:30至17:00（北京时间，UTC+8）" in text
    )
    assert "> 由此带来的不便，敬请谅解。\n" in text
    assert "delete this webinar." in notices(published)["audience-ministries"]


def test_the_same_name_under_another_id_is_pointed_out(published: Sstc, workspace: Path) -> None:
    edit(
        workspace,
        ("  - id: ada\n", "  - id: ada-okafor\n"),
        ("speaker: ada,", "speaker: ada-okafor,"),
    )
    result = published("notices", "render", *TODAY)
    assert "`ada` and `ada-okafor` have the same name" in result.err
    assert result.err.count("have the same name") == 1


def test_wrong_usage(published: Sstc) -> None:
    published("notices", "render", "--since", "paln").gives(2, "did you mean `plan`?", out="")
    published("documents", "render", "notice", "agenda").gives(2, "`sstc notices render`")


def test_notices_are_documents_too(changed: Sstc) -> None:
    words = ("--language", "zh", "--format", "html", *TODAY)
    written = changed("documents", "render", "notice", *words).gives(0)
    assert len(written.out.splitlines()) == 4 + len(GROUPS)
    assert changed("notices", "render", *words).err.endswith(" unchanged, 0 written\n")


def test_notices_in_other_languages_of_an_earlier_plan_are_named(sstc: Sstc, whole: Path) -> None:
    words = ("notices", "render", "--today", "2020-07-03")
    for language in ("zh", "en+zh", "en"):
        assert "earlier" not in sstc(*words, "--language", language).err
    sstc("schedule", "move", 7, "--time", "16:30", "--today", "2020-07-02")
    result = sstc(*words)
    assert "\n  out/notices/audience-ministries.zh.md\n" in result.err
    assert "\n  out/notices/audience-ministries.en+zh.md\n" in result.err
    assert "\n  out/notices/audience-ministries.en.md\n" not in result.err
    sstc(*words, "--language", "zh")
    assert ".zh.md" not in sstc(*words).err
    assert "\n  out/notices/audience-" in sstc(*words).err
    sstc("schedule", "move", 7, "--time", "15:30", "--today", "2020-07-02")
    sstc(*words).gives(0, "nothing has changed", "\n  out/notices/audience-")


def test_notices_of_what_was_just_published_are_right(sstc: Sstc, whole: Path) -> None:
    words = ("notices", "render", "--today", "2020-07-03", "--format", "docx", "--format", "md")
    assert sstc(*words).out
    assert sstc("release", "publish", "moved", "--today", "2020-07-03").status == 0
    result = sstc(*words)
    assert "nothing has changed since `moved`" in result.err and "earlier" not in result.err
    sstc("schedule", "move", 7, "--time", "11:30", "--today", "2020-07-04")
    assert "earlier" not in sstc(*words).err
    sstc("schedule", "move", 7, "--time", "16:00", "--today", "2020-07-04")
    assert "\n  out/notices/audience-" in sstc(*words).err, "they were of a change never published"
