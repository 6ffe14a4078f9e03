"""What each person was told last about a webinar, and the occasion of telling what holds now."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from sstc_cli.mailing.facts import true_facts
from sstc_cli.mailing.plans import Plans, digest_now
from sstc_cli.model import Series, State, Webinar
from sstc_cli.releases import state_of, tables_of
from sstc_cli.store.mail.batch import CHANGE
from sstc_cli.store.mail.earlier import Arrived, arrived
from sstc_cli.store.store import Store
from sstc_cli.workspace.states import NamedState

_BRIEF = ("reminder", "join-link-change")  # they tell the time and the link, and nothing else
_IN_BRIEF = ("title", "starts", "ends", "cancelled", "reason", "join_url", "join_digest")


@dataclass(frozen=True)
class Memory:
    """The mails about a webinar that may have arrived, in their order, and what they told."""

    series: Series
    webinar: Webinar
    plans: Plans
    mails: Sequence[Arrived]

    @property
    def states(self) -> list[State]:
        """What the batches of all these mails told."""
        plans = map(self._plan, dict.fromkeys(mail.batch for mail in self.mails))
        return [plan.state for plan in plans if plan]

    @property
    def unreadable(self) -> dict[str, str]:
        """By person, the last batch that told something untrue of which the file cannot be read."""
        last = {mail.person: mail for mail in self.mails}
        now = true_facts(self.series, self.webinar)
        return {
            person: mail.batch
            for person, mail in last.items()
            if mail.facts not in now and self._plan(mail.batch) is None
        }

    @cached_property
    def occasion(self) -> str:
        """The occasion of telling what holds now: another one each time that it holds again."""
        now = digest_now(self.series, self.webinar)
        batches = dict.fromkeys(mail.batch for mail in self.mails)
        told = [self.plans.digest(one) if self._plan(one) else None for one in batches]
        times = sum(after == now != before for before, after in pairwise((None, *told)))
        times += not told or told[-1] != now
        return f"{CHANGE}{now}" + (f"-{times}" if times > 1 else "")

    def told(self, notices: str, but: Collection[str]) -> Mapping[str, NamedState | None]:
        """Return what each person was told last, without the notices of some occasions.

        None if that is not known any more.
        """
        found: dict[str, NamedState | None] = {}
        for mail in self.mails:
            if mail.message != notices or mail.occasion not in but:
                found[mail.person] = self._after(mail, found.get(mail.person))
        return found

    def _after(self, mail: Arrived, before: NamedState | None) -> NamedState | None:
        """Return what a person knows after a mail."""
        message, plan = self.series.message(mail.message), self._plan(mail.batch)
        if plan is None:  # of an earlier sstc, whose notices said all that had changed
            is_notice = message is not None and message.document == "notice"
            is_true = mail.facts in true_facts(self.series, self.webinar)
            return self._now if is_notice and is_true else before
        if message is None or message.document not in _BRIEF or before is None:
            return plan
        return _in_brief(before, plan)

    def _plan(self, batch: str) -> NamedState | None:
        """Return what a batch told of this webinar, or None if that cannot be read."""
        plan = self.plans.of(batch)
        return plan if plan and plan.state.webinars[0].id == self.webinar.id else None

    @cached_property
    def _now(self) -> NamedState:
        return NamedState("mail:now", state_of(self.series), tables=tables_of(self.series))


def memory_of(store: Store, series: Series, webinar: Webinar, plans: Plans) -> Memory:
    """Return what the mails about a webinar told before it."""
    about = [message.id for message in series.messages if not message.is_afterwards]
    return Memory(series, webinar, plans, arrived(store, about, webinar.number))


def _in_brief(before: NamedState, plan: NamedState) -> NamedState:
    """Return what somebody knows who was told the plan in brief."""
    (old,), (new,) = before.state.webinars, plan.state.webinars
    known = old.replaced(**{name: getattr(new, name) for name in _IN_BRIEF})
    state = before.state.replaced(zone=plan.state.zone, webinars=(known,))
    return NamedState(f"{before.name}+{plan.name}", state, tables=plan.tables)
