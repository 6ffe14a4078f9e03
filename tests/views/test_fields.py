"""The contract of the views, as `sstc templates list NAME` and the docs show it."""

import json

import pytest
from conftest import Sstc

from sstc_cli.views.agenda import AgendaView
from sstc_cli.views.documents import VIEWS
from sstc_cli.views.fields import every_field
from sstc_cli.views.site_pages import SITE_VIEWS


def test_the_fields_have_every_name_that_a_template_can_write() -> None:
    fields = [field[:3] for field in every_field(AgendaView)]
    assert ("webinar.title", "text", "the topic") in fields
    assert ("items[].talks[].speaker.name", "text", "name as the person writes it") in fields
    names = "names of the groups that it is for"
    assert ("webinar.audiences[]", "list of texts", names) in fields


@pytest.mark.parametrize("view", [*(kind.fields for kind in VIEWS.values()), *SITE_VIEWS.values()])
def test_every_field_says_what_it_is(view: type) -> None:
    assert all(note and "|" not in note for _, _, note, _ in every_field(view))


def test_the_fields_of_a_template_are_listed(sstc: Sstc) -> None:
    lines = sstc("templates", "list", "site-chooser").out.splitlines()
    assert [line.split()[0] for line in lines][:2] == ["language", "direction"]
    listed = json.loads(sstc("templates", "list", "agenda", "--json").out)["fields"]
    assert {"name": "webinar.title", "is": "text", "what": "the topic"} in listed
    wrong = sstc("templates", "list", "agende")
    assert wrong.status == 2 and "did you mean `agenda`?" in wrong.err
