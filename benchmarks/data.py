"""Workspaces of any size, made from the shipped one."""

import json
import re
import shutil
from datetime import date, timedelta
from pathlib import Path

from sstc_cli.model import json_schema

REPOSITORY = Path(__file__).parent.parent
_PLAN = (REPOSITORY / "data" / "webinars.yaml").read_text(encoding="utf-8")
IDS = re.findall(r"^  - id: (\S+)\n    number:", _PLAN, re.MULTILINE)  # by number, from 1
FIRST = date(2000, 1, 7)


def workspace(folder: Path, count: int) -> Path:
    """A valid workspace with `count` weekly webinars, about 700 bytes each."""
    shutil.copytree(REPOSITORY / "data", folder / "data")
    file = folder / "data" / "webinars.yaml"
    text = file.read_text(encoding="utf-8")
    last = FIRST + timedelta(weeks=count - 1)
    text = text[: text.index("webinars:\n")]
    text = text.replace("count: 15", f"count: {count}")
    text = text.replace(
        "window: {starts: 2020-08-14, ends: 2020-12-04}",
        f"window: {{starts: {FIRST}, ends: {last}}}",
    )
    text = text[: text.index("breaks:")] + text[text.index("talks_per_webinar:") :]
    file.write_text(text + "webinars:\n" + "".join(map(webinar, range(count))), encoding="utf-8")
    return folder


def webinar(index: int) -> str:
    day = FIRST + timedelta(weeks=index)
    return f"""\
  - id: webinar-{index + 1}
    number: {index + 1}
    title:
      en: 'Sustainable Solutions in Cross-Border E-Commerce, part {index + 1}'
      zh: 跨境电子商务可持续解决方案第{index + 1}部分
    weekday: Friday
    starts: {day} 15:30
    ends: {day} 17:00
    summary: >-
      What cities have learnt from each other about warehouses, customs and the last mile, what it
      cost them, and what they would do otherwise a second time.
    join_url: https://example.org/join/{index + 1}
    audiences: [city-officials, companies]
    themes: [digital-innovation]
    talks:
      - {{id: talk-1, title: The first talk of the day}}
      - {{id: talk-2, title: The second talk of the day}}
      - {{id: talk-3}}
"""


def schema(folder: Path) -> Path:
    """The data file's JSON Schema, for the peers."""
    file = folder / "schema.json"
    file.write_text(json.dumps(json_schema("series")), encoding="utf-8")
    return file
