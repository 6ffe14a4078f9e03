"""`sstc templates`: list, copy, try and translate."""

import json
from pathlib import Path

import pytest
from conftest import Sstc

from sstc_cli.views.documents import VIEWS
from sstc_cli.views.site_pages import SITE_FILES

REPOSITORY = Path(__file__).parents[2]


@pytest.fixture
def own(workspace: Path):
    """Write a template or a catalogue of the workspace."""

    def write(name: str, text: str) -> Path:
        file = workspace / "templates" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return file

    return write


def test_the_list_shows_where_a_template_comes_from(sstc: Sstc, own) -> None:
    own("agenda.md.j2", "# Mine\n")
    lines = dict(line.split(maxsplit=1) for line in sstc("templates", "list").out.splitlines())
    assert set(lines) == {*VIEWS, "letter", "message", "layout", *SITE_FILES}
    assert lines["agenda"] == "templates/agenda.md.j2"
    assert {origin for name, origin in lines.items() if name != "agenda"} == {"shipped"}
    listed = json.loads(sstc("templates", "list", "--json").out)["templates"]
    assert {"name": "agenda", "file": "agenda.md.j2", "from": "workspace"} in listed
    assert {"name": "layout", "file": "layout.html.j2", "from": "shipped"} in listed


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("agenda", "agenda.md.j2"),
        ("speaker-brief.md.j2", "speaker-brief.md.j2"),
        ("layout", "layout.html.j2"),
        ("labels/fr", "labels/fr.po"),
    ],
)
def test_a_copy_is_the_shipped_file(sstc: Sstc, name: str, file: str) -> None:
    sstc("templates", "copy", name).gives(0, "sstc templates check", out=f"templates/{file}\n")
    assert Path("templates", file).read_bytes() == (REPOSITORY / "templates" / file).read_bytes()
    sstc("templates", "copy", name).gives(3, f"templates/{file} already exists", out="")


def test_a_copy_writes_through_no_link(sstc: Sstc, workspace: Path, tmp_path: Path) -> None:
    (workspace / "templates").mkdir()
    (workspace / "templates" / "agenda.md.j2").symlink_to(tmp_path / "elsewhere")
    assert sstc("templates", "copy", "agenda").status == 3
    assert not (tmp_path / "elsewhere").exists()


def test_a_new_language_begins_with_every_label(sstc: Sstc) -> None:
    assert sstc("templates", "copy", "labels/it").out == "templates/labels/it.po\n"
    summary, *missing = sstc("templates", "labels", "--language", "it").out.splitlines()
    assert summary.split()[:2] == ["it", "0"]
    assert f"{len(missing)} missing" in summary
    assert "  missing   Speaker" in missing


def test_labels_are_counted_with_those_of_the_workspace(sstc: Sstc, own) -> None:
    own("agenda.md.j2", '# {{ _("Dress code") }}\n')
    own(
        "labels/fr.po",
        '#, fuzzy\nmsgid "Dress code"\nmsgstr "Tenue"\n\nmsgid "Hat"\nmsgstr "Chapeau"\n',
    )
    lines = {line.split()[0]: line for line in sstc("templates", "labels").out.splitlines()}
    assert set(lines) == {"ar", "es", "fr", "pt", "pt-PT", "ru", "zh"}
    assert lines["ru"].endswith(" labels, 1 missing")
    assert lines["fr"].endswith(" labels, 1 unsure, 1 obsolete")
    (french,) = json.loads(sstc("templates", "labels", "--language", "fr", "--json").out)[
        "languages"
    ]
    assert (french["language"], french["unsure"], french["obsolete"]) == (
        "fr",
        ["Dress code"],
        ["Hat"],
    )


def test_the_shipped_templates_fill_for_everything(sstc: Sstc) -> None:
    result = sstc("templates", "check").gives(0, out="")
    assert result.err.endswith("in en, zh: no errors\n")


def test_every_failure_is_reported_once_with_its_line(sstc: Sstc, own) -> None:
    own(
        "agenda.md.j2",
        "{% if webinar.number == 7 %}\n{{ webinar.titel }}\n{% endif %}\n"
        "{% if language == 'zh' %}\n{{ nmae }}\n{% endif %}\n"
        "{% if webinar.cancelled %}\n{{ webinar.zonee }}\n{% endif %}\n",
    )
    own("speaker-brief.md.j2", "{{ speaker.nam }}\n")
    own("layout.html.j2", "{{ titel }}\n")
    own("labels/zh.po", 'msgid "Topic {number}: to be confirmed"\nmsgstr "分议题{nmber}"\n')
    result = sstc("templates", "check").gives(1)
    errors = [line for line in result.out.splitlines() if line.startswith("error: ")]
    assert [error.removeprefix("error: ").partition(" (")[0] for error in errors] == [
        "templates/layout.html.j2:1: unknown name `titel`",
        "templates/agenda.md.j2:2: unknown name `titel`",
        "templates/agenda.md.j2:5: unknown name `nmae`",
        "templates/speaker-brief.md.j2:1: unknown name `nam`",
        "templates/agenda.md.j2:8: unknown name `zonee`",
        "templates/labels/zh.po: the translation of `Topic {number}: to be confirmed` changes a "
        "`{name}`",
    ]
    assert (
        "(agenda/07-sustainable-logistics in en, as it is)\nhelp: did you mean `title`?"
        in result.out
    )
    assert "in en, once everything is known)" in result.out
    assert "in en, once it is cancelled)" in result.out
    assert result.err.endswith(": 6 errors\n")
    faults = json.loads(sstc("templates", "check", "--json").out)["errors"]
    assert [fault["language"] for fault in faults][:3] == ["en", "en", "zh"]


@pytest.mark.parametrize(
    ("name", "text", "reported"),
    [
        ("programme.md.j2", "{% for %}", "templates/programme.md.j2:1: "),
        ("programme.md.j2", '{% include "../data/webinars.yaml" %}', "template `../data"),
        ("programme.md.j2", "{% extends series.title %}", "template `South-South"),
        ("programme.md.j2", "{% for x in range(10**9) %}{% endfor %}", "templates/programme.md.j2"),
        ("labels/zh.po", "nonsense\n", "templates/labels/zh.po:1 is not a gettext catalogue"),
    ],
)
def test_a_broken_file_does_not_hide_the_others(sstc: Sstc, own, name, text, reported) -> None:
    own(name, text)
    own("agenda.md.j2", "{{ nothing_here }}\n")
    result = sstc("templates", "check").gives(1, shows=reported)
    assert "templates/agenda.md.j2:1: unknown name `nothing_here`" in result.out


def test_a_block_that_replaces_none_is_reported(sstc: Sstc, own) -> None:
    own("base.md.j2", '{% extends "shipped/agenda.md.j2" %}{% block dress %}Formal{% endblock %}')
    own(
        "agenda.md.j2",
        '{% extends "base.md.j2" %}{% block facts %}{% block inner %}x{% endblock %}{% endblock %}'
        "{% block nots %}Questions{% endblock %}{% block dress %}Dark{% endblock %}",
    )
    result = sstc("templates", "check").gives(1)
    assert result.out == (
        "error: templates/agenda.md.j2: block `nots` is unknown and replaces nothing\n"
        "help: did you mean `notes`?\n"
        "error: templates/base.md.j2: block `dress` is unknown and replaces nothing\n"
        "help: choose from `subject`, `title`, `cancelled`, `summary`, `facts`, `local_times`, "
        "`agenda`, `notes`, `contacts`\n"
    )


def test_a_template_that_no_document_uses_is_reported(sstc: Sstc, own) -> None:
    own("agneda.md.j2", "x")
    own("footer.md.j2", "y")
    own("agenda.md.j2", '{% include "footer.md.j2" %}')
    result = sstc("templates", "check")
    result.gives(0, "agneda.md.j2 is not used: did you mean `agenda.md.j2`?", lacks="footer")


def test_a_series_without_webinars_can_be_tried(sstc: Sstc, workspace: Path) -> None:
    data = workspace / "data" / "webinars.yaml"
    head = data.read_text(encoding="utf-8").partition("\nwebinars:\n")[0]
    data.write_text(f"{head}\nwebinars: []\n".replace("count: 15", "count: 0"), encoding="utf-8")
    assert sstc("templates", "check").status == 0


def test_a_letterhead_that_cannot_be_used_is_reported(sstc: Sstc, own) -> None:
    own("letterhead.docx", "no Word file")
    result = sstc("templates", "check").gives(1)
    assert "error: templates/letterhead.docx is not a Word file, or is broken" in result.out
    assert result.err.endswith(": 1 error\n")
