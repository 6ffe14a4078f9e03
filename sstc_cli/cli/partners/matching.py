"""What matching needs: who may be matched, what was asked already, and words for it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from sstc_cli.brokering.people import matched
from sstc_cli.cli.console.options import read_language
from sstc_cli.documents.translations import labels_of
from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.model.countries import country_name
from sstc_cli.partners.workbook import NamedPerson, Sentences
from sstc_cli.store.requests import requests

if TYPE_CHECKING:
    from sstc_cli.cli.partners.office import Office
    from sstc_cli.partners.crowd import EarlierRequest
    from sstc_cli.partners.pool import Profile


def profiles_of(office: Office) -> list[Profile]:
    """Return those who may be matched; refuse a store without any."""
    found = [person.profile for person in office.matched]
    if not found:
        hint = "run `sstc partners status` to see why"
        raise SstcError("nobody can be introduced to others yet", hint, ExitCode.DATA)
    return found


def made_requests(office: Office) -> list[EarlierRequest]:
    """Return the requests that were made, as they are today."""
    return [*matched(requests(office.store), office.people, office.day)]


def sentences_of(office: Office, language: str | None) -> Sentences:
    """Return what writes sentences in a language of the series."""
    code = read_language(language, office.series.languages)
    countries = partial(country_name, language=code)
    return Sentences(office.series, code, labels_of(office.workspace, code), countries)


def names_of(office: Office, sentences: Sentences) -> dict[str, NamedPerson]:
    """Return everybody who may be matched, by the digests of their profiles."""
    return {
        person.profile.person: NamedPerson(
            person.name,
            person.organisation or "",
            sentences.country(person.profile.country) if person.profile.country else "",
        )
        for person in office.people.values()
    }
