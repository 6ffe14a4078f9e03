"""Questions that do not fit their type or role, as diagnostics with places."""

import pytest
from conftest import REPOSITORY

from sstc_cli.model import Role, Series, Survey
from sstc_cli.model.series import with_topics
from sstc_cli.source import build, locate, parse
from sstc_cli.workspace.starter import starter_surveys

ASKED = {
    "before": [Role.SEEK, Role.KIND, Role.INTRODUCE, Role.SHARE, Role.AT_ONCE, Role.CONSENT],
    "after": [Role.RELEVANCE, Role.NEWNESS, Role.INTENTION, Role.QUOTE, Role.CONSENT],
    "later": [Role.BEHAVIOUR, Role.COMMENT, Role.QUOTE, Role.CONSENT],
}
HEAD = "id: exit\nwhen: after\ntitle: Exit\nquestions:\n  - {id: q, text: Q, "


@pytest.mark.parametrize(
    ("question", "message"),
    [
        ("type: choice}", "`q` has no options to choose from"),
        ("type: text, options: [{code: a, text: A}]}", "of type `text` cannot have options"),
        ("type: choice, options: [{code: a, text: A}, {code: a, text: B}]}",
         "two options have the code `a`"),
        ("type: choice, options: [{code: a, text: A}, {code: b, text: ' a'}]}",
         "two options can be read as `a`"),
        ("type: choice, correct: c, options: [{code: a, text: A}]}",
         "`c` is not one of the options"),
        ("type: choices, correct: a, options: [{code: a, text: A}]}",
         "cannot have a correct option"),
        ("type: choice, role: knowledge, options: [{code: a, text: A}]}",
         "has no correct option"),
        ("type: scale}", "the rating `q` has no `scale`"),
        ("type: text, scale: {lowest: 1, highest: 5}}", "of type `text` cannot have a scale"),
        ("type: scale, scale: {lowest: 5, highest: 1}}", "a rating cannot run from 5 to 1"),
        ("type: scale, scale: {lowest: 1, highest: 3, points: [A]}}", "1 texts do not fit 3"),
        ("type: scale, role: recommend, scale: {lowest: 1, highest: 10}}", "from 0 to 10"),
        ("type: text, role: email}", "with the role `email` has the type `text`"),
        ("type: choice, role: consent, options: [{code: a, text: A}]}", "the answers yes and no"),
        ("type: choice, role: quote, options: [{code: 'yes', text: A}]}", "`quote` must have the"),
        ("type: text, role: introduce}", "with the role `introduce` has the type `text`"),
        ("type: choice, role: offer, options: [{code: a, text: A}]}", "the type `choice`"),
        ("type: text, role: relevance}", "with the role `relevance` has the type `text`"),
        ("type: choices, role: offer, options: [{code: a, text: A}]}\n  - {id: r, text: R, type: "
         "choices, role: seek, options: [{code: a, text: A}, {code: b, text: B}]}",
         "`b` can only be offered or only be sought"),
        ("type: choice, role: offer}", "`q` has no options to choose from"),
        ("type: text, role: at_once}", "with the role `at_once` has the type `text`"),
        ("type: choice, role: at_once, options: [{code: up_to_1, text: A}, {code: many, text: B}]}",
         "an option of the role `at_once` has no number"),
        ("type: text}\n  - {id: q, text: R, type: text}", "two questions have the id `q`"),
        ("type: email, role: email}\n  - {id: r, text: R, type: email, role: email}",
         "two questions have the role `email`"),
    ],
)  # fmt: skip
def test_a_question_that_does_not_fit_is_refused(question: str, message: str) -> None:
    tree = parse(f"{HEAD}{question}\n", "exit.yaml")
    built, found = build(tree, Survey)
    assert built is None
    [diagnostic] = locate(tree, found)
    assert diagnostic.code == "E113"
    assert message in diagnostic.message
    assert diagnostic.hint
    assert diagnostic.place
    assert diagnostic.place.line >= 4


@pytest.mark.parametrize("folder", ["data", "sstc_cli/starter"])
def test_the_shipped_surveys_can_show_a_gain(folder: str) -> None:
    surveys = {}
    plan = (REPOSITORY / folder / "webinars.yaml").read_text("utf-8")
    series, _ = build(parse(plan, "webinars.yaml"), Series)
    assert series
    files = sorted((REPOSITORY / "data" / "surveys").glob("*.yaml"))
    shipped = {file.name: file.read_bytes() for file in files}
    for name, data in (shipped if folder == "data" else starter_surveys(["en", "fr"])).items():
        built, found = build(parse(data.decode(), name), Survey)
        assert built, found
        surveys[built.when] = with_topics(built, series)
    assert [*surveys] == ["after", "later", "before"]
    knowledge = [
        [question for question in surveys[when].questions if question.role is Role.KNOWLEDGE]
        for when in ("before", "after")
    ]
    assert knowledge[0] == knowledge[1], "the same ids, texts, options and correct answers"
    assert all(any(option.code == "dont_know" for option in q.options) for q in knowledge[0])
    offer = surveys["before"].question(Role.OFFER)
    assert offer
    assert 12 <= len(offer.options) <= 30
    for when, roles in ASKED.items():
        assert all(surveys[when].question(role) for role in roles)
    for survey in surveys.values():
        ids = {question.id for question in survey.questions}
        codes = {option.code for question in survey.questions for option in question.options}
        assert not ids & codes, "a column named after an option could be that question"
