"""The sentences on why two people fit or not, which `templates/labels/` has translated."""

from enum import StrEnum


class MatchLabel(StrEnum):
    """A label in English, with `{names}` for what is filled in."""

    MUTUAL = (
        "Each offers what the other seeks: {first} offers {offered}, and {second} offers "
        "{returned}."
    )
    ONE_SIDED = "{first} offers what {second} seeks: {offered}."
    KINDS = "Both want the same kinds of cooperation: {kinds}."
    AUDIENCES = "Their groups fit each other: {groups}."
    HOURS = "Their working hours overlap."
    WEBINARS = "Both take part in the same webinars: {numbers}."
    PERSON = "This is one and the same person."
    ORGANISATION = "Both are from the same organisation."
    COUNTRY = "Both are from the same country: {country}."
    LANGUAGE = "They have no language in common."
    OPEN = "A request to these two is open already."
    INTRODUCED = "They have been introduced to each other already."
    DECLINED = "One of them has declined this introduction."
    PLACES = "No more requests at the moment for: {people}."
    TOPICS = "Neither of them offers what the other seeks."
    DESCRIPTION = "They cannot be asked: no description of both fits five people."
