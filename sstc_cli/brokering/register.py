"""The requests to partners on a day, and the drafts that must not be sent any more."""

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from sstc_cli.brokering.descriptions import NOT_DESCRIBED, Describer
from sstc_cli.brokering.draft_files import drafts_but
from sstc_cli.brokering.people import Partner, matched, people, reachable
from sstc_cli.brokering.requests import closed, shown
from sstc_cli.model import Series
from sstc_cli.partners.pool import LeftOut, Pool, read_pool
from sstc_cli.quantity import quantity
from sstc_cli.store import Store
from sstc_cli.store.profiles import contacts
from sstc_cli.store.requests import Request, RequestState, Step, Withdrawal, change, requests
from sstc_cli.store.response import PseudonymKey
from sstc_cli.workspace import Workspace

_DRAFTS = ("request", "introduction", "meeting")
_KEPT = {  # the drafts that are still needed, by the state of their request
    RequestState.APPROVED: _DRAFTS[:1],
    RequestState.ASKED: _DRAFTS[:1],
    RequestState.AGREED: _DRAFTS,
    RequestState.INTRODUCED: _DRAFTS[1:],
}
WHY_WITHDRAWN: Mapping[Withdrawal, str] = {
    Withdrawal.CONSENT: "one of the two no longer agrees",
    Withdrawal.DESCRIPTION: NOT_DESCRIBED,
    Withdrawal.OFFICE: "the office took the request back",
}
_EXPIRED = "expired without an answer of both sides"


@dataclass(frozen=True)
class Register:
    """The requests of a store and the people in it, on one day.

    `keys` returns those of the user, `say` tells a person what is closed, and `drop` deletes drafts
    that must not be sent any more.
    """

    workspace: Workspace
    series: Series
    store: Store
    day: date
    keys: Callable[[], list[bytes]]
    say: Callable[[str], None]
    drop: Callable[[Sequence[Path]], None]

    @cached_property
    def key(self) -> PseudonymKey:
        return self.store.pseudonym_key(self.keys())

    @cached_property
    def pool(self) -> Pool:
        """The people who may be introduced, and why the others may not."""
        pool = read_pool(self.store, self.series, self.workspace.surveys, self.key)
        return reachable(pool, contacts(self.store))

    @property
    def registration_asks(self) -> bool:
        """Whether a registration asks about introductions; otherwise nobody can refuse them."""
        return self.pool.registered > self.pool.left_out.get(LeftOut.NOT_ASKED, 0)

    @cached_property
    def people(self) -> Mapping[str, Partner]:
        agree = (*self.pool.profiles, *self.pool.paused)
        return people(agree, contacts(self.store), self.series, self.key)

    @cached_property
    def describer(self) -> Describer:
        """The writer of the descriptions that two people get of each other."""
        made = matched(requests(self.store), self.people, self.day)
        return Describer(self.people, made, self.series)

    @cached_property
    def current(self) -> list[Request]:
        """All requests as they are on this day, also those that are over but not closed yet."""
        known = requests(self.store)
        over = {request.id: request for request in self._over(known)}
        return [over.get(request.id, request) for request in known]

    def warn_of_drafts(self) -> None:
        """Say that requests are over whose drafts are still there to be sent."""
        known = {request.id: request.state for request in requests(self.store)}
        if count := sum(known.get(one.id) is not one.state for one in self.current):
            what = quantity(count, "request is", "requests are")
            self.say(f"{what} closed: do not send their drafts")
            self.say("`sstc partners approve`, `ask`, `answer` or `introduce` deletes them")

    def settle(self) -> list[Request]:
        """Close requests that expired or cannot go on, say so, and return all requests."""
        known = requests(self.store)
        over: Sequence[Request] = self._over(known)
        if over:
            over = change(self.store, self.key, lambda now: ((found := self._over(now)), found))
            known = requests(self.store)
        self._drop_closed(known)
        whys = (request.why_withdrawn for request in over)  # none of those that expired
        ends = (f"withdrawn, because {WHY_WITHDRAWN[why]}" if why else _EXPIRED for why in whys)
        for what, count in sorted(Counter(ends).items()):
            self.say(f"{quantity(count, 'request')} {what}")
        if any(request.event(Step.ASKED) for request in over):
            self.say("the letters that asked them were deleted")
        self._say_whom_to_write_to(over)
        return known

    def _say_whom_to_write_to(self, over: Sequence[Request]) -> None:
        """Say which letters their readers may have answered in vain, by the codes in them."""
        codes = [
            f"`{shown(code)}`"
            for request in over
            if request.why_withdrawn and request.event(Step.ASKED)
            for side, code in zip(request.sides, request.codes, strict=True)
            if side in self.people
        ]
        if codes:
            sent = "a letter with the code" if len(codes) == 1 else "letters with the codes"
            self.say(f"if you have sent {sent} {', '.join(codes)}, tell the reader that")
            self.say("there will be no introduction this time")

    def _over(self, known: Sequence[Request]) -> list[Request]:
        """Return what is over but not closed yet; only open requests need the pool."""
        why_over = self.describer.why_over if self.registration_asks else lambda _: None
        return closed(known, why_over, self.day)

    def _drop_closed(self, known: Collection[Request]) -> None:
        """Delete the drafts that must not be sent any more, also those of erased requests."""
        # a store that is elsewhere today does not know its requests
        if not (self.store.begun and self.store.keeps):
            return
        kinds = {request.id: _KEPT.get(request.state, ()) for request in known}
        self.drop(drafts_but(self.workspace, kinds))
