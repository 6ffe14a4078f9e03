"""A series with everything that a calendar can say, for goldens and foreign readers."""

from pathlib import Path

from conftest import read_series

from sstc_cli.model import Series
from sstc_cli.views.catalogues import read_labels

LABELS = {"zh": read_labels([Path(__file__).parents[2] / "templates"], "zh")}

YAML = """
id: green-cities
title: {en: Green cities, zh: 绿色城市}
languages: [en, zh]
zone: Europe/Paris
organisers:
  - {id: office, name: "The Office for Cities, Paris"}
  - {id: institute, name: {en: The Institute, zh: 研究所}, email: events@example.org}
people:
  - {id: ana, name: {en: Ana Díaz, zh: 安娜·迪亚斯}, position: Mayor, email: ana@example.org}
  - {id: li, name: {en: Li Wei, zh: 李伟}, email: "li+cities@example.org"}
  - {id: mode, name: Moderator}
agenda:
  - {id: opening, name: {en: Opening remarks, zh: 开幕致辞}, minutes: 10}
  - {id: talks, name: {en: Talks, zh: 演讲}, minutes: 60, holds: talks}
  - {id: closing, name: {en: Closing, zh: 闭幕}, minutes: 20}
deadlines:
  - {id: agenda, name: {en: Send the agenda, zh: 发送议程}, due: 7 days before}
  - {id: report, name: {en: Send the report, zh: 提交报告}, due: 14 days after}
  - {id: meeting, name: {en: Meet the team, zh: 团队会议}, due: every 2 weeks}
window: {starts: 2021-03-22, ends: 2021-04-09}
webinars:
  - id: buses
    number: 1
    title: {en: Electric buses, zh: 电动公交}
    starts: 2021-03-26 14:00
    ends: 2021-03-26 15:30
    join_url: https://meet.example.org/j/1?pwd=a,b
    done: {agenda: 2021-03-18}
    summary: "How three cities changed their fleets.\\n\\nWhat it cost; who paid."
    talks:
      - {id: cuenca, title: {en: A fleet in two years, zh: 两年换新车队}, speaker: ana}
      - {id: open}
  - id: bicycles
    number: 2
    title: {en: Bicycles, zh: 自行车}
    starts: 2021-04-02 14:00
    ends: 2021-04-02 15:30
    status: cancelled
    cancelled_because: {en: "The depot burnt down; nobody was hurt", zh: 车库失火，无人受伤}
    revision: 2
    revised: 2021-03-29 09:30
    talks: [{id: cuenca, speaker: ana}]
  - id: trams
    number: 3
    title: {en: Trams, zh: 有轨电车}
    starts: 2021-04-09 14:00
    ends: 2021-04-09 15:30
    talks: [{id: rails, title: Rails, speaker: li}, {id: wires, title: Wires, speaker: ana}]
"""


def green_cities() -> Series:
    return read_series(YAML)
