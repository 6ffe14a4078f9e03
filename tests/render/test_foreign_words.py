"""Words of another language, and documents in several: each format says which is which."""

from dataclasses import replace

import pytest
from conftest import read_series
from docx.enum.section import WD_SECTION
from docx.oxml.ns import qn
from made import TEMPLATES, word_in

from sstc_cli.model import Foreign, Text
from sstc_cli.render import FORMATS, Document, Templates
from sstc_cli.render.escape import add_direction_mark, escape, isolate_ends, without_language_marks
from sstc_cli.render.templates import translator
from sstc_cli.views.agenda import agenda_view
from sstc_cli.views.catalogues import read_labels
from sstc_cli.views.programme import programme_view

TITLE = "A [x](y) {lang=fr} & *b*"
SERIES = read_series(
    "languages: [en, zh, ar]\n"
    "webinars: [{id: a, number: 1, starts: 2020-08-14 15:30, ends: 2020-08-14 17:00, "
    f"title: {{en: '{TITLE}', ar: دفع}}, summary: {{ar: \"دفع\\n\\nمدن\"}}}}]"
)


def agenda(language: str, **labels: str) -> tuple[Document, Templates]:
    templates = Templates(
        TEMPLATES, TEMPLATES, labels, {"en": "英语", "ar": "阿拉伯语"}.__getitem__
    )
    return templates.document(
        "agenda", agenda_view(SERIES, SERIES.webinars[0], language)
    ), templates


def test_a_text_without_the_language_is_foreign_but_not_to_a_kind_of_it() -> None:
    text = Text({"en": "One", "fr": "Un"})
    picked = text.pick("zh")
    assert isinstance(picked, Foreign)
    assert (picked, picked.language, picked.text) == ("One", "en", text)
    assert not isinstance(text.pick("fr"), Foreign)
    assert not isinstance(Text("One").pick("zh"), Foreign)
    text = Text({"en": "One", "pt": "Um"})
    assert text.pick("pt-PT") == "Um"
    assert not isinstance(text.pick("pt-PT"), Foreign)
    assert Text({"pt": "Um", "pt-PT": "Uma"}).pick("pt-PT") == "Uma"
    assert isinstance(Text({"en": "One", "pt-PT": "Um"}).pick("pt"), Foreign)


def test_foreign_words_are_marked_and_counted_once_each() -> None:
    document, _ = agenda("zh", **{"{text} [{language}]": "{text}（{language}）"})
    assert "（英语）\n\nA series" in document.markdown
    assert (
        "[\u200fدفع\u200f]{lang=ar}（阿拉伯语）\n\n[\u200fمدن\u200f]{lang=ar}（阿拉伯语）"
        in document.markdown
    )
    assert [words.language for words in document.foreign] == ["en", "ar"]
    assert "Agenda" in document.untranslated
    assert "{text} [{language}]" not in document.untranslated
    assert agenda("ar")[0].foreign == ()


def test_names_of_organisations_are_words_of_a_language_that_nothing_names() -> None:
    series = read_series(
        "languages: [en, zh]\n"
        "organisers: [{id: a, name: {en: The Office}, short: {en: Office}, email: a@example.org},"
        " {id: b, name: {zh: 研究所}, short: {en: Institute}, email: b@example.org}]\n"
        "webinars: [{id: a, number: 1, title: A, starts: 2020-08-14 15:30, ends: 2020-08-14 17:00}]"
    )
    templates = Templates(TEMPLATES, TEMPLATES, {}, {"en": "anglais", "zh": "chinois"}.__getitem__)
    document = templates.document("programme", programme_view(series, "fr"))
    for office in (
        "[The Office]{lang=en} ([Office]{lang=en})",
        "[研究所]{lang=zh} ([Institute]{lang=en})",
    ):
        assert office in document.markdown


@pytest.mark.parametrize(("language", "name"), [("zh", "“O'Connor”"), ("en", "“O’Connor”")])
def test_the_apostrophe_of_a_name_is_narrow_in_chinese(language: str, name: str) -> None:
    series = read_series(
        "webinars: [{id: a, number: 1, title: “O’Connor”, starts: 2020-08-14 15:30,"
        " ends: 2020-08-14 17:00}]"
    )
    view = agenda_view(series, series.webinars[0], language)
    assert name in Templates(TEMPLATES, TEMPLATES, {}).document("agenda", view).markdown


@pytest.mark.parametrize(
    ("markdown", "plain"),
    [
        ("[one]{lang=en} [two]{lang=zh}", "one two"),
        (r"\[one]{lang=en} [a\]b]{lang=en}", r"\[one]{lang=en} a\]b"),
        (
            "[one](<https://example.org>) [two]{lang=9}",
            "[one](<https://example.org>) [two]{lang=9}",
        ),
    ],
)
def test_only_what_was_set_apart_is_joined(markdown: str, plain: str) -> None:
    assert without_language_marks(markdown) == plain


def bilingual(*languages: str) -> tuple[Document, Templates]:
    (first, templates), *further = map(agenda, languages)
    return replace(first, also=tuple(document for document, _ in further)), templates


def test_two_languages_stand_one_after_the_other() -> None:
    page = FORMATS["html"](*bilingual("en", "ar")).decode()
    kicker = '<p class="kicker">Webinar 1 of 1</p>'
    assert '<html lang="en" dir="ltr">' in page
    assert f'<section lang="ar" dir="rtl">\n{kicker}\n<h1>دفع</h1>' in page


def test_word_begins_a_page_for_each_language_in_its_direction() -> None:
    word = word_in(FORMATS["docx"](*bilingual("ar", "en", "ar")))
    heads = [paragraph for paragraph in word.paragraphs if paragraph.style.name == "Heading 1"]
    assert [section.start_type for section in word.sections] == [WD_SECTION.NEW_PAGE] * 3
    bidi = [head._p.pPr.find(qn("w:bidi")) for head in heads]
    assert [mark.get(qn("w:val")) for mark in bidi] == ["1", "0", "1"]
    assert [run._r.rPr.find(qn("w:lang")).attrib for run in heads[2].runs] == [
        {qn("w:bidi"): "ar-SA"}
    ]
    sides = [table._tbl.tblPr.find(qn("w:bidiVisual")) is not None for table in word.tables]
    assert sides == [True, True, False, False, True, True]


@pytest.mark.parametrize(
    ("text", "direction", "full", "ends"),
    [
        ("All may change.", "rtl", True, True),
        ("All may change.", "ltr", False, False),
        ("«دفع».", "ltr", True, True),
        ("«دفع».", "rtl", False, False),
        ("Payments (part 2)", "rtl", None, True),
        ("10 mayors", "rtl", None, True),
        ("ليلى (دكتوراه)", "ltr", None, True),
        ("ليلى (دكتوراه)", "rtl", None, False),
        ("UTC−5", "rtl", None, False),
        ("O'Brien", "rtl", None, False),
        ("محمد", "ltr", None, False),
        ("15:30–17:00", "rtl", None, False),
        ("", "rtl", None, False),
    ],
)
def test_words_of_the_other_direction_keep_their_ends(text, direction, full, ends) -> None:
    mark = "\u200e" if direction == "rtl" else "\u200f"
    assert isolate_ends(text, direction) == (f"{mark}{text}{mark}" if ends else text)
    if full is not None:
        assert add_direction_mark(text, direction) == (f"{mark}{text}{mark}" if full else text)


@pytest.mark.parametrize(
    ("honorific", "expected"),
    [
        ({"en": "Her Excellency", "zh": "阁下"}, "王芳阁下"),
        ({"": "教授"}, "王芳教授"),
        ({"": "Dr."}, "Dr. 王芳"),
        ({"en": "Her Excellency"}, "Her Excellency (en) 王芳"),
    ],
)
def test_a_foreign_honorific_is_before_the_name_in_chinese(honorific, expected) -> None:
    labels = read_labels([TEMPLATES], "zh")
    printed = lambda text: escape(text + (" (en)" if hasattr(text, "language") else ""))  # noqa: E731
    label = translator(lambda text: labels.get(text, text), printed, escape)
    shown = label("{honorific} {name}", honorific=Text(honorific).pick("zh"), name="王芳")
    assert shown.replace("\\", "") == expected


def test_formats_name_the_language_of_words_or_show_the_mark() -> None:
    document, templates = agenda("zh")
    markdown, text, page = (
        FORMATS[kind](document, templates).decode() for kind in ("md", "txt", "html")
    )
    assert "{lang=en}" not in markdown
    assert markdown.startswith("Webinar 1 of 1\n\n# A \\[x\\](y) {lang=fr} & \\*b\\* \\[英语\\]\n")
    assert text.startswith(f"Webinar 1 of 1\n\n{TITLE} [英语]\n")
    shown = TITLE.replace("&", "&amp;")
    assert f'<h1><span lang="en" dir="auto">{shown}</span> [英语]</h1>' in page
    assert f"<title>{shown} [英语]</title>" in page
    assert '<p><span lang="ar" dir="auto">\u200fمدن\u200f</span> [阿拉伯语]</p>' in page
    word = word_in(FORMATS["docx"](document, templates))
    runs = [run for paragraph in word.paragraphs for run in paragraph.runs]
    found = {
        run.text: [run._r.rPr.find(qn(f"w:{name}")).attrib for name in ("lang", "rtl")]
        for run in runs
        if run._r.rPr is not None and run._r.rPr.find(qn("w:lang")) is not None
    }
    assert found[TITLE] == [{qn("w:val"): "en-GB"}, {qn("w:val"): "0"}]
    assert found["\u200fمدن\u200f"] == [{qn("w:bidi"): "ar-SA"}, {qn("w:val"): "1"}]
