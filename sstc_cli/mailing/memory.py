"""What each person was told about a webinar, as facts and as a plan, and what is news to them."""

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise
from pathlib import Path

from sstc_cli.errors import SstcError
from sstc_cli.model import RELEASE_VERSION, Message, Release, Series, State, Webinar
from sstc_cli.releases import state_of, tables_of
from sstc_cli.store.mail.batch import CHANGE
from sstc_cli.store.mail.earlier import ArrivedMail, arrived
from sstc_cli.store.store import Store
from sstc_cli.workspace.states import NamedState, kept_state

_FACTS_DIGEST = 32


def true_facts(series: Series, webinar: Webinar | None) -> frozenset[str]:
    """Return the digests of all messages about a webinar that say what is planned now.

    Some messages have the link for registered people, some that for everybody, and some none.
    """
    links = [(named, is_past) for named in (True, False) for is_past in (True, False)]
    return frozenset(_digest_of_facts(series, webinar, named, is_past) for named, is_past in links)


def facts_of(series: Series, webinar: Webinar | None, message: Message) -> str:
    """Return the digest of what makes mails wrong if it changes: time, status, title and link."""
    return _digest_of_facts(series, webinar, "join-link" in message.with_, message.is_afterwards)


def _digest_of_facts(series: Series, webinar: Webinar | None, named: bool, is_past: bool) -> str:
    about: list[object] = [series.id, series.zone, series.title.plain_data()]
    webinars = [webinar] if webinar else series.in_time_order
    about += (_facts(series, found, named, is_past) for found in webinars)
    text = json.dumps(about, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:_FACTS_DIGEST]


def _facts(series: Series, webinar: Webinar, named: bool, is_past: bool) -> list[object]:
    starts, ends = series.instant(webinar.starts), series.instant(webinar.ends)
    facts: list[object] = [
        webinar.id,
        webinar.number,
        starts.isoformat(),
        ends.isoformat(),
        webinar.status.value,
        webinar.title.plain_data(),
    ]
    join = webinar.join_for(named=named)
    if join and not is_past:
        facts.append([join.url, join.passcode])
    return facts


_PLAN_DIGEST = 8
_REVISION = ("sequence", "stamp")  # a new one alone is not news


def told_by(series: Series, webinar: Webinar, batch: str) -> Release:
    """Return what the mails of a batch tell of their webinar."""
    state = _about(state_of(series), webinar)
    return Release(
        version=RELEASE_VERSION,
        name=batch,
        published=state.webinars[0].stamp,
        tables=tables_of(series),
        series=state,
    )


def digest_now(series: Series, webinar: Webinar) -> str:
    """Return the digest of all public facts of a webinar."""
    return _digest_of_plan(_about(state_of(series), webinar))


class ToldPlans:
    """The plans that earlier batches told, which are in one folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.of = cache(self._of)
        self.digest = cache(self._digest_of)

    def file(self, batch: str) -> Path:
        """Return the file of a batch's plan."""
        return self._folder / f"{batch}.yaml"

    def _of(self, batch: str) -> NamedState | None:
        """Return what a batch told, or None if no file says it, as for batches of earlier times."""
        file = self.file(batch)
        try:
            plan = kept_state(file, f"mail:{batch}") if file.is_file() else None
        except (OSError, SstcError):
            return None
        return plan if plan and len(plan.state.webinars) == 1 else None

    def _digest_of(self, batch: str) -> str | None:
        plan = self.of(batch)
        return _digest_of_plan(plan.state) if plan else None


def _about(state: State, webinar: Webinar) -> State:
    """Return a state with one webinar."""
    same = tuple(found for found in state.webinars if found.id == webinar.id)
    return state.replaced(webinars=same, dropped=())


def _digest_of_plan(state: State) -> str:
    data = state.plain_data()
    for webinar in data["webinars"]:
        for name in _REVISION:
            webinar.pop(name, None)
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:_PLAN_DIGEST]


_BRIEF = ("reminder", "join-link-change")  # they tell the time and the link, and nothing else
_IN_BRIEF = ("title", "starts", "ends", "cancelled", "reason", "join_url", "join_digest")


@dataclass(frozen=True)
class Memory:
    """The mails about a webinar that may have arrived, in their order, and what they told."""

    series: Series
    webinar: Webinar
    plans: ToldPlans
    mails: Sequence[ArrivedMail]

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

    def _after(self, mail: ArrivedMail, before: NamedState | None) -> NamedState | None:
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


def memory_of(store: Store, series: Series, webinar: Webinar, plans: ToldPlans) -> Memory:
    """Return what the mails about a webinar told before it."""
    about = [message.id for message in series.messages if not message.is_afterwards]
    return Memory(series, webinar, plans, arrived(store, about, webinar.number))


def _in_brief(before: NamedState, plan: NamedState) -> NamedState:
    """Return what somebody knows who was told the plan in brief."""
    (old,), (new,) = before.state.webinars, plan.state.webinars
    known = old.replaced(**{name: getattr(new, name) for name in _IN_BRIEF})
    state = before.state.replaced(zone=plan.state.zone, webinars=(known,))
    return NamedState(f"{before.name}+{plan.name}", state, tables=plan.tables)
