"""Who gets a certificate and who does not, in counts: names are in the private list only."""

from collections import Counter
from collections.abc import Iterator, Sequence

from sstc_cli.certificates.awards import Awards
from sstc_cli.certificates.eligibility import Reason
from sstc_cli.cli.console.json import write_results
from sstc_cli.cli.console.session import Session
from sstc_cli.quantity import quantity


def show_awards(session: Session, found: Sequence[Awards], least: int, *, issued: bool) -> None:
    """Print the counts of each scope."""
    for awards in found:
        session.result(_heading(awards, least))
        for line in _lines(awards, issued=issued):
            session.result(f"  {line}")


def results_of(found: Sequence[Awards], *, issued: bool) -> str:
    """Return the same as JSON."""
    entries = [
        {
            "scope": awards.scope.name,
            "kind": awards.scope.kind.word,
            "webinars": [webinar.number for webinar in awards.scope.webinars],
            "certificates": len(awards.given),
            "new": sum(award.known is None for award in awards.given),
            "without": {reason.name.lower(): count for reason, count in _reasons(awards).items()},
            "replaced": len(awards.replaced),
            "doubtful": len(awards.doubtful),
            "same_name": _shared(awards),
        }
        for awards in found
    ]
    return write_results(issued=issued, certificates=entries)


def _heading(awards: Awards, least: int) -> str:
    """Return what the certificates are about, and what they demand."""
    webinars = awards.scope.webinars
    kind, numbers = awards.scope.kind.word, len(webinars)
    demand = f"{least} % of the minutes"
    if not awards.scope.is_series:
        return f"webinar {webinars[0].number}, {kind} ({demand}):"
    needed = -(-least * numbers // 100)
    return f"series, {kind} ({demand} of {needed} of {quantity(numbers, 'webinar')}):"


def _lines(awards: Awards, *, issued: bool) -> Iterator[str]:
    new = sum(award.known is None for award in awards.given)
    known = len(awards.given) - new
    verb = "got a certificate" if issued else "get a certificate"
    again = f", of which {known:,} had it before" if known else ""
    yield f"{quantity(len(awards.given), 'person', 'people')} {verb}{again}"
    for reason, count in _reasons(awards).items():
        yield f"no certificate for {quantity(count, 'person', 'people')}: {reason}"
    if replaced := len(awards.replaced):
        what = (
            "was revoked" if issued and replaced == 1 else "were revoked" if issued else "revoked"
        )
        yield f"{quantity(replaced, 'earlier certificate')} {what}, because of another name"
    if doubtful := len(awards.doubtful):
        yield f"{quantity(doubtful, 'earlier certificate')} of people who do not get one now"
    if shared := _shared(awards):
        yield f"{quantity(shared, 'person', 'people')} with the name of another address: look there"


def _reasons(awards: Awards) -> dict[Reason, int]:
    """Return how many get no certificate for each reason, in the order of the reasons."""
    counts = Counter(decision.reason for decision in awards.left)
    return {reason: counts[reason] for reason in Reason if counts[reason]}


def _shared(awards: Awards) -> int:
    decided = (*(award.decision for award in awards.given), *awards.left)
    return sum(decision.shared for decision in decided)
