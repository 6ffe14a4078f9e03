"""How many people's comments must be coded before one of them is quoted."""

import pytest
from parts import setting_of

from sstc_cli.report.quotes import Quote, Quotes, quotes_of


@pytest.mark.parametrize(("people", "shown"), [(4, []), (5, ["Clear."])])
def test_as_many_people_as_the_least_count_are_enough(people: int, shown: list[str]) -> None:
    setting = setting_of(webinar=7)
    assert max(survey.publish.least for survey in setting.surveys.values()) == 5
    quotes = Quotes([Quote(7, "a", "Clear.", ())], {7: people, 8: 90})
    assert [line.text for line in quotes_of(setting, quotes)] == shown
