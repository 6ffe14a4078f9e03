"""Write `exit.xlsx`: an exit survey of webinar 7, answered by people who do not exist.

Run by hand: `python examples/make_exit.py`. The same bytes come out on every machine.
"""

from pathlib import Path

from sstc_cli.model import Survey
from sstc_cli.sheets.xlsx import write_workbook
from sstc_cli.source import build, read
from sstc_cli.survey.forms import SHEET

HERE = Path(__file__).parent
SURVEY = HERE.parent / "data" / "surveys" / "exit.yaml"

# name, country, gender, audience, language, the three knowledge questions, the three
# satisfaction ratings, recommend, what was useful, comment
PEOPLE = (
    ("Sample Participant One", "Kenya", "Woman", "city_officials", "en",
     "105", "Goal 9", "Develop and share them", 5, 5, 4, 10, "talks;cases", ""),
    ("Sample Participant Two", "Kenya", "Man", "companies", "en",
     "105", "Goal 9", "Develop and share them", 4, 5, 4, 9, "contacts", ""),
    ("Sample Participant Three", "Kenya", "Woman", "associations", "en",
     "59", "Goal 9", "Develop and share them", 4, 4, 3, 8, "talks;dialogue", ""),
    ("样例参与者四", "中国", "女", "city_officials", "zh",
     "105", "目标9", "建设并共享海外仓", 5, 5, 5, 10, "其他城市的良好做法",
     "希望多介绍海外仓的案例。"),
    ("样例参与者五", "中国", "男", "companies", "zh",
     "105", "目标9", "建设并共享海外仓", 4, 4, 5, 9, "结识新的合作伙伴", ""),
    ("样例参与者六", "中国", "不愿透露", "practitioners", "zh",
     "105", "目标8", "建设并共享海外仓", 4, 3, 4, 7, "演讲、讲座和报告", "时间再长一些会更好。"),
    ("样例参与者七", "中国", "女", "ministries", "zh",
     "105", "目标9", "不知道", 5, 4, 4, 9, "问答与城市间对话", ""),
    ("Sample Participant Eight", "Ethiopia", "Man", "ministries", "en",
     "105", "Goal 9", "Develop and share them", 5, 5, 5, 9, "cases;contacts", ""),
    ("Sample Participant Nine", "Ethiopia", "Woman", "city_officials", "en",
     "46", "Goal 9", "I don't know", 3, 4, 3, 6, "talks", "More time for questions, please."),
    ("Sample Participant Ten", "Nigeria", "Man", "companies", "en",
     "I don't know", "Goal 9", "Develop and share them", 4, 4, 4, 8, "contacts", ""),
    ("Sample Participant Eleven", "Nigeria", "Woman", "companies", "en",
     "105", "Goal 8", "Develop and share them", 5, 4, 4, 9, "dialogue;contacts", ""),
    ("Sample Participant Twelve", "Rwanda", "Woman", "ministries", "en",
     "105", "Goal 9", "Develop and share them", 5, 5, 5, 10, "talks;dialogue;cases", ""),
    ("Sample Participant Thirteen", "Colombia", "Woman", "city_officials", "en",
     "59", "Goal 17", "Keep each for a single company", 3, 3, 2, 5, "cases",
     "The hour was very early for us."),
    ("Sample Participant Fourteen", "Colombia", "Man", "practitioners", "en",
     "105", "Goal 9", "Develop and share them", 4, 4, 2, 7, "talks;cases", ""),
    ("Sample Participant Fifteen", "Brazil", "Other", "practitioners", "en",
     "105", "Goal 9", "Develop and share them", 4, 5, 3, 8, "dialogue", ""),
    ("Sample Participant Sixteen", "Viet Nam", "Woman", "companies", "en",
     "105", "Goal 9", "Develop and share them", 5, 5, 5, 10, "talks;contacts", ""),
    ("Sample Participant Seventeen", "Viet Nam", "Man", "associations", "en",
     "59", "Goal 9", "Develop and share them", 4, 4, 4, 8, "cases", ""),
    ("Sample Participant Eighteen", "Malaysia", "Man", "companies", "en",
     "105", "Goal 9", "Close them and ship from home only", 4, 3, 4, 7, "contacts", ""),
    ("Sample Participant Nineteen", "Indonesia", "Woman", "associations", "en",
     "105", "Goal 9", "Develop and share them", 5, 4, 5, 9, "talks;dialogue", ""),
    ("Sample Participant Twenty", "Namibia", "Woman", "city_officials", "en",
     "I don't know", "I don't know", "I don't know", 3, 4, 4, 6, "talks",
     "Please share the slides before the webinar."),
    ("Sample Participant Twenty-one", "Côte d'Ivoire", "Man", "ministries", "en",
     "105", "Goal 9", "Develop and share them", 4, 4, 4, 8, "cases;contacts", ""),
    ("Sample Participant Twenty-two", "Sri Lanka", "Prefer not to say", "practitioners", "en",
     "105", "Goal 5", "Develop and share them", 4, 4, 4, 7, "dialogue", ""),
    ("Sample Participant Twenty-three", "United Republic of Tanzania", "Woman", "companies", "en",
     "105", "Goal 9", "Develop and share them", 5, 5, 4, 10, "talks;cases;contacts", ""),
    ("", "Kenya", "", "city_officials", "en",
     "105", "Goal 9", "Develop and share them", 4, "", "", 8, "cases", ""),
)  # fmt: skip
QUESTIONS = (
    "full_name", "country", "gender", "audience", "language", "pilot_zones", "sdg_innovation",
    "overseas_warehouses", "content", "speakers", "organisation_of_webinar", "recommend",
    "most_useful", "comment",
)  # fmt: skip


def opinions(number: int, content: int, *, commented: bool) -> dict[str, object]:
    """Return how relevant and new it was, and whether two of three comments may be quoted."""
    ratings = {
        "relevance": content,
        "newness": 3 + number % 3,
        "intention": max(content - number % 2, 2),
    }
    quote = ("no" if number % 3 == 2 else "yes") if commented else ""
    return {**ratings, "quote": quote}


def workbook() -> bytes:
    """Return our own workbook: ids of questions, under them their texts and the answers."""
    survey, _ = build(read(SURVEY, SURVEY.name), Survey)
    if survey is None:
        raise SystemExit(f"{SURVEY} has errors: run `sstc validate`")
    responses = []
    for number, person in enumerate(PEOPLE, 1):
        email = f"participant-{number:02}@example.org" if person[0] else ""
        answers = dict(zip(QUESTIONS, person, strict=True))
        answers |= opinions(number, int(answers["content"]), commented=bool(answers["comment"]))
        responses.append({"webinar": 7, "consent": "yes", "email": email, **answers})
    ids = ["webinar", *(question.id for question in survey.questions)]
    texts = ["Webinar", *(question.text.pick("en") for question in survey.questions)]
    rows = [[response.get(id_, "") for id_ in ids] for response in responses]
    return write_workbook({SHEET: ([ids, texts, *rows], 2)})


if __name__ == "__main__":
    (HERE / "exit.xlsx").write_bytes(workbook())
