"""Each format gives back exactly the texts that were written into it."""

import json
import re
from codecs import BOM_UTF8
from collections.abc import Iterator
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sstc_cli.diagnostics import Path
from sstc_cli.errors import SstcError
from sstc_cli.model import Series
from sstc_cli.rules import texts_of
from sstc_cli.sheets import read_sheets
from sstc_cli.translations.files import Progress
from sstc_cli.translations.incoming import Wishes, edits_of, review
from sstc_cli.translations.po import read_texts, write_texts
from sstc_cli.translations.units import Heads, Place, State, Texts, Unit, texts_for
from sstc_cli.translations.workbook import read_workbook, write_workbook
from sstc_cli.translations.xliff import read_xliff, write_xliff
from sstc_cli.unseen import unseen_in
from sstc_cli.workspace import open_workspace
from sstc_cli.workspace.edits import with_edits_of_files

HEADS = Heads(("Title",))
PART = st.one_of(
    st.sampled_from(
        [
            "{content.two_best}",
            "[1]",
            "[1, 2]",
            "https://example.org/a?b=c&d=e",
            "<b>",
            "&amp;",
            '"',
            "\\",
            "=1+1",
            "中文",
            "العربية",
            "é",
            "%s",
            "100 % of",
        ]
    ),
    st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=8),
)
TEXT = st.lists(PART, min_size=1, max_size=6).map(" ".join).filter(lambda text: not unseen_in(text))


@st.composite
def all_texts(draw) -> Texts:
    sources = draw(st.lists(TEXT, min_size=1, max_size=5, unique=True))
    units = []
    for number, source in enumerate(sources):
        target = draw(
            st.one_of(st.just(""), TEXT.filter(lambda text, source=source: text != source))
        )
        id_ = f"webinars[w-{number}].title"
        state = State.DONE if target else State.MISSING
        place = Place("data/webinars.yaml", ("webinars", number, "title"), id_, target)
        units.append(Unit(id_, source, target, state, HEADS, None, (), (place,)))
    return Texts("series", "en", "fr", tuple(units), (), 0)


def back(texts: Texts, kind: str, folder):
    """Return what is read from the file that is written."""
    if kind == "po":
        return read_texts(write_texts(texts, texts.units), "a.po")
    if kind == "xlsx":
        file = folder / "a.xlsx"
        file.write_bytes(write_workbook(texts, texts.units, datetime(2020, 1, 1), "Series", {}))
        return read_workbook(read_sheets(file, whole=True))
    return read_xliff(write_xliff(texts, texts.units, kind), "a.xlf")


@pytest.mark.parametrize("kind", ["1.2", "2.0", "po"])
@given(texts=all_texts())
def test_a_file_has_the_texts_that_were_written(kind, texts) -> None:
    file = back(texts, kind, None)
    assert (file.series, file.source_language, file.language) == ("series", "en", "fr")
    assert [one.id for one in file.units] == [unit.id for unit in texts.units]
    for one, unit in zip(file.units, texts.units, strict=True):
        assert one.source == unit.source
        assert one.target == (unit.target or (unit.source if kind == "1.2" else ""))
    found = review(texts, file, Wishes())
    assert (found.taken, found.left) == ([], [])
    assert found.unchanged == len(texts.units)


WORDS = st.text("abz é中ب,.:'\"#-!", min_size=1, max_size=20).map(lambda text: f"A {text} b [1]")
FORMS = (
    "{key}: {{en: {en}, zh: {zh}}} # why",
    "{key}:\n{in_}  # one\n{in_}  en: {en} # two\n{in_}  zh: {zh}",
    "{key}: {{en: {en}}}",
    "{key}: {en}",
    "{key}:\n{in_}  en: >- # three\n{in_}    {plain}\n{in_}    and more words\n",
)


@st.composite
def plans(draw) -> str:
    """Return a plan whose texts are written in each way that YAML has for them."""

    def text(key: str, indent: str) -> str:
        en, zh = draw(WORDS), draw(WORDS)
        quoted = [json.dumps(words, ensure_ascii=False) for words in (en, zh)]
        form = draw(st.sampled_from(FORMS))
        plain = " ".join(re.sub(r"[:#]", "", en).split())
        return form.format(key=key, en=quoted[0], zh=quoted[1], plain=plain, in_=indent)

    head = f"# A plan\n{text('title', '')}\nlanguages: [en, zh, fr, es]\n{SLOTS}webinars:\n"
    items = (
        f"  # number {n}\n  - id: w{n}\n    {text('title', '    ')}\n    number: {n}\n"
        f"    starts: 2020-08-{n + 10} 15:30\n    ends: 2020-08-{n + 10} 17:00\n"
        f"    {text('summary', '    ')}\n"
        for n in range(1, draw(st.integers(1, 3)) + 1)
    )
    return (head + "".join(items)).replace("\n", draw(st.sampled_from(["\n", "\r\n"])))


SLOTS = """\
id: series
domain: example.org
zone: Asia/Shanghai
revised: 2020-07-01 00:00
count: 3
window: {starts: 2020-08-01, ends: 2020-09-01}
organisers: [{id: office, name: The office}]
"""


@settings(max_examples=1000)
@given(text=plans(), kind=st.sampled_from(["1.2", "2.0", "po"]), data=st.data())
def test_an_import_changes_nothing_but_translations(tmp_path_factory, text, kind, data) -> None:
    root = tmp_path_factory.getbasetemp() / "random"
    (root / "data").mkdir(parents=True, exist_ok=True)
    (root / "data" / "webinars.yaml").write_bytes(text.encode())
    before = open_workspace(root, date(2020, 8, 1))
    assert before.series, before.diagnostics
    found, expected = [], dict[Path, str]()
    for texts in texts_for(before, before.series, ["fr", "es"]):
        file = back(texts, kind, None)
        unchanged = review(texts, file, Wishes())
        assert (unchanged.taken, unchanged.left) == ([], [])
        marks = data.draw(st.lists(WORDS | st.none(), min_size=9, max_size=9))
        units = [
            one._replace(target=f"{texts.language} {mark}", progress=Progress.DONE) if mark else one
            for one, mark in zip(file.units, marks, strict=False)
        ]
        found.append(review(texts, file._replace(units=tuple(units)), Wishes()))
        for taken in found[-1].taken:
            for place in taken.places:
                expected[*place.path, texts.language] = taken.target
        assert found[-1].left == []
    after = with_edits_of_files(before, edits_of(before, "en", found))
    old, new = (dict(_words_of(one.series)) for one in (before, after))
    assert new == {**old, **expected}
    comments = [
        re.findall(r"# (?:A plan|number .|why|one|two|three)", one.main.tree.text)
        for one in (before, after)
    ]
    assert comments[0] == comments[1]


def _words_of(series: Series) -> Iterator[tuple[Path, str]]:
    """Yield the words of each text by path and language; a plain string is English."""
    for path, text in texts_of(series, enumerate(series.webinars)):
        for language, words in text.by_language.items():
            yield (*path, language or "en"), words


def test_a_file_of_gettext_from_an_editor_of_windows_is_read() -> None:
    unit = Unit("title", "Ports", "", State.MISSING, HEADS, None, (), ())
    data = write_texts(Texts("series", "en", "fr", (unit,), (), 0), (unit,))
    marked = BOM_UTF8 + data.replace(b"\n", b"\r\n")
    assert read_texts(marked, "a.po").units[0].source == "Ports"


@pytest.mark.parametrize(
    ("escaped", "words"),
    [
        (r"\007Bon", "\7Bon"),
        (r"\x1bBon", "\x1bBon"),
        (r"\303\251t\303\251", "été"),
        (r"\042a\012b\042", '"a\nb"'),
        (r"a\\007", r"a\007"),
    ],
)
def test_escapes_of_gettext_are_read(escaped, words) -> None:
    unit = Unit("title", "Ports", "XX", State.DONE, HEADS, None, (), ())
    data = write_texts(Texts("series", "en", "fr", (unit,), (), 0), (unit,))
    changed = data.replace(b'"XX"', f'"{escaped}"'.encode())
    assert read_texts(changed, "a.po").units[0].target == words


def test_an_entry_that_comes_again_is_not_lost() -> None:
    unit = Unit("title", "Ports", "Un", State.DONE, HEADS, None, (), ())
    data = write_texts(Texts("series", "en", "fr", (unit,), (), 0), (unit,))
    again = data.partition(b"\n\n")[2].replace(b"Un", b"Deux")
    assert [one.target for one in read_texts(data + again, "a.po").units] == ["Un", "Deux"]


def test_entries_that_a_merge_with_a_newer_file_made_obsolete_are_not_missing() -> None:
    units = [
        Unit(id_, words, "", State.MISSING, HEADS, None, (), ())
        for id_, words in (("title", "Ports"), ("notes[0]", "Bring a pen"))
    ]
    data = write_texts(Texts("series", "en", "fr", tuple(units), (), 0), units)
    kept = b"\n\n".join([*data.split(b"\n\n")[:2], b""])
    obsolete = b'#~ msgctxt "notes[0]"\n#~ msgid "Bring a pen"\n#~ msgstr "Un stylo"\n'
    assert [one.id for one in read_texts(kept + obsolete, "a.po").units] == ["title"]
    with pytest.raises(SstcError, match="is cut: it has 1 of 2 texts"):
        read_texts(kept, "a.po")


def test_a_workbook_has_the_texts_that_were_written(tmp_path) -> None:
    @given(texts=all_texts())
    def check(texts: Texts) -> None:
        file = back(texts, "xlsx", tmp_path)
        assert [(one.id, one.source, one.target) for one in file.units] == [
            (unit.id, unit.source, unit.target) for unit in texts.units
        ]
        assert not review(texts, file, Wishes()).taken

    check()


SPLIT = {
    "2.0": """<xliff version="2.0" xmlns="urn:oasis:names:tc:xliff:document:2.0" srcLang="en"
      trgLang="fr"><file id="f" original="series"><unit id="u1" name="title">
      <segment state="translated"><source>One.</source><target>Un.</target></segment>
      <ignorable><source> </source></ignorable>
      <segment state="initial"><source>Two.</source>{second}</segment>
      </unit></file></xliff>""",
    "1.2": """<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
      <file original="series" source-language="en" target-language="fr"><body>
      <trans-unit id="title"><source>One. Two.</source>
      <seg-source><mrk mtype="seg" mid="1">One.</mrk> <mrk mtype="seg"
      mid="2">Two.</mrk></seg-source>
      <target><mrk mtype="seg" mid="1">Un.</mrk> <mrk mtype="seg" mid="2">{second}</mrk></target>
      </trans-unit></body></file></xliff>""",
}


@pytest.mark.parametrize("kind", SPLIT)
def test_segments_that_a_program_has_split_are_one_text(kind) -> None:
    second = "<target>Deux.</target>" if kind == "2.0" else "Deux."
    (unit,) = read_xliff(SPLIT[kind].format(second=second).encode(), "a.xlf").units
    found = unit.id, unit.source, unit.target, unit.refused
    assert found == ("title", "One. Two.", "Un. Deux.", "")
    (unit,) = read_xliff(SPLIT[kind].format(second="").encode(), "a.xlf").units
    assert unit.refused == "is translated only in part"


def test_a_unit_without_its_id_and_files_of_two_languages_are_seen() -> None:
    text = SPLIT["1.2"].format(second="Deux.")
    (unit,) = read_xliff(text.replace(' id="title"', "").encode(), "a.xlf").units
    assert (unit.id, unit.source) == ("", "One. Two.")
    other = text[text.index("<file") : text.index("</xliff>")].replace('"fr"', '"es"')
    with pytest.raises(SstcError, match="of several series or languages"):
        read_xliff(text.replace("</xliff>", f"{other}</xliff>").encode(), "a.xlf")
