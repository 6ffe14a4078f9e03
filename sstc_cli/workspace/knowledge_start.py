"""The beginning of a knowledge file: what the plan knows, and texts to be replaced."""

from typing import Any

from sstc_cli.model import Series, Webinar
from sstc_cli.model.knowledge.limits import LEAST_MESSAGES
from sstc_cli.model.languages import language_name
from sstc_cli.source import write

_HEADING = (
    "What webinar {number} taught. `sstc schema knowledge --keys` explains every key, and\n"
    "# `sstc knowledge check {number}` finds what is missing. Texts that are not replaced are not "
    "printed.\n"
    "# Messages are one sentence each, and rest on evidence: a figure of the report, which a text "
    "can name in\n"
    "# braces (`sstc report show {number}` lists them), a talk, or a source with title and url. "
    "Practices have\n"
    "# challenge, done, results, evidence, sdgs, city and country. A material is printed with its "
    "licence, and\n"
    "# with the permission of its author: permission: {{by: …, on: 2020-10-12}}."
)


def new_note(series: Series, webinar: Webinar) -> str:
    """Return the text of the file about a webinar."""
    number = webinar.number
    document: dict[str, Any] = {
        "webinar": str(number),
        "rapporteur": {"name": "Replace this by your name"},
        "messages": [
            {"id": f"message-{at}", "text": _blank(series, f"message {at}, in one sentence")}
            for at in range(1, LEAST_MESSAGES + 1)
        ],
    }
    if webinar.talks:
        document["talks"] = [
            {"id": talk.id, "summary": _blank(series, f"what {_told(series, webinar, at)} said")}
            for at, talk in enumerate(webinar.talks)
        ]
    if materials := _materials(series, webinar):
        document["materials"] = materials
    document["next_steps"] = [{"text": _blank(series, "what comes next, or delete it")}]
    return write(document, _HEADING.format(number=number))


def _blank(series: Series, what: str) -> str | dict[str, str]:
    """Return a text to be replaced, in each language of the series."""
    if len(series.languages) == 1:
        return f"Replace this by {what}"
    return {
        code: f"Replace this by {what}, in {language_name(code, 'en')}" for code in series.languages
    }


def _told(series: Series, webinar: Webinar, at: int) -> str:
    """Return a talk by its speaker and title, as far as they are known."""
    talk, main = webinar.talks[at], series.languages[0]
    person = series.person(talk.speaker)
    who = str(person.name.pick(main)) if person else ""
    title = f"“{talk.title.pick(main)}”" if talk.title else ""
    return " in ".join(filter(None, (who, title))) or f"talk {at + 1}"


def _materials(series: Series, webinar: Webinar) -> list[dict[str, Any]]:
    """Return the documents of the plan, and the recording, which all lack a permission."""
    found: list[dict[str, Any]] = []
    for material in webinar.materials:
        item: dict[str, Any] = {"title": material.title.plain_data(), "url": material.url}
        found.append(item | ({"language": material.language} if material.language else {}))
    if webinar.recording:
        found.append({"title": _recording(series), "url": webinar.recording})
    return found


def _recording(series: Series) -> str | dict[str, str]:
    """Return the title of a recording, in the languages of the series that have the word."""
    words = {code: word for code, word in _RECORDING.items() if code in series.languages}
    return words if len(series.languages) > 1 and words else "Recording of the webinar"


_RECORDING = {
    "en": "Recording of the webinar",
    "zh": "研讨会录像",
    "fr": "Enregistrement du webinaire",
    "es": "Grabación del seminario web",
    "pt": "Gravação do webinar",
    "ru": "Запись вебинара",
    "ar": "تسجيل الندوة",
}
