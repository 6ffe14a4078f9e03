"""Surveys, and the topics and partners that they ask about."""

from collections.abc import Iterator, Mapping, Sequence

from sstc_cli.diagnostics import Diagnostic, did_you_mean
from sstc_cli.model import Question, Role
from sstc_cli.model.partners import Kind, Topic
from sstc_cli.model.series import listed_for
from sstc_cli.model.survey import TOPICAL
from sstc_cli.model.wording import fold
from sstc_cli.rules.plan import Plan, rule
from sstc_cli.rules.rule import problem, unknown


@rule("E270")
def topic_parent_wrong(plan: Plan) -> Iterator[Diagnostic]:
    """A topic has a wider topic that does not exist, or that belongs to the topic itself.

    Wrong:
      topics:
        - {id: trade, title: Trade}
        - {id: customs, title: Customs, parent: trades} # <- E270
      webinars: …
    Instead:
        - {id: customs, title: Customs, parent: trade}
    """
    parents = {topic.id: topic.parent for topic in plan.series.topics}
    for index, topic in enumerate(plan.series.topics):
        if topic.parent is None:
            continue
        path = ("topics", index, "parent")
        if topic.parent not in parents:
            hint = did_you_mean(topic.parent, parents)
            yield problem(f"unknown topic `{topic.parent}`", path, hint)
        elif topic.id in (circle := _above(topic.id, parents)):
            way = " → ".join(f"`{id_}`" for id_ in (topic.id, *circle))
            message = f"`{topic.id}` is its own wider topic: {way}"
            yield problem(message, path, "delete `parent` of the widest of them")


def _above(id_: str, parents: Mapping[str, str | None]) -> list[str]:
    """Return the topics above one, until there is none or one of them comes again."""
    found: list[str] = []
    above = parents[id_]
    while above is not None and above not in found:
        found.append(above)
        above = parents.get(above)
    return found


@rule("E271")
def fit_wrong(plan: Plan) -> Iterator[Diagnostic]:
    """A pair of audiences that fit has an unknown audience, or is not a pair.

    An audience that fits others of its own kind is named twice.

    Wrong:
      audiences: [{id: cities, name: City officials}, {id: firms, name: Companies}]
      partners:
        fits: [{audiences: [cities, firm]}] # <- E271
      webinars: …
    Instead:
        fits: [{audiences: [cities, firms]}, {audiences: [cities, cities]}]
    """
    known = dict.fromkeys(audience.id for audience in plan.series.audiences)
    for index, fit in enumerate(plan.series.partners.fits):
        path = ("partners", "fits", index, "audiences")
        if len(fit.audiences) != 2:
            message = f"{len(fit.audiences)} audiences are not a pair"
            hint = "name two audiences that fit each other, or one audience twice"
            yield problem(message, path, hint)
        named = (((*path, at), "audience", name) for at, name in enumerate(fit.audiences))
        yield from unknown(named, {"audience": known})


@rule("E272")
def weights_zero(plan: Plan) -> Iterator[Diagnostic]:
    """All reasons to bring two people together give no points, so no pair can be suggested.

    Wrong:
      partners:
        weights: {mutual: 0, one_sided: 0, kinds: 0, audiences: 0, hours: 0, webinars: 0} # <- E272
      webinars: …
    Instead:
        weights: {mutual: 50, one_sided: 20, kinds: 0, audiences: 0, hours: 0, webinars: 0}
    """
    weights = plan.series.partners.weights
    if not any(getattr(weights, name) for name in weights.fields):
        message = "no reason gives points, so no pair can be suggested"
        hint = "give `mutual` and `one_sided` points, or delete `weights`"
        yield problem(message, ("partners", "weights"), hint)


@rule("E273")
def topics_alike(plan: Plan) -> Iterator[Diagnostic]:
    """Two topics, or two kinds of cooperation, can be read as the same answer.

    An export of a survey tool has the words of an answer, which must mean one thing only.

    Wrong:
      topics:
        - {id: customs, title: Customs}
        - {id: borders, title: Borders, aliases: [customs]} # <- E273
      webinars: …
    Instead:
        - {id: borders, title: Borders, aliases: [Border posts]}
    """
    yield from _alike("topics", plan.series.topics)
    yield from _alike("kinds", plan.series.kinds)


def _alike(name: str, entries: Sequence[Topic | Kind]) -> Iterator[Diagnostic]:
    earlier: dict[str, str] = {}
    for index, entry in enumerate(entries):
        texts = (entry.id, *entry.title.by_language.values(), *entry.aliases)
        for text in dict.fromkeys(map(fold, texts)):
            other = earlier.setdefault(text, entry.id)
            if other != entry.id:
                message = f"`{other}` and `{entry.id}` can both be read as `{text}`"
                hint = "change the title or an alias of one of them"
                yield problem(message, (name, index), hint)
                break


@rule("W274")
def topic_not_asked(plan: Plan) -> Iterator[Diagnostic]:
    """A topic or a kind of cooperation is missing from the question about it, or from the data.

    Leave the `options` of the question out: then it has the topics of the series. If it has options
    of its own, their codes must be those of the topics.

    The survey `data/surveys/registration.yaml`:
      id: registration
      when: before
      title: Registration
      questions:
        - id: offer
          type: choices
          role: offer
          text: What can you offer?
          options: [{code: customs, text: Customs}]

    Wrong:
      surveys:
        - {id: registration, when: before, purpose: To register, url: https://survey.un.org/form}
      topics:
        - {id: customs, title: Customs}
        - {id: taxation, title: Taxation} # <- W274
      webinars: …
    Instead:
      nothing
    """
    for index, use in enumerate(plan.series.surveys):
        survey = plan.surveys.get(use.id)
        for question in survey.questions if survey else ():
            if question.role in TOPICAL:
                yield from _differences(plan, index, use.id, question)


def _differences(plan: Plan, index: int, survey: str, question: Question) -> Iterator[Diagnostic]:
    listed = listed_for(question, plan.series)
    name = "kinds" if question.role is Role.KIND else "topics"
    codes = {option.code for option in question.options}
    for at, entry in enumerate(listed):
        if entry.id not in codes:
            message = f"the question `{question.id}` of the survey `{survey}` lacks `{entry.id}`"
            hint = "delete the `options` of the question: then it has the list of the series"
            yield problem(message, (name, at, "id"), hint)
    if listed and (others := sorted(codes - {entry.id for entry in listed})):
        message = (
            f"`{others[0]}` is an answer to `{question.id}` of the survey `{survey}`, "
            f"but not one of the `{name}`"
        )
        yield problem(message, ("surveys", index, "id"), f"add it to `{name}`")


@rule("W275")
def language_not_asked(plan: Plan) -> Iterator[Diagnostic]:
    """A registration of a series in several languages does not ask which one people read.

    Then each person gets every mail in all languages, and no one can be introduced to a partner.

    The survey `data/surveys/registration.yaml`:
      id: registration
      when: before
      title: {en: Registration, fr: Inscription}
      questions:
        - {id: email, type: email, role: email, text: {en: Your e-mail address, fr: Votre adresse}}

    The survey `data/surveys/enrolment.yaml`:
      id: enrolment
      when: before
      title: {en: Enrolment, fr: Inscription}
      questions:
        - id: language
          type: choice
          role: language
          text: {en: 'Which language do you prefer?', fr: 'Quelle langue préférez-vous ?'}
          options: [{code: en, text: English}, {code: fr, text: Français}]

    Wrong:
      languages: [en, fr]
      surveys:
        - {id: registration, when: before, purpose: {en: A, fr: B}, url: https://survey.un.org/a} # <- W275
      webinars:
        - {en: Payment, fr: Paiement} …
    Instead:
        - {id: enrolment, when: before, purpose: {en: A, fr: B}, url: https://survey.un.org/a}
    """
    languages = ", ".join(plan.series.languages)
    for index, use in enumerate(plan.series.surveys if "," in languages else ()):
        survey = plan.surveys.get(use.id)
        if use.when == "before" and survey and survey.question(Role.LANGUAGE) is None:
            message = f"the survey `{use.id}` does not ask which language people read"
            hint = f"add a choice with `role: language` and an option for each of {languages}"
            yield problem(message, ("surveys", index, "id"), hint)


@rule("W305")
def exit_survey_without_knowledge(plan: Plan) -> Iterator[Diagnostic]:
    """A survey after the webinars has no knowledge question.

    Without one, the evaluation can show whether participants were satisfied, but not what they have
    learnt.

    The survey `data/surveys/exit.yaml`:
      id: exit
      when: after
      title: Exit survey
      questions:
        - {id: comment, type: text, role: comment, text: 'What should we do better?'}

    The survey `data/surveys/quiz.yaml`:
      id: quiz
      when: after
      title: Exit survey
      questions:
        - id: share
          type: choice
          role: knowledge
          correct: half
          text: How much of the trade in services is digital?
          options: [{code: half, text: One half}, {code: tenth, text: One tenth}]

    Wrong:
      surveys:
        - {id: exit, when: after, purpose: To hear what participants thought} # <- W305
      webinars: …
    Instead:
        - {id: quiz, when: after, purpose: To see what participants know now}
    """
    for index, use in enumerate(plan.series.surveys):
        survey = plan.surveys.get(use.id)
        if use.when == "after" and survey and survey.question(Role.KNOWLEDGE) is None:
            message = (
                f"the survey `{use.id}` has no question that shows what participants have learnt"
            )
            hint = "add a choice with `role: knowledge` and the code of its `correct` option"
            yield problem(message, ("surveys", index, "id"), hint)
