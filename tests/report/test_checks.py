"""What is found in the texts of a report, and what is not."""

import pytest
from conftest import REPOSITORY

from sstc_cli.diagnostics import Diagnostic
from sstc_cli.model import Series
from sstc_cli.model.report import ReportTexts
from sstc_cli.numbers.statistics import share_of
from sstc_cli.numbers.tables.table import Line, Table
from sstc_cli.numbers.words import ENGLISH
from sstc_cli.report.report_checks import check_report
from sstc_cli.report.setting import Setting
from sstc_cli.source import build, parse

CONTENT = Table(
    "content", ("share",),
    (Line("two_best", 47, (share_of(36, 47),)), Line("5", 47, (None,))), 47, 10, "exit", "content",
)  # fmt: skip
REACH = Table(
    "reach", ("people", "share"),
    (Line("registered", None, (1234, None)), Line("attended", None, (130, share_of(130, 1234)))),
    1234, 5,
)  # fmt: skip
FEW = Table("topics", ("share",), (), None, 10, "exit", "topics")
PEOPLE = ["Ana Moreira", "Seán O'Connor", "ana@example.org", "李小明", "Rosa"]
HONEST = [
    "The impact of the series was not measured; {content.two_best} were content.",
    "Knowledge improved: {content.two_best} gave a good rating, and ratings increased.",
    "{content.two_best} said that the effect was small; they improved with each webinar.",
    "Les notes ont augmenté ; {content.two_best} étaient satisfaits.",
    "La nota mejoró y aumentó: {content.two_best}.",
    "As notas melhoraram e aumentaram: {content.two_best}.",
    "Оценка улучшилась и повысилась: {content.two_best}.",
    "评价提高了，{content.two_best}表示满意。",
    "تحسنت التقييمات: {content.two_best}.",
    "Three quarters of those who answered, {content.two_best}, were content.",
    "{content.two_best} gave one of the two best ratings (95 % interval: 63 to 86 %).",
    "Of those who answered, 77 % ({content.two_best}) were content.",
    "The sessions began at 9.30 and ended at 11.00. Then {content.two_best} answered.",
    "Webinar 7 had fewer answers, {content.two_best@sustainable-logistics}, than webinar 5.",
    "The organisers should send reminders because few people answered.",
    "Ratings: {content.two_best}! Were they higher than expected? Nobody can say.",
    "{content.two_best} war of opinion; a rose and a rosary were on the table.",
    "听众中有{content.two_best}给出最高两档评价。由于报名人数较多，下次应分组讨论。",
    "约四分之三的答卷人（{content.two_best}）表示满意。",
    "评价为{content.two_best}，高于第5场。",
    "填写问卷者的意见不代表全部参会者。",
    "Parmi les répondants, {content.two_best} étaient satisfaits.",
    "Les trois quarts ({content.two_best}, soit 77 %) ont donné une bonne note.",
    "Le taux de réponse est faible ; il faut le dire.",
    "La majorité, {content.two_best}, recommande la série : c’est encourageant.",
    "De quienes respondieron, {content.two_best} quedaron satisfechos.",
    "Tres de cada cuatro ({content.two_best}) dieron una buena nota.",
    "La tasa de respuesta fue baja. ¿Por qué? No lo sabemos.",
    "El contenido gustó a {content.two_best} de quienes respondieron.",
    "Из ответивших {content.two_best} довольны содержанием.",
    "Три четверти ({content.two_best}) поставили высокую оценку.",
    "Ответили не все участники: выводы осторожны.",
    "Оценки содержания: {content.two_best}; оценки докладчиков выше.",
    "من بين المجيبين كان {content.two_best} راضين عن المحتوى.",
    "أعطى ثلاثة أرباع المجيبين ({content.two_best}) تقييماً عالياً.",
    "نسبة الإجابة منخفضة، ولذلك يجب الحذر.",
    "Dos que responderam, {content.two_best} ficaram satisfeitos.",
    "Três em cada quatro ({content.two_best}) deram boa nota.",
    "A taxa de resposta foi baixa; convém cautela.",
]


@pytest.fixture(scope="module")
def plan() -> Series:
    text = (REPOSITORY / "data" / "webinars.yaml").read_text("utf-8")
    built, found = build(parse(text, "webinars.yaml"), Series)
    assert built, found
    return built


def codes(plan: Series, *, final: bool = False, **parts: object) -> list[str]:
    """Return the codes that are found in a report of these parts."""
    return [problem.code for problem in checked(plan, final=final, **parts)]


def checked(plan: Series, *, final: bool = False, **parts: object) -> list[Diagnostic]:
    """Return what is found in a report of these parts."""
    import yaml

    written, found = build(parse(yaml.safe_dump(parts, allow_unicode=True), "r.yaml"), ReportTexts)
    assert written, found
    tables = {table.id: table for table in (CONTENT, FEW, REACH)}
    setting = Setting(plan, {}, written, ENGLISH, tables, {"sustainable-logistics": tables})
    return check_report(setting, PEOPLE, final=final)


COUNTS = [
    "{reach.attended} people attended.",
    "130 people attended ({reach.attended}).",
    "1,234 people registered ({reach.registered}) and 130 attended ({reach.attended}).",
    "Of 1,234 people, some attended ({reach.attended}).",
    "1500 people were invited, and {reach.attended} attended.",
    "We invited 200 people ({reach.attended}).",
    "More than half of 200 people who had asked attended ({reach.attended}).",
    "More than 100 people attended ({reach.attended}), about 140 people by another count.",
    "About 150 people attended ({reach.attended}).",
    "In 2020 people came together ({reach.attended}).",
    "On 10 December people came ({reach.attended}); 3 webinars brought them together.",
    "The 7th webinar, webinar 7 ({reach.attended@sustainable-logistics}), had 2 sessions.",
    "The target of 150 people was missed ({reach.attended}).",
    "Out of 1,234 registrations ({reach.registered}), 130 people attended ({reach.attended}).",
    "第7场听众最多（{reach.attended@sustainable-logistics}）。",
    "约有150人参加（{reach.attended}）。",
    "В 7-м вебинаре участники были активны ({reach.attended@sustainable-logistics}).",
    "Près de 150 personnes ont participé ({reach.attended}).",
]


@pytest.mark.parametrize("text", COUNTS)
def test_a_number_that_is_not_the_count_beside_it_is_left_alone(plan: Series, text: str) -> None:
    assert codes(plan, summary=text) == []


@pytest.mark.parametrize(("code", "text"), [
    ("W713", "125 people attended ({reach.attended})."),
    ("W713", "Webinar 7 reached 125 participants ({reach.attended@sustainable-logistics})."),
    ("W713", "In 2020, 1,235 people registered ({reach.registered})."),
    ("W713", "共有125人参加（{reach.attended}）。"),
    ("W713", "Au total, 125 personnes ont participé ({reach.attended})."),
    ("W713", "Всего 125 участников ({reach.attended})."),
    ("W713", "حضر 125 مشاركا ({reach.attended})."),
    ("E711", "It was {contents.two_best}."),
    ("E711", "It was {content.best}."),
    ("E711", "It was {content.two_best@sustainable-operation}."),
    ("E711", "It was { }."),
    ("E711", "It was {content.two_best:.1f}."),
    ("E712", "It was {content.5}."),
    ("E712", "It was {topics.peace}."),
    ("W713", "It was 88 % ({content.two_best})."),
    ("W713", "评价为88％（{content.two_best}）。"),
    ("W713", "كانت ٨٨ ٪ ({content.two_best})."),
    ("W715", "Because of the reminders, {content.two_best} were content."),
    ("W715", "Grâce aux rappels, {content.two_best} étaient satisfaits."),
    ("W715", "En raison du rappel, {content.two_best} étaient satisfaits."),
    ("W715", "À cause d’un rappel, {content.two_best} étaient satisfaits."),
    ("W715", "Напоминание привело к тому, что довольны {content.two_best}."),
    ("W713", "It was 88 per cent ({content.two_best@sustainable-logistics})."),
    ("W713", "评价为百分之88（{content.two_best}）。"),
    ("W715", "Gracias a los recordatorios, {content.two_best} quedaron satisfechos."),
    ("W715", "Graças aos lembretes, {content.two_best} ficaram satisfeitos."),
    ("W715", "Благодаря напоминаниям довольны {content.two_best}."),
    ("W715", "由于提醒及时，{content.two_best}表示满意。"),
    ("W715", "بفضل التذكير كان {content.two_best} راضين."),
    ("W715", "It improved their knowledge: {content.two_best}."),
    ("W715", "The webinars strengthened the participants’ skills ({content.two_best})."),
    ("W715", "The impact was {content.two_best}."),
    ("W715", "The series had a great impact: {content.two_best}."),
    ("W715", "La série a amélioré leurs connaissances ({content.two_best})."),
    ("W715", "L’impact a été de {content.two_best}."),
    ("W715", "La serie mejoró sus conocimientos ({content.two_best})."),
    ("W715", "A série melhorou os conhecimentos ({content.two_best})."),
    ("W715", "Вебинары повысили знания участников ({content.two_best})."),
    ("W715", "研讨会提高了他们的知识（{content.two_best}）。"),
    ("W715", "حسّنت الندوات معرفتهم: كان الأثر {content.two_best}."),
    ("W716", "Ana  Moreira liked it."),
    ("W716", "Write to ANA@example.org."),
    ("W716", "感谢李小明的意见。"),
    ("W716", "Sean O’Connor liked it."),
    ("W718", "It was 12 %."),
    pytest.param("E711", f"{{reach.attended@{'9' * 5000}}}", id="long"),
])  # fmt: skip
def test_each_mistake_is_found(plan: Series, code: str, text: str) -> None:
    assert codes(plan, summary=text) == [code]


@pytest.mark.parametrize(("text", "place"), [
    ("We  thank Ana\nMoreira, and ana@example.org.", "words 3 to 4; word 6"),
    ("感谢李小明的意见。", "characters 3 to 5"),
])  # fmt: skip
def test_the_place_of_a_name_is_told_without_the_name(plan: Series, text: str, place: str) -> None:
    (found,) = checked(plan, summary=text)
    assert found.message.endswith(f"whose answers are in the store: {place}")


def test_a_figure_and_every_cause_of_a_sentence_are_told(plan: Series) -> None:
    (found,) = checked(plan, summary="It was 88 % ({content.two_best}).")
    figure = "77 % (95 % interval: 63 to 86 %)"
    assert found.message == f"`88 %` contradicts the figure beside it, which is {figure}"
    text = "Thanks to reminders, and because it improved their skills, {content.two_best} came."
    (found,) = checked(plan, summary=text)
    told = "`Thanks to`, `because`, `improved their` name causes"
    assert found.message == f"{told}, but the figure beside it shows none"


def test_webinars_that_the_plan_lacks_are_found(plan: Series) -> None:
    assert codes(plan, webinars=[{"id": "gone", "lessons": ["Start earlier."]}]) == ["E711"]
    assert codes(
        plan, conclusions=[{"id": "c", "text": "Well.", "figures": ["who.ldc.yes@gone"]}]
    ) == ["E711"]
    assert (
        codes(plan, webinars=[{"id": "sustainable-logistics", "lessons": ["Start earlier."]}]) == []
    )


def test_a_target_is_not_that_of_one_webinar(plan: Series) -> None:
    target = {"figure": "content.two_best", "at_least": 80}
    assert codes(plan, targets=[target]) == []
    assert codes(
        plan, targets=[{**target, "figure": "content.two_best@sustainable-logistics"}]
    ) == ["E711"]


def test_a_recommendation_rests_on_a_figure(plan: Series) -> None:
    advice = {"id": "a", "text": "Do it."}
    bare = {"id": "c", "text": "It went well."}
    assert codes(plan, recommendations=[advice]) == ["W714"]
    resting = {**advice, "rests_on": ["c"]}
    assert codes(plan, recommendations=[resting], conclusions=[bare]) == ["W714"]
    founded = {**bare, "figures": ["content.two_best"]}
    assert codes(plan, recommendations=[resting], conclusions=[founded]) == []
    assert codes(plan, recommendations=[{**advice, "rests_on": ["content.none"]}]) == ["E711"]


def test_a_final_report_has_all_parts(plan: Series) -> None:
    assert codes(plan, final=True) == ["E717"] * 6
    assert codes(plan, final=False) == []


@pytest.mark.parametrize("text", HONEST)
def test_an_honest_sentence_is_left_alone(plan: Series, text: str) -> None:
    assert codes(plan, summary=text) == []
