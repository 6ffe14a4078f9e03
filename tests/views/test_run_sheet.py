"""The run of show: whom to call, and what happens when, on one page."""

import pytest
from conftest import poppler, read_series
from made import shipped

from sstc_cli.model import Series
from sstc_cli.render import FORMATS
from sstc_cli.views.run_of_show import RunOfShowView, run_of_show_view

SERIES = """
zone_name: {en: Beijing time, zh: 北京时间}
languages: [en, zh]
interpretation: [en, zh]
audience_zones: [America/New_York, America/Bogota, Europe/Paris, Africa/Lagos, Africa/Nairobi,
  Asia/Kolkata, Pacific/Auckland]
organisers:
  - {id: catis, name: The China Association of Trade in Services, short: CATIS, phone: +86 10 58}
  - {id: unossc, name: The Cities Project}
agenda:
  - {id: opening, name: {en: Opening remarks, zh: 开幕致辞}, minutes: 5}
  - {id: talks, name: {en: Speeches and presentations, zh: 演讲}, minutes: 60, holds: talks}
  - {id: questions, name: {en: Questions and answers, zh: 问答}, minutes: 20}
  - {id: closing, name: {en: Concluding remarks, zh: 总结致辞}, minutes: 5, speaker: wang}
deadlines: [{id: confirm, name: Confirm the speakers, due: 14 days before}]
surveys:
  - {id: registration, when: before, purpose: To register, url: 'https://example.org/register'}
  - {id: exit, when: after, purpose: To learn, url: 'https://forms.example.org/exit?series=7&l=en'}
people:
  - {id: ana, name: Ana María Fernández de la Vega, position: Director, phone: +56 2 23}
  - {id: li, name: 李伟, position: {en: Deputy Director, zh: 副主任}, organisation: Port Office}
  - {id: amina, name: Amina Odhiambo, position: Head of Logistics, organisation: City of Nairobi}
  - {id: wang, name: 王芳, phone: +86 10 65}
  - {id: sun, name: 孙悦, phone: +86 138}
webinars:
  - id: a
    number: 7
    title: "Sustainable Logistic Solutions in Cross-Border E-Commerce: Spotlighting Good Practices"
    starts: 2020-10-09 15:30
    ends: 2020-10-09 17:00
    moderator: wang
    interpreters: [sun]
    join: {url: 'https://example.zoom.us/webinar/register/WN_9xK2hQmTQ1qkqg7Yc0V1mA?pwd=bGFuZ2xvbm'}
    talks:
      - {id: x, title: 'Warehouses: five years of shared bonded logistics', speaker: ana,
         more: {cue: Start the poll}}
      - {id: y, title: {en: Customs in one window, zh: 单一窗口通关}, speaker: li}
      - {id: z, speaker: amina}
"""


def sheet_of(language: str = "en", text: str = SERIES) -> RunOfShowView:
    series = read_series(text)
    return run_of_show_view(series, series.webinars[0], language)


def written(view: RunOfShowView, kind: str) -> bytes:
    templates = shipped(view.language)
    return FORMATS[kind](templates.document("run-of-show", view), templates)


def test_whom_to_call_comes_first_each_person_once() -> None:
    view = sheet_of()
    assert [(who.role, who.name, who.phone) for who in view.team] == [
        ("moderator", "王芳", "+86\xa010\xa065"),
        ("speaker", "Ana María Fernández de la Vega", "+56\xa02\xa023"),
        ("speaker", "李伟", None),
        ("speaker", "Amina Odhiambo", None),
        ("interpreter", "孙悦", "+86\xa0138"),
        ("organiser", "CATIS", "+86\xa010\xa058"),
        ("organiser", "The Cities Project", None),
    ]
    before, head, _ = written(view, "txt").decode().partition("Minute by minute")
    assert head and "+56\xa02\xa023" in before


def test_without_items_the_survey_is_shared_at_the_end(series: Series) -> None:
    """
    surveys: [{id: exit, when: after, purpose: To learn}]
    webinars:
      - {id: a, number: 1, title: A, starts: 2020-08-14 20:00, ends: 2020-08-14 21:00}
    """
    view = run_of_show_view(series, series.webinars[0], "en")
    assert (view.shares, view.survey_url) == ("21:00", None)
    assert "| 21:00 |  | Share the exit survey | Team |" in written(view, "md").decode()


@pytest.mark.parametrize("language", ["en", "zh"])
def test_it_is_one_page(language: str) -> None:
    assert b"Pages:           1\n" in poppler("pdfinfo", written(sheet_of(language), "pdf"))


def test_the_exit_survey_is_a_row_before_the_closing_if_there_is_one() -> None:
    markdown = written(sheet_of(), "md").decode()
    assert "| Beijing time | Min | What | Who |\n| --- | ---: | --- | --- |" in markdown
    assert "shared bonded logistics; Start the poll | Ana María" in markdown
    assert "Confirm the speakers" not in markdown, "what is due is on another list"
    rows = markdown.splitlines()
    share = next(index for index, row in enumerate(rows) if "Share the exit survey" in row)
    assert rows[share].startswith("| 16:55 |  | Share the exit survey: <https://forms.example.org/")
    assert rows[share + 1] == "| 16:55–17:00 | 5 | **Concluding remarks** | 王芳 |"
    without = sheet_of(text=SERIES.replace("when: after", "when: before"))
    assert without.shares is None and "Share the exit" not in written(without, "txt").decode()
