"""Surveys that do not fit, and decisions about exports: a file for each form."""

import pathlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sstc_cli.diagnostics import (
    Diagnostic,
    Path,
    SetValue,
    did_you_mean,
    did_you_mean_webinar,
    meant,
)
from sstc_cli.errors import SstcError
from sstc_cli.model import FormMapping, Question, QuestionType, Role, Series, Survey
from sstc_cli.model.countries import countries
from sstc_cli.model.mapping import agrees
from sstc_cli.model.series import listed_for
from sstc_cli.model.wording import Wordings
from sstc_cli.source import appended, build, edited, locate, node_at, parse, read, write
from sstc_cli.survey_tools import platforms


def unknown_surveys(series: Series, known: Sequence[str]) -> list[Diagnostic]:
    return [
        Diagnostic(
            "E215",
            f"data/surveys/{use.id}.yaml does not exist",
            ("surveys", index, "id"),
            did_you_mean(use.id, known) if known else "write that file, or delete this survey",
        )
        for index, use in enumerate(series.surveys)
        if use.id not in known
    ]


def misnamed_survey(survey: Survey, stem: str) -> Iterator[Diagnostic]:
    if survey.id != stem:
        message = f"the file is called {stem}.yaml, but the survey `{survey.id}`"
        hint = f"set `id` to `{stem}`"
        if stem.startswith(survey.id):  # a computer's name may look like the words of an id
            hint += f"; if it is a copy of {survey.id}.yaml, compare the two, and delete it"
        yield Diagnostic("E215", message, ("id",), hint)


def without_topics(survey: Survey, series: Series) -> Iterator[Diagnostic]:
    for index, question in enumerate(survey.questions):
        if question.takes_options and not listed_for(question, series):
            key = "kinds" if question.role is Role.KIND else "topics"
            message = f"`{question.id}` has no options, and the series has no `{key}`"
            hint = f"list `{key}` in data/webinars.yaml, each with `id` and `title`"
            yield Diagnostic("E113", message, ("questions", index), hint)


SURVEY_CODES = {
    "W242": "a question names a webinar that the series does not have, so it is asked nowhere. "
    "Write the `id` of the webinar: its number may change",
}


def unknown_webinars(survey: Survey, series: Series) -> Iterator[Diagnostic]:
    """Yield the webinars of questions that the plan lacks."""
    for index, question in enumerate(survey.questions):
        for place, id_ in enumerate(question.webinars):
            if id_ not in series.numbers:
                message = (
                    f"`{question.id}` is asked at the webinar `{id_}`, which is not in the plan"
                )
                path: Path = ("questions", index, "webinars", place)
                yield Diagnostic("W242", message, path, did_you_mean_webinar(id_, series.numbers))


MAPPINGS = pathlib.Path("data") / "surveys" / "mappings"
MAPPING_CODES = {
    "E230": "a mapping names a tool, survey, question, option or answer that does not exist. "
    "Correct the name, or delete the decision",
    "E231": "a mapping decides about one column or answer twice, gives an option about consent "
    "another code, or calls a text a yes that is not clearly one. Delete one of the two "
    "decisions, or the one about consent",
    "E232": "a mapping's file is not named after its tool and survey, for example "
    "`plain-exit.yaml`. Rename the file",
}

_HEADING = "What the columns and answers of an export mean: `sstc surveys import` adds to it."


def mapping_file(form: str) -> pathlib.Path:
    return MAPPINGS / f"{form}.yaml"


def read_mapping(file: pathlib.Path, surveys: Mapping[str, Survey]) -> FormMapping:
    """Return one mapping from any folder; raise SstcError if it does not fit the surveys."""
    tree = read(file, file.name)
    mapping, diagnostics = build(tree, FormMapping)
    diagnostics = [
        *tree.diagnostics,
        *diagnostics,
        *(mapping_problems(mapping, surveys) if mapping else ()),
    ]
    if mapping is None or diagnostics:
        first = next(iter(locate(tree, diagnostics)), None)
        if first is None:
            raise SstcError(f"{file.name} is empty", "delete it")
        line = f":{first.place.line}" if first.place else ""
        raise SstcError(f"{file.name}{line}: {first.message}", first.hint)
    return mapping


def write_mapping(mapping: FormMapping, before: str = "") -> str:
    """Return the text of a mapping's file; items are added to the text `before`, if any."""
    document: dict[str, Any] = mapping.plain_data()
    tree = parse(before, "")
    for key in ("timezone", "consent_elsewhere"):
        value = document.get(key)
        if value and tree.root and node_at(tree.root, (key,)) != value:
            tree = edited(tree, [SetValue((key,), value)], FormMapping)
    text, root = tree.text, tree.root
    for key in ("columns", "answers") if root else ():
        present = node_at(root, (key,))
        if more := document.get(key, [])[len(present or ()) :]:
            text = appended(text, key, more)
    return text if parse(text, "").root == document else write(document, _HEADING)


def misnamed_mapping(file: str, mapping: FormMapping) -> Iterator[Diagnostic]:
    stem = pathlib.PurePosixPath(file).stem
    if stem != mapping.form and not stem.startswith(f"{mapping.form}-"):
        message = f"the file is called {stem}.yaml, but is a mapping of {mapping.form}"
        hint = f"rename it to {mapping.form}.yaml, or correct `platform` and `survey`"
        yield Diagnostic("E232", message, ("platform",), hint)


def mapping_problems(mapping: FormMapping, surveys: Mapping[str, Survey]) -> Iterator[Diagnostic]:
    tools = sorted(platform.name for platform in platforms())
    if mapping.platform not in tools:
        message = f"unknown survey tool `{mapping.platform}`"
        yield _unknown(message, ("platform",), mapping.platform, tools)
    survey = surveys.get(mapping.survey)
    if survey is None:
        message = f"unknown survey `{mapping.survey}`"
        yield _unknown(message, ("survey",), mapping.survey, list(surveys))
    else:
        yield from _unknown_questions(mapping, survey)
        yield from _unknown_options(mapping, survey)
        yield from _unknown_codes(mapping, survey)
        yield from _reversed_consent(mapping, survey)
    yield from _duplicates(mapping)


def _unknown_questions(mapping: FormMapping, survey: Survey) -> Iterator[Diagnostic]:
    known = [question.id for question in survey.questions]
    columns = [column.question for column in mapping.columns]
    answers = [answer.question for answer in mapping.answers]
    for key, decided in (("columns", columns), ("answers", answers)):
        for index, id_ in enumerate(decided):
            if id_ is not None and id_ not in known:
                message = f"the survey {survey.id} has no question `{id_}`"
                yield _unknown(message, (key, index, "question"), id_, known)


def _unknown_options(mapping: FormMapping, survey: Survey) -> Iterator[Diagnostic]:
    questions = {question.id: question for question in survey.questions}
    for index, column in enumerate(mapping.columns):
        path, question = ("columns", index, "option"), questions.get(column.question or "")
        if column.option is None or (column.question and question is None):
            continue
        if question is None or question.type is not QuestionType.CHOICES:
            message = "only a question of type `choices` has a column for each option"
            yield Diagnostic("E230", message, path, "delete `option`, or correct `question`")
        elif column.option not in (known := _codes(question)):
            message = f"`{question.id}` has no option `{column.option}`"
            yield _unknown(message, path, column.option, known)


def _unknown_codes(mapping: FormMapping, survey: Survey) -> Iterator[Diagnostic]:
    questions = {question.id: question for question in survey.questions}
    for index, answer in enumerate(mapping.answers):
        question, code = questions.get(answer.question), answer.code
        if question is None or code is None or code in (known := _codes(question)):
            continue
        path, message = ("answers", index, "code"), f"`{question.id}` has no code `{code}`"
        if question.type is QuestionType.COUNTRY:
            hint = "write the two capital letters of ISO 3166-1, for example `KE` for Kenya"
            yield Diagnostic("E230", message, path, hint)
        elif known:
            yield _unknown(message, path, code, known)
        else:
            hint = f"delete this answer: a question of type `{question.type}` has no codes"
            yield Diagnostic("E230", message, path, hint)


def _reversed_consent(mapping: FormMapping, survey: Survey) -> Iterator[Diagnostic]:
    """Yield decisions that contradict the survey's own yes and no, or call doubtful texts a yes."""
    question = survey.question(Role.CONSENT)
    options = question.options if question else ()
    own = Wordings((word, option.code) for option in options for word in sorted(option.wordings))
    for index, answer in enumerate(mapping.answers):
        if question is None or answer.question != question.id or answer.code is None:
            continue
        code = own.find(answer.text)
        if code is not None and code != answer.code:
            message = f"in the survey, `{answer.text}` means `{code}`"
        elif code is None and answer.code == "yes" and not agrees(answer.text):
            message = f"`{answer.text}` is not clearly a yes, and cannot mean `yes`"
        else:
            continue
        yield Diagnostic("E231", message, ("answers", index, "code"), "delete this answer")


def _codes(question: Question) -> list[str]:
    """Return the codes of all possible answers; a question for free text has none."""
    if question.type is QuestionType.COUNTRY:
        return sorted(countries())
    ratings = question.scale.ratings if question.scale else ()
    return [*(option.code for option in question.options), *map(str, ratings)]


def _duplicates(mapping: FormMapping) -> Iterator[Diagnostic]:
    columns = [column.header for column in mapping.columns]
    answers = [f"{answer.question}: {answer.text}" for answer in mapping.answers]
    for key, name, texts in (("columns", "header", columns), ("answers", "text", answers)):
        earlier = set[str]()
        for index, text in enumerate(texts):
            folded = " ".join(text.casefold().split())
            if folded in earlier:
                message = "this was already decided above"
                yield Diagnostic("E231", message, (key, index, name), "delete one of the two")
            earlier.add(folded)


def _unknown(message: str, path: Path, value: str, known: Sequence[str]) -> Diagnostic:
    only = meant(value, known)
    fix = (SetValue(path, only),) if only else ()
    return Diagnostic("E230", message, path, did_you_mean(value, known), fix=fix)
