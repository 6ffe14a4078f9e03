"""The model of `data/knowledge/<ID>.yaml`: what a webinar taught, in a rapporteur's words."""

from collections.abc import Iterable, Mapping

from sstc_cli.model.base import Model, field
from sstc_cli.model.report import IN_BRACES
from sstc_cli.model.text import Text
from sstc_cli.model.values import Country, Day, Id, Language, Line, Sdg, Url, refuse_repeated


class Citation(Model):
    """The source of a statement."""

    title: Text = field("author, title and page")
    url: Url | None = field("web address of the source", default=None)


LEAST_MESSAGES, MOST_MESSAGES = 3, 5
# figures, rows of one, and of all, beside texts of the greatest length: shorter ones leave room
MOST_FIGURES, MOST_ROWS, MOST_TOGETHER = 3, 4, 9
MOST_EVIDENCE, EVIDENCE = 2, 42  # items under a message, and columns of one
MOST_QUESTIONS = 3  # answered ones; the compendium has all
MOST_MATERIALS = 3  # the compendium has all
MOST_STEPS = 2

# by the keys of the texts, without the indexes of lists
LONGEST: Mapping[tuple[str, ...], int] = {
    ("rapporteur", "name"): 50,
    ("rapporteur", "role"): 60,
    ("messages", "text"): 160,
    ("questions", "question"): 90,
    ("questions", "answer"): 180,
    ("materials", "title"): 50,
    ("materials", "licence"): 20,
    ("materials", "permission", "by"): 30,
    ("next_steps", "text"): 110,
    ("next_steps", "to"): 40,
    ("talks", "summary"): 1200,
    ("practices", "title"): 100,
    ("practices", "challenge"): 600,
    ("practices", "done"): 900,
    ("practices", "results"): 600,
    ("practices", "conditions"): 400,
}


class Rapporteur(Model):
    """The person or office that wrote the file."""

    name: Text = field("the name as it is printed")
    role: Text | None = field("position and organisation", default=None)


class Evidence(Model):
    """A reason to believe a statement: a figure of the report, a talk, or a source."""

    figure: Line | None = field(
        "a figure of the report, for example `content.two_best`", default=None
    )
    talk: Id | None = field("the id of a talk of the webinar", default=None)
    source: Citation | None = field("a publication or a web page", default=None)

    @property
    def is_empty(self) -> bool:
        return self.figure is None and self.talk is None and self.source is None


class KeyMessage(Model):
    """A statement that readers should remember, in one sentence."""

    id: Id = field("stable id")
    text: Text = field(f"one sentence{IN_BRACES}")
    theme: Id | None = field(
        "id of one of the series' `themes`, under which it is collected", default=None
    )
    evidence: tuple[Evidence, ...] = field("evidence, besides the figures in its text", default=())


class TalkSummary(Model):
    """What was said in a talk."""

    id: Id = field("the id of the talk in `data/webinars.yaml`")
    summary: Text = field(f"a paragraph{IN_BRACES}")


class AnsweredQuestion(Model):
    """A question of the audience, without the name of the person who asked."""

    question: Text = field("the question, without who asked it")
    answer: Text | None = field("the answer; a question without one is not printed", default=None)
    by: Id | None = field("the id of one of `people` who answered", default=None)


class Practice(Model):
    """A practice from which others can learn, told as good practices are: with its evidence."""

    id: Id = field("stable id")
    title: Text = field("its title")
    city: Text | None = field("the city or region", default=None)
    country: Country | None = field("ISO code of the country, for example `KE`", default=None)
    challenge: Text = field("the problem that it solves")
    done: Text = field("what was done")
    results: Text = field(f"what has changed{IN_BRACES}")
    conditions: Text | None = field("what others need to repeat it", default=None)
    evidence: tuple[Evidence, ...] = field("evidence for the results", default=())
    sdgs: tuple[Sdg, ...] = field(
        "numbers of the Sustainable Development Goals that it serves", default=()
    )


class Permission(Model):
    """The permission to pass a document on."""

    by: Text = field("the author, or the owner of the rights")
    on: Day = field("the day when it was given")


class LicensedMaterial(Model):
    """A document for readers: it is only printed with a licence and a permission."""

    title: Text = field("its title")
    url: Url = field("web address of the document")
    language: Language | None = field("its language, if there is one", default=None)
    licence: Text | None = field(
        "what readers may do with it, for example `CC BY 4.0`", default=None
    )
    permission: Permission | None = field(
        "who gave the permission to pass it on, and when", default=None
    )

    @property
    def is_free(self) -> bool:
        """Whether it may be passed on."""
        return self.licence is not None and self.permission is not None


class NextStep(Model):
    """Something that a person will do."""

    text: Text = field("what will be done")
    to: Text | None = field("who will do it", default=None)
    by: Day | None = field("until when", default=None)


class KnowledgeNote(Model):
    """What a webinar taught: the file `data/knowledge/<id>.yaml` of the webinar with that id."""

    webinar: Id = field("the id of the webinar, as in the file's name")
    rapporteur: Rapporteur | None = field("who wrote this file", default=None)
    messages: tuple[KeyMessage, ...] = field(
        "3 to 5 statements that readers should remember", default=()
    )
    figures: tuple[Line, ...] = field(
        "figures of the report that the note draws, as many as it has room for, for example "
        "`knowledge` [default: `reach`, `ratings`, `knowledge`, `recommend` and `ratings_2`]",
        default=(),
    )
    talks: tuple[TalkSummary, ...] = field("contents of the talks", default=())
    questions: tuple[AnsweredQuestion, ...] = field(
        "questions and answers, the most useful ones first", default=()
    )
    practices: tuple[Practice, ...] = field("practices to learn from", default=())
    materials: tuple[LicensedMaterial, ...] = field(
        "slides, recordings and papers, the most useful ones first", default=()
    )
    next_steps: tuple[NextStep, ...] = field("what comes next", default=())

    def check(self) -> None:
        """Refuse two items under one name (E113)."""
        lists: dict[str, Iterable[str]] = {
            "messages": (message.id for message in self.messages),
            "talks": (talk.id for talk in self.talks),
            "practices": (practice.id for practice in self.practices),
            "figures": self.figures,
        }
        refuse_repeated(lists)
