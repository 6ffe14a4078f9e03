"""The names of the regions of M49 in many languages."""

from sstc_cli.model.countries import region_names
from sstc_cli.model.languages import locale_of

_M49 = {
    "africa": "002", "eastern_africa": "014", "middle_africa": "017", "northern_africa": "015",
    "southern_africa": "018", "western_africa": "011", "americas": "019", "caribbean": "029",
    "central_america": "013", "northern_america": "021", "south_america": "005", "asia": "142",
    "central_asia": "143", "eastern_asia": "030", "south_eastern_asia": "035",
    "southern_asia": "034", "western_asia": "145", "europe": "150", "eastern_europe": "151",
    "northern_europe": "154", "southern_europe": "039", "western_europe": "155", "oceania": "009",
    "australia_and_new_zealand": "053", "melanesia": "054", "micronesia": "057", "polynesia": "061",
}  # fmt: skip


def region_name(code: str, language: str) -> str:
    """Return the name of a region or subregion: `Eastern Africa` for `eastern_africa`.

    In English it is that of M49, in other languages that of CLDR, otherwise the code.
    """
    name = region_names().get(code, code)
    locale = locale_of(language)
    if locale.language == "en":
        return name
    return str(locale.territories.get(_M49.get(code, ""), name))
