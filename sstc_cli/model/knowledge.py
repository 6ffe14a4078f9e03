"""The model of `data/knowledge/<NN>.yaml`: what a webinar taught, in a rapporteur's words."""

from collections.abc import Iterable, Mapping

from sstc_cli.model.base import Model, field, repeated
from sstc_cli.model.text import Text
from sstc_cli.model.values import Country, Day, Id, Language, Line, Number, Sdg, Url, refuse


class Citation(Model):
    """The source of a statement."""

    title: Text = field(description="author, title and page")
    url: Url | None = field(default=None, description="web address of the source")


LEAST_MESSAGES, MOST_MESSAGES = 3, 5
MOST_FIGURES, MOST_ROWS, MOST_TOGETHER = 3, 4, 9  # figures, rows of one, and of all
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


_IN_BRACES = "; figures in braces: `{content.two_best}`"


class Rapporteur(Model):
    """The person or office that wrote the file."""

    name: Text = field(description="the name as it is printed")
    role: Text | None = field(default=None, description="position and organisation")


class Evidence(Model):
    """A reason to believe a statement: a figure of the report, a talk, or a source."""

    figure: Line | None = field(
        default=None, description="a figure of the report, for example `content.two_best`"
    )
    talk: Id | None = field(default=None, description="the id of a talk of the webinar")
    source: Citation | None = field(default=None, description="a publication or a web page")

    @property
    def is_empty(self) -> bool:
        return self.figure is None and self.talk is None and self.source is None


class KeyMessage(Model):
    """A statement that readers should remember, in one sentence."""

    id: Id = field(description="stable id")
    text: Text = field(description=f"one sentence{_IN_BRACES}")
    theme: Id | None = field(
        default=None, description="id of one of the series' `themes`, under which it is collected"
    )
    evidence: tuple[Evidence, ...] = field(
        default=(), description="what it rests on, besides the figures in its text"
    )


class TalkSummary(Model):
    """What was said in a talk."""

    id: Id = field(description="the id of the talk in `data/webinars.yaml`")
    summary: Text = field(description=f"a paragraph{_IN_BRACES}")


class AnsweredQuestion(Model):
    """A question of the audience; nobody is named as the asker."""

    question: Text = field(description="the question, without who asked it")
    answer: Text | None = field(
        default=None, description="the answer; a question without one is not printed"
    )
    by: Id | None = field(default=None, description="the id of one of `people` who answered")


class Practice(Model):
    """A practice from which others can learn, told as good practices are: with its evidence."""

    id: Id = field(description="stable id")
    title: Text = field(description="its title")
    city: Text | None = field(default=None, description="the city or region")
    country: Country | None = field(
        default=None, description="ISO code of the country, for example `KE`"
    )
    challenge: Text = field(description="the problem that it solves")
    done: Text = field(description="what was done")
    results: Text = field(description=f"what has changed{_IN_BRACES}")
    conditions: Text | None = field(
        default=None, description="what others need who want to repeat it"
    )
    evidence: tuple[Evidence, ...] = field(default=(), description="what the results rest on")
    sdgs: tuple[Sdg, ...] = field(
        default=(), description="numbers of the Sustainable Development Goals that it serves"
    )


class Permission(Model):
    """The permission to pass a document on."""

    by: Text = field(description="who gave it: the author, or who owns the rights")
    on: Day = field(description="the day on which it was given")


class LicensedMaterial(Model):
    """A document for readers: it is only printed with a licence and a permission."""

    title: Text = field(description="its title")
    url: Url = field(description="web address of the document")
    language: Language | None = field(default=None, description="its language, if there is one")
    licence: Text | None = field(
        default=None, description="what readers may do with it, for example `CC BY 4.0`"
    )
    permission: Permission | None = field(
        default=None, description="who allowed to pass it on, and when"
    )

    @property
    def is_free(self) -> bool:
        """Whether it may be passed on."""
        return self.licence is not None and self.permission is not None


class NextStep(Model):
    """Something that somebody will do."""

    text: Text = field(description="what will be done")
    to: Text | None = field(default=None, description="who will do it")
    by: Day | None = field(default=None, description="until when")


class KnowledgeNote(Model):
    """What a webinar taught: the file `data/knowledge/07.yaml` for webinar 7."""

    webinar: Number = field(description="the number of the webinar, as in the file's name")
    rapporteur: Rapporteur | None = field(default=None, description="who wrote this file")
    messages: tuple[KeyMessage, ...] = field(
        default=(), description="3 to 5 statements that readers should remember"
    )
    figures: tuple[Line, ...] = field(
        default=(),
        description="up to three figures of the report that the note draws, for example "
        "`knowledge` [default: `reach`, `ratings` and `knowledge`]",
    )
    talks: tuple[TalkSummary, ...] = field(default=(), description="what was said in the talks")
    questions: tuple[AnsweredQuestion, ...] = field(
        default=(), description="questions and answers, the most useful ones first"
    )
    practices: tuple[Practice, ...] = field(default=(), description="practices to learn from")
    materials: tuple[LicensedMaterial, ...] = field(
        default=(), description="slides, recordings and papers, the most useful ones first"
    )
    next_steps: tuple[NextStep, ...] = field(default=(), description="what comes next")

    def check(self) -> None:
        """Refuse two items under one name (E113)."""
        lists: dict[str, Iterable[str]] = {
            "messages": (message.id for message in self.messages),
            "talks": (talk.id for talk in self.talks),
            "practices": (practice.id for practice in self.practices),
            "figures": self.figures,
        }
        for key, names in lists.items():
            if name := repeated(names):
                hint = "join the two, or delete one"
                refuse("E113", f"two items of `{key}` are for `{{value}}`", hint, name, key=key)
