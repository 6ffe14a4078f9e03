"""The letters to a speaker: invitation, confirmation and thanks."""

import stat
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from conftest import ENDS, Sstc, alter, alter_webinar, poppler
from systems import FILE_MODES

LETTERS = ("speaker-invitation", "speaker-confirmation", "speaker-thanks")
ANA = """
people:
  - {id: ana, honorific: {en: Dr., zh: 博士}, name: {en: Ana María, zh: 安娜}, position: Director,
     zone: America/Santiago, phone: +56 2 2000 0000}
"""
TALK = "{id: talk-1, title: Five years, speaker: ana}"
DUE = """
deadlines:
  - {id: slides, name: Your slides, for: speakers, due: 7 days before}
  - {id: reply, name: Your reply, for: speakers, due: 21 days before}
"""
JOIN = "join: {url: https://example.org/private, passcode: secret7}"
LATER = (
    "recording: https://example.org/film, materials: [{title: Deck, url: 'https://example.org/d'}]"
)

Letter = Callable[..., str]


@pytest.fixture
def letter(sstc: Sstc, workspace: Path) -> Letter:
    """Return a function that writes a letter to Ana, after changes of the data."""
    more = "".join(f"    {line}\n" for line in (JOIN, *LATER.split(", ", 1)))
    alter(
        workspace, "\nwebinars:\n", f"{ANA}\nwebinars:\n", "\ndeadlines:\n", DUE, ENDS, ENDS + more
    )
    alter_webinar(workspace, 7, "{id: talk-1}", TALK)
    sstc("schedule", "set", "organisers[0].phone", "+86 10 5000 0000").gives(0)

    def write(name: str, *words: object, raw: bool = False) -> str:
        result = sstc("documents", "render", name, 7, "--format", "txt", *words).gives(0)
        made = Path(result.out.strip()).read_text(encoding="utf-8")
        return made if raw else " ".join(made.split())

    return write


def test_an_invitation_has_topic_slot_consent_and_the_day_to_reply(letter: Letter) -> None:
    text = letter("speaker-invitation")
    for words in (
        "Dear Dr. Ana María,",
        "webinar 7 of 15",
        "Topic: Five years",
        "Your talk: Friday, 9 October 2020, 04:35–04:55 Santiago (UTC−3)",
        "Santiago (UTC−3) Friday, 9 October 2020, 15:35–15:55 Beijing time (UTC+8)",
        "Languages: English, Chinese",
        "of the series “South-South",
        "Your talk would last 20 minutes.",
        "Audiences: City officials; Commerce",
        "whether you agree",
        "Please reply by Friday, 18 September 2020.",
        "+86 10 5000 0000",
    ):
        assert words in text
    assert "private" not in text and "secret7" not in text and "+56" not in text
    assert "尊敬的安娜博士：" in letter("speaker-invitation", "--language", "zh")


def test_a_confirmation_has_link_sound_check_and_what_is_open(letter: Letter, sstc: Sstc) -> None:
    sstc("due", "done", "reply", 7, "--today", "2020-09-01").gives(0)
    text = letter("speaker-confirmation")
    for words in (
        "Sound check: Friday, 9 October 2020, 04:00 Santiago (UTC−3)",
        "Santiago (UTC−3) Friday, 9 October 2020, 15:00 Beijing time (UTC+8)",
        "https://example.org/private, passcode secret7",
        "Please do not pass it on.",
        "Your slides",
    ):
        assert words in text
    assert "Your reply" not in text
    page = letter("speaker-confirmation", raw=True)
    assert "Fri\u00a02\u00a0Oct\u00a02020" in page  # on one line of the table


def test_who_has_confirmed_is_not_asked_to_reply(letter: Letter, sstc: Sstc) -> None:
    assert "Your reply" in letter("speaker-confirmation")
    assert "Your reply" in letter("speaker-brief")
    sstc("schedule", "set", "webinars[6].talks[0].confirmed", "true")
    for name in ("speaker-confirmation", "speaker-brief"):
        text = letter(name)
        assert "Your reply" not in text and "Your slides" in text, name


def test_the_day_to_reply_is_that_of_the_deadline_for_it(letter: Letter, sstc: Sstc) -> None:
    assert sstc("schedule", "set", "deadlines[slides].due", "30 days before").status == 0
    assert "Please reply by Friday, 18 September 2020." in letter("speaker-invitation")
    assert sstc("schedule", "set", "deadlines[reply].id", "answer").status == 0
    assert "Please reply by Wednesday, 9 September 2020." in letter("speaker-invitation")


def test_thanks_have_recording_and_materials(letter: Letter) -> None:
    text = letter("speaker-thanks")
    assert "Recording: https://example.org/film" in text and "Deck (https://example.org/d)" in text
    assert "private" not in text and "once it is ready" not in text


def test_a_letter_about_a_cancelled_webinar_asks_for_nothing(letter: Letter, sstc: Sstc) -> None:
    sstc("schedule", "cancel", 7, "--reason", "A storm", "--today", "2020-09-01").gives(0)
    for name in LETTERS:
        text = letter(name)
        assert "A storm" in text and "We regret this" in text, name
        assert "Please reply" not in text and "private" not in text, name


@pytest.mark.parametrize("name", LETTERS)
def test_a_letter_closes_with_who_signs(letter: Letter, workspace: Path, name: str) -> None:
    data = workspace / "data" / "webinars.yaml"
    signs = "  - id: catis\n    signatory: {name: Li, position: Chair}\n"
    alter(data, "  - id: catis\n", signs)
    letter(name)
    (file,) = Path("out", name).iterdir()
    text = file.read_text(encoding="utf-8")
    closing = "\n\nYours sincerely,\n\nLi\nChair\nChina Association of Trade in Services\n\nSouth"
    assert closing in text
    assert text.index("Contact: CATIS") > text.index(closing)


SALUTATIONS = {
    "ar": "تحية طيبة وبعد،",
    "en": "Dear Dr. Ana María,",
    "es": "De nuestra mayor consideración:",
    "fr": "Madame, Monsieur,",
    "pt": "Prezada Senhora, Prezado Senhor,",
    "pt-PT": "Exma. Senhora, Exmo. Senhor,",
    "ru": "Уважаемая госпожа, уважаемый господин!",
    "zh": "尊敬的安娜博士：",
}


@pytest.mark.parametrize(("language", "salutation"), SALUTATIONS.items())
def test_a_letter_has_the_official_salutation_of_its_language(
    letter: Letter, workspace: Path, language: str, salutation: str
) -> None:
    listed = f"languages: [{', '.join(SALUTATIONS)}]"
    alter(workspace, "languages: [en, zh]", listed)
    for name in LETTERS:
        lines = letter(name, "--language", language, raw=True).splitlines()
        assert salutation in [line.strip() for line in lines], name


def test_a_person_may_have_a_salutation_and_closing_of_their_own(letter, workspace) -> None:
    more = (
        "{id: ana, more: {salutation: 'Excellency,', closing: 'Accept, Excellency, our respect.'}"
    )
    alter(workspace, "{id: ana", more)
    for name in LETTERS:
        lines = letter(name, raw=True).splitlines()
        assert {"Excellency,", "Accept, Excellency, our respect."} <= set(lines), name
        assert not any("Dear" in line or "sincerely" in line for line in lines), name


HEADS = {
    "en": "Geneva, {} 2020 Reference: sstc-cities-ecommerce-2020/07/ana "
    "Dr. Ana María Director Chile Subject: {}, Friday, 9 October 2020 – Sustainable",
    "zh": "编号：sstc-cities-ecommerce-2020/07/ana 智利 Director 安娜博士 "
    "事由：{}，2020年10月9日（周五）——",
}
MATTERS = {"speaker-invitation": ("Invitation to speak", "演讲邀请函"),
           "speaker-thanks": ("Thank you", "感谢您的参与")}  # fmt: skip


@pytest.mark.parametrize("name", MATTERS)
def test_a_letter_has_place_date_reference_address_and_matter(letter, workspace, name) -> None:
    alter(workspace, "{id: ana,", "{id: ana, country: CL,")
    signs = "  - id: catis\n    signatory: {name: Li, place: Geneva}\n"
    alter(workspace, "  - id: catis\n", signs)
    day = "26 May" if name == "speaker-invitation" else "9 October"  # thanks come afterwards
    english, chinese = MATTERS[name]
    assert letter(name).startswith(HEADS["en"].format(day, english))
    assert letter(name, "--today", "2020-10-12", "--replace").startswith("Geneva, 12 October 2020")
    text = letter(name, "--language", "zh")
    assert text.startswith(HEADS["zh"].format(chinese))
    assert "中国服务贸易协会 Li 2020年" in text


def test_word_has_room_to_sign_side_by_side(letter: Letter, sstc: Sstc) -> None:
    letter("speaker-invitation")
    made = sstc("documents", "render", "speaker-invitation", 7, "--format", "docx").gives(0)
    word = docx.Document(made.out.strip())
    styles = [paragraph.style.name for paragraph in word.paragraphs]
    assert styles[0] == "Letter Date" and "Letter Subject" in styles and "Heading 1" not in styles
    signatures = word.tables[-1]
    assert signatures.style.name == "sstc Table Without Lines"
    names = [paragraph for cell in signatures.rows[0].cells for paragraph in cell.paragraphs]
    assert [paragraph.text[:5] for paragraph in names] == ["China", "South"]
    assert {paragraph.style.paragraph_format.space_before.cm for paragraph in names} == {1.905}
    assert all(paragraph.paragraph_format.keep_with_next for paragraph in names)
    (below,) = signatures.rows[-1].cells[0].paragraphs  # it is on their page in LibreOffice, too
    assert below.text.startswith("Contact: CATIS") and below.style.name == "Letter Contact"
    # the line that a table needs below it begins no page of its own
    last = word.paragraphs[-1]
    assert last.paragraph_format.line_spacing.pt == 1 and last._p.xpath("w:pPr/w:rPr/w:vanish")


def letters_of_all(sstc: Sstc, *words: object) -> set[str]:
    result = sstc("documents", "render", "--all", 7, "--format", "md", *words).gives(0)
    return {name for name in LETTERS if f"out/{name}/" in result.out}


def test_all_leaves_out_letters_that_would_come_too_early(letter: Letter, sstc: Sstc) -> None:
    letter("speaker-invitation")
    assert letters_of_all(sstc, "--today", "2020-10-09") == {"speaker-invitation"}
    sstc("schedule", "set", "webinars[6].talks[0].confirmed", "true").gives(0)
    assert letters_of_all(sstc, "--today", "2020-10-09") == set(LETTERS[:2])
    assert letters_of_all(sstc, "--today", "2020-10-10") == set(LETTERS)


def test_a_letter_that_is_named_too_early_has_a_warning(letter: Letter, sstc: Sstc) -> None:
    letter("speaker-invitation")
    render = ("documents", "render", *LETTERS, 7, "--format", "md", "--today")
    early = sstc(*render, "2020-10-09").gives(0, "`speaker-thanks`: not over yet: webinar 7")
    assert len(early.out.splitlines()) == 3
    assert "`speaker-confirmation`: some speakers have not confirmed: webinar 7" in early.err
    assert "not over" not in sstc(*render, "2020-10-10").err


@pytest.mark.parametrize("name", LETTERS)
def test_a_letter_is_one_page(letter: Letter, sstc: Sstc, name: str) -> None:
    languages = [word for code in ("en", "zh") for word in ("--language", code)]
    for line in sstc("documents", "render", name, 7, "--format", "pdf", *languages).out.split():
        assert poppler("pdftotext", Path(line).read_bytes()).count(b"\f") == 1, line


@FILE_MODES
@pytest.mark.parametrize("name", LETTERS)
def test_only_its_owner_can_read_a_letter_with_a_private_link(letter, sstc, name) -> None:
    letter(name)
    (file,) = Path("out", name).iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
