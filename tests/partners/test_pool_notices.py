"""What an officer reads of a pool."""

from crowds import series

from sstc_cli.partners.board import notices
from sstc_cli.partners.pool import LeftOut, Pool, Profile


def test_people_whose_language_no_other_country_has_are_counted() -> None:
    topics = frozenset({"topic-01"})
    people = tuple(
        Profile(f"{country}{n}", None, f"{country}{n}", country, frozenset({language}),
                offers=topics, seeks=topics)
        for country, language in (("CN", "zh"), ("KE", "en"), ("ZM", "en"))
        for n in range(3)
    )  # fmt: skip
    line = (
        "3 people have a language in common only with people of their own country: they can be "
        "introduced only if `within_a_country` is `true`"
    )
    assert line in notices(Pool(people), series())
    assert line not in notices(Pool(people), series(within_a_country=True))
    assert not any("language" in text for text in notices(Pool(people[3:]), series()))


def test_each_line_about_what_is_missing_says_what_to_do() -> None:
    sought, empty = frozenset({"topic-05"}), frozenset[str]()
    people = [Profile(f"p{n}", None, f"p{n}", "KE", seeks=sought) for n in range(12)]
    first = notices(Pool(tuple(people)), series())[0]
    assert first == "12 seek `topic-05`, no one offers it: invite a person who does"
    helper = Profile("h", None, "h", "CN", offers=sought, seeks=empty)
    first = notices(Pool((*people, helper)), series())[0]
    assert first == "12 seek `topic-05`, only 1 offers it: invite more people who do"
    (line,) = notices(Pool(left_out={LeftOut.SAID_NO: 2, LeftOut.EMPTY: 6}), series())
    assert line == "no one can be introduced yet: ask 6 people who agree what they offer and seek"
