"""Mails to many people: the same words are rendered once, and each has its own name."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from shutil import copytree

import pytest
from conftest import REPOSITORY
from mail_office import found_office

from sstc_cli.cli.mail.composer import templates_in
from sstc_cli.mail.addresses import plain_address
from sstc_cli.mailing.mailing import Mailing
from sstc_cli.mailing.recipient import Recipient
from sstc_cli.mailing.rendering import Renderer, Views, joined_subject
from sstc_cli.model import Text
from sstc_cli.store import PseudonymKey
from sstc_cli.views.messages import message_view
from sstc_cli.workspace import open_workspace

NAMES = [
    "Ama Owusu", "Pat O'Connor", "李雷", "محمد علي", "Nguyễn Thị Minh Khai", "José Ñuñez",
    "A. B. C.", "Zoë * Brontë", "_under_", "[link](x)", "<b>", "A & B", 'Ann "Annie" Bell',
    "1. First", "- dash", "# head", "| bar", "back\\slash", "`code`", "!", "name\u00a0one",
    "Иван Петров", "김민준", "x" * 90, "water www.example.org", "me@example.org", "(Brackets)",
    "Dr. Müller, Jr.", "فاطمة (UN)", "~~x~~",
]  # fmt: skip


@pytest.fixture(scope="module")
def mailing(tmp_path_factory: pytest.TempPathFactory) -> Mailing:
    root = tmp_path_factory.mktemp("office") / "series"
    copytree(REPOSITORY / "data", root / "data")
    workspace = open_workspace(found_office(Path(root)), date(2020, 9, 18))
    series = workspace.series
    assert series is not None
    message = series.message("confirmation")
    assert message is not None
    return Mailing(workspace, series, message, series.webinar(7), PseudonymKey(b"k" * 32))


def person(name: str, language: str | None = "en") -> Recipient:
    address = plain_address("ama@example.org")
    groups = frozenset(["registered"])
    return Recipient(address, "registered", "here", Text(name), language=language, groups=groups)  # type: ignore[arg-type]


def test_views_with_a_name_are_those_of_the_person(mailing: Mailing) -> None:
    views = Views(mailing)
    for name in NAMES:
        one = replace(person(name), honorific="Dr.", country="GH")
        expected = message_view(mailing.message, mailing.series, mailing.webinar, one.reader("en"))
        assert views.view(one, "en") == expected


def test_subjects_in_several_languages_share_the_room() -> None:
    assert joined_subject(["A", "B"]) == "A / B"
    assert joined_subject(["A", "A"]) == "A"
    three = ["A" * 80, "B" * 80, "ج" * 80]
    assert joined_subject(three) == " / ".join(three)  # no language is left out
    assert joined_subject(["A" * 120, "B" * 120, "C" * 30, "D"]) == f"{'A' * 120} / {'B' * 120} / D"


OWN = """{% block subject %}{{ webinar.title | fit }}{% endblock %}
{% macro greeting(who) %}{{ who.name if who.name | length > 11 else "Friend" }}{% endmacro %}
# {{ webinar.title }}

{% if language == "zh" %}no name{% else %}{{ greeting(reader) }}{% endif %}
"""


@pytest.mark.parametrize("language", ["en", "zh", None])
def test_a_template_that_reads_a_name_in_its_own_way_is_filled_for_each(
    mailing: Mailing, tmp_path: Path, language: str | None
) -> None:
    root = tmp_path / "series"
    copytree(mailing.workspace.root, root)
    (root / "templates").mkdir()
    (root / "templates" / "confirmation.md.j2").write_text(OWN, encoding="utf-8")
    own = replace(mailing, workspace=open_workspace(root, date(2020, 9, 18)))
    alike = Renderer(own, templates_in(own))
    for name in ("Ama Owusu", "Nguyễn Thị Minh Khai", "Pat"):
        alone = Renderer(own, templates_in(own)).render(person(name, language))
        assert alike.render(person(name, language)) == alone
        assert ("Nguyễn" in alone.text) is (name.startswith("Nguyễn") and language != "zh")
