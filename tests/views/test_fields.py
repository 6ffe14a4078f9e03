"""The contract of the views, as docs/reference/template-fields.md shows it."""

from pathlib import Path

from sstc_cli.views.agenda import AgendaView
from sstc_cli.views.fields import field_table

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "template-fields.md"


def test_the_table_has_every_name_that_a_template_can_write() -> None:
    rows = field_table(AgendaView).splitlines()
    assert "| `webinar.title` | text | the topic |" in rows
    assert "| `items[].talks[].speaker.name` | text | name as the person writes it |" in rows
    assert "| `webinar.audiences[]` | list of texts | names of the groups that it is for |" in rows
    assert all(row.count("|") == 4 and "| |" not in row for row in rows)


def test_the_page_has_the_table_of_today() -> None:
    text = PAGE.read_text(encoding="utf-8")
    start, end = "<!-- agenda fields: start -->\n", "\n<!-- agenda fields: end -->"
    assert text.partition(start)[2].partition(end)[0].endswith(f"\n\n{field_table(AgendaView)}")
