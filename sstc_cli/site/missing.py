"""Texts and labels of a site that have no translation into the language of their page."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from sstc_cli.model import Foreign
from sstc_cli.quantity import quantity
from sstc_cli.render.web.pages import WebPage

_LONGEST = 40


@dataclass(frozen=True, slots=True)
class Missing:
    """The translations that the pages made so far lack, by language."""

    texts: dict[str, dict[int, Foreign]] = field(default_factory=dict)
    labels: dict[str, set[str]] = field(default_factory=dict)

    def noted(self, page: WebPage) -> bytes:
        """Return the bytes of a page, and note what it lacks."""
        # the choice of languages has titles in all of them
        for words in (words for words in page.foreign if words.language != page.language):
            self.texts.setdefault(page.language, {})[id(words.text)] = words
        if page.untranslated and page.language.partition("-")[0] != "en":
            self.labels.setdefault(page.language, set()).update(page.untranslated)
        return page.html.encode()

    def messages(self) -> Iterator[tuple[str, str]]:
        """Yield a message and a hint for each language without some texts or labels."""
        for language, texts in self.texts.items():
            first = str(next(iter(texts.values())))
            short = first if len(first) <= _LONGEST else f"{first[:_LONGEST]}…"
            message = f"{quantity(len(texts), 'text')} without {language} on the site: “{short}”"
            yield message + ", …" * (len(texts) > 1), "run `sstc validate --select W501`"
        for language, labels in self.labels.items():
            message = f"{quantity(len(labels), 'label')} without {language} on the site"
            yield message, f"run `sstc templates labels --language {language}` to list the labels"
