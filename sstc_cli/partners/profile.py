"""What is known of a person who may be introduced to others."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Profile:
    """A person who agreed to introductions; `person` is the keyed digest of the store.

    `organisation` is compared only, so it is in the form in which equal names are equal. `shares`
    are the codes of what a stranger may know before both agree.
    """

    person: str
    audience: str | None = None
    organisation: str | None = None
    country: str | None = None
    languages: frozenset[str] = frozenset()
    zone: str | None = None
    offers: frozenset[str] = frozenset()
    seeks: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    shares: frozenset[str] = frozenset()
    at_once: int = 1
    webinars: frozenset[int] = frozenset()
