"""The agenda and the invitation answer their readers on one page."""

import re
from pathlib import Path

import pytest
from conftest import OPEN_TALKS, Sstc, alter, alter_webinar, poppler, slide_lines
from letterheads import GLOBE
from office import printed

ZONES = (
    "America/New_York, America/Bogota, Europe/Paris, Africa/Lagos, Africa/Nairobi, Asia/Kolkata, "
    "Pacific/Auckland"
)
PEOPLE = """
people:
  - {id: ana, name: Ana María Fernández de la Vega, honorific: {en: Dr., zh: 博士}, country: CL,
     phone: +56 2 2, position: 'Director, Digital Trade Unit', organisation: Ministry of Economy}
  - {id: li, name: 李雷, position: {en: Director, zh: 主任}, organisation: {en: Port, zh: 港}}
  - {id: otieno, name: Grace Otieno, position: Head of E-Commerce, organisation: Association}
register_by: 7 days before
interpretation: [en, zh]

webinars:
"""
FORM = "https://forms.example.org/webinar-registration?series=2020&webinar=sustainable-logistics"
WEBINAR = f"""    moderator: li
    register_url: {FORM}
    join: {{url: 'https://example.zoom.us/w/WN_9xK2hQmTQ1qk'}}
    summary: {{en: Warehouses abroad and last-mile delivery., zh: 海外仓和末端配送。}}
    talks:
      - {{id: a, speaker: ana, title: {{en: 'Warehouses: five years', zh: 海外仓五年}}}}
      - {{id: b, speaker: li, title: {{en: A port that shares its data with customs, zh: 港口}}}}
      - {{id: c, speaker: otieno, title: {{en: Last-mile delivery, zh: 末端配送}}}}
"""
CANCELLED = "    status: cancelled\n    cancelled_because: {en: A storm, zh: 台风}\n"


@pytest.fixture
def full(workspace: Path) -> Path:
    """Return a series with seven zones, in whose webinar 7 three people speak."""
    data = workspace / "data" / "webinars.yaml"
    text = re.sub("(?m)^audience_zones: .*", f"audience_zones: [{ZONES}]", data.read_text("utf-8"))
    data.write_text(text, "utf-8")
    alter(workspace, "\nwebinars:\n", PEOPLE)
    alter_webinar(workspace, 7, OPEN_TALKS, WEBINAR)
    for item, person in {"opening": "ana", "closing": "otieno"}.items():
        alter(workspace, f"  - id: {item}\n", f"  - id: {item}\n    speaker: {person}\n")
    for id_, name in {"catis": "Zhang San", "unossc-cities-project": "Jane Doe"}.items():
        own = f"    email: {id_}@example.org\n    signatory: {{name: {name}, position: Director}}\n"
        alter(workspace, f"  - id: {id_}\n", f"  - id: {id_}\n{own}")
    return workspace


def cancel(workspace: Path) -> None:
    alter(workspace, "    number: 7\n", f"    number: 7\n{CANCELLED}")


def written(sstc: Sstc, command: str, language: str = "en", kind: str = "md") -> list[bytes]:
    result = sstc(command, "render", 7, "--language", language, "--format", kind).gives(0)
    return [Path(line).read_bytes() for line in result.out.splitlines()]


def agenda(sstc: Sstc, language: str = "en") -> str:
    return written(sstc, "agenda", language)[0].decode().replace("\u00a0", " ")


def invitation(sstc: Sstc, language: str = "en") -> str:
    return written(sstc, "invitations", language)[0].decode().replace("\u00a0", " ")


def pages(pdf: bytes) -> int:
    found = re.search(rb"Pages: +(\d+)", poppler("pdfinfo", pdf))
    assert found
    return int(found[1])


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("command", ["agenda", "invitations"])
@pytest.mark.usefixtures("full")
def test_it_has_one_page_with_seven_zones(sstc: Sstc, command: str, language: str) -> None:
    assert {pages(pdf) for pdf in written(sstc, command, language, "pdf")} == {1}


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("filled", [False, True])
def test_their_word_files_have_one_page_in_the_wider_fonts_of_libreoffice(
    sstc: Sstc, request: pytest.FixtureRequest, tmp_path: Path, filled: bool, language: str
) -> None:
    names = ["agenda", "invitation", "run-of-show"]
    if filled:
        request.getfixturevalue("full")
        names.append("speaker-brief")
    words = ("--language", language, "--format", "docx", "--today", "2020-07-03")
    made = sstc("documents", "render", *names, 7, *words).gives(0)
    files = {Path(line).stem: Path(line).read_bytes() for line in made.out.splitlines()}
    assert len(files) == 7 + 3 * filled  # an invitation for each audience, a brief for each speaker
    counts = {name: pages(pdf) for name, pdf in printed(files, tmp_path / "printed").items()}
    assert set(counts.values()) == {1}, counts


@pytest.mark.usefixtures("full")
def test_the_agenda_names_people_and_where_to_register(sstc: Sstc) -> None:
    text = agenda(sstc)
    assert "- **Register**: <https://forms." in text
    assert "<br>Register by Friday, 2 October 2020\n" in text
    assert "- **Moderator**: 李雷, Director, Port" in text
    ana = "Dr. Ana María Fernández de la Vega"
    assert f"| **15:30–15:35** | **Opening remarks** | {ana} |" in text
    assert f"| 15:35–15:55 | – Warehouses: five years | {ana}, Director, Digital" in text
    assert "**Concluding remarks** | Grace Otieno |" in text
    assert "New York 03:30–05:00; Bogotá 02:30–04:00;" in text
    assert "WN_9xK2" not in text
    assert text.index("Warehouses abroad and last-mile") < text.index("- **Date**:")
    slides = sstc("documents", "render", "title-slides", 7, "--language", "zh", "--format", "pptx")
    assert "Vega博士" in slide_lines(Path(slides.out.strip()).read_bytes())


def test_the_run_of_show_begins_with_the_link_and_whom_to_call(sstc: Sstc, full: Path) -> None:
    render = ("documents", "render", "run-of-show", 7, "--format", "md")
    text = Path(sstc(*render).out.strip()).read_text("utf-8")
    assert text.index("- **Join**:") < text.index("| Contact |") < text.index("## Minute by minute")
    assert "| Speaker | Dr. Ana María" in text
    assert "| Moderator | 李雷 |" not in text, "has no telephone number"
    cancel(full)
    text = Path(sstc(*render).out.strip()).read_text("utf-8")
    assert "| Moderator | 李雷 |" in text, "everybody is told"


def test_the_agenda_has_its_zone_in_the_head_and_unknown_talks_in_one_row(sstc: Sstc) -> None:
    text = agenda(sstc)
    assert "| Beijing time | Item | Speaker |" in text
    assert text.count("to be announced") == 1
    assert "|  | – Three talks, to be announced |  |" in text
    assert "| Lagos (UTC+1) | Nairobi (UTC+3) | Kolkata (UTC+5:30) |" in text
    assert "to register participants" not in text, "notes are to the reader, not about them"


@pytest.mark.usefixtures("full")
def test_the_invitation_is_a_letter(sstc: Sstc) -> None:
    text = invitation(sstc)
    parts = [
        "18 September 2020<br>Reference: sstc-cities-ecommerce-2020/07/city-officials\n\nCity",
        "# Subject: Invitation, Friday, 9 October 2020 – Sustainable",
        "Ladies and gentlemen,",
        "We have the honour of inviting you to webinar 7 of 15 in the series “South-South",
        "## Why attend",
        "- **Date**: Friday, 9 October 2020, 15:30–17:00 Beijing time (UTC+8)",
        f"- **Register**: <{FORM}><br>Register by Friday, 2 October 2020",
        "**Local times**: New York 03:30; Bogotá 02:30;",
        "**Warehouses: five years**\\\n  Dr. Ana María Fernández de la Vega, Director",
        "Yours faithfully,\n\n---\n\nZhang San<br>Director<br>China Association",
        "Jane Doe<br>Director<br>South-South",
        "---\n\nContact: CATIS, <catis@example.org>, [www.catis.org.cn](",
    ]
    places = [text.find(part) for part in parts]
    assert -1 not in places
    assert places == sorted(places)
    assert "WN_9xK2" not in text


@pytest.mark.parametrize("language", ["en", "fr", "ru"])
def test_an_invitation_with_pictures_has_one_page(sstc: Sstc, full: Path, language: str) -> None:
    data = full / "data" / "webinars.yaml"
    (full / "data" / "globe.png").write_bytes(GLOBE)
    picture = "picture: {file: data/globe.png, alternative: A portrait}"
    text = data.read_text("utf-8").replace("languages: [en, zh]", "languages: [en, zh, fr, ru]")
    for id_ in ("ana", "li"):
        text = text.replace(f"  - {{id: {id_},", f"  - {{id: {id_}, {picture},")
    long = "Warehouses abroad and shared data of customs decide what trade costs. " * 5
    text = text.replace("Warehouses abroad and last-mile delivery.", long)
    data.write_text(text, "utf-8")
    made = written(sstc, "invitations", language, "pdf")
    assert [pages(pdf) for pdf in made] == [1] * 5


@pytest.mark.parametrize(("known", "words"), [(2, "Talk to be announced"), (1, "2 talks, to be")])
def test_an_invitation_says_that_more_talks_are_to_come(sstc, full, known, words) -> None:
    data = full / "data" / "webinars.yaml"
    *talks, last = re.findall("(?m)^      - .id: [abc], speaker.*\n", data.read_text("utf-8"))
    text = data.read_text("utf-8").replace(last, "      - {id: c}\n")
    text = text.replace(talks[1], talks[1] if known == 2 else "      - {id: b}\n")
    data.write_text(text, "utf-8")
    assert f"\n- {words}" in invitation(sstc)


NAMES = {
    "agenda": 2,
    "invitation": 5,
    "poster": 1,
    "run-of-show": 3,
    "speaker-brief": 3,
    "speaker-confirmation": 2,
}


@pytest.mark.parametrize(("document", "times"), NAMES.items())
@pytest.mark.parametrize("language", ["en", "zh"])
def test_an_honorific_is_on_its_side_of_every_name(sstc, full, document, times, language) -> None:
    alter(full, "    moderator: li\n", "    moderator: ana\n")
    result = sstc("documents", "render", document, 7, "--language", language, "--format", "md")
    assert result.status == 0, result.err
    of_ana = [path for path in result.out.splitlines() if "speaker-" not in path or "ana" in path]
    texts = "".join(Path(path).read_text("utf-8") for path in of_ana)
    name = "Ana María Fernández de la Vega"
    titled = f"Dr. {name}" if language == "en" else f"{name}博士"
    assert texts.count(titled) == texts.count(name) >= times


def test_without_signatories_the_organisers_close_the_invitation(sstc: Sstc) -> None:
    text = invitation(sstc)
    assert "\n\nYours faithfully,\n\n---\n\nChina Association of Trade in Services\n\nSouth" in text
    assert "\n\n此致<br>敬礼\n\n---\n\n中国服务贸易协会<br>2020年9月18日\n\n" in invitation(
        sstc, "zh"
    )


def test_the_salutation_is_the_audience_s_own(sstc: Sstc, full: Path) -> None:
    data = full / "data" / "webinars.yaml"
    own = "  - id: city-officials\n"
    alter(data, own, f"{own}    salutation: 'Dear mayors,'\n")
    assert "\n\nDear mayors,\n\n" in invitation(sstc)


OWN = "Mesdames et Messieurs les maires,"


@pytest.mark.parametrize("own", ["", OWN])
def test_a_french_closing_repeats_the_salutation(sstc: Sstc, tmp_path: Path, own: str) -> None:
    root = tmp_path / "w"
    sstc("init", root, "--language", "fr").gives(0)
    if own:
        data = root / "data" / "webinars.yaml"
        group = "  - {id: officials, "
        alter(data, group, f"{group}salutation: '{own}', ")
    letter = ("invitations", "render", 1, "--audience", "officials", "--format", "md", "-o", "-")
    mail = ("mail", "preview", "invitation", 1, "--to", "speakers")
    colleagues = "Chères et chers collègues,"
    for words, begins, repeated in (
        (letter, own or "Mesdames, Messieurs,", own or "Mesdames, Messieurs,"),
        (mail, colleagues, colleagues.lower()),
    ):
        text = sstc("--workspace", root, *words).gives(0).out
        assert f"\n{begins}\n" in text
        assert f"Veuillez agréer, {repeated} l’expression" in " ".join(text.split())


@pytest.mark.parametrize("letter", [agenda, invitation])
def test_a_cancelled_webinar_has_plan_reason_and_what_to_do(sstc: Sstc, full, letter) -> None:
    cancel(full)
    english, chinese = letter(sstc), letter(sstc, "zh")
    assert "Reason: A storm\n" in english and "原因：台风\n" in chinese
    assert "- **Was planned for**: Friday, 9 October 2020, 15:30–17:00" in english
    assert "delete the webinar from your calendar" in english and "请从日历中删除" in chinese
    assert "<catis@example.org>" in english
    assert "forms.example.org" not in english and "New York" not in english
    assert "18 September 2020" not in english, "the day of the invitation"


def test_materials_have_their_day_and_the_invitation_that_of_the_link(sstc, workspace) -> None:
    facts = """    number: 7
    register_url: https://example.org/register
    join: {url: https://example.org/private, from: 2 days before}
    materials:
      - {title: Slides, url: https://example.org/slides}
      - {title: Notes, url: https://example.org/notes, from: 2020-10-12}
"""
    alter(workspace, "    number: 7\n", facts, count=1)
    agenda = sstc("agenda", "render", 7, "-o", "-").out
    rows = [line for line in agenda.split("\n") if "/slides" in line or "/notes" in line]
    assert rows == [
        "- **Materials**: [Slides](<https://example.org/slides>)",
        "- [Notes](<https://example.org/notes>), available from Monday, 12\u00a0October\u00a02020",
    ]
    invitation = sstc("invitations", "render", 7, "--audience", "companies", "-o", "-").out
    words = "Registered participants receive the link on Wednesday, 7\u00a0October\u00a02020."
    assert f"- **Join**: {words}" in invitation


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("name", ["invitation", "programme", "speaker-brief", "speaker-invitation"])
def test_paper_has_addresses_and_screens_have_links(sstc, full, name, language) -> None:
    alter(full, "{id: ana,", "{id: ana, email: a@x.org,")
    made = sstc("documents", "render", name, 7, "--language", language, "--format", "html").gives(0)
    page = Path(made.out.splitlines()[0]).read_text("utf-8")
    assert page.count("catis@example.org") == 2 * page.count('href="mailto:catis@example.org"') > 0
    assert ">www.catis.org.cn</a>" in page
    assert ">web page<" not in page and ">官网<" not in page
