"""The shipped series carries every fact of the concept note."""

import re
from pathlib import Path

import pytest

from sstc_cli.model import Series
from sstc_cli.source import build, read
from sstc_cli.views.programme import concept_note_view
from sstc_cli.views.timetable import DaysBefore

REPOSITORY = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def shipped() -> Series:
    series, found = build(read(REPOSITORY / "data" / "webinars.yaml", "f"), Series)
    assert series is not None, found
    return series


SLOTS = {
    1: "2020-08-14 19:30-21:00", 2: "2020-08-21 15:30-17:00", 3: "2020-08-28 15:30-17:00",
    4: "2020-09-11 15:30-17:00", 5: "2020-09-18 15:30-17:00", 6: "2020-09-25 15:30-17:00",
    7: "2020-10-09 15:30-17:00", 8: "2020-10-16 20:00-21:30", 9: "2020-10-23 20:00-21:30",
    10: "2020-10-30 20:00-21:30", 11: "2020-11-06 20:00-21:30", 12: "2020-11-13 20:00-21:30",
    13: "2020-11-20 20:00-21:30", 14: "2020-11-27 20:00-21:30", 15: "2020-12-04 20:00-21:30",
}  # fmt: skip


def test_slots(shipped: Series) -> None:
    assert {
        w.number: f"{w.starts:%Y-%m-%d %H:%M}-{w.ends:%H:%M}" for w in shipped.webinars
    } == SLOTS
    assert shipped.zone == "Asia/Shanghai"


def test_titles_are_exact_but_for_the_misprint(shipped: Series) -> None:
    note = read(REPOSITORY / "tests" / "data" / "concept_note.yaml", "note").root
    printed = [
        webinar["title"].replace("Spotighting", "Spotlighting") for webinar in note["webinars"]
    ]
    assert [webinar.title.pick("en") for webinar in shipped.webinars] == printed
    assert sum("Spotlighting" in title for title in printed) == 4


def test_people_read_it_in_both_languages(shipped: Series) -> None:
    texts = [
        shipped.title, shipped.zone_name, *(w.title for w in shipped.webinars),
        *(o.name for o in shipped.organisers), *(a.name for a in shipped.audiences),
        *(t.name for t in shipped.themes), *(i.name for i in shipped.agenda), *shipped.notes,
        *(o.text for o in shipped.objectives), *(p.text for p in shipped.background),
    ]  # fmt: skip
    assert all(set(text.by_language) == {"en", "zh"} for text in texts)


def test_the_other_facts(shipped: Series) -> None:
    assert (shipped.count, shipped.talks_per_webinar) == (15, 3)
    assert [o.sdgs for o in shipped.objectives] == [(1, 2, 4, 5, 8, 9, 11, 17), (), ()]
    assert (len(shipped.audiences), len(shipped.themes)) == (5, 5)
    assert [item.minutes for item in shipped.agenda] == [5, 60, 30, 5]
    assert [(s.id, s.when) for s in shipped.surveys] == [
        ("registration", "before"),
        ("exit", "after"),
    ]
    assert [d.due.days for d in shipped.deadlines] == [-21, -14, -7, 0, 14, 14]
    assert all(w.talks and not any(t.speaker for t in w.talks) for w in shipped.webinars)


FACTS = {
    "en": (
        "exponentially", "4 trillion", "SMEs", "platform economy", "for two reasons",
        "on its own", "ready to cooperate", "Jumia, Konga, Mall for Africa, Takealot and Bidorbuy",
        "200 billion by 2026", "one of the largest e-commerce markets", "46 new", "59 in existence",
        "accelerate foreign trade", "enterprise income tax", "upgrade foreign trade",
        "economic competitiveness", "COVID-19", "2,000 member companies", "about 580 participants",
        "more than 80 countries", "six online forums", "four on international trade",
        "retrieved on 26 May 2020", "demand-driven", "resources", "streamlined",
        "p. 53", "p. 27", "pp. 14-15", "p. 80", "p. 79", "105 integrated pilot zones",
        "non-governmental and civil society",
    ),
    "zh": (
        "指数级增长", "4万亿美元", "中小企业", "平台经济", "理由有二", "独自完成", "愿意相互合作",
        "Jumia、Konga、Mall for Africa、Takealot和Bidorbuy", "2026年将达到2000亿美元",
        "最大的电子商务市场之一", "59个", "46个", "加快对外贸易", "企业所得税", "外贸升级",
        "经济竞争力", "新冠肺炎疫情", "2000多家会员企业", "约580名", "80多个国家", "六场", "四场",
        "2020年5月26日查阅", "以需求为导向", "资源", "精简高效", "105个",
    ),
}  # fmt: skip


@pytest.mark.parametrize("language", FACTS)
def test_the_background_the_organisers_and_the_audiences_have_their_facts(shipped, language):
    texts = [part.text for part in shipped.background]
    texts += [source.title for part in shipped.background for source in part.sources]
    texts += [office.about for office in shipped.organisers if office.about]
    texts += [group.description for group in shipped.audiences if group.description]
    whole = " ".join(text.pick(language) for text in texts)
    assert [fact for fact in FACTS[language] if fact not in whole] == []
    assert "at home than" not in whole


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_concept_note_has_the_facts_of_the_plan(shipped: Series, language: str) -> None:
    view = concept_note_view(shipped, language)
    assert view.cadence is not None and view.cadence.weeks == 1
    assert view.agenda_before == DaysBefore(7, working=False)
    assert [part.minutes for part in view.agenda] == [5, 60, 20, 5]
    marks = re.findall(r"\[([0-9, ]+)\]|［([0-9、]+)］", "".join(p.text for p in view.background))
    assert ["".join(mark) for mark in marks] == [
        *"123456", "7, 8" if language == "en" else "7、8", "9",
    ]  # fmt: skip
