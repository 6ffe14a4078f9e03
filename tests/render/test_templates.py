"""Templates: which one is found, what it may do, and how its faults are reported."""

import tracemalloc
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from jinja2 import DictLoader

from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.render import Templates
from sstc_cli.render.escape import escape, link, paragraphs
from sstc_cli.render.sandbox import Sandbox
from sstc_cli.render.template_sources import used_labels

TEMPLATES = Path(__file__).parents[2] / "templates"  # no helper: a test imports this file


@dataclass(frozen=True)
class Person:
    name: str
    email: str


@dataclass(frozen=True)
class Letter:
    """A view as small as can be."""

    title: str = "Dear *all*"
    people: tuple[Person, ...] = (Person("Ada", "ada@example.org"), Person("Bo", "bo@example.org"))
    size: int = 2
    nothing: str | None = None
    language: str = "en"
    direction: str = "ltr"
    revised: str = "2020-05-25T16:00:00+00:00"


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    """Return a workspace's templates and the shipped ones, both empty."""
    own, shipped = tmp_path / "own", tmp_path / "shipped"
    own.mkdir()
    shipped.mkdir()
    return own, shipped


NESTED = "{% set a = [1] %}" + "{% set a = [a, a, a, a, a, a, a, a, a, a] %}" * 9  # a short list


@pytest.fixture
def write(folders: tuple[Path, Path]):
    """Fill a letter with a template of the workspace."""

    def fill(text: str, view: Letter | None = None, **labels: str) -> str:
        own, shipped = folders
        (own / "letter.md.j2").write_text(text, encoding="utf-8")
        return Templates(own, shipped, labels).document("letter", view or Letter()).markdown

    return fill


@pytest.fixture
def refused(write):
    """Return what is reported of a template that cannot be filled."""

    def message_of(text: str) -> tuple[str, str | None]:
        with pytest.raises(SstcError) as caught:
            write(text)
        assert caught.value.status is ExitCode.DATA
        return caught.value.message, caught.value.hint

    return message_of


@dataclass(frozen=True)
class _Own:
    """A webinar with texts of the office's own."""

    number: int
    more: dict[str, str]


@dataclass(frozen=True)
class _OwnLetter(Letter):
    webinar: _Own = field(default=_Own(7, {"booth": "Hall *3*", "items": "two"}))
    talks: tuple[_Own, ...] = (_Own(1, {}),)


def test_texts_of_the_offices_own_are_named_by_their_keys(folders) -> None:
    own, shipped = folders

    def fill(text: str) -> str:
        (own / "letter.md.j2").write_text(text, encoding="utf-8")
        return Templates(own, shipped, {}).document("letter", _OwnLetter()).markdown

    assert fill("{{ webinar.more.booth }} {{ webinar.more.items }}") == "Hall \\*3\\* two\n"
    assert fill('{{ webinar.more.hall | default("no hall") }}') == "no hall\n"
    assert fill("{% if webinar.more.hall is defined %}x{% else %}none{% endif %}") == "none\n"
    for text in ("\n{{ webinar.more.keys }}", "\n{% if webinar.more.keys %}x{% endif %}"):
        with pytest.raises(SstcError) as caught:
            fill(text)
        assert caught.value.message == (
            "templates/letter.md.j2:2: `webinar.more` has no `keys` for webinar 7"
        )
        assert caught.value.hint == (
            "add `keys` to `more` in data/webinars.yaml, or write "
            '`more.keys | default("")` in the template'
        )
    with pytest.raises(SstcError, match=": `more` has no `hall` for webinar 7"):
        fill("{% for talk in talks %}{{ talk.more.hall }}{% endfor %}")


MACRO = "{% macro bold(text) %}**{{ text }}**{% endmacro %}"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("# {{ title }}", "# Dear \\*all\\*\n"),
        ("a{{ nothing }}b{{ title if nothing }}c", "abc\n"),
        (MACRO + "{{ bold(title) }}", "**Dear \\*all\\***\n"),
        (MACRO + "{{ bold(title) ~ title }}", "**Dear \\*all\\***Dear \\*all\\*\n"),
        (MACRO + "{{ bold(title) + title }}", "**Dear \\*all\\***Dear \\*all\\*\n"),
        ("{% set all %}{{ title }}{% endset %}{{ all }}", "Dear \\*all\\*\n"),
        ("{{ people | map(attribute='name') | join('; ') }}", "Ada; Bo\n"),
        ("{{ [title, 'x' | safe] | join(', ') }}", "Dear \\*all\\*, x\n"),
        ("{{ titel | default('none') }}{% if titel is defined %}x{% endif %}", "none\n"),
    ],
)
def test_values_are_shown_and_not_obeyed(write, text: str, shown: str) -> None:
    assert write(text) == shown


def test_labels_are_translated_and_their_values_made_safe(write) -> None:
    labels = {"For {who}": "**给** {who}"}
    assert write("{{ _('For {who}', who=title) }} {{ _('and') }}", **labels) == (
        "**给** Dear \\*all\\* and\n"
    )


def test_the_workspace_wins_over_the_shipped_and_may_extend_it(write, folders) -> None:
    shipped = "{% block head %}# {{ title }}{% endblock %}\n\n\n{% block foot %}Bye{% endblock %}\n"
    (folders[1] / "letter.md.j2").write_text(shipped, encoding="utf-8")
    foot = "{% block foot %}{{ super() }}, {{ title }}{% endblock %}"
    assert (
        write('{% extends "shipped/letter.md.j2" %}' + foot)
        == "# Dear \\*all\\*\n\nBye, Dear \\*all\\*\n"
    )
    assert write("Mine") == "Mine\n"
    (folders[0] / "letter.md.j2").unlink()
    document = Templates(*folders, {}).document("letter", Letter())
    assert document.markdown == "# Dear \\*all\\*\n\nBye\n"


def test_an_unknown_name_is_reported_with_its_line_and_the_nearest(refused, folders) -> None:
    assert refused("{% for person in people %}\n{{ person.nam }}\n{% endfor %}") == (
        "templates/letter.md.j2:2: unknown name `nam`",
        "did you mean `name`?",
    )
    (folders[1] / "base.md.j2").write_text("\n{{ titel }}", encoding="utf-8")
    assert refused('{% include "shipped/base.md.j2" %}')[0].startswith("shipped/base.md.j2:2: ")


@pytest.mark.parametrize(
    "text",
    [
        "{{ titel }}", "{% if titel %}{% endif %}", "{% for x in titel %}{% endfor %}",
        "{{ titel | upper }}", "{{ titel ~ 'x' }}", "{{ titel + 1 }}", "{{ titel.name }}",
        "{{ titel() }}",
    ],
)  # fmt: skip
def test_an_unknown_name_fails_however_it_is_used(refused, text) -> None:
    assert refused("\n" + text) == (
        "templates/letter.md.j2:2: unknown name `titel`",
        "did you mean `title`?",
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("\n{% if title %}", "2: unexpected end of template"),
        ("\n{{ title | uper }}", "2: unknown filter `uper`"),
        ("{% if title is strang %}{% endif %}", "1: unknown test `strang`"),
        ("{{ title }", "1: unexpected '}'"),
        ("{{ people }}", "1: a `tuple` cannot be printed"),
        ("{{ people[0] }}", "1: a `Person` cannot be printed"),
        ("{{ 1 // 0 }}", "1: integer division or modulo by zero"),
        ("{{ title + 1 }}", "1: "),
    ],
)
def test_a_wrong_template_is_reported_with_its_line(refused, text, message) -> None:
    assert refused(text)[0].startswith(f"templates/letter.md.j2:{message}")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{% for a in [] %}" * 21 + "{% endfor %}" * 21, "too many statically nested blocks"),
        ("{% if a %}" * 101 + "{% endif %}" * 101, "too many levels of indentation"),
        ("{{ _('x', a=1, a=2) }}", "keyword argument repeated: a"),
        ("{{ _('x', __debug__=1) }}", "cannot assign to __debug__"),
        ("{% macro m(a, a) %}{% endmacro %}", "duplicate argument 'a' in function definition"),
        ("{{ 1e999 | int }}", "a number is too large"),
        ("{{ " + "9" * 5_000 + " }}", "a number is too large"),
        ("{{ 0x" + "f" * 5_000 + " }}", "a number is too large"),
        ("{{ " + "(" * 9_000 + ")" * 9_000 + " }}", "the template is nested too deep"),
        ("{{ " + "[" * 150 + "]" * 150 + " }}", "the template is nested too deep"),
        ("{{ " + "-" * 9_000 + "1 }}", "the template is nested too deep"),
        ("{% set a = 1" + "+ size" * 9_000 + " %}", "the template is nested too deep"),
    ],
)
def test_what_python_refuses_to_compile_is_a_fault_of_a_line(refused, text, message) -> None:
    assert refused(f"\n{text}")[0] == f"templates/letter.md.j2:2: {message}"


def test_a_huge_template_is_not_read_whole(folders, refused) -> None:
    said = "the template has more than 100,000 characters"
    assert refused("x" * 100_001)[0] == f"templates/letter.md.j2:1: {said}"
    with (folders[0] / "letter.md.j2").open("wb") as stream:
        stream.truncate(64_000_000)
    tracemalloc.start()
    try:
        with pytest.raises(SstcError, match="more than 100,000 characters"):
            Templates(*folders, {}).document("letter", Letter())
        used_labels([folders[0]])
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 16_000_000


def test_nothing_outside_the_folder_can_be_included(refused, folders, tmp_path) -> None:
    (tmp_path / "secret").write_text("secret", encoding="utf-8")
    (folders[0] / "link.md").symlink_to(tmp_path / "secret")
    for name in ("../secret", str(tmp_path / "secret"), "shipped/../../secret"):
        message, _ = refused(f'\n{{% include "{name}" %}}')
        assert message == f"templates/letter.md.j2:2: template `{name}` not found"
    assert refused('\n{% include "link.md" %}') == (
        "templates/letter.md.j2:2: `templates/link.md` leads out of the folder",
        "put the template itself there, not a link to it",
    )


def test_a_link_in_place_of_a_template_is_reported_and_not_passed_over(folders, tmp_path) -> None:
    (tmp_path / "secret").write_text("secret", encoding="utf-8")
    (folders[0] / "letter.md.j2").symlink_to(tmp_path / "secret")
    (folders[1] / "letter.md.j2").write_text("shipped", encoding="utf-8")
    with pytest.raises(SstcError, match="leads out of the folder"):
        Templates(*folders, {}).document("letter", Letter())


@pytest.mark.parametrize(
    "text",
    [
        "{{ title.__class__ }}", "{{ title.upper() }}", "{{ title.format(1) }}",
        "{{ people[0].__init__.__globals__ }}",
        "{{ people.__class__.__mro__[1].__subclasses__() }}", "{{ _.__globals__ }}",
        "{{ _.__closure__ }}", "{{ self.__init__ }}",
        "{{ self._TemplateReference__context.environment }}", "{{ range.__self__ }}",
        "{{ namespace.__init__.__globals__ }}", "{{ title | attr('__class__') }}",
        "{{ people | map(attribute='__class__') | first }}", "{{ cycler.__init__ }}",
        "{{ lipsum() }}", "{{ people.append(1) }}", "{% set x = [] %}{{ x.append(1) }}",
        "{{ title | random }}",
    ],
)  # fmt: skip
def test_a_template_reaches_nothing_but_its_view(refused, text) -> None:
    assert refused(text)[0].startswith("templates/letter.md.j2:1: ")


@pytest.mark.parametrize(
    "text",
    [
        "{{ 'x' * 10**9 }}",
        "{{ 'x' * 1000000000 }}",
        "{{ [1] * 1000000000 }}",
        "{{ 10 ** 10 ** 10 }}",
        "{{ 2 * 3000000 }}",
        "{{ '%999999999d' % 1 }}",
        "{{ '%999999999d' | format(1) }}",
        "{{ 'x' | center(999999999) }}",
        "{{ 'x' | indent(999999999) }}",
        "{{ 'x'.center(999999999) }}",
        "{{ 'x'.join(range(99999)) }}",
        "{% for x in range(999999999) %}{% endfor %}",
        "{% macro m(n) %}{{ m(n) }}{% endmacro %}{{ m(1) }}",
        '{% include "letter.md.j2" %}',
        '{% extends "letter.md.j2" %}',
        "{% include 'letter.md.j2' ignore missing %}" * 9,
        NESTED + "{{ a | string }}",
        NESTED + "{{ a ~ 'x' }}",
        NESTED + "{{ [a] | join }}",
        NESTED + "{{ a | upper }}",
        NESTED + "{% if a is lower %}{% endif %}",
        NESTED + "{{ _(a) }}",
        NESTED + "{{ _('{a}', a=a) }}",
        "{{ ('f' * 9) | int(base=16) }}",
        "{% set y = '" + "f" * 9_000 + "' | int(base=16) // 3 %}",
        "{% set y = 0x" + "f" * 60_000 + " % 0x" + "7" * 30_000 + " %}",
    ],
)
def test_a_template_makes_nothing_large_of_little(refused, text) -> None:
    assert refused(text)[0].startswith("templates/letter.md.j2")


def test_the_page_names_every_filter() -> None:
    page = (Path(__file__).parents[2] / "docs" / "reference" / "template-fields.md").read_text(
        encoding="utf-8"
    )
    own = {"link": link, "paragraphs": paragraphs}
    filters = Sandbox(DictLoader({}), escape, own).filters
    internal = {"d", "e", "escape"}
    assert [f for f in filters if f"`{f}" not in page and f not in internal] == []


def test_officers_can_read_each_line_of_a_document() -> None:
    lines = {
        f"{file.name}:{number}": line
        for file in TEMPLATES.glob("*.md.j2")
        for number, line in enumerate(file.read_text("utf-8").splitlines(), 1)
    }
    assert [place for place, line in lines.items() if len(line) > 240] == []


def test_a_template_that_cannot_be_read_is_reported(folders, monkeypatch) -> None:
    def reason() -> SstcError:
        with pytest.raises(SstcError) as caught:
            Templates(*folders, {}).document("letter", Letter())
        return caught.value

    def refuse(*_, **__):
        raise PermissionError(13, "Permission denied")

    assert "letter.md.j2: template" in reason().message
    (folders[0] / "letter.md.j2").write_bytes("naïve".encode("latin-1"))
    assert "not UTF-8" in reason().message and reason().hint == "save it as UTF-8"
    monkeypatch.setattr(Path, "open", refuse)
    assert "cannot be read: permission denied" in reason().message
