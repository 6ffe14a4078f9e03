"""Write `exports/`: three webinars and what came later, with people who do not exist.

Each file has the shape of a survey tool's export. Webinar 7 has its exit survey in `exit.xlsx`, and
the people of that file register for it and attend it.

Run by hand: `python examples/make_exports.py`. The same bytes come out on every machine: only
`random()` draws, whose numbers no version of Python changes.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path
from random import Random

from make_exit import PEOPLE as OTHERS

from sstc_cli.model import Question, QuestionType, Role, Series, Survey
from sstc_cli.model.countries import country_code
from sstc_cli.model.series import with_topics
from sstc_cli.source import build, read
from sstc_cli.survey.forms import choices_of

HERE = Path(__file__).parent
SURVEYS = HERE.parent / "data" / "surveys"
PLAN = HERE.parent / "data" / "webinars.yaml"
STARTS = {number: datetime(2020, 9, 18, 15, 30) + timedelta(weeks=weeks)
          for number, weeks in ((5, 0), (6, 1), (7, 3))}  # fmt: skip
IDS = {5: "training-models", 6: "product-selection", 7: "sustainable-logistics"}
REGISTERED = {5: 112, 6: 86, 7: 66}  # of whom two of three attend, and most of these answer
CHINA_TO_UTC = timedelta(hours=-8)

Answers = dict[str, str]
Texts = dict[str, str]

# script of the name, country, language, how many of each ten people
PLACES = (
    ("样例人士{}", "CN", "zh", 16), ("Sample Person {}", "KE", "en", 5),
    ("Sample Person {}", "ET", "en", 4), ("ምሳሌ ሰው {}", "ET", "en", 1),
    ("Example Person {}", "NG", "en", 4), ("Example Person {}", "RW", "en", 2),
    ("Persona Ejemplo {}", "CO", "en", 3), ("Pessoa Exemplo {}", "BR", "en", 3),
    ("Người Mẫu {}", "VN", "en", 3), ("Example Person {}", "MY", "en", 2),
    ("Contoh Orang {}", "ID", "en", 2), ("Sample Person {}", "LK", "en", 1),
    ("شخص مثال {}", "EG", "en", 2), ("Personne Exemple {}", "CI", "en", 2),
    ("Sample Person {}", "TZ", "en", 2), ("Sample Person {}", "FJ", "en", 1),
    ("Үлгі Адам {}", "KZ", "en", 1), ("Sample Person {}", "NP", "en", 2),
)  # fmt: skip
AUDIENCES = (("city_officials", 5), ("companies", 5), ("associations", 3), ("practitioners", 4),
             ("ministries", 3))  # fmt: skip
GENDERS = (("woman", 21), ("man", 18), ("other", 1), ("undisclosed", 2), ("", 2))
# share of people who know the answer before, and who learn it at each of the webinars
KNOWLEDGE = {"pilot_zones": (0.34, 0.62), "sdg_innovation": (0.56, 0.48),
             "overseas_warehouses": (0.42, 0.60)}  # fmt: skip
LIKINGS = {"content": 4.2, "speakers": 4.3, "organisation_of_webinar": 3.7, "relevance": 4.1,
           "newness": 3.6, "intention": 3.9}  # fmt: skip
COMMENTS = {
    "en": (
        "The examples of training centres run by cities were the best part.",
        "Please leave more time for questions; we had only two.",
        "It was very early in the morning for us. Could one webinar be later?",
        "Please share the slides some days before the webinar.",
        "I would like to hear more from small firms that sell abroad.",
        "The sound was poor during the second talk.",
        "We will use the checklist for choosing products in our next course.",
        "More cases from Africa, please.",
        "The interpretation was clear, but sometimes a little late.",
        "A list of participants who wish to cooperate would help us.",
        "I learnt which taxes apply in the pilot zones. Thank you.",
        "Shorter talks and more discussion would be better.",
    ),
    "zh": (
        "案例很实用，希望多介绍中小城市的做法。",
        "提问时间太短，建议延长。",
        "希望会前提供演讲材料。",
        "希望增加与非洲城市的交流环节。",
        "第二位讲者的声音不太清楚。",
        "对选品方法的讲解很有帮助，我们会在培训中使用。",
        "建议安排一次线下考察。",
        "同声传译很好，但有时稍慢。",
        "希望了解更多海外仓的实际成本。",
    ),
}
QUESTIONS = {
    "en": (
        "Which documents does a small firm need for its first export?",
        "How do you choose the products for a pilot?",
        "Who pays for the training of small firms?",
        "Can a city without a port take part?",
    ),
    "zh": (
        "海外仓的成本如何分担？",
        "如何培训没有外语基础的企业？",
        "非洲市场对哪些产品需求最大？",
    ),
}
RESULTS = {
    "en": (
        "We added a session on product selection to our course for young entrepreneurs.",
        "Our chamber has begun to collect the questions of its members about customs.",
        "I wrote a note for my director; a decision is expected next year.",
        "Two firms of our city now share a warehouse.",
    ),
    "zh": (
        "我们在培训课程中增加了跨境电商选品的内容。",
        "已与一家肯尼亚机构开始讨论合作培训。",
        "向领导提交了建设公共海外仓的建议。",
    ),
}


@dataclass
class Person:
    """Somebody who does not exist: what they answer the same each time, and what they know."""

    name: str
    address: str
    language: str
    answers: Answers
    knows: set[str] = field(default_factory=set)


class Dice:
    """Draws from `random()` alone."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed).random  # noqa: S311 the same numbers each time are meant

    def chance(self, share: float) -> bool:
        """Return True in a share of all cases."""
        return self.random() < share

    def below(self, count: int) -> int:
        """Return a whole number from 0."""
        return int(self.random() * count)

    def pick(self, weighted: Sequence[tuple[object, ...]]) -> tuple[object, ...]:
        """Return one of some tuples, whose last parts are their weights."""
        left = self.random() * sum(int(str(row[-1])) for row in weighted)
        for row in weighted:
            left -= int(str(row[-1]))
            if left < 0:
                return row
        return weighted[-1]

    def some(self, codes: Sequence[str], share: float) -> str:
        """Return a share of codes, as the workbook has several choices."""
        return ";".join(code for code in codes if self.chance(share))

    def rating(self, mean: float) -> str:
        """Return a rating from 1 to 5 around a mean."""
        drawn = mean + 2.2 * (self.random() + self.random() - 1)
        return str(min(5, max(1, round(drawn))))


DICE = Dice(20200918)


def survey_of(name: str) -> Survey:
    """Return a shipped survey."""
    survey, _ = build(read(SURVEYS / f"{name}.yaml", f"{name}.yaml"), Survey)
    if survey is None:
        raise SystemExit(f"{name}.yaml has errors: run `sstc validate`")
    series, _ = build(read(PLAN, PLAN.name), Series)
    if series is None:
        raise SystemExit(f"{PLAN.name} has errors: run `sstc validate`")
    return with_topics(survey, series)


REGISTRATION, EXIT, LATER = map(survey_of, ("registration", "exit", "later"))


def codes_of(survey: Survey, id_: str) -> list[str]:
    """Return the codes of a question's options."""
    return [option.code for q in survey.questions if q.id == id_ for option in q.options]


def somebody(number: int) -> Person:
    """Return a new person."""
    name, country, language, _ = map(str, DICE.pick(PLACES))
    answers = {
        "country": country,
        "gender": str(DICE.pick(GENDERS)[0]),
        "audience": str(DICE.pick(AUDIENCES)[0]),
        "organisation": f"样例单位{number}"
        if language == "zh"
        else f"Example organisation {number}",
    }
    domain = "example.net" if DICE.chance(0.3) else "example.org"
    return known(Person(name.format(number), f"person-{number:03}@{domain}", language, answers))


def known(person: Person) -> Person:
    """Return a person who knows some answers, and has interests."""
    answers, topics = person.answers, codes_of(REGISTRATION, "offer")
    person.knows = {id_ for id_, (before, _) in KNOWLEDGE.items() if DICE.chance(before)}
    answers["language"] = person.language
    answers["interests"] = DICE.some(codes_of(REGISTRATION, "interests"), 0.4)
    answers["experience"] = str(DICE.pick((("none", 4), ("some", 4), ("works_in_it", 2)))[0])
    answers["offer"] = DICE.some(topics, 0.12)
    answers["seek"] = DICE.some(topics, 0.16)
    answers["kind"] = DICE.some(codes_of(REGISTRATION, "kind"), 0.4)
    answers["introduce"] = str(DICE.pick((("yes", 6), ("no", 3), ("", 1)))[0])
    if answers["introduce"] == "yes":
        answers["share"] = DICE.some(codes_of(REGISTRATION, "share"), 0.6)
    return person


def of_workbook(number: int, row: Sequence[object]) -> Person:
    """Return one of the people in `exit.xlsx`, who still has to learn most answers."""
    name, country, gender, audience, language = map(str, row[:5])
    genders = {text: option.code for question in EXIT.questions if question.id == "gender"
               for option in question.options for text in option.wordings}  # fmt: skip
    code = country_code(country)
    answers = {"country": code or "", "gender": genders.get(gender, ""), "audience": audience}
    return known(Person(name, f"participant-{number:02}@example.org", language, answers))


def knowledge(survey: Survey, person: Person, webinar: int) -> Answers:
    """Return the answers to the knowledge questions; who does not know guesses, or says so."""
    answers = {}
    for question in survey.questions:
        if question.role is Role.KNOWLEDGE and question.asked_at(IDS[webinar]):
            wrong = [option.code for option in question.options if option.code != question.correct]
            guess = "dont_know" if DICE.chance(0.55) else wrong[DICE.below(len(wrong))]
            answers[question.id] = str(question.correct) if question.id in person.knows else guess
    return answers


def learn(person: Person, webinar: int) -> None:
    """Let a person learn at a webinar."""
    for id_, (_, share) in KNOWLEDGE.items():
        if (id_ != "overseas_warehouses" or webinar == 7) and DICE.chance(share):
            person.knows.add(id_)


def registered(person: Person, webinar: int, *, consent: str = "yes") -> Answers:
    """Return a person's answers before a webinar."""
    own = {"consent": consent, "full_name": person.name, "email": person.address}
    asks = remark("questions_for_speakers", QUESTIONS[person.language], 0.2)
    return {**own, **person.answers, **knowledge(REGISTRATION, person, webinar), **asks}


def left(person: Person, webinar: int) -> Answers:
    """Return a person's answers after a webinar; some give no address."""
    answers = {"consent": "yes", **knowledge(EXIT, person, webinar)}
    answers |= {id_: person.answers.get(id_, "") for id_ in ("country", "gender", "audience")}
    answers |= {id_: DICE.rating(mean) for id_, mean in LIKINGS.items()}
    answers["language"] = person.language
    answers["recommend"] = str(min(10, max(0, 2 * int(answers["content"]) + DICE.below(3) - 1)))
    answers["most_useful"] = DICE.some(codes_of(EXIT, "most_useful"), 0.45)
    if DICE.chance(0.75):
        answers |= {"full_name": person.name, "email": person.address}
    return answers | remark("comment", COMMENTS[person.language], 0.4)


def later(person: Person, webinar: int) -> Answers:
    """Return a person's answers some months after a webinar."""
    used = str(DICE.pick((("often", 3), ("once", 4), ("planned", 4), ("unused", 2)))[0])
    answers = {"webinar": str(webinar), "consent": "yes", "email": person.address, "used": used}
    obstacles = DICE.some(codes_of(LATER, "obstacles")[1:], 0.25)
    answers["obstacles"] = obstacles or "none"
    answers["contacts"] = str(DICE.pick((("cooperating", 1), ("in_touch", 3), ("no", 6)))[0])
    share = 0.6 if used in ("often", "once") else 0
    return answers | remark("results", RESULTS[person.language], share)


def remark(id_: str, texts: Sequence[str], share: float) -> Answers:
    """Return a remark and whether it may be quoted, or nothing."""
    if not DICE.chance(share):
        return {}
    may = str(DICE.pick((("yes", 5), ("no", 4), ("", 1)))[0])
    return {id_: texts[DICE.below(len(texts))], "quote": may}


def table(rows: Iterable[Sequence[str]], delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    """Return the bytes of a csv file with a byte order mark."""
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    return f"\ufeff{text.getvalue()}".encode(encoding)


def kobotoolbox(survey: Survey, webinar: int, rows: Sequence[Answers], first: int) -> bytes:
    """Return what KoboToolbox exports: codes, times in UTC."""
    asked = [question for question in survey.questions if question.asked_at(IDS[webinar])]
    ids = [question.id for question in asked]
    lines = [["start", "end", *ids, "_id", "_uuid", "_submission_time", "_index"]]
    for index, (answers, at) in enumerate(zip(rows, moments(survey, webinar), strict=False), 1):
        utc = at + CHINA_TO_UTC
        start, end = (
            f"{moment:%Y-%m-%dT%H:%M:%S}.000Z" for moment in (utc, utc + timedelta(0, 240))
        )
        cells = [_spaced(question, answers.get(question.id, "")) for question in asked]
        key = f"{webinar:08}-{survey.id[:2].encode().hex()}-4000-8000-{first + index:012}"
        own = [str(first + index), key, f"{utc + timedelta(0, 245):%Y-%m-%dT%H:%M:%S}", str(index)]
        lines.append([start, end, *cells, *own])
    return table(lines, ";")


def _spaced(question: Question, answer: str) -> str:
    return answer.replace(";", " ") if question.type is QuestionType.CHOICES else answer


def wenjuanxing(survey: Survey, webinar: int, rows: Sequence[Answers]) -> bytes:
    """Return what 问卷星 exports: numbered questions, Chinese texts, times of China."""
    asked = [question for question in survey.questions if question.asked_at(IDS[webinar])]
    titles = [f"{number}、{question.text.pick('zh')}" for number, question in enumerate(asked, 1)]
    lines = [["序号", "提交答卷时间", "所用时间", "来源", "来源详情", *titles]]
    for index, (answers, at) in enumerate(zip(rows, moments(survey, webinar), strict=False), 1):
        cells = [_chinese(question, answers.get(question.id, "")) for question in asked]
        time = f"{at.year}/{at.month}/{at.day} {at:%H:%M:%S}"
        lines.append([str(index), time, f"{120 + DICE.below(200)}秒", "微信", "N/A", *cells])
    return table(lines)


def _chinese(question: Question, answer: str) -> str:
    texts = dict(choices_of(question, "zh"))
    return "┋".join(texts.get(part, part) for part in answer.split(";")) or "(空)"


def moments(survey: Survey, webinar: int) -> Iterable[datetime]:
    """Yield when people answered: in the two weeks before the webinar, or in two days after it."""
    before = survey.when == "before"
    at = STARTS[webinar] - timedelta(days=14) if before else STARTS[webinar] + timedelta(minutes=92)
    while True:
        at += timedelta(minutes=5 + DICE.below(300 if before else 90), seconds=DICE.below(60))
        yield at


def visits(people: Sequence[Person], webinar: int) -> list[tuple[Person, datetime, datetime]]:
    """Return who was there from when to when."""
    start, found = STARTS[webinar], []
    for person in people:
        joined = start + timedelta(minutes=DICE.below(20) - 8, seconds=DICE.below(60))
        away = 0 if DICE.chance(0.7) else DICE.below(60)
        found.append((person, joined, start + timedelta(minutes=92 - away, seconds=DICE.below(60))))
    return found


def zoom(people: Sequence[Person], absent: Sequence[Person], webinar: int) -> bytes:
    """Return Zoom's attendee report, with a host, a speaker and people who did not come."""
    head = ["Attended", "User Name (Original Name)", "First Name", "Last Name", "Email",
            "Registration Time", "Approval Status", "Join Time", "Leave Time",
            "Time in Session (minutes)", "Is Guest"]  # fmt: skip
    there = ["Attended", "User Name (Original Name)", "Email", "Join Time", "Leave Time",
             "Time in Session (minutes)", "Is Guest"]  # fmt: skip
    start, end = (_clock(STARTS[webinar] + timedelta(minutes=at)) for at in (-20, 95))
    rows = [["Attendee Report"], ["Topic", "Webinar ID", "Actual Start Time"],
            [f"Webinar {webinar}", "900 0000 0000", start], ["Host Details"], there,
            ["Yes", "The Example Office", "office@example.org", start, end, "115", "No"],
            ["Panelist Details"], there,
            ["Yes", "Example Speaker", "speaker@example.org", start, end, "115", "Yes"],
            ["Attendee Details"], head]  # fmt: skip
    applied = _clock(STARTS[webinar] - timedelta(days=3))
    for person, joined, gone in visits(people, webinar):
        minutes = str(int((gone - joined).total_seconds()) // 60)
        rows.append(["Yes", person.name, person.name, "", person.address, applied, "approved",
                     _clock(joined), _clock(gone), minutes, "Yes"])  # fmt: skip
    rows += [["No", person.name, person.name, "", person.address, applied, "approved",
              *["--"] * 4] for person in absent]  # fmt: skip
    return table(rows)


def _clock(moment: datetime) -> str:
    return f"{moment:%m/%d/%Y %I:%M:%S %p}"


def teams(people: Sequence[Person], webinar: int) -> bytes:
    """Return Teams' report, with an organiser, a program that takes notes, and a telephone."""
    start, end = STARTS[webinar] - timedelta(minutes=15), STARTS[webinar] + timedelta(minutes=95)
    rows = [["1. Summary"], ["Meeting title", f"Webinar {webinar}"],
            ["Attended participants", str(len(people) + 3)], ["Start time", _short(start)],
            ["End time", _short(end)], [""], ["3. In-Meeting Activities"],
            ["Name", "Join Time", "Leave Time", "Duration", "Email", "Role"]]  # fmt: skip
    others = (("The Example Office", "office@example.org", "Organizer"),
              ("Fireflies.ai Notetaker Sample (Unverified)", "", "Attendee"),
              ("+00 00 *** **00", "", "Attendee"))  # fmt: skip
    rows += [[name, _short(start), _short(end), "1h 50m", address, role]
             for name, address, role in others]  # fmt: skip
    for person, joined, gone in visits(people, webinar):
        length = f"{int((gone - joined).total_seconds()) // 60}m"
        rows.append([person.name, _short(joined), _short(gone), length, person.address, "Attendee"])
    return table(rows, "\t", "utf-16-le")


def _short(moment: datetime) -> str:
    hour = f"{moment:%I:%M:%S %p}".lstrip("0")
    return f"{moment.month}/{moment.day}/{moment:%y}, {hour}"


def plain(people: Sequence[Person], webinar: int) -> bytes:
    """Return a plain table of attendance."""
    rows = [["Name", "Email", "Minutes"]]
    for person, joined, gone in visits(people, webinar):
        rows.append([person.name, person.address, str(int((gone - joined).total_seconds()) // 60)])
    return table(rows)


def share(people: Sequence[Person], count: int) -> list[Person]:
    """Return some of the people, in their order."""
    drawn = sorted(range(len(people)), key=lambda _: DICE.random())[:count]
    return [people[index] for index in sorted(drawn)]


def exports() -> dict[str, bytes]:
    """Return the content of each file by its name."""
    files: dict[str, bytes] = {}
    strangers = map(somebody, range(1, 1000))
    workbook = [of_workbook(number, row) for number, row in enumerate(OTHERS, 1) if row[0]]
    reached: list[tuple[Person, int]] = []
    for webinar, count in REGISTERED.items():
        own = {5: workbook[::3], 6: [], 7: workbook}[webinar]
        earlier = [person for person, _ in _few(reached, 1) if person not in own]
        again = share(earlier, count // 3)
        new = list(islice(strangers, count - len(own) - len(again)))
        coming = [*own, *again, *new]
        answers = [registered(person, webinar) for person in coming]
        answers += [registered(person, webinar, consent="no") for person in islice(strangers, 1)]
        name = f"registration-webinar-{webinar}.csv"
        files[name] = kobotoolbox(REGISTRATION, webinar, answers, webinar * 1000)
        there = [*own, *share(again, len(again) * (1 if webinar == 7 else 4) // 5)]
        there += share(new, count * 3 // 5 - len(there))
        for person in there:
            learn(person, webinar)
        reached += ((person, webinar) for person in there)
        absent = [person for person in coming if person not in there]
        files[f"attendance-webinar-{webinar}.csv"] = (
            zoom(there, absent, webinar) if webinar == 5
            else teams(there, webinar) if webinar == 6 else plain(there, webinar)
        )  # fmt: skip
        if webinar != 7:
            answering = share(there, len(there) * 3 // 5)
            files |= exits(webinar, answering)
    files["later.csv"] = workbook_of(LATER, [later(*one) for one in _few(reached, 0.33)])
    return files


def exits(webinar: int, people: Sequence[Person]) -> dict[str, bytes]:
    """Return the exit survey of a webinar; at the second one, Chinese has a form of its own."""
    answers = [left(person, webinar) for person in people]
    if webinar == 5:
        return {f"exit-webinar-{webinar}.csv": kobotoolbox(EXIT, webinar, answers, 50_000)}
    chinese = [one for one in answers if one["language"] == "zh"]
    others = [one for one in answers if one["language"] != "zh"]
    return {
        f"exit-webinar-{webinar}-en.csv": kobotoolbox(EXIT, webinar, others, 60_000),
        f"exit-webinar-{webinar}-zh.csv": wenjuanxing(EXIT, webinar, chinese),
    }


def _few(reached: Sequence[tuple[Person, int]], part: float) -> list[tuple[Person, int]]:
    """Return a part of the people who attended, each with the first webinar."""
    first = {person.address: (person, webinar) for person, webinar in reversed(reached)}
    return [one for one in first.values() if DICE.chance(part)]


def workbook_of(survey: Survey, rows: Sequence[Answers]) -> bytes:
    """Return the sheet of our own workbook, with ids of questions."""
    ids = ["webinar", *(question.id for question in survey.questions)]
    return table([ids, *([row.get(id_, "") for id_ in ids] for row in rows)])


if __name__ == "__main__":
    folder = HERE / "exports"
    folder.mkdir(exist_ok=True)
    for name, content in exports().items():
        (folder / name).write_bytes(content)
