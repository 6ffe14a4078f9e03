"""E212: webinars with more or fewer talks than announced."""

import pytest
from found import found, slots


@pytest.mark.parametrize(
    ("talks", "hint"),
    [
        ("", "add a talk, only with its id if nothing else is known: `- id: talk-3`"),
        (
            "talks: [{id: a}, {id: b}, {id: c}]",
            "delete a talk, or change `talks_per_webinar`",
        ),
    ],
)
def test_the_hint_fits_the_difference(talks: str, hint: str) -> None:
    (diagnostic,) = found("E212", "talks_per_webinar: 2\n" + slots(talks))
    assert diagnostic.hint == hint
