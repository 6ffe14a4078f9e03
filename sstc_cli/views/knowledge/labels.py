"""The fixed words that notes add to what people wrote, which `templates/labels/` has translated."""

from enum import StrEnum


class KnowledgeLabel(StrEnum):
    """A label in English, with `{names}` for what is filled in."""

    FIGURE = "{caption}, {line}: {value}"
    TALK = "talk “{title}”"
    TALK_OF = "talk of {speaker}"
    TALK_NUMBER = "talk {number}"
    TALK_WITH_SPEAKER = "{talk}, {speaker}"
    PLACE = "{city}, {country}"
