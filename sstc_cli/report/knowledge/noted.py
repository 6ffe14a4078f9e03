"""A note with the report of its webinar, from which its figures come."""

from dataclasses import dataclass

from sstc_cli.model import Text, Webinar
from sstc_cli.model.knowledge.note import KnowledgeNote
from sstc_cli.model.text import is_of_starter
from sstc_cli.report.setting import Setting
from sstc_cli.report.written import filled


@dataclass(frozen=True)
class NoteSetting:
    """What is written about a webinar, and its public tables, in one language."""

    note: KnowledgeNote
    setting: Setting

    @property
    def language(self) -> str:
        """The code of the language."""
        return self.setting.language

    @property
    def webinar(self) -> Webinar:
        """The webinar."""
        assert self.setting.webinar is not None  # noqa: S101 notes are about one
        return self.setting.webinar

    def is_written(self, text: Text | None) -> bool:
        """Return whether somebody has written a text, in the language or in another one."""
        return text is not None and not is_of_starter(text.pick(self.language))

    def filled(self, text: Text) -> str:
        """Return a text with values instead of the names of figures."""
        return filled(self.setting, text)

    def say(self, label: str, **values: object) -> str:
        """Return a label in the language."""
        return self.setting.words.say(label, **values)
