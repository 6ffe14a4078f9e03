"""The private list of who gets a certificate, who does not, and why, as rows of a spreadsheet."""

from collections.abc import Callable, Iterator, Mapping

from sstc_cli.certificates.awards import Awards
from sstc_cli.certificates.code import printed
from sstc_cli.certificates.eligible import Decision
from sstc_cli.store.certificates.issued import Issued

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
    yield HEADER
    for award in found.given:
        certificate = codes.get(award.serial)
        file = file_of(certificate) if certificate else ""
        yield (
            *_who(award.decision), found.scope.kind.word, "", *_there(award.decision),
            award.language, award.claims.number, file,
            printed(certificate.code) if certificate else "",
            _SHARED if award.decision.shared else "",
        )  # fmt: skip
    doubtful = {one.person for one in found.doubtful}
    for decision in found.left:
        remarks = [_SHARED] if decision.shared else []
        remarks += [_DOUBTFUL] if decision.attendee.person in doubtful else []
        there = _there(decision)
        yield *_who(decision), "", str(decision.reason), *there, "", "", "", "", "; ".join(remarks)


def _who(decision: Decision) -> tuple[str, str]:
    return decision.attendee.email or "", decision.name


def _there(decision: Decision) -> tuple[str, str]:
    """Return the webinars that count, and the minutes at each webinar that was attended."""
    minutes = decision.attendee.minutes.items()
    counted = ", ".join(map(str, decision.webinars))
    return counted, ", ".join(f"{number}: {count}" for number, count in sorted(minutes))
