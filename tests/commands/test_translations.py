"""`sstc translations`: every text goes out in each format, and comes back as it should."""

import re
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from babel.messages.pofile import read_po, write_po
from made import TEMPLATES
from openpyxl import load_workbook

from sstc_cli.model.glossary import read_glossary
from sstc_cli.source import parse
from sstc_cli.translations.units import HEADS
from sstc_cli.views.catalogues import read_labels

SERIES = "sstc-cities-ecommerce-2020"
FILES = {"xlsx": "xlsx", "xliff": "xlf", "xliff2": "xlf", "po": "po"}


@pytest.fixture
def french(workspace: Path) -> Path:
    """The shipped series, which has French too, in which nothing is written yet."""
    plan = workspace / "data" / "webinars.yaml"
    text = plan.read_text("utf-8")
    assert "languages: [en, zh]" in text
    plan.write_text(text.replace("languages: [en, zh]", "languages: [en, zh, fr]"), "utf-8")
    return workspace


def fill(path: Path, kind: str, translated) -> None:
    """Translate each text as a program or a person would."""
    if kind == "xlsx":
        book = load_workbook(path)
        sheet = book.worksheets[0]
        for row in range(2, sheet.max_row + 1):
            sheet.cell(row, 2).value = translated(sheet.cell(row, 1).value)
        book.save(path)
        return
    if kind == "po":
        catalogue = read_po(BytesIO(path.read_bytes()))
        for message in catalogue:
            if message.id:
                message.string = translated(message.id)
        # babel writes a head of its own
        head = path.read_text("utf-8").partition("\n\n")[0]
        stream = BytesIO()
        write_po(stream, catalogue, omit_header=True, width=60)
        path.write_bytes(f"{head}\n\n".encode() + stream.getvalue())
        return
    text = path.read_text("utf-8")
    text = re.sub(
        r"( *)<source([^>]*)>(.*?)</source>(?:\s*<target.*?</target>)?",
        lambda found: (
            f"{found[1]}<source{found[2]}>{found[3]}</source>\n"
            f"{found[1]}<target{found[2]}>{translated(found[3])}</target>"
        ),
        text,
        flags=re.DOTALL,
    )
    text = text.replace('state="initial"', 'state="translated"')
    path.write_text(text.replace("<target>", '<target state="translated">'), "utf-8")


def translated(text: str) -> str:
    return f"« {text} »"


@pytest.mark.parametrize("kind", FILES)
def test_all_texts_go_out_and_come_back(sstc, french, kind) -> None:
    before = (french / "data" / "webinars.yaml").read_text("utf-8")
    words = ("translations", "export", "--language", "fr", "--reference", "zh")
    assert sstc(*words, "--format", kind).status == 0
    assert "`fr` is in the file already" in sstc(*words, "--reference", "fr").gives(2).err
    file = french / "out" / "translations" / f"{SERIES}.fr.{FILES[kind]}"
    if kind == "xlsx":
        book = load_workbook(file)
        assert book.sheetnames == ["Traductions", "Lisez-moi", "sstc"]
        heads = [cell.value for cell in book.worksheets[0][1]]
        assert heads == [
            "English",
            "français",
            "中文",
            "Où le texte figure",
            "Identifiant du texte",
        ]
        places = {cell.value for cell in book.worksheets[0]["D"]}
        assert "Webinaire 7 · 2020-10-09 · Titre · Caractères au maximum\xa0: 135" in places
        assert {"Toute la série", "Questionnaire · Question · Réponse · + 2"} <= places
        assert "构建可持续的跨境电子商务金融生态系统" in {
            cell.value for cell in book.worksheets[0]["C"]
        }
    else:
        assert "中文: 构建可持续的跨境电子商务金融生态系统" in file.read_text("utf-8")
    unchanged = sstc("translations", "import", file)
    assert (unchanged.status, "nothing to change" in unchanged.err) == (0, True)
    fill(file, kind, translated)
    done = sstc("translations", "import", file, "--yes")
    assert (done.status, done.err.count("left:")) == (0, 0), done.err
    assert re.match(
        r"fr +(\d+) of \1 texts$", sstc("translations", "status", "--language", "fr").out
    )
    after = (french / "data" / "webinars.yaml").read_text("utf-8")
    comments = [
        [line for line in text.splitlines() if line.lstrip().startswith("#")]
        for text in (before, after)
    ]
    assert comments[0] == comments[1]
    title = parse(after, "").root["title"]
    assert title["fr"] == f"« {title['en']} »"
    assert title["zh"] == parse(before, "").root["title"]["zh"]
    background = parse(after, "").root["background"][0]["text"]
    assert background["fr"].count("[1]") == background["en"].count("[1]") == 1
    assert sstc("validate", "--ignore", "W").status == 0
    again = sstc("translations", "import", file, "--yes")
    assert (again.status, "nothing to change" in again.err) == (0, True)
    assert (french / "data" / "webinars.yaml").read_text("utf-8") == after


def unit(file: Path, id_: str) -> str:
    """Return an entry of XLIFF 1.2 as text."""
    found = re.search(
        rf' *<trans-unit id="{re.escape(id_)}".*?</trans-unit>', file.read_text("utf-8"), re.DOTALL
    )
    assert found
    return found[0]


def with_target(file: Path, id_: str, target: str, state: str = "translated") -> None:
    """Write the translation of one text into a file of XLIFF 1.2."""
    old = unit(file, id_)
    new = re.sub(r"\s*<target.*?</target>", "", old, flags=re.DOTALL)
    new = new.replace("</source>", f'</source><target state="{state}">{target}</target>')
    file.write_text(file.read_text("utf-8").replace(old, new), "utf-8")


@pytest.fixture
def sent(sstc, french) -> Path:
    assert sstc("translations", "export", "--language", "fr", "--format", "xliff").status == 0
    return french / "out" / "translations" / f"{SERIES}.fr.xlf"


SOURCED = "background[0].text"


@pytest.mark.parametrize(
    "case",
    [
        (SOURCED, "Sans source", "translated", "has lost `[1]`"),
        ("title", "Titre [9]", "translated", "has `[9]`, which the text does not have"),
        (
            "webinars[sustainable-logistics].title",
            "x" * 140,
            "translated",
            "there is room for 135 characters",
        ),
        ("title", "x" * 10_000, "translated", "is very long: 10,000 characters for"),
        ("title", "a\u202eb", "translated", "cannot be taken"),
        ("title", "Titre", "needs-review-translation", "still needs a review"),
    ],
)
def test_what_does_not_fit_is_left(sstc, sent, case) -> None:
    french, (id_, target, state, why) = sent.parents[2], case
    with_target(sent, id_, target, state)
    before = (french / "data" / "webinars.yaml").read_bytes()
    done = sstc("translations", "import", sent, "--yes")
    assert done.status == 1
    assert f"`{id_}`" in done.err
    assert why in done.err
    assert (french / "data" / "webinars.yaml").read_bytes() == before


def with_replaced(data: bytes, old: bytes, new: bytes) -> bytes:
    """Return a workbook with other XML in its first sheet, as Excel keeps results of formulas."""
    stream, name = BytesIO(), "xl/worksheets/sheet1.xml"
    with ZipFile(BytesIO(data)) as book, ZipFile(stream, "w") as changed:
        assert old in book.read(name)
        for member in book.namelist():
            contents = book.read(member)
            changed.writestr(member, contents.replace(old, new) if member == name else contents)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("=1+1", "has no result: write text"),
        ("=1+2", "has a formula: copy the cell, and paste its value"),
        ("a\u202eb", "cannot be taken: the text has U+202E"),
        ("a_x0007_b", "cannot be taken: the text has U+0007"),
        ("merged", "is in merged cells"),
        ("x" * 10_000, "is very long"),
    ],
)
def test_what_does_not_fit_in_a_cell_is_left(sstc, french, words, why) -> None:
    assert sstc("translations", "export", "--language", "fr").status == 0
    file = french / "out" / "translations" / f"{SERIES}.fr.xlsx"
    book = load_workbook(file)
    sheet = book.worksheets[0]
    sheet.cell(2, 2).value, sheet.cell(4, 2).value = words, "Pas de webinaire"
    if words == "merged":
        sheet.merge_cells("B2:B3")
    book.save(file)
    if words == "=1+2":
        computed = (b"<f>1+2</f><v></v>", b"<f>1+2</f><v>3</v>")
        file.write_bytes(with_replaced(file.read_bytes(), *computed))
    done = sstc("translations", "import", file, "--yes")
    assert (done.status, "Pas de webinaire" in done.out) == (1, True)
    assert f"row 2: `title` {why}" in done.err


def test_a_catalogue_that_was_cut_between_two_texts_is_refused(sstc, french) -> None:
    assert sstc("translations", "export", "--language", "fr", "--format", "po").status == 0
    file = french / "out" / "translations" / f"{SERIES}.fr.po"
    kept = file.read_text("utf-8").split("\n\n")[:9]
    file.write_text("\n\n".join([*kept, ""]), "utf-8")
    done = sstc("translations", "import", file, "--yes").gives(1)
    assert re.search(r"is cut: it has 8 of \d+ texts, so nothing was changed", done.err)


def test_an_older_text_is_left_unless_it_is_wanted(sstc, french, sent) -> None:
    with_target(sent, "zone_name", "Heure de Pékin")
    plan = french / "data" / "webinars.yaml"
    plan.write_text(
        plan.read_text("utf-8").replace("en: Beijing time", "en: Time in Beijing"), "utf-8"
    )
    left = sstc("translations", "import", sent, "--yes")
    assert (left.status, "translates an older text: “Beijing time”" in left.err) == (1, True)
    assert sstc("translations", "import", sent, "--yes", "--older").status == 0
    assert "fr: Heure de Pékin" in plan.read_text("utf-8")


def test_each_text_that_is_left_has_its_line(sstc, french, sent) -> None:
    fill(sent, "xliff", lambda text: text + "x" * 10_000)
    done = sstc("translations", "import", sent, "--yes")
    count = sent.read_text("utf-8").count("<trans-unit")
    assert (done.status, done.err.count("left: "), f" {count} left to you" in done.err) == (
        1,
        count,
        True,
    )
    assert done.err.count("help: shorten it, or write it") == 1


def test_translations_that_would_be_an_error_are_left_and_the_others_taken(sstc, sent) -> None:
    options = re.findall(
        r'id="(surveys/exit:questions\[\w+\]\.options)(\S+)"', sent.read_text("utf-8")
    )
    (question, first), second = options[0], options[1][1]
    assert options[1][0] == question
    for id_ in (f"{question}{first}", f"{question}{second}"):
        with_target(sent, id_, "La réponse")
    with_target(sent, "zone_name", "Heure de Pékin")
    done = sstc("translations", "import", sent, "--yes").gives(1)
    why = "would be an error: two options can be read as `la réponse`"
    assert f"`{question}{first}` {why}" in done.err
    assert f"`{question}{second}` {why}" in done.err
    assert "1 translation to take over, 2 left to you" in done.err
    assert sstc("validate", "--ignore", "W").status == 0


def test_both_sides_edited_is_a_conflict_that_is_named(sstc, french, sent) -> None:
    plan = french / "data" / "webinars.yaml"
    text = plan.read_text("utf-8")
    plan.write_text(
        text.replace("en: Beijing time", "fr: Heure chinoise, en: Beijing time"), "utf-8"
    )
    with_target(sent, "zone_name", "Heure de Pékin")
    done = sstc("translations", "import", sent, "--yes")
    assert done.status == 1
    assert "the plan has “Heure chinoise”, the file “Heure de Pékin”" in done.err
    assert sstc("translations", "import", sent, "--yes", "--theirs").status == 0
    assert "fr: Heure de Pékin" in plan.read_text("utf-8")


def test_items_without_an_id_are_found_after_they_moved(sstc, french, sent) -> None:
    plan = french / "data" / "webinars.yaml"
    breaks = parse(plan.read_text("utf-8"), "").root["breaks"]
    with_target(sent, "breaks[0].name", "Pause")
    first, second = (
        f"{{en: {item['name']['en']}, zh: {item['name']['zh']}}}" for item in breaks[:2]
    )
    text = plan.read_text("utf-8")
    assert first in text
    assert second in text
    text = text.replace(first, "\0").replace(second, first).replace("\0", second)
    plan.write_text(text, "utf-8")
    assert sstc("translations", "import", sent, "--yes").status == 0
    assert parse(plan.read_text("utf-8"), "").root["breaks"][1]["name"]["fr"] == "Pause"


@pytest.mark.parametrize(
    ("change", "status", "why"),
    [
        (lambda text: text.replace(SERIES, "other"), 2, "is for the series `other`"),
        (
            lambda text: text.replace('target-language="fr"', 'target-language="es"'),
            2,
            "is in `es`",
        ),
        (
            lambda text: text.replace('source-language="en"', 'source-language="zh"'),
            2,
            "translates from `zh`",
        ),
        (lambda text: text[: len(text) // 2], 1, "is cut or damaged at line"),
        (
            lambda text: text.replace("?>", "?><!DOCTYPE x [<!ENTITY a 'b'>]>", 1),
            1,
            "declares entities",
        ),
        (lambda text: text.replace("urn:oasis:names:tc:xliff", "urn:x"), 1, "is not an XLIFF file"),
        (
            lambda text: text.replace('id="zone_name"', 'id="zone"').replace("Beijing time<", "B<"),
            1,
            "is not a text of the plan",
        ),
        (
            lambda text: text.replace('id="zone_name"', 'id="title"'),
            1,
            "is in the file more than once",
        ),
    ],
)
def test_a_wrong_file_gets_a_line(sstc, sent, change, status, why) -> None:
    french = sent.parents[2]
    with_target(sent, "zone_name", "Heure de Pékin")
    with_target(sent, "title", "Titre")
    sent.write_text(change(sent.read_text("utf-8")), "utf-8")
    before = (french / "data" / "webinars.yaml").read_bytes()
    done = sstc("translations", "import", sent, "--dry-run")
    assert done.status == status
    assert why in done.err
    assert (french / "data" / "webinars.yaml").read_bytes() == before


def test_what_a_program_fills_with_the_text_itself_is_not_a_translation(sstc, sent) -> None:
    sent.write_text(sent.read_text("utf-8").replace(' state="needs-translation"', ""), "utf-8")
    done = sstc("translations", "import", sent, "--yes")
    assert (done.status, "nothing to change" in done.err) == (0, True)


def test_what_a_program_leaves_half_translated_is_left(sstc, sent) -> None:
    source = re.search(r"<source>(.*)</source>", unit(sent, SOURCED), re.DOTALL)
    assert source
    with_target(sent, SOURCED, f"Une phrase. {source[1]}", "needs-translation")
    done = sstc("translations", "import", sent, "--yes")
    assert (done.status, "has a sentence of the text in it: “" in done.err) == (1, True)
    assert sstc("translations", "import", sent, "--yes", "--unreviewed").status == 0


def test_a_text_that_is_gone_and_was_not_translated_is_not_told(sstc, sent) -> None:
    sent.write_text(sent.read_text("utf-8").replace("Beijing time<", "Time<"), "utf-8")
    sent.write_text(sent.read_text("utf-8").replace('id="zone_name"', 'id="zone"'), "utf-8")
    assert "nothing to change" in sstc("translations", "import", sent).gives(0).err


def test_a_text_of_several_lines_goes_out_without_the_last_break(sstc, french) -> None:
    plan = french / "data" / "webinars.yaml"
    plan.write_text(
        re.sub(r"(?m)^zone_name:.*$", "zone_name: |\n  One.\n\n  Two.\n", plan.read_text("utf-8")),
        "utf-8",
    )
    words = ("translations", "export", "--language", "fr", "--format", "po")
    assert sstc(*words).status == 0
    file = french / "out" / "translations" / f"{SERIES}.fr.po"
    entry = 'msgid ""\n"One.\\n"\n"\\n"\n"Two."\nmsgstr ""\n'
    text = file.read_text("utf-8")
    assert entry in text
    file.write_text(text.replace(entry, entry[:-3] + '"Un.\\n\\nDeux."\n'), "utf-8")
    assert sstc("translations", "import", file, "--yes").status == 0
    zone_name = parse(plan.read_text("utf-8"), "").root["zone_name"]
    assert zone_name == {"en": "One.\n\nTwo.\n", "fr": "Un.\n\nDeux."}


def test_the_same_text_is_translated_once_and_written_in_each_place(sstc, french, sent) -> None:
    text = sent.read_text("utf-8")
    sources = re.findall(r"<source>(.*?)</source>", text, re.DOTALL)
    assert len(sources) == len(set(sources))
    with_target(sent, "themes[creative-economy].name", "Économie créative")
    done = sstc("translations", "import", sent, "--yes")
    assert done.status == 0, done.err
    data = [file.read_text("utf-8") for file in (french / "data").rglob("*.yaml")]
    named = sum(text.count("en: Creative economy") for text in data)
    assert sum(text.count("fr: Économie créative") for text in data) == named > 1


def test_places_that_have_another_translation_by_now_do_not_part_the_others(sstc, french) -> None:
    plan, themes = french / "data" / "webinars.yaml", "en: Creative economy"
    files = [file for file in (french / "data").rglob("*.yaml") if themes in file.read_text()]
    for file in files:
        text = file.read_text("utf-8")
        file.write_text(text.replace(themes, f"fr: Économie créative, {themes}"), "utf-8")
    sstc("translations", "export", "--language", "fr", "--format", "xliff", "--all").gives(0)
    sent = french / "out" / "translations" / f"{SERIES}.fr.xlf"
    with_target(sent, "themes[creative-economy].name", "Économie de la création")
    text = plan.read_text("utf-8")
    text = text.replace("fr: Économie créative", "fr: Économie de la création", 1)
    plan.write_text(text, "utf-8")
    sstc("translations", "import", sent, "--yes").gives(0)
    assert not any("Économie créative" in file.read_text("utf-8") for file in files)


def test_addresses_and_private_links_never_leave(sstc, french) -> None:
    plan = french / "data" / "webinars.yaml"
    text = plan.read_text("utf-8")
    plan.write_text(
        text + "notes:\n- Write to ana@example.net.\n- Join at https://example.org/j/81549300.\n"
        if "\nnotes:" not in text
        else text.replace("\nnotes:\n", "\nnotes:\n  - Write to ana@example.net.\n", 1),
        "utf-8",
    )
    done = sstc("translations", "export", "--language", "fr", "--format", "po")
    file = french / "out" / "translations" / f"{SERIES}.fr.po"
    assert "private text" in done.err
    assert "ana@example.net" not in file.read_text("utf-8")


def test_an_address_in_a_translation_of_a_survey_is_told_and_never_leaves(sstc, sent) -> None:
    with_target(sent, "surveys/exit:title", "Enquête, tél. +221 77 123 45 67")
    done = sstc("translations", "import", sent, "--yes")
    told = "data/surveys/exit.yaml:9:7: warning W601 a phone number is in a public text"
    assert (done.status, told in done.err, "W501" in done.err) == (0, True, False), done.err
    assert told in sstc("validate").out
    corrected = sent.rename(sent.with_name("corrected.xlf"))
    done = sstc("translations", "export", "--language", "fr", "--format", "xliff", "--all")
    assert "1 private text left out" in done.err
    assert "123 45 67" not in sent.read_text("utf-8")
    with_target(corrected, "surveys/exit:title", "Enquête")
    assert sstc("translations", "import", corrected, "--yes", "--theirs").status == 0
    assert "W601" not in sstc("validate").out


def test_a_number_of_a_source_may_be_written_as_in_chinese(sstc, french) -> None:
    assert "［1、2］" in (french / "data" / "webinars.yaml").read_text("utf-8")
    assert "W548" not in sstc("validate").out


def test_a_figure_that_a_translation_of_the_report_lacks_is_told(sstc, workspace) -> None:
    report = workspace / "data" / "report.yaml"
    before = report.read_text("utf-8")
    assert "，会后为{gain.after}。" in before
    report.write_text(before.replace("，会后为{gain.after}。", "。", 1), "utf-8")
    found = sstc("validate", "--select", "W548").out
    assert "data/report.yaml:" in found
    assert "the `zh` text lacks `{gain.after}`, which the `en` text has" in found


def test_a_glossary_is_checked_and_goes_out_beside_the_files(sstc, french) -> None:
    glossary = french / "data" / "glossary.csv"
    terms = "Beijing time,首都时间,heure de Pékin\nThree webinars,三场讲座,trois webinaires\n"
    glossary.write_text(f"term,zh,fr\n{terms}", "utf-8")
    found = sstc("validate", "--select", "W549").out
    assert "the glossary has `首都时间` for `Beijing time`" in found
    assert "data/report.yaml:" in found
    assert sstc("translations", "export", "--language", "fr").status == 0
    tbx = (french / "out" / "translations" / f"{SERIES}.tbx").read_text("utf-8")
    assert '<langSec xml:lang="fr"><termSec><term>heure de Pékin</term>' in tbx
    one = ("--language", "zh", "--format", "xliff", "--all", "-o", "plan.zh.xlf")
    assert "the glossary is left out" in sstc("translations", "export", *one).gives(0).err
    glossary.write_bytes(b"begriff,zh\n")
    found = sstc("validate")
    assert (found.status, "W544" in found.out + found.err) == (0, True)


def test_labels_of_own_templates_go_out_and_come_back(sstc, french) -> None:
    folder = french / "templates"
    folder.mkdir()
    (folder / "agenda.md.j2").write_text('# {{ _("Programme of our hall") }}\n', "utf-8")
    assert sstc("translations", "export", "--language", "fr", "--format", "xliff").status == 0
    file = french / "out" / "translations" / f"{SERIES}.fr.xlf"
    with_target(file, "labels:Programme of our hall", "Programme de notre salle")
    done = sstc("translations", "import", file, "--yes")
    assert done.status == 0
    assert "updated templates/labels/fr.po" in done.err
    shown = sstc("agenda", "render", "7", "--language", "fr", "-o", "-").out
    assert shown.startswith("# Programme de notre salle")
    kept = (folder / "labels" / "fr.po").read_text("utf-8")
    with_target(file, "labels:Programme of our hall", "Programme de la salle")
    assert sstc("translations", "import", file, "--yes", "--theirs").status == 0
    assert (folder / "labels" / "fr.po").read_text("utf-8") == kept.replace("notre", "la")
    sstc("undo", "--yes").gives(0, shows="templates/labels/fr.po: labels")
    assert (folder / "labels" / "fr.po").read_text("utf-8") == kept
    sstc("undo", "--yes").gives(0, "updated templates/labels/fr.po")
    assert not (folder / "labels" / "fr.po").exists()


def test_the_series_in_seven_languages_passes_out_and_back(sstc, workspace) -> None:
    plan = workspace / "data" / "webinars.yaml"
    languages = ("zh", "fr", "es", "ru", "ar", "pt")
    text = plan.read_text("utf-8").replace(
        "languages: [en, zh]", f"languages: [en, {', '.join(languages)}]"
    )
    plan.write_text(text, "utf-8")
    assert sstc("translations", "export", "--all").status == 0
    files = [workspace / "out" / "translations" / f"{SERIES}.{code}.xlsx" for code in languages]
    for file in files:
        code = file.stem.rpartition(".")[2]
        fill(
            file, "xlsx", lambda text, code=code: f"{code} {text}" if code != "zh" else f"这{text}"
        )
    done = sstc("translations", "import", *files, "--yes")
    assert done.status == 0, done.err
    listed = sstc("undo", "--list").out.splitlines()
    assert re.fullmatch(r"   and [\d,]+ more lines", listed[-1])
    assert len(listed) == 42
    states = sstc("translations", "status").out
    assert len(re.findall(r"^\w\w +(\d+) of \1 texts$", states, re.MULTILINE)) == len(languages)
    assert not re.search(r"E\d\d\d|W501|W510|W548|W704", sstc("validate").out)


def test_validate_counts_what_a_language_lacks_in_each_file(sstc, french) -> None:
    lines = sstc("validate", "--select", "W501").out.splitlines()
    (found,) = [line for line in lines if line.startswith("data/webinars.yaml:")]
    assert re.search(r"`title` has no text in fr \(also `zone_name`, .* and \d\d more\)", found)
    assert "sstc translations status --language fr --all" in found
    for file in ("data/surveys/exit.yaml", "data/report.yaml"):
        (found,) = [line for line in lines if line.startswith(f"{file}:")]
        assert "texts have no words in fr" in found
        assert "sstc translations export --language fr" in found


@pytest.mark.parametrize("words", ["Time of the city of Beijing", "北京时间"])
def test_one_string_for_all_languages_is_told(sstc, workspace, words) -> None:
    plan = workspace / "data" / "webinars.yaml"
    text = plan.read_text("utf-8")
    assert "{en: Beijing time, zh: 北京时间}" in text
    plan.write_text(text.replace("{en: Beijing time, zh: 北京时间}", words), "utf-8")
    assert "W510 1 text is the same in en and zh" in sstc("validate").out


def test_plain_strings_of_the_report_and_of_notes_are_told(sstc, workspace) -> None:
    report = workspace / "data" / "report.yaml"
    names = "evaluators: [{name: Ana Diallo}]\n"
    report.write_text(f"purpose: To decide whether to repeat it.\n{names}", "utf-8")
    found = sstc("validate", "--select", "W510").out
    assert re.search(r"data/report.yaml:1:10: warning W510 1 text is the same in en and zh", found)
    listed = sstc("translations", "status", "--all").out
    assert "report:purpose" in listed
    assert "Ana Diallo" not in listed


def test_a_term_is_found_in_chinese_which_has_no_spaces() -> None:
    (term,), _ = read_glossary("term,en\n港口,harbour\n")
    assert term.is_in("绿色港口的发展")
    assert term.is_used_in("Green harbours", "en")
    assert not term.is_used_in("Green ports", "en")


def test_a_row_without_its_id_is_found_by_its_text(sstc, french) -> None:
    assert sstc("translations", "export", "--language", "fr").status == 0
    file = french / "out" / "translations" / f"{SERIES}.fr.xlsx"
    book = load_workbook(file)
    sheet = book.worksheets[0]
    sheet.cell(2, 2).value, sheet.cell(2, 4).value = "Titre", None
    sheet.cell(3, 1).value = sheet.cell(3, 4).value = None
    sheet.cell(3, 2).value = "Sans texte"
    book.save(file)
    done = sstc("translations", "import", file, "--yes")
    assert done.status == 1
    assert "row 3: a text without an id is not a text of the plan" in done.err
    assert "fr: Titre" in (french / "data" / "webinars.yaml").read_text("utf-8")


def test_the_glossary_is_not_taken_for_a_translation(sstc, french) -> None:
    (french / "data" / "glossary.csv").write_text("term,fr\nport,port\n", "utf-8")
    assert sstc("translations", "export").status == 0
    files = [*(french / "out" / "translations").iterdir()]
    done = sstc("translations", "import", *files, "--yes")
    assert (done.status, f"{SERIES}.tbx is the glossary" in done.err) == (0, True)


def test_several_languages_at_once_are_written_as_one_by_one(sstc, workspace) -> None:
    plan = workspace / "data" / "webinars.yaml"
    text = plan.read_text("utf-8").replace("languages: [en, zh]", "languages: [en, zh, fr, es]")
    assert "{en: Beijing time, zh: 北京时间}" in text
    plan.write_text(text.replace("{en: Beijing time, zh: 北京时间}", "Time of Beijing"), "utf-8")
    before = plan.read_text("utf-8")
    assert sstc("translations", "export").status == 0
    folder = workspace / "out" / "translations"
    files = [folder / f"{SERIES}.{code}.xlsx" for code in ("fr", "es")]
    for file, mark in zip(files, "fe", strict=True):
        fill(file, "xlsx", lambda text, mark=mark: f"{mark} {text}")
    again = folder / "again.xlsx"
    again.write_bytes(files[0].read_bytes())
    assert "0 left to you" in sstc("translations", "import", *files, again, "--yes").err
    at_once = plan.read_text("utf-8")
    assert "{en: Time of Beijing, fr: f Time of Beijing, es: e Time of Beijing}" in at_once
    plan.write_text(before, "utf-8")
    for file in files:
        assert "W501" not in sstc("translations", "import", file, "--yes").err
    assert plan.read_text("utf-8") == at_once


@pytest.mark.parametrize("language", ["ar", "es", "fr", "pt", "ru", "zh"])
def test_each_head_of_a_place_is_translated(language) -> None:
    known = read_labels([TEMPLATES], language)
    assert [label for label in {*HEADS.values(), "The whole series"} if label not in known] == []
