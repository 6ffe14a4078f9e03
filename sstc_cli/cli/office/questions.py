"""The questions of an import, asked by a form: those of the terminal, in the words of the page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import NamedTuple

from sstc_cli.cli.office.words import Reader, webinar_titles
from sstc_cli.errors import SstcError
from sstc_cli.model import Series, known_zones
from sstc_cli.model.countries import country_code, country_name
from sstc_cli.survey import Ambiguity, OtherColumn, Table

_MOST_ROWS = 8
_TEXT = "-"  # the answer that a text is not a country
OTHER = "-other"  # behind the name of a question: an answer that was written


class Question(NamedTuple):
    """A question: what it is about, the answers to choose from, and the one that was given.

    If another answer can be written, `other` is its label, and `written` what was written, which
    may be `wrong`.
    """

    name: str
    text: str
    about: Sequence[str]
    choices: Sequence[tuple[str, str]]
    given: str
    is_english: bool = False  # what it is about: a message of the command
    other: str = ""
    written: str = ""
    wrong: bool = False


@dataclass
class PageAsker:
    """Answers what an import asks by the fields of a form, and notes each question.

    A trial goes on as far as it can while questions are `open`, by their kinds, so that many are
    asked at once. What is made has an answer to each.
    """

    series: Series
    reader: Reader
    form: Mapping[str, str]
    is_trial: bool
    asked: list[Question] = field(default_factory=list)
    open: set[str] = field(default_factory=set)

    def question(self, table: Table, column: OtherColumn) -> str | None:
        question = next(q for q in table.survey.questions if q.id == column.suggestion)
        about = [column.header, question.text.pick(self.reader.language)]
        text = self._say("Does the column answer this question?")
        answer = self._ask("column", text, about, self._no_or_yes, "no")
        return column.suggestion if answer == "yes" else None

    def agreed_elsewhere(self, file: str) -> bool:
        self._stop_if("column")
        text = self._say("No column asks for consent. Did people agree elsewhere?")
        return self._ask("consent", text, [file], self._no_or_yes, "no") != "no"

    def country(self, file: str, ambiguity: Ambiguity) -> str | None:
        language = self.reader.phrases.language
        rows = ", ".join(map(str, ambiguity.rows[:_MOST_ROWS]))
        about = [ambiguity.text, file, self._say("rows {rows}", rows=rows)]
        named = [(code, country_name(code, language)) for code in ambiguity.codes]
        choices = [(_TEXT, self._say("leave it as it is written")), *named]
        other = self._say("Another country")
        code = self._ask("country", self._say("Country"), about, choices, _TEXT, other=other)
        return None if code == _TEXT else code

    def webinar(self, file: str) -> int:
        self._stop_if("column")
        titles = webinar_titles(self.series, self.reader)
        number = self._ask("webinar", self._say("Which webinar is the file from?"), [file], titles)
        self._stop_if("webinar")
        return int(number or 0)

    def day_first(self, problem: str) -> bool:
        choices = [("dmy", self._say("day first")), ("mdy", self._say("month first"))]
        text = self._say("Dates in the file")
        return self._ask("dates", text, [problem], choices, is_english=True) == "dmy"

    def timezone(self, file: str, usual: str) -> str:
        zones = dict.fromkeys((usual, *self.series.audience_zones, *sorted(known_zones())))
        text = self._say("Time zone of the times in the file")
        return self._ask("zone", text, [file], [(one, one) for one in zones], usual) or usual

    def insists(self, problem: str) -> bool:
        self._stop_if(*self.open)
        text, about = self._say("Import it anyway?"), [problem]
        return self._ask("doubt", text, about, self._no_or_yes, "no", is_english=True) != "no"

    def _say(self, text: str, **values: object) -> str:
        return self.reader.phrases.say(text, **values)

    @property
    def _no_or_yes(self) -> list[tuple[str, str]]:
        return [("no", self._say("no")), ("yes", self._say("yes"))]

    def _stop_if(self, *kinds: str) -> None:
        """End the trial if the next question depends on open ones of these kinds."""
        if self.open & {*kinds}:
            raise SstcError("the file leaves a question open", "choose the file again")

    def _ask(
        self, kind: str, text: str, about: Sequence[str], choices: Sequence[tuple[str, str]],
        usual: str = "", *, other: str = "", is_english: bool = False,
    ) -> str | None:  # fmt: skip
        """Return the answer in the form, or None; what is `usual` is chosen beforehand."""
        before = sum(one.about == about and one.text == text for one in self.asked)
        key = sha256("\n".join([kind, *about, str(before)]).encode(errors="replace"))
        name = f"{kind}-{key.hexdigest()[:16]}"
        given, written = self.form.get(name, ""), self.form.get(f"{name}{OTHER}", "").strip()
        is_choice = given in dict(choices)
        answer = country_code(written) if written else given if is_choice else None
        shown = given if is_choice else usual
        wrong = bool(written and not answer)
        self.asked.append(
            Question(name, text, about, choices, shown, is_english, other, written, wrong)
        )
        if answer is None:
            self.open.add(kind)
            self._stop_if(*([] if self.is_trial else [kind]))
        return answer
