"""The rules of a knowledge file."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from sstc_cli.diagnostics import (
    Diagnostic,
    Path,
    Severity,
    did_you_mean,
    display_width,
    format_path,
)
from sstc_cli.model import Series, Webinar
from sstc_cli.model.knowledge import LEAST_MESSAGES, LONGEST, MOST_MESSAGES, Evidence, KnowledgeNote
from sstc_cli.model.report import named_in, read_name
from sstc_cli.model.text import Text, is_of_starter
from sstc_cli.quantity import quantity
from sstc_cli.rules.rule import Rule, problem, registering
from sstc_cli.rules.wordings import PlacedText, texts_in


class Noted(NamedTuple):
    """The contents of a knowledge file, and the series that it is about."""

    note: KnowledgeNote
    series: Series

    @property
    def webinar(self) -> Webinar | None:
        return self.series.webinar_of(self.note.webinar)

    @property
    def texts(self) -> tuple[PlacedText, ...]:
        """All of its texts, with their paths."""
        return texts_in(self.note)

    @property
    def evidence(self) -> Iterator[tuple[Path, Evidence]]:
        """The evidence of messages and practices, with its paths."""
        for key in ("messages", "practices"):
            for index, item in enumerate(getattr(self.note, key)):
                for place, evidence in enumerate(item.evidence):
                    yield (key, index, "evidence", place), evidence


RULES_OF_NOTES: list[Rule[Noted]] = []
rule = registering(RULES_OF_NOTES)
_EVIDENCE = "write `evidence` with a figure, a talk or a source"


def _needs_evidence(text: Text) -> bool:
    """Return whether a text names no figure in braces, and is not that of `sstc knowledge start`."""
    return not any(
        is_of_starter(words) or any(named.name for named in named_in(words))
        for words in text.by_language.values()
    )


@rule("W791")
def message_without_evidence(noted: Noted) -> Iterator[Diagnostic]:
    """A message rests on no evidence: no figure, no talk and no source.

    Name a figure of the report in braces, or write `evidence`: a figure, a talk of the webinar, or a
    publication. `sstc report show 7` lists the figures of webinar 7.

    Wrong:
      webinar: logistics
      messages:
        - id: hubs
          text: Shared warehouses cut the time to customers. # <- W791
    Instead:
          text: Shared warehouses cut the time to customers.
          evidence:
            - {talk: talk-1}
            - source: {title: The port authority's annual report of 2019, url: https://example.org/2019}
    """
    for index, message in enumerate(noted.note.messages):
        if not message.evidence and _needs_evidence(message.text):
            text = f"the message `{message.id}` rests on no evidence"
            yield problem(text, ("messages", index, "text"), _EVIDENCE)


@rule("W792")
def material_without_permission(noted: Noted) -> Iterator[Diagnostic]:
    """A material lacks its licence, or the permission to pass it on, so it is not printed.

    Slides belong to their authors. Ask them what readers may do with the slides (the licence), and
    write down who allowed you to pass them on, and when.

    Wrong:
      webinar: logistics
      materials:
        - title: Slides of the first talk
          url: https://example.org/slides.pdf # <- W792
    Instead:
          url: https://example.org/slides.pdf
          licence: CC BY 4.0
          permission: {by: Grace Wanjiru, on: 2020-10-12}
    """
    for index, material in enumerate(noted.note.materials):
        lacking = [key for key in ("licence", "permission") if getattr(material, key) is None]
        if lacking:
            named = " and ".join(f"`{key}`" for key in lacking)
            message = f"the material lacks {named}, so it is not printed"
            hint = "ask its author, and write the licence, and who allowed it, on what day"
            yield problem(message, ("materials", index, "url"), hint)


@rule("W793")
def practice_without_evidence(noted: Noted) -> Iterator[Diagnostic]:
    """A practice claims results, and nothing shows them.

    Write `evidence`, or name a figure of the report in `results`.

    Wrong:
      webinar: logistics
      practices:
        - id: shared-warehouse
          title: A warehouse that small exporters share
          challenge: Small exporters could not pay for a warehouse abroad.
          done: The city rented one, and lets it by the square metre.
          results: Delivery takes four days instead of twelve. # <- W793
    Instead:
          results: Delivery takes four days instead of twelve.
          evidence:
            - source: {title: The city's report to its council of May 2020}
    """
    for index, practice in enumerate(noted.note.practices):
        if not practice.evidence and _needs_evidence(practice.results):
            message = f"nothing shows the results of the practice `{practice.id}`"
            yield problem(message, ("practices", index, "results"), _EVIDENCE)


_WHERE_TO_ADD = {
    "talk": "add it to `talks` of the webinar in data/webinars.yaml",
    "person": "add the person to `people` in data/webinars.yaml",
    "theme": "add it to `themes` in data/webinars.yaml",
}


@rule("E794")
def unknown_name(noted: Noted) -> Iterator[Diagnostic]:
    """A knowledge file names a talk, a person, a theme or a figure that cannot exist.

    Talks are those of the webinar, people and themes those of the series. The name of a figure is
    written like `content.two_best`.

    Wrong:
      webinar: logistics
      messages:
        - id: hubs
          text: Shared warehouses cut the time to customers.
          evidence: [{talk: talk-9}] # <- E794
    Instead:
          evidence: [{talk: talk-1}]
    """
    webinar = noted.webinar
    known: dict[str, Iterable[str]] = {
        "talk": [talk.id for talk in webinar.talks] if webinar else [],
        "person": noted.series.people_by_id,
        "theme": [theme.id for theme in noted.series.themes],
    }
    for path, kind, name in _named_in(noted) if webinar else ():
        if name not in known[kind]:
            message = f"unknown {kind} `{name}`"
            hint = did_you_mean(name, known[kind]) if known[kind] else _WHERE_TO_ADD[kind]
            yield problem(message, path, hint)
    for path, evidence in noted.evidence:
        if evidence.is_empty:
            message = "this evidence names nothing"
            yield problem(message, path, "write a `figure`, a `talk` or a `source`")
        elif evidence.figure is not None and read_name(evidence.figure) is None:
            message = f"`{evidence.figure[:80]}` is not the name of a figure"
            hint = "run `sstc report show` to see the names of all figures"
            yield problem(message, (*path, "figure"), hint)


def _named_in(noted: Noted) -> Iterator[tuple[Path, str, str]]:
    """Yield path, kind and name of everything that the file names by an id."""
    note = noted.note
    for index, message in enumerate(note.messages):
        if message.theme is not None:
            yield ("messages", index, "theme"), "theme", message.theme
    for index, talk in enumerate(note.talks):
        yield ("talks", index, "id"), "talk", talk.id
    for index, question in enumerate(note.questions):
        if question.by is not None:
            yield ("questions", index, "by"), "person", question.by
    for path, evidence in noted.evidence:
        if evidence.talk is not None:
            yield (*path, "talk"), "talk", evidence.talk


@rule("W796")
def text_too_long(noted: Noted) -> Iterator[Diagnostic]:
    """A text is longer than a knowledge note of two pages has room for.

    A note is read in two minutes. Within these limits, it fits on two A4 pages in every language.
    They count columns; a Chinese character takes two. Put details into `practices` or into a
    material.

    Wrong:
      webinar: logistics
      rapporteur:
        name: The Example Office for the Evaluation of Cooperation among Port Cities # <- W796
    Instead:
        name: The Example Evaluation Office
    """
    for placed in noted.texts:
        keys = tuple(step for step in placed.path if isinstance(step, str))
        most = LONGEST.get(keys)
        for path, _, words in placed.wordings("") if most is not None else ():
            width = display_width(" ".join(words.split()))
            if most is not None and width > most:
                message = f"the text takes {width} columns, but a note has room for {most}"
                yield problem(message, path, "shorten it")


# an end before a further sentence: after a small letter, a digit or a bracket, not after `Dr.`
_NEXT_SENTENCE = (
    r"(?<=[a-zà-ÿа-яё\d)”’»%}])[ \u00a0\u202f]?[.!?][”’»)]*\s+(?=[“‘«(]?[A-ZÀ-ÞА-ЯЁ{])"
    r"|[。！？؟](?=.)|\.\s+(?=[ء-ي])"
)
_ABBREVIATED = r"(?i)\b(?:[A-Z][a-z]{0,2}|no|vol|pp|approx|e\.g|i\.e|etc)\.$"


@rule("W797")
def messages_unfit(noted: Noted) -> Iterator[Diagnostic]:
    """A webinar has too few or too many messages, or a message is not one sentence.

    Readers remember three to five sentences.

    Wrong:
      webinar: logistics
      messages: # <- W797
        - id: hubs
          text: Shared warehouses cut the time to customers. They also cost less. # <- W797
          evidence: [{talk: talk-1}]
    Right:
      webinar: logistics
      messages:
        - {id: hubs, text: Shared warehouses cut the time to customers., evidence: [{talk: talk-1}]}
        - {id: cost, text: Shared warehouses cost less than own ones., evidence: [{talk: talk-1}]}
        - {id: data, text: Customs that share data clear parcels sooner., evidence: [{talk: talk-1}]}
    """
    messages = noted.note.messages
    if messages and not LEAST_MESSAGES <= len(messages) <= MOST_MESSAGES:
        message = f"a note has {LEAST_MESSAGES} to {MOST_MESSAGES} messages, but this one has "
        yield problem(
            message + quantity(len(messages), "message"),
            ("messages",),
            "add messages" if len(messages) < LEAST_MESSAGES else "keep the most important ones",
            at_key=True,
        )
    for index, told in enumerate(messages):
        for language, words in told.text.by_language.items():
            if _is_several(words):
                path: Path = ("messages", index, "text", *([language] if language else []))
                text = f"the message `{told.id}` has several sentences"
                yield problem(text, path, "write one sentence")


def _is_several(words: str) -> bool:
    ends = (found.end() for found in re.finditer(_NEXT_SENTENCE, words.strip()))
    return any(not re.search(_ABBREVIATED, words.strip()[:end].rstrip()) for end in ends)


@rule("W798")
def still_unwritten(noted: Noted) -> Iterator[Diagnostic]:
    """A text is still that of `sstc knowledge start`, so it is not printed.

    Write your own text in its place, or delete the item.

    Wrong:
      webinar: logistics
      talks:
        - id: talk-1
          summary: Replace this by what the talk said. # <- W798
    Instead:
          summary: The port shows exporters where their goods are, and clears most of them in a day.
    """
    for placed in noted.texts:
        for path, _, words in placed.wordings(""):
            if is_of_starter(words):
                name = format_path(path)
                message = f"`{name}` is still the text of `sstc knowledge start`"
                hint = "write your own text, or delete the item"
                yield problem(message, path, hint, kind="unwritten", subject=f"`{name}`")


@rule("W799")
def question_unanswered(noted: Noted) -> Iterator[Diagnostic]:
    """Questions have no answer yet, so they are not printed.

    Write the answer, or delete the question.

    Wrong:
      webinar: logistics
      questions: # <- W799
        - question: How long do parcels take?
    Right:
      webinar: logistics
      questions:
        - question: How long do parcels take?
          answer: Four days from the shared warehouse.
    """
    open_ = sum(question.answer is None for question in noted.note.questions)
    if open_:
        have = "has" if open_ == 1 else "have"
        message = f"{quantity(open_, 'question')} {have} no answer yet, and will not be printed"
        hint = "write the answers, or delete the questions"
        yield problem(message, ("questions",), hint, at_key=True, weight=Severity.NOTE)
