"""A survey as a form for each tool, from the same definition by which its exports are read.

See https://developers.google.com/apps-script/reference/forms

https://www.limesurvey.org/manual/Tab_Separated_Value_survey_structure. Questions and answers have
the codes by which the platform of the same name recognises them, whatever else changes in the
survey. LimeSurvey makes the ids itself: it would use those of questions for options as well.

The numbers and letters are plain text, because the import loses automatic numbering.

Question ids are names and option codes are choice names, so exports are recognised by them. See
https://xlsform.org
"""

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from string import ascii_uppercase

from sstc_cli.choices import Tool
from sstc_cli.diagnostics import column_letters
from sstc_cli.model import Question, QuestionType, Survey, Webinar
from sstc_cli.model.countries import countries, country_name
from sstc_cli.model.languages import alphabet_key, english_name
from sstc_cli.sheets.cells import Value
from sstc_cli.sheets.xlsx import write_workbook
from sstc_cli.survey.webinars import WEBINAR
from sstc_cli.survey_tools.limesurvey import OUR_FORM
from sstc_cli.survey_tools.platform import short_codes


@dataclass(frozen=True, slots=True)
class Form:
    """A survey as it is asked; without a webinar, questions about single webinars are left out.

    `languages` are those in which it is asked; formats with one language take the first.
    """

    survey: Survey
    webinar: Webinar | None
    languages: tuple[str, ...]

    @property
    def language(self) -> str:
        return self.languages[0]

    @property
    def questions(self) -> list[Question]:
        if self.webinar is None:
            return [question for question in self.survey.questions if not question.webinars]
        return [
            question for question in self.survey.questions if question.asked_at(self.webinar.id)
        ]

    def title(self, language: str) -> str:
        """Return a title from which an import detects the webinar of an export."""
        title = self.survey.title.pick(language)
        if self.webinar is None:
            return title
        pattern = WEBINAR.get(language.partition("-")[0], WEBINAR["en"])
        return f"{title} - {pattern.format(self.webinar.number)}"

    def intro(self, language: str) -> str:
        return self.survey.intro.pick(language) if self.survey.intro else ""


@dataclass(frozen=True, slots=True)
class FormFormat:
    """A kind of form: the end of its files' names, and what writes one.

    `by_language` is True if each language requires a form of its own. `write` returns the bytes of
    the file, or Markdown that becomes a Word document.
    """

    suffix: str
    by_language: bool
    write: Callable[[Form], bytes | str]


def choices_of(question: Question, language: str) -> list[tuple[str, str]]:
    """Return the codes and texts of all choices; none if people write their answer.

    Ratings without texts have some at the ends: `0 - Not at all likely`, `1`, … .
    """
    if question.type is QuestionType.COUNTRY:
        named = [(code, country_name(code, language)) for code in countries()]
        return sorted(named, key=lambda code_name: alphabet_key(code_name[1], language))
    if question.scale is not None:
        ratings = [str(rating) for rating in question.scale.ratings]
        ends = dict(zip((ratings[0], ratings[-1]), ends_of(question, language), strict=True))
        texts = [point.pick(language) for point in question.scale.points] or [
            f"{rating} - {ends[rating]}" if ends.get(rating) else rating for rating in ratings
        ]
        return list(zip(ratings, texts, strict=True))
    return [(option.code, option.text.pick(language)) for option in question.options]


def is_rating(question: Question) -> bool:
    """Return whether people choose a number from a scale that has words only at its ends."""
    return question.scale is not None and not question.scale.points


def ends_of(question: Question, language: str) -> tuple[str, str]:
    scale = question.scale
    low, high = (scale.lowest_text, scale.highest_text) if scale else (None, None)
    return low.pick(language) if low else "", high.pick(language) if high else ""


def one_line(text: str) -> str:
    return " ".join(text.split())


_ITEMS = {
    QuestionType.TEXT: "addParagraphTextItem",
    QuestionType.EMAIL: "addTextItem",
    QuestionType.NUMBER: "addTextItem",
    QuestionType.CHOICES: "addCheckboxItem",
    QuestionType.COUNTRY: "addListItem",
}
# texts are strings in ASCII, which pasting cannot damage
_CHECKS = {QuestionType.EMAIL: "requireTextIsEmail", QuestionType.NUMBER: "requireNumber"}


def _write_google_script(form: Form) -> bytes:
    lines = [
        "function makeForm() {",
        f"  const form = FormApp.create({json.dumps(form.title(form.language))});",
    ]
    if intro := form.intro(form.language):
        lines.append(f"  form.setDescription({json.dumps(intro)});")
    for question in form.questions:
        lines += _item(question, form.language)
    return "\n".join([*lines, "  Logger.log(form.getEditUrl());", "}"]).encode() + b"\n"


def _item(question: Question, language: str) -> Iterator[str]:
    rating = is_rating(question) and question.scale
    item = "addScaleItem" if rating else _ITEMS.get(question.type, "addMultipleChoiceItem")
    yield f"  form.{item}()"
    yield f"    .setTitle({json.dumps(one_line(question.text.pick(language)))})"
    if rating:
        yield f"    .setBounds({rating.lowest}, {rating.highest})"
        yield f"    .setLabels({', '.join(map(json.dumps, ends_of(question, language)))})"
    elif check := _CHECKS.get(question.type):
        yield f"    .setValidation(FormApp.createTextValidation().{check}().build())"
    elif choices := choices_of(question, language):
        texts = json.dumps([one_line(text) for _, text in choices])
        yield f"    .setChoiceValues({texts})"
    yield f"    .setRequired({str(question.required).lower()});"


_COLUMNS = ("class", "type/scale", "name", "relevance", "text", "help", "language",
            "validation", "mandatory", "other", "default", "same_default")  # fmt: skip
_LIMESURVEY_KINDS = {
    QuestionType.TEXT: "T",
    QuestionType.EMAIL: "S",
    QuestionType.NUMBER: "N",
    QuestionType.CHOICES: "M",
    QuestionType.COUNTRY: "!",
}

_LANGUAGES = {"zh": "zh-Hans", "zh-TW": "zh-Hant-TW", "zh-HK": "zh-Hant-HK"}

_LimesurveyLine = dict[str, str]


def _write_limesurvey(form: Form) -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, _COLUMNS, "", dialect="excel-tab", lineterminator="\n")
    writer.writeheader()
    for line in _limesurvey_lines(form):
        writer.writerow({**line, "language": _named(line.get("language", ""))})
    return text.getvalue().encode("utf-8-sig")


def _named(language: str) -> str:
    return _LANGUAGES.get(language, language)


def _limesurvey_lines(form: Form) -> Iterator[_LimesurveyLine]:
    first, *rest = map(_named, form.languages)
    yield {"class": "S", "name": "language", "text": first}
    if rest:
        yield {"class": "S", "name": "additional_languages", "text": " ".join(rest)}
    yield {"class": "S", "name": "format", "text": "G"}
    for language in form.languages:
        setting = {"class": "SL", "language": language}
        yield {**setting, "name": "surveyls_title", "text": form.title(language)}
        yield {**setting, "name": "surveyls_welcometext", "text": form.intro(language)}
    ids = (question.id for question in form.survey.questions)
    names = short_codes(ids, OUR_FORM.question_code)
    for language in form.languages:
        group = {"class": "G", "name": form.title(language), "language": language}
        yield {**group, "type/scale": "1", "relevance": "1"}
        for question in form.questions:
            line = {"name": names[question.id], "language": language}
            yield from _limesurvey_question(question, line, form)


def _limesurvey_question(
    question: Question, line: _LimesurveyLine, form: Form
) -> Iterator[_LimesurveyLine]:
    kind, language = _LIMESURVEY_KINDS.get(question.type, "L"), line["language"]
    yield {
        **line, "class": "Q", "type/scale": kind,
        "relevance": "1", "text": one_line(question.text.pick(language)),
        "mandatory": "Y" if question.required else "N", "other": "N",
        "validation": r"/^[^@\s]+@[^@\s]+\.[^@\s]+$/" if question.type == "email" else "",
    }  # fmt: skip
    texts = dict(choices_of(question, language))
    codes = [code for code, _ in choices_of(question, form.language)]  # one order for all
    for code, name in short_codes(codes, OUR_FORM.answer_code).items():
        of = {"name": name, "text": one_line(texts[code]), "language": language}
        yield {**of, "class": "SQ" if kind == "M" else "A", "type/scale": "0"}


_WENJUANXING_KINDS = {
    QuestionType.TEXT: "填空题",
    QuestionType.EMAIL: "填空题",
    QuestionType.NUMBER: "填空题",
    QuestionType.COUNTRY: "填空题",
    QuestionType.CHOICES: "多选题",
}


def _write_wenjuanxing(form: Form) -> bytes:
    title = [form.title(form.language), one_line(form.intro(form.language))]
    blocks = ["\n".join(filter(None, title))]
    for number, question in enumerate(form.questions, 1):
        kind = _WENJUANXING_KINDS.get(question.type, "单选题")
        text = one_line(question.text.pick(form.language))
        lines = [f"{number}、{text}[{kind}]{'*' if question.required else ''}"]
        if kind != "填空题":
            lines += [one_line(text) for _, text in choices_of(question, form.language)]
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks).encode() + b"\n"


def _write_word(form: Form) -> str:
    parts = [f"# {_plain(form.title(form.language))}"]
    if intro := form.intro(form.language):
        parts.append(_plain(intro))
    for number, question in enumerate(form.questions, 1):
        parts.append(f"{number}\\. {_plain(question.text.pick(form.language))}")
        if question.type is not QuestionType.COUNTRY:  # nobody ticks one of 249 countries
            choices = choices_of(question, form.language)
            for letter, (_, text) in zip(ascii_uppercase, choices, strict=False):
                parts.append(f"{letter}\\. {_plain(text)}")
    return "\n\n".join(parts) + "\n"


def _plain(text: str) -> str:
    return "".join(f"\\{char}" if char in "\\`*_[]<>#&" else char for char in one_line(text))


SHEET, OPTIONS = "responses", "options"
_LAST = 1_000  # the last row with drop-down lists


def _write_workbook(form: Form) -> bytes:
    """Return a workbook with ids of questions in row 1, texts in row 2, and a sheet of options."""
    language = form.language
    ids: list[Value] = ["webinar", *(question.id for question in form.questions)]
    texts: list[Value] = ["Webinar"]
    texts += (one_line(question.text.pick(language)) for question in form.questions)
    columns: list[list[str]] = []
    lists = {}
    for place, question in enumerate(form.questions, 2):
        choices = [text for _, text in choices_of(question, language)]
        if choices and question.type is not QuestionType.CHOICES:
            columns.append(choices)
            column, letter = column_letters(place), column_letters(len(columns))
            lists[f"{column}3:{column}{_LAST}"] = f"{OPTIONS}!${letter}$1:${letter}${len(choices)}"
    tallest = max(map(len, columns), default=0)
    options: list[list[Value]] = [
        [column[row] if row < len(column) else "" for column in columns] for row in range(tallest)
    ]
    return write_workbook({SHEET: ([ids, texts], 2), OPTIONS: (options, 0)}, lists)


_EMAIL = r"regex(., '^[^@\s]+@[^@\s]+\.[^@\s]+$')"
_XLSFORM_KINDS = {
    QuestionType.TEXT: "text",
    QuestionType.EMAIL: "text",
    QuestionType.NUMBER: "decimal",
    QuestionType.CHOICES: "select_multiple",
}


def _write_xlsform(form: Form) -> bytes:
    labels = [f"label::{_language(language)}" for language in form.languages]
    head: list[Value] = ["type", "name", *labels, "required", "constraint"]
    survey: list[list[Value]] = [
        head,
        *(_xlsform_question(form, question) for question in form.questions),
    ]
    intro = [form.intro(language) for language in form.languages]
    if any(intro):
        survey.insert(1, ["note", "intro", *intro, "", ""])
    lists = [row for question in form.questions for row in _choices(form, question)]
    choices: list[list[Value]] = [["list_name", "name", *labels], *lists]
    name = form.survey.id + (f"_webinar_{form.webinar.number}" if form.webinar else "")
    settings: list[list[Value]] = [
        ["form_title", "form_id", "default_language"],
        [form.title(form.language), name, _language(form.language)],
    ]
    return write_workbook(
        {"survey": (survey, 1), "choices": (choices, 1), "settings": (settings, 1)}
    )


def _xlsform_question(form: Form, question: Question) -> list[Value]:
    kind = _XLSFORM_KINDS.get(question.type, "select_one")
    if kind.startswith("select"):
        kind = f"{kind} {question.id}"
    labels = [one_line(question.text.pick(language)) for language in form.languages]
    constraint = _EMAIL if question.type is QuestionType.EMAIL else ""
    return [kind, question.id, *labels, "yes" if question.required else "", constraint]


def _choices(form: Form, question: Question) -> list[list[Value]]:
    texts = [dict(choices_of(question, language)) for language in form.languages]
    return [
        [question.id, code, *(by_code[code] for by_code in texts)]
        for code, _ in choices_of(question, form.language)
    ]


def _language(code: str) -> str:
    """Return a language as the tools show it, for example `English (en)`."""
    return f"{english_name(code)} ({code})"


FORMS: Mapping[str, FormFormat] = {
    Tool.XLSFORM: FormFormat("xlsform.xlsx", by_language=False, write=_write_xlsform),
    Tool.DOCX: FormFormat("docx", by_language=True, write=_write_word),
    Tool.GOOGLE: FormFormat("gs", by_language=True, write=_write_google_script),
    Tool.LIMESURVEY: FormFormat("limesurvey.txt", by_language=False, write=_write_limesurvey),
    Tool.WENJUANXING: FormFormat("wenjuanxing.txt", by_language=True, write=_write_wenjuanxing),
    Tool.XLSX: FormFormat("xlsx", by_language=True, write=_write_workbook),
}
