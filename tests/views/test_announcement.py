"""Announcements: as much about a webinar as each channel allows, and the topic cut last."""

from collections.abc import Mapping

import pytest
from conftest import read_series
from made import shipped

from sstc_cli.model import Series
from sstc_cli.model.text import beginnings, shortened, text_length
from sstc_cli.render import FORMATS, Document
from sstc_cli.render.escape import without_language_marks
from sstc_cli.views.announcement import CHANNELS, PostFacts, announcement_view

LANGUAGES = pytest.mark.parametrize("language", ["en", "zh", "fr", "es", "ru", "ar", "pt"])
LOGISTICS = (
    "Sustainable Logistic Solutions in Cross-Border E-Commerce: "
    "Spotlighting Good Practices of City-to-City Cooperation"
)
SLOT = "starts: 2020-10-23 20:00, ends: 2020-10-23 21:00"


def document_of(series: Series, language: str) -> Document:
    view = announcement_view(series, series.webinars[0], language)
    return shipped(language).document("announcement", view)


def posts_of(series: Series, language: str = "en") -> Mapping[str, PostFacts]:
    view = announcement_view(series, series.webinars[0], language)
    return {post.channel: post for post in view.posts}


def text_of(series: Series, language: str = "en") -> str:
    return FORMATS["txt"](document_of(series, language), shipped(language)).decode()


def bodies_of(series: Series, language: str) -> list[tuple[PostFacts, str]]:
    text = without_language_marks(document_of(series, language).markdown).replace("\\", "")
    bodies = [part.partition("\n")[2].strip() for part in text.split("\n## ")[1:]]
    return list(zip(posts_of(series, language).values(), bodies, strict=True))


def counted_in(body: str, url: str, name: str) -> int:
    """Return the length of a post as its channel counts."""
    link = CHANNELS[name].link
    counted = len(url) if link is None else link
    text = body.replace(f"\n\n<{url}>", "\n\n" + "x" * counted if counted else "")
    if name == "email":
        text = text.replace("\u200e", "").replace("\u200f", "")  # nobody sees them
    return text_length(text, wide=CHANNELS[name].wide)


@LANGUAGES
@pytest.mark.parametrize("title", ["many words " * 40, "跨境电子商务" * 40, "x" * 400, "Short"])
@pytest.mark.parametrize("form", ["'{}'", "{{pt-BR: '{}'}}"])
@pytest.mark.parametrize("status", ["planned", "cancelled, cancelled_because: A reason"])
def test_a_post_keeps_its_limit_and_its_link(title, language, form, status) -> None:
    url = "https://example.org/" + "join/" * 8
    series = read_series(
        "organisers: [{id: a, name: Office, short: OFF}, {id: b, name: Club}]\n"
        "audience_zones: [America/New_York, Pacific/Auckland]\n"
        "more: {hashtag: '#SouthSouth', handle: '@cities'}\n"
        f"webinars: [{{id: a, number: 15, {SLOT}, title: {form.format(title.strip())}, "
        f"join_url: '{url}', summary: {form.format(title.strip())}, status: {status}}}]\n"
        f"zone_name: {form.format('Beijing time')}"
    )
    for post, body in bodies_of(series, language):
        assert (f"<{url}>" in body) == (post.channel != "email" and status == "planned")
        assert counted_in(body, url, post.channel) <= post.limit, body
        assert post.topic == title.strip() or post.topic.endswith("…")


@LANGUAGES
@pytest.mark.parametrize("words", ["word ", "跨境", "(x) "])
def test_a_post_keeps_its_limit_whatever_there_is_beside_its_topic(words, language) -> None:
    url = "https://example.org/join"
    for size in range(15, 200, 4):
        title = (words * 100)[:size].strip()
        series = read_series(
            "organisers: [{id: a, name: Office}, {id: b, name: Club}]\n"
            "more: {hashtag: '#SouthSouth'}\nzone_name: Beijing time\n"
            f"webinars: [{{id: a, number: 15, {SLOT}, title: '{title}', join_url: '{url}'}}]"
        )
        for post, body in bodies_of(series, language):
            assert counted_in(body, url, post.channel) <= post.limit, body


@LANGUAGES
def test_the_topic_is_cut_last_and_at_its_own_colon(language: str) -> None:
    form = f"{{id: a, number: 7, {SLOT}, title: '{LOGISTICS}'}}"
    series = read_series(f"zone_name: Beijing time\nwebinars: [{form}]")
    posts = posts_of(series, language)
    head = LOGISTICS.partition(":")[0]
    topics = {"wechat": head, "linkedin": LOGISTICS, "x": LOGISTICS, "email": head}
    assert {name: post.topic for name, post in posts.items()} == topics
    assert (posts["linkedin"].number, posts["linkedin"].zone) == (7, "Beijing time")
    assert posts["wechat"].zone is None
    weekday = announcement_view(series, series.webinars[0], language).webinar.date
    assert posts["x"].date == weekday != posts["wechat"].date


def test_organisers_are_named_where_they_fit(series: Series) -> None:
    """
    organisers: [{id: a, name: The office, short: TO}, {id: b, name: The club}]
    surveys: [{id: registration, when: before, purpose: x, url: 'https://example.org/register'}]
    more: {hashtag: "#SouthSouth", handle: "@cities"}
    webinars:
      - {id: a, number: 1, title: A, starts: 2020-08-14 20:00, ends: 2020-08-14 21:00,
         join_url: 'https://example.org/join', summary: What we know}
    """
    posts = posts_of(series)
    assert posts["x"].organisers == ("TO", "The club")
    assert posts["x"].url == "https://example.org/register"
    tags = {name: post.tags for name, post in posts.items() if post.tags}
    assert tags == dict.fromkeys(("linkedin", "x"), ("#SouthSouth", "@cities"))
    assert {name for name, post in posts.items() if post.summary} == {"linkedin"}


@pytest.mark.parametrize(
    ("title", "parts"),
    [
        ("One", ("One",)),
        ("Part one: Part two", ("Part one: Part two",)),
        ("A longer part: two: 3", ("A longer part: two: 3", "A longer part: two", "A longer part")),
        ("跨境电商物流：聚焦城市", ("跨境电商物流：聚焦城市", "跨境电商物流")),
        ("跨境电商物流——聚焦城市", ("跨境电商物流——聚焦城市", "跨境电商物流")),
        ("Les ports verts : la suite", ("Les ports verts : la suite", "Les ports verts")),
        ("Ports at 10:30 and later", ("Ports at 10:30 and later",)),
    ],
)
def test_a_title_begins_up_to_each_of_its_colons(title: str, parts: tuple[str, ...]) -> None:
    assert beginnings(title) == parts


@pytest.mark.parametrize(
    ("text", "limit", "short"),
    [
        ("one two three", 13, "one two three"), ("one two three", 12, "one two…"),
        ("one, two", 6, "one…"), ("跨境 E-commerce", 9, "跨境…"),
        ("a 跨境电商平台", 6, "a 跨境电…"), ("跨境电子商务", 4, "跨境电…"), ("word", 0, ""),
    ],
)  # fmt: skip
def test_a_text_is_cut_at_a_word(text: str, limit: int, short: str) -> None:
    assert shortened(text, limit) == short
