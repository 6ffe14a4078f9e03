"""The web address of the public site, as the data file has it."""

from typing import Annotated
from urllib.parse import urlsplit

from sstc_cli.model.readers import Value
from sstc_cli.model.values import URL, pattern, read_url, refuse


def read_site_url(value: object) -> str:
    """Return the web address of a site, or refuse one with a user name or password (E111)."""
    url = read_url(value)
    if "@" in urlsplit(url).netloc:
        hint = "leave out what is before `@`: everybody would see it"
        refuse("E111", "this web address has a user name or password", hint)
    return url


SiteUrl = Annotated[str, Value(read_site_url, pattern(URL))]
