"""Honorifics beside names: after Chinese ones, and before any in letters of Latin."""

import pytest
from made import TEMPLATES

from sstc_cli.model.text import Text
from sstc_cli.render.escape import escape
from sstc_cli.render.templates import translator
from sstc_cli.views.catalogues import read_labels


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
