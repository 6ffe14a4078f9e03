"""Words that are cut to fit into a note."""

import pytest

from sstc_cli.diagnostics import display_width
from sstc_cli.report.knowledge_note import shortened


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("How long?", "How long?"),
        (
            "How satisfied are you with the organisation of the webinar?",
            "How satisfied are you with the…",
        ),
        (
            "您对本次网络研讨会的组织工作的满意度如何？",
            "您对本次网络研讨会的组织工作的满…",
        ),
    ],
)
def test_texts_are_cut_between_words(text: str, cut: str) -> None:
    assert shortened(text, 34) == cut
    assert display_width(cut) <= 34
