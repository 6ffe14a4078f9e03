"""The parts that knowledge notes and the compendium have."""

from dataclasses import dataclass
from typing import Annotated


@dataclass(frozen=True, slots=True)
class RapporteurLine:
    """The person or office that wrote a note."""

    name: Annotated[str, "name"]
    role: Annotated[str | None, "position and organisation"]


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """A reason to believe a statement."""

    text: Annotated[
        str, "a figure with its value, a talk with its speaker, or the title of a source"
    ]
    url: Annotated[str | None, "web address of a source"]
    number: Annotated[int | None, "number of a source in the compendium"]


@dataclass(frozen=True, slots=True)
class MessageLine:
    """A statement that readers should remember."""

    text: Annotated[str, "one sentence"]
    evidence: Annotated[tuple[EvidenceLine, ...], "what it rests on"]
    webinar: Annotated[int, "number of its webinar"]


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """A question of the audience, without the name of the asker."""

    question: Annotated[str, "the question"]
    answer: Annotated[str, "the answer"]
    by: Annotated[str | None, "who answered"]


@dataclass(frozen=True, slots=True)
class MaterialLine:
    """A document that may be passed on."""

    title: Annotated[str, "its title"]
    url: Annotated[str, "web address, of which the filter `qr` makes a code"]
    language: Annotated[str | None, "name of its language"]
    licence: Annotated[str, "what readers may do with it"]
    by: Annotated[str, "who gave the permission"]


@dataclass(frozen=True, slots=True)
class StepLine:
    """Something that somebody will do."""

    text: Annotated[str, "what will be done"]
    to: Annotated[str | None, "who will do it"]
    by: Annotated[str | None, "until when"]


@dataclass(frozen=True, slots=True)
class TalkLine:
    """A talk, and what was said in it."""

    title: Annotated[str | None, "its title, once known"]
    speaker: Annotated[str | None, "name of the speaker"]
    summary: Annotated[str, "a paragraph"]


@dataclass(frozen=True, slots=True)
class PracticeLine:
    """A practice to learn from."""

    number: Annotated[int, "1, 2, 3 …"]
    title: Annotated[str, "its title"]
    place: Annotated[str | None, "city and country"]
    webinar: Annotated[int, "number of the webinar in which it was told"]
    challenge: Annotated[str, "the problem that it solves"]
    done: Annotated[str, "what was done"]
    results: Annotated[str, "what has changed"]
    conditions: Annotated[str | None, "what others need who want to repeat it"]
    evidence: Annotated[tuple[EvidenceLine, ...], "what the results rest on"]
    goals: Annotated[tuple[int, ...], "numbers of its Sustainable Development Goals"]
