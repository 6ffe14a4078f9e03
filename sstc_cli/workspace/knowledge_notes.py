"""Knowledge files that commands begin, and drafts of questions at their end."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.model import Series, Webinar
from sstc_cli.model.knowledge import LEAST_MESSAGES, KnowledgeNote
from sstc_cli.model.languages import language_name
from sstc_cli.model.wording import fold
from sstc_cli.source import parse, write
from sstc_cli.source.edit import appended
from sstc_cli.workspace.data_files import knowledge_file
from sstc_cli.workspace.open import Workspace

_HEADING = (
    "What the webinar `{id}` taught. `sstc schema knowledge --keys` explains every key, and\n"
    "# `sstc knowledge check` finds what is missing. Texts that are not replaced are not "
    "printed.\n"
    "# Messages are one sentence each, and rest on evidence: a figure of the report, which a text "
    "can name in\n"
    "# braces (`sstc report show N` lists those of webinar N), a talk, or a source with title and "
    "url.\n"
    "# Practices have challenge, done, results, evidence, sdgs, city and country. A material is "
    "printed with its\n"
    "# licence, and with the permission of its author: permission: {{by: …, on: 2020-10-12}}."
)


def new_note(series: Series, webinar: Webinar) -> str:
    document: dict[str, Any] = {
        "webinar": webinar.id,
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
    return write(document, _HEADING.format(id=webinar.id))


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
    found: list[dict[str, Any]] = []
    for material in webinar.materials:
        item: dict[str, Any] = {"title": material.title.plain_data(), "url": material.url}
        found.append(item | ({"language": material.language} if material.language else {}))
    if webinar.recording:
        words = {code: word for code, word in _RECORDING.items() if code in series.languages}
        title = words if len(series.languages) > 1 and words else _RECORDING["en"]
        found.append({"title": title, "url": webinar.recording})
    return found


_RECORDING = {
    "en": "Recording of the webinar",
    "zh": "研讨会录像",
    "fr": "Enregistrement du webinaire",
    "es": "Grabación del seminario web",
    "pt": "Gravação do webinar",
    "ru": "Запись вебинара",
    "ar": "تسجيل الندوة",
}


Draft = Mapping[str, str | Mapping[str, str]]

_SCRIPTS = {
    "zh": ("\u3400", "\u9fff"),
    "ja": ("\u3040", "\u30ff"),
    "ko": ("\uac00", "\ud7af"),
    "ar": ("\u0600", "\u06ff"),
    "ru": ("\u0400", "\u04ff"),
}


def draft_of(
    series: Series, question: str, answer: str, by: str | None
) -> dict[str, str | Mapping[str, str]]:
    """Return a question as an item of a knowledge file, in the language that it seems to be in."""
    draft: dict[str, str | Mapping[str, str]] = {"question": _placed(series, question)}
    if answer:
        draft["answer"] = _placed(series, answer)
    return draft | ({"by": by} if by else {})


def new_drafts(note: KnowledgeNote, drafts: Iterable[Draft]) -> list[Draft]:
    """Return the drafts that the file does not have yet, each once."""
    known = {
        fold(words) for asked in note.questions for words in asked.question.by_language.values()
    }
    found = []
    for draft in drafts:
        question = draft["question"]
        words = fold(question if isinstance(question, str) else " ".join(question.values()))
        if words not in known:
            known.add(words)
            found.append(draft)
    return found


def with_questions(workspace: Workspace, webinar: str, drafts: Sequence[Draft]) -> Workspace:
    """Return the workspace with drafts at the end of the questions of a webinar's file.

    Raise SstcError if the file has no such list, and it cannot be added safely.
    """
    name = knowledge_file(webinar).as_posix()
    index, file = next(
        (at, file) for at, file in enumerate(workspace.knowledge) if file.tree.file == name
    )
    text = appended(file.tree.text, "questions", drafts)
    tree = parse(text, name)
    files = list(workspace.knowledge)
    files[index] = file.with_tree(tree)
    note = files[index].model
    before = len(file.model.questions) if file.model else 0
    if note is None or len(note.questions) != before + len(drafts):
        message = f"`questions` in {name} is not written in a way that can be edited safely"
        hint = "write its items in lines that begin with `- `, or delete the key if it is empty"
        raise SstcError(message, hint, ExitCode.DATA)
    return replace(workspace, knowledge=tuple(files))


def _placed(series: Series, text: str) -> str | dict[str, str]:
    if len(series.languages) == 1:
        return text
    return {_language_of(text, series.languages): text}


def _language_of(text: str, languages: Sequence[str]) -> str:
    """Return the language of the series whose script most letters have, otherwise the first one."""
    letters = [char for char in text if char.isalpha()]
    for code, (first, last) in _SCRIPTS.items():
        used = [language for language in languages if language.partition("-")[0] == code]
        if used and 2 * sum(first <= char <= last for char in letters) > len(letters):
            return used[0]
    others = (code for code in languages if code.partition("-")[0] not in _SCRIPTS)
    return next(others, languages[0])
