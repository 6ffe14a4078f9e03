"""What the codes of a survey's answers stand for in a series."""

from sstc_cli.model.series import Series
from sstc_cli.model.text import kin


def language_of(text: str, series: Series) -> str | None:
    """Return the language of the series that a code stands for, `zh` for `zh-CN` too."""
    code = text.replace("_", "-")
    known = {language.lower(): language for language in series.languages}
    found = next((known[kind.lower()] for kind in kin(code) if kind.lower() in known), None)
    general = code.partition("-")[0].lower()
    relatives = [language for language in series.languages if kin(language)[-1] == general]
    return found or (relatives[0] if len(relatives) == 1 else None)


def audience_of(text: str, series: Series) -> str | None:
    """Return the audience that a code of a survey stands for: `city_officials` or its id."""
    id_ = text.replace("_", "-")
    return id_ if any(audience.id == id_ for audience in series.audiences) else None
