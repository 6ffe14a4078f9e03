"""Figures of each form in three languages, and a document that places them."""

import subprocess
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from conftest import missing_program
from made import STATIONERY, TEMPLATES

from sstc_cli.model.view import Figure, Form, Mark, Row, Segment
from sstc_cli.render import LAYOUTS, Templates
from sstc_cli.render.templates import Document
from sstc_cli.views.catalogues import read_labels

LANGUAGES = ("en", "zh", "ar")
SIXTY = "I learnt something new that I will use in my work quite soon"
# the rows, the ratings, what stands before and after, and other words
WORDS: Mapping[str, Any] = {
    "en": {
        "rows": ("Useful", SIXTY, "Pace", "Overall"),
        "ratings": ("Very poor", "Poor", "Fair", "Good", "Very good"),
        "ends": ("Before", "After"),
        "head": ("Question", "Share", "n"),
        "caption": "What they thought",
        "wording": "“How was it?”",
        "source": "Source: exit survey",
        "sentence": "Only 6 persons answered.",
    },
    "zh": {
        "rows": ("有用", "我学到了一些很快就会在我们城市里使用的新东西，需要换行", "节奏", "总体"),
        "ratings": ("很差", "差", "一般", "好", "很好"),
        "ends": ("之前", "之后"),
        "head": ("问题", "比例", "人数"),
        "caption": "参与者的评价",
        "wording": "“怎么样？”",
        "source": "来源：会后问卷",
        "sentence": "只有6人回答。",
    },
    "ar": {
        "rows": ("مفيد", "تعلمت شيئًا جديدًا سأستخدمه قريبًا في بلديتي", "الوتيرة", "عمومًا"),
        "ratings": ("سيئ جدًا", "سيئ", "مقبول", "جيد", "جيد جدًا"),
        "ends": ("قبل", "بعد"),
        "head": ("السؤال", "النسبة", "العدد"),
        "caption": "رأي المشاركين",
        "wording": "«كيف كان ذلك؟»",
        "source": "المصدر: الاستبيان",
        "sentence": "أجاب 6 أشخاص فقط.",
    },
}  # fmt: skip
RATINGS = ((2, 5, 13, 40, 40), (10, 20, 30, 25, 15), (4, 4, 4, 50, 38), (0, 8, 30, 40, 22))
SHARES = (81, 54.4, 66, 30)


def mark(value: float | None, around: float = 0) -> Mark:
    """Return a share with an interval that is as long on each side."""
    if value is None or not around:
        return Mark(value, "–" if value is None else f"{value:.0f} %")
    low, high = value - around, value + around
    return Mark(value, f"{value:.0f} % ({low:.0f}–{high:.0f})", low, high)


def figures_in(language: str) -> dict[str, Figure]:
    """Return a figure of each form, and one without rows."""
    words = WORDS[language]
    names, common = words["rows"], {key: words[key] for key in ("head", "wording", "source")}
    tones = tuple(Segment(name, 4 - at) for at, name in enumerate(words["ratings"]))
    before, after = (Segment(name, tone) for name, tone in zip(words["ends"], (3, 0), strict=True))

    def figure(form: Form, marks: Any, segments: tuple[Segment, ...], **more: Any) -> Figure:
        rows = tuple(
            Row(name, tuple(row), str(40 + at), outlying=form == Form.DOTS and at == 3)
            for at, (name, row) in enumerate(zip(names, marks, strict=False))
        )
        return Figure(
            form.value, form, f"{words['caption']} ({form})", rows, segments, **common, **more,
            alternative=words["sentence"], language=language,
            direction="rtl" if language == "ar" else "ltr",
        )  # fmt: skip

    return {
        "stacked": figure(Form.STACKED, [map(mark, row) for row in RATINGS], tones),
        "bars": figure(Form.BARS, [[mark(81)], [mark(54.4)], [mark(None)], [mark(30)]], tones[4:]),
        "dots": figure(
            Form.DOTS, [[mark(share, 12)] for share in SHARES], tones[4:], band=(40, 90)
        ),
        "change": figure(
            Form.CHANGE, [[mark(share - 20), mark(share)] for share in SHARES], (before, after)
        ),
        "none": replace(figure(Form.BARS, [], tones[4:]), id="none"),
    }


def fence(info: str, body: str = "") -> str:
    return f"```{info}\n{body}\n```\n" if body else f"```{info}\n```\n"


def document_of(
    figures: Mapping[str, Figure], language: str = "en", before: str = "", after: str = ""
) -> Document:
    """Return a document that places each figure under a heading of its own."""
    parts = "\n".join(f"## The {name}\n\n{fence('figure', name)}" for name in figures)
    label = read_labels([TEMPLATES], language).get("Figure {number}. {caption}")
    return Document(
        f"# Report\n\n{before}\n{parts}\n{after}",
        language,
        "rtl" if language == "ar" else "ltr",
        "2020-05-26T00:00:00+00:00",
        figures=figures,
        **({"numbered": label} if label else {}),
    )


def file_of(document: Document, kind: str) -> bytes:
    return LAYOUTS["report"][kind](
        document, Templates(TEMPLATES, TEMPLATES, {}, stationery=STATIONERY)
    )


def office(file: Path, kind: str) -> Path:
    """Return what LibreOffice makes of a file."""
    profile = f"-env:UserInstallation={(file.parent / 'office').as_uri()}"
    command = ["soffice", "--headless", profile, "--convert-to", kind, "--outdir", file.parent]
    try:
        subprocess.run([*command, file], capture_output=True, check=True, timeout=180)
    except FileNotFoundError:
        missing_program("LibreOffice is missing: apt-get install libreoffice-calc-nogui")
    return file.with_suffix(f".{kind}")
