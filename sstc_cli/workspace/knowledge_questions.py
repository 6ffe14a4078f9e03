"""Drafts of questions at the end of a knowledge file; what people wrote there stays as it is."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.model import Series
from sstc_cli.model.knowledge.note import KnowledgeNote
from sstc_cli.model.wording import fold
from sstc_cli.source import build, parse
from sstc_cli.source.append import appended
from sstc_cli.workspace.data_file import DataFile
from sstc_cli.workspace.knowledge import knowledge_file
from sstc_cli.workspace.open import Workspace

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


def with_questions(workspace: Workspace, number: int, drafts: Sequence[Draft]) -> Workspace:
    """Return the workspace with drafts at the end of the questions of a webinar's file.

    Raise SstcError if the file has no such list, and it cannot be added safely.
    """
    name = knowledge_file(number).as_posix()
    index, file = next(
        (at, file) for at, file in enumerate(workspace.knowledge) if file.tree.file == name
    )
    text = appended(file.tree.text, "questions", drafts)
    tree = parse(text, name)
    note, problems = build(tree, KnowledgeNote)
    before = len(file.model.questions) if file.model else 0
    if note is None or problems or len(note.questions) != before + len(drafts):
        message = f"`questions` in {name} is not written in a way that can be edited safely"
        hint = "write its items in lines that begin with `- `, or delete the key if it is empty"
        raise SstcError(message, hint, ExitCode.DATA)
    files = list(workspace.knowledge)
    files[index] = DataFile(tree, note, problems)
    return replace(workspace, knowledge=tuple(files))


def _placed(series: Series, text: str) -> str | dict[str, str]:
    """Return a text under its language, if the series has several."""
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
