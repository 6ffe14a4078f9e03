"""Certificates to issue: to whom, with what number, instead of what other; the private list."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sstc_cli.certificates.code import SERIAL, Claims, Kind, codes_of, issue, printed
from sstc_cli.certificates.eligibility import Decision, Reason
from sstc_cli.certificates.verify import is_revoked
from sstc_cli.model import Role, Series, Survey, Webinar
from sstc_cli.model.certificates import CertificateFile
from sstc_cli.model.email import normal_email
from sstc_cli.store.certificates import Issued
from sstc_cli.store.profiles import Attendee
from sstc_cli.store.response import PseudonymKey

SERIES = "series"


@dataclass(frozen=True, slots=True)
class Scope:
    """The subject of certificates: a webinar, or the series with all webinars that were held."""

    kind: Kind
    webinars: tuple[Webinar, ...]
    is_series: bool = False

    @property
    def id(self) -> str:
        """The id of its webinar in the store, or nothing for the series."""
        return "" if self.is_series else self.webinars[0].id

    @property
    def name(self) -> str:
        """Its name in the names of files."""
        return self.id or SERIES


@dataclass(frozen=True, slots=True)
class Award:
    """A certificate for a person: `known` is the same one if it was issued before."""

    decision: Decision
    claims: Claims
    language: str
    known: Issued | None = None

    @property
    def serial(self) -> str:
        return self.claims.serial.hex()


@dataclass(frozen=True, slots=True)
class Awards:
    """The outcome for a scope: who gets a certificate, who does not, and what was issued before.

    `replaced` have another name, or webinars that do not count any more. `doubtful` are of people
    who do not get one now.
    """

    scope: Scope
    given: tuple[Award, ...]
    left: tuple[Decision, ...]
    replaced: tuple[Issued, ...]
    doubtful: tuple[Issued, ...]


@dataclass(frozen=True, slots=True)
class AwardSources:
    """The sources of awards: the series and its surveys, the key, and what is known so far."""

    series: Series
    surveys: Mapping[str, Survey]
    pseudonyms: PseudonymKey
    issued: Sequence[Issued]
    public: CertificateFile


def awards(sources: AwardSources, scope: Scope, decided: Sequence[Decision]) -> Awards:
    """Return the certificates of a scope; the same data gives the same numbers."""
    before = [one for one in sources.issued if (one.scope, one.kind) == (scope.id, scope.kind.word)]
    given, left, replaced = [], [], []
    for decision in decided:
        made = None if decision.reason else _award(sources, scope, decision, before)
        if made is None or is_revoked(sources.public, made.claims.serial):
            left.append(replace(decision, reason=Reason.REVOKED) if made else decision)
        else:
            given.append(made)
            replaced += _replaced(made, before)
    out = {decision.attendee.person for decision in left}
    doubtful = [one for one in before if one.person in out and one.revoked is None]
    return Awards(scope, tuple(given), tuple(left), tuple(replaced), tuple(doubtful))


def signed(award: Award, scope: Scope, secret: bytes, day: str) -> Issued:
    """Return a certificate with its code, for the store; one that was issued before keeps its own.

    `day` is that of issue.
    """
    if award.known:
        return replace(award.known, language=award.language)
    claims, who = award.claims, award.decision.attendee
    return Issued(
        award.serial, who.person, who.email or "", claims.name, award.language, scope.kind.word,
        scope.id, claims.last.isoformat(), issue(claims, secret), day,
    )  # fmt: skip


def only_for(found: Awards, addresses: Collection[str]) -> Awards:
    """Return the awards with new certificates for some people alone; earlier ones stay."""
    named = {*map(normal_email, addresses)}
    given = tuple(
        one
        for one in found.given
        if one.known or normal_email(one.decision.attendee.email or "") in named
    )
    kept = {one.decision.attendee.person for one in given}
    others = [
        replace(one.decision, reason=Reason.NOT_NAMED) for one in found.given if one not in given
    ]
    replaced = tuple(one for one in found.replaced if one.person in kept)
    return replace(found, given=given, left=(*found.left, *others), replaced=replaced)


def certificate_language(who: Attendee, surveys: Mapping[str, Survey], series: Series) -> str:
    """Return the language that a person chose, first when registering, or that of the series."""
    for survey in sorted(surveys.values(), key=lambda survey: survey.when != "before"):
        if question := survey.question(Role.LANGUAGE):
            for _, answers in sorted(
                (at, answers) for (id_, at), answers in who.answers.items() if id_ == survey.id
            ):
                if (code := answers.get(question.id)) in series.languages:
                    return str(code)
    return series.languages[0]


def _award(
    sources: AwardSources, scope: Scope, decision: Decision, before: Sequence[Issued]
) -> Award:
    counted = [one for one in scope.webinars if one.id in decision.webinars]
    days = [webinar.starts.date() for webinar in counted]
    address = sources.pseudonyms.person(decision.attendee.email or "")
    digest = sources.pseudonyms.digest(
        "certificate", sources.series.id, scope.kind.word, scope.id, address, decision.name,
        *sorted(one.id for one in counted),
    )  # fmt: skip
    serial = bytes.fromhex(digest)[:SERIAL]
    claims = Claims(
        scope.kind, decision.name, sources.series.id, tuple(codes_of(one.id for one in counted)),
        min(days), max(days), serial,
    )  # fmt: skip
    known = next((one for one in before if one.serial == serial.hex()), None)
    language = certificate_language(decision.attendee, sources.surveys, sources.series)
    return Award(decision, claims, language, known)


def _replaced(made: Award, before: Sequence[Issued]) -> list[Issued]:
    """Return the valid certificates of the same person that say something else about the name."""
    return [
        one
        for one in before
        if one.person == made.decision.attendee.person
        and one.serial != made.serial
        and one.revoked is None
        and one.name != made.claims.name
    ]


HEADER = (
    "e-mail", "name", "certificate", "why not", "webinars", "minutes", "language", "number",
    "file", "code", "look at this",
)  # fmt: skip
_SHARED = "another address has the same name: is it the same person?"
_DOUBTFUL = "issued before, but not due now: revoke it if it is wrong"
Row = tuple[str, ...]


def list_rows(
    found: Awards, codes: Mapping[str, Issued], file_of: Callable[[Issued], str]
) -> Iterator[Row]:
    """Yield the header, those who get a certificate, then those who do not; by address."""
    numbers = {one.id: one.number for one in found.scope.webinars}
    yield HEADER
    for award in found.given:
        certificate = codes.get(award.serial)
        file = file_of(certificate) if certificate else ""
        yield (
            *_who(award.decision), found.scope.kind.word, "", *_there(award.decision, numbers),
            award.language, award.claims.number, file,
            printed(certificate.code) if certificate else "",
            _SHARED if award.decision.shared else "",
        )  # fmt: skip
    doubtful = {one.person for one in found.doubtful}
    for decision in found.left:
        remarks = [_SHARED] if decision.shared else []
        remarks += [_DOUBTFUL] if decision.attendee.person in doubtful else []
        there = _there(decision, numbers)
        yield *_who(decision), "", str(decision.reason), *there, "", "", "", "", "; ".join(remarks)


def _who(decision: Decision) -> tuple[str, str]:
    return decision.attendee.email or "", decision.name


def _there(decision: Decision, numbers: Mapping[str, int]) -> tuple[str, str]:
    """Return the webinars that count, and the minutes at each webinar that was attended."""
    minutes = decision.attendee.minutes.items()
    there = sorted((numbers[id_], count) for id_, count in minutes)
    counted = ", ".join(str(number) for number in sorted(numbers[id_] for id_ in decision.webinars))
    return counted, ", ".join(f"{number}: {count}" for number, count in there)
