"""Countries and time zones in cells: a name with one meaning is read as its code."""

from sstc_cli.diagnostics import did_you_mean
from sstc_cli.model.countries import country_code, country_name, suggested_countries
from sstc_cli.model.zones import known_zones
from sstc_cli.planning.incoming.faults import CellError, Reading
from sstc_cli.sheets.cells import Value, text_of


def read_country(value: Value) -> Reading:
    """Return the code of a country; say so if the cell has its name."""
    text = text_of(value).strip()
    code = country_code(text)
    if code is None:
        raise CellError(f"`{text[:60]}` is not a country with one meaning", _country_hint(text))
    return Reading(code, "" if code == text else f"`{text[:60]}` instead of a code: read as {code}")


def read_zone(value: Value) -> Reading:
    """Return the name of a time zone."""
    text = text_of(value).strip()
    if text in known_zones():
        return Reading(text)
    near = did_you_mean(text, known_zones())
    hint = near if "mean" in near else "write an IANA name, for example Africa/Nairobi"
    raise CellError(f"`{text[:60]}` is not a time zone", hint)


def _country_hint(text: str) -> str:
    codes = [code] if (code := country_code(text.upper())) else [*suggested_countries(text)]
    named = [f"`{code}` for {country_name(code, 'en')}" for code in codes]
    return f"write {' or '.join(named) or 'the two letters of the country, for example KE'}"
