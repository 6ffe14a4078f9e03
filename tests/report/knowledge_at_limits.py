"""A knowledge file whose texts are as long as a note has room for, in three scripts."""

from typing import Any

from sstc_cli.diagnostics import display_width
from sstc_cli.model.knowledge import (
    LONGEST,
    MOST_MATERIALS,
    MOST_MESSAGES,
    MOST_QUESTIONS,
    MOST_STEPS,
)
from sstc_cli.source import write

WORDS = {
    "en": "Ports that share their warehouses and customs data with partner cities deliver parcels "
    "sooner and at lower costs for small exporters than ports that work alone and ",
    "zh": "与伙伴城市共享仓库和海关数据的港口能够以更低的成本更快地为小型出口商交付包裹，",
    "ar": "الموانئ التي تتقاسم مستودعاتها وبياناتها الجمركية مع المدن الشريكة تسلم الطرود بسرعة "
    "أكبر وبتكلفة أقل لصغار المصدرين مقارنة بالموانئ التي تعمل وحدها ",
}
LANGUAGES = tuple(WORDS)


def longest(*keys: str, end: str = "") -> dict[str, str]:
    """Return a text of the greatest length in each language; full stops are as in that."""
    return {code: _filled(code, LONGEST[keys], end) for code in LANGUAGES}


def _filled(code: str, most: int, end: str) -> str:
    end = {"zh": "。"}.get(code, end) if end else ""
    text, words = "", WORDS[code]
    while True:
        for char in words:
            if display_width(f"{text}{char}{end}") > most:
                return f"{text.strip()}{end}"
            text += char


def note_at_limits(webinar: str, messages: int = MOST_MESSAGES) -> str:
    """Return the text of a file: every part that a note prints, as long as it may."""
    message: dict[str, Any] = {
        "text": longest("messages", "text", end="."),
        "evidence": [
            {"source": {"title": WORDS["en"], "url": "https://example.org/a-source"}},
            {"source": {"title": longest("messages", "text")}},
            {"talk": "talk-1"},
        ],
    }
    material = {
        "title": longest("materials", "title"),
        "url": "https://example.org/knowledge/webinars/2020/sustainable-logistics/slides-of-talk-1.pdf",
        "licence": longest("materials", "licence"),
        "permission": {"by": longest("materials", "permission", "by"), "on": "2020-10-12"},
        "language": "en",
    }
    asked = {
        "question": longest("questions", "question"),
        "answer": longest("questions", "answer", end="."),
        "by": "first-person",
    }
    step = {
        "text": longest("next_steps", "text", end="."),
        "to": longest("next_steps", "to"),
        "by": "2021-11-30",
    }
    return write(
        {
            "webinar": webinar,
            "rapporteur": {
                "name": longest("rapporteur", "name"),
                "role": longest("rapporteur", "role"),
            },
            "messages": [{"id": f"message-{n}", **message} for n in range(messages)],
            "questions": [asked] * (MOST_QUESTIONS + 1),
            "materials": [material] * (MOST_MATERIALS + 1),
            "next_steps": [step] * (MOST_STEPS + 1),
        },
        "A note at its limits.",
    )
