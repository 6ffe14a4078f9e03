"""Decisions about survey exports: a file a form in `data/surveys/mappings/`, and what is wrong."""

import pathlib
from collections.abc import Iterator, Mapping, Sequence

from sstc_cli.diagnostics import Diagnostic, Path, SetValue, did_you_mean, meant
from sstc_cli.errors import SstcError
from sstc_cli.model import SURVEY_TOOLS, FormMapping, Question, QuestionType, Survey
from sstc_cli.model.countries import countries
from sstc_cli.source import appended, build, locate, node_at, parse, read, write

MAPPINGS = pathlib.Path("data") / "surveys" / "mappings"
CODES = {
    "E230": "a mapping speaks of a tool, survey, question or answer that is not there",
    "E231": "a mapping decides about one column or answer twice",
    "E232": "a mapping's file is not called after its tool and survey, as in `plain-exit.yaml`",
}

_HEADING = "What the columns and answers of an export mean: `sstc surveys import` adds to it."


def mapping_files(root: pathlib.Path) -> list[pathlib.Path]:
    """The files of all mappings from the root of the workspace."""
    return [MAPPINGS / file.name for file in sorted((root / MAPPINGS).glob("*.yaml"))]


def mapping_file(form: str) -> pathlib.Path:
    """Where the mapping of a form lies, from the root of the workspace."""
    return MAPPINGS / f"{form}.yaml"


def read_mapping(file: pathlib.Path, surveys: Mapping[str, Survey]) -> FormMapping:
    """One mapping, wherever it lies; SstcError where it does not fit the surveys."""
    tree = read(file, file.name)
    mapping, found = build(tree, FormMapping)
    found = [*tree.diagnostics, *found, *(faults(mapping, surveys) if mapping else ())]
    if mapping is None or found:
        wrong = next(iter(locate(tree, found)), None)
        if wrong is None:
            raise SstcError(f"{file.name} is empty", "delete it")
        at = f":{wrong.place.line}" if wrong.place else ""
        raise SstcError(f"{file.name}{at}: {wrong.message}", wrong.hint)
    return mapping


def write_mapping(mapping: FormMapping, before: str = "") -> str:
    """The text of a mapping's file; what stands `before` keeps its comments."""
    document = mapping.model_dump(mode="json", exclude_defaults=True)
    text, root = before, parse(before, "").root
    for key in ("columns", "answers") if root else ():
        known = node_at(root, (key,))
        if more := document.get(key, [])[len(known or ()) :]:
            text = appended(text, key, more)
    return text if parse(text, "").root == document else write(document, _HEADING)


def misnamed(file: str, mapping: FormMapping) -> Iterator[Diagnostic]:
    """A mapping that is not found by the name of its file."""
    stem = pathlib.PurePosixPath(file).stem
    if stem != mapping.form and not stem.startswith(f"{mapping.form}-"):
        message = f"the file is called {stem}.yaml, but is a mapping of {mapping.form}"
        hint = f"call it {mapping.form}.yaml, or correct `platform` and `survey`"
        yield Diagnostic("E232", message, ("platform",), hint)


def faults(mapping: FormMapping, surveys: Mapping[str, Survey]) -> Iterator[Diagnostic]:
    """What a mapping speaks of that is not there, or twice."""
    if mapping.platform not in SURVEY_TOOLS:
        message = f"there is no survey tool `{mapping.platform}`"
        yield _unknown(message, ("platform",), mapping.platform, SURVEY_TOOLS)
    survey = surveys.get(mapping.survey)
    if survey is None:
        message = f"there is no survey `{mapping.survey}`"
        yield _unknown(message, ("survey",), mapping.survey, list(surveys))
    else:
        yield from _no_questions(mapping, survey)
        yield from _no_codes(mapping, survey)
    yield from _twice(mapping)


def _no_questions(mapping: FormMapping, survey: Survey) -> Iterator[Diagnostic]:
    known = [each.id for each in survey.questions]
    columns = [each.question for each in mapping.columns]
    answers = [each.question for each in mapping.answers]
    for key, decided in (("columns", columns), ("answers", answers)):
        for index, id_ in enumerate(decided):
            if id_ is not None and id_ not in known:
                message = f"the survey {survey.id} has no question `{id_}`"
                yield _unknown(message, (key, index, "question"), id_, known)


def _no_codes(mapping: FormMapping, survey: Survey) -> Iterator[Diagnostic]:
    """Codes that no answer to their question has."""
    questions = {each.id: each for each in survey.questions}
    for index, each in enumerate(mapping.answers):
        question = questions.get(each.question)
        if question is None or each.code is None or each.code in (known := _codes(question)):
            continue
        path, message = ("answers", index, "code"), f"`{question.id}` has no code `{each.code}`"
        if question.type is QuestionType.COUNTRY:
            hint = "write two capital letters of ISO 3166-1, as in `KE` for Kenya"
            yield Diagnostic("E230", message, path, hint)
        elif known:
            yield _unknown(message, path, each.code, known)
        else:
            hint = f"a question of type `{question.type}` has none: delete this answer"
            yield Diagnostic("E230", message, path, hint)


def _codes(question: Question) -> list[str]:
    """The codes of everything that can be answered; none where people write."""
    if question.type is QuestionType.COUNTRY:
        return sorted(countries())
    ratings = question.scale.ratings if question.scale else ()
    return [*(each.code for each in question.options), *map(str, ratings)]


def _twice(mapping: FormMapping) -> Iterator[Diagnostic]:
    """What is decided about a column, or about an answer to a question, more than once."""
    columns = [each.header for each in mapping.columns]
    answers = [f"{each.question}: {each.text}" for each in mapping.answers]
    for key, name, decided in (("columns", "header", columns), ("answers", "text", answers)):
        seen = set[str]()
        for index, each in enumerate(" ".join(each.casefold().split()) for each in decided):
            if each in seen:
                message = "this was decided above, too"
                yield Diagnostic("E231", message, (key, index, name), "delete one of the two")
            seen.add(each)


def _unknown(message: str, path: Path, value: str, known: Sequence[str]) -> Diagnostic:
    only = meant(value, known)
    fix = (SetValue(path, only),) if only else ()
    return Diagnostic("E230", message, path, did_you_mean(value, known), fix=fix)
