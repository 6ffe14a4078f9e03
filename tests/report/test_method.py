"""What the title page and the method of a report say."""

from dataclasses import replace

import pytest
from parts import setting_of

from sstc_cli.model import Text
from sstc_cli.report.annex import covered_by, method_of


@pytest.mark.parametrize(
    ("numbers", "said"),
    [((), "15"), ((7, 5, 6), "3 of 15 (webinars 5, 6, 7)"), (range(1, 16), "15")],
)
def test_the_title_page_says_which_webinars_have_results(numbers: tuple[int], said: str) -> None:
    ids = {webinar.number: webinar.id for webinar in setting_of().series.webinars}
    setting = replace(setting_of(), others={ids[number]: {} for number in numbers})
    assert covered_by(setting) == said


def test_a_title_in_no_language_is_in_that_of_the_series() -> None:
    setting = setting_of()
    plain = setting.surveys["exit"].replaced(title=Text("Exit survey"))
    texts = [line.text for line in method_of(replace(setting, surveys={"exit": plain}))]
    assert "people filled in the surveys themselves; languages: English" in texts
