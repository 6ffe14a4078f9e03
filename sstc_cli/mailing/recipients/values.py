"""Cells of a sheet of contacts as languages, zones, countries and audiences of the series."""

from collections.abc import Callable, Mapping
from functools import cache

from sstc_cli.mailing.recipients.columns import Use
from sstc_cli.model import Series, known_zones
from sstc_cli.model.countries import LANGUAGES as NAMED_IN
from sstc_cli.model.countries import country_code, letters
from sstc_cli.model.languages import language_name
from sstc_cli.model.mail.stands_for import language_of
from sstc_cli.model.text import kin
from sstc_cli.model.wording import Wordings, fold
from sstc_cli.model.zones import CITIES, zones_by_place

Meaning = Callable[[str], str | None]

_ALSO = {"zh": ("中文（简体）", "简体中文", "汉语", "华语", "Simplified Chinese", "Mandarin")}


def meanings(series: Series) -> Mapping[Use, Meaning]:
    """Return what turns a cell into a value of the series, or into None if it has no meaning."""
    languages, audiences = _languages(series), _audiences(series)
    return {
        Use.LANGUAGE: cache(languages.find),
        Use.ZONE: cache(_zone),
        Use.COUNTRY: cache(country_code),
        Use.AUDIENCE: cache(audiences.find),
    }


class _Languages:
    """The languages of a series by their codes and names."""

    def __init__(self, series: Series) -> None:
        self.series = series
        names = [
            (language_name(code, other), code)
            for code in series.languages
            for other in (*NAMED_IN, code)
        ]
        also = [(name, code) for code in series.languages for name in _ALSO.get(kin(code)[-1], ())]
        self.names = Wordings((letters(name), code) for name, code in (*names, *also))

    def find(self, text: str) -> str | None:
        """Return the language that a text names, or None."""
        return self.names.find(letters(text)) or language_of(text.strip(), self.series)


def _languages(series: Series) -> _Languages:
    return _Languages(series)


def _audiences(series: Series) -> Wordings[str]:
    """Return the audiences of a series by their ids and names."""
    ids = [(audience.id, audience.id) for audience in series.audiences]
    codes = [(audience.id.replace("-", "_"), audience.id) for audience in series.audiences]
    names = [
        (name, audience.id)
        for audience in series.audiences
        for name in audience.name.by_language.values()
    ]
    return Wordings((*ids, *codes, *names))


def _zone(text: str) -> str | None:
    """Return the IANA zone of its name or, if only one has it, of a place."""
    wanted = fold(text).replace(" ", "_")
    return _zones().get(wanted)


@cache
def _zones() -> Mapping[str, str]:
    places = {fold(place).replace(" ", "_"): zone for place, zone in zones_by_place().items()}
    for zone, names in CITIES.items():
        places |= {fold(name).replace(" ", "_"): zone for name in names.split("|")}
    return {**places, **{zone.lower(): zone for zone in known_zones()}}
