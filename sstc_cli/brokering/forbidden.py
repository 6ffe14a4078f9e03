"""The hard rules of matching for pairs that a broker ticked, perhaps of an older workbook."""

from collections.abc import Iterable, Mapping

from sstc_cli.brokering.approving import Pair
from sstc_cli.brokering.describer import NOT_DESCRIBED, Describer
from sstc_cli.brokering.people import Person
from sstc_cli.model import Series
from sstc_cli.partners.matching.crowd import Crowd
from sstc_cli.partners.matching.obstacles import obstacles
from sstc_cli.partners.suggestion import WhyNot

# the other obstacles depend on the requests of the moment, which `approve` looks at
_REASONS = {
    WhyNot.ORGANISATION: "both are from the same organisation",
    WhyNot.COUNTRY: "both are from the same country, and `within_a_country` is not `true`",
    WhyNot.LANGUAGE: "they have no language in common",
    WhyNot.TOPICS: "neither of them offers what the other seeks",
}


def forbidden(
    pairs: Iterable[Pair], people: Mapping[str, Person], series: Series, describer: Describer
) -> dict[Pair, str]:
    """Return which of some pairs of digests a rule forbids, and which rule."""
    crowd = Crowd((person.profile for person in people.values()), [], series)
    found = {}
    for pair in pairs:
        first, second = (crowd[people[side].profile.person] for side in pair)
        names = [one.name for one in obstacles(crowd, first, second)]
        reason = next((_REASONS[name] for name in names if name in _REASONS), None)
        if reason is None and describer.both(pair) is None:
            reason = f"{NOT_DESCRIBED}, so they cannot be asked"
        if reason:
            found[pair] = reason
    return found
