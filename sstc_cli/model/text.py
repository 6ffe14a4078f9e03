"""A text for people, in one or several languages."""

from typing import Any, Self

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import core_schema

from sstc_cli.model.values import LANGUAGE, LONGEST, refuse, refuse_long


class Foreign(str):
    """A wording in another language than the requested one, which `text` lacks."""

    __slots__ = ("language", "text")
    language: str
    text: "Text"

    def __new__(cls, words: str, language: str, text: "Text") -> Self:
        """Return words in `language` as a wording of `text`."""
        wording = super().__new__(cls, words)
        wording.language, wording.text = language, text
        return wording

    def part(self, words: str) -> Self:
        """Return some of its words as a wording in the same language."""
        return type(self)(words, self.language, self.text)


class Text:
    """One string for all languages, or a string for each language in the order of the file."""

    __slots__ = ("by_language",)
    by_language: dict[str, str]

    def __init__(self, value: str | dict[str, str]) -> None:
        self.by_language = {"": value} if isinstance(value, str) else value

    def pick(self, language: str) -> str:
        """Return the text in `language`, or its first language as `Foreign` if it lacks that."""
        if (words := self.by_language.get(language)) is not None:
            return words
        first, words = next(iter(self.by_language.items()))
        return Foreign(words, first, self) if first else words

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Text) and self.by_language == other.by_language

    def __hash__(self) -> int:
        return hash(tuple(self.by_language.items()))

    def __repr__(self) -> str:
        return f"Text({self.by_language!r})"

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(_read)

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        text = {"type": "string", "minLength": 1, "maxLength": LONGEST}
        languages = {
            "type": "object",
            "minProperties": 1,
            "additionalProperties": text,
            "propertyNames": {"pattern": f"^{LANGUAGE.pattern}$"},
        }
        return {"anyOf": [text, languages]}


def pick(text: Text | None, language: str) -> str | None:
    """Return a text in a language, or None if there is no text."""
    return text.pick(language) if text else None


def _read(value: object) -> Text:
    if isinstance(value, str) and _is_readable(value):
        refuse_long(value)
        return Text(value)
    if not isinstance(value, dict) or not value:
        hint = "write a string, or a map of languages: `{en: …, zh: …}`"
        refuse("E105", "a text is expected here", hint)
    for language, text in value.items():
        if not LANGUAGE.fullmatch(language):
            hint = "write `en`, `zh`, `fr`, …"
            refuse("E105", "`{value}` is not a language code", hint, language, key=language)
        if not isinstance(text, str) or not _is_readable(text):
            hint = "write the text, or leave the language out"
            refuse(
                "E105", "the `{value}` text is empty or not a string", hint, language, key=language
            )
        refuse_long(text, language)
    return Text(dict(value))


def _is_readable(text: str) -> bool:
    """Return whether a text has a character that people can see."""
    return text[:1].isalnum() or any(char.isprintable() and not char.isspace() for char in text)
