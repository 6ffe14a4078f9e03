"""What each person was told about a webinar, as facts and as a plan, and what is news to them."""

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from sstc_cli.model import RELEASE_VERSION, Message, Release, Series, State, Webinar, WebinarState
from sstc_cli.releases import state_of, tables_of
from sstc_cli.source import write
from sstc_cli.store.mail.batch import CHANGE, REST
from sstc_cli.store.mail.earlier import ArrivedMail, arrived, told_by_batches
from sstc_cli.store.store import Store
from sstc_cli.views.messages import following_webinar, survey_url
from sstc_cli.workspace.states import NamedState, kept_state

_FACTS_DIGEST = 32


def true_facts(series: Series, webinar: Webinar | None) -> frozenset[str]:
    """Return the digests of all messages about a webinar that say what is planned now.

    Some messages have the link for registered people, some that for all people, and some none.
    """
    links = [(named, is_past) for named in (True, False) for is_past in (True, False)]
    return frozenset(_digest_of_facts(series, webinar, named, is_past) for named, is_past in links)


def facts_of(series: Series, webinar: Webinar | None, message: Message) -> str:
    """Return the digest of what makes mails wrong if it changes: time, status, title and link."""
    return _digest_of_facts(series, webinar, "join-link" in message.with_, message.is_afterwards)


def content_of(series: Series, webinar: Webinar | None, message: Message) -> str:
    """Return the digest of all that the mails of a message say of the plan, their facts first.

    A message that looks back also says where the survey, the recording and the materials are, and
    which webinar comes next.
    """
    said: list[object] = [digest_now(series, webinar)]
    if webinar and message.is_afterwards:
        following = following_webinar(series, webinar)
        said += [webinar.recording, [one.plain_data() for one in webinar.materials]]
        said.append(survey_url(series, message))
        said.append(_facts(series, following, named=False, is_past=True) if following else None)
    return f"{facts_of(series, webinar, message)}{REST}{_digest_of_data(said)}"


def _digest_of_facts(series: Series, webinar: Webinar | None, named: bool, is_past: bool) -> str:
    about: list[object] = [series.id, series.zone, series.title.plain_data()]
    webinars = [webinar] if webinar else series.in_time_order
    about += (_facts(series, found, named, is_past) for found in webinars)
    text = json.dumps(about, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:_FACTS_DIGEST]


def _facts(series: Series, webinar: Webinar, named: bool, is_past: bool) -> list[object]:
    starts, ends = series.slot(webinar)
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


def told_by(series: Series, webinar: Webinar, batch: str) -> str:
    """Return what the mails of a batch tell of their webinar, in the format of releases."""
    state = _state_about(series, webinar)
    release = Release(
        version=RELEASE_VERSION,
        name=batch,
        published=state.webinars[0].stamp,
        tables=tables_of(series),
        series=state,
    )
    return write(release.plain_data(), "")


def digest_now(series: Series, webinar: Webinar | None) -> str:
    return _digest_of_plan(_state_about(series, webinar) if webinar else state_of(series))


def _state_about(series: Series, webinar: Webinar) -> State:
    same = tuple(found for found in series.webinars if found.id == webinar.id)
    return state_of(series.replaced(webinars=same))


def _digest_of_plan(state: State) -> str:
    data = state.plain_data()
    for webinar in data["webinars"]:
        for name in _REVISION:
            webinar.pop(name, None)
    return _digest_of_data(data)


def _digest_of_data(data: object) -> str:
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:_PLAN_DIGEST]


_PERSONAL = ("REQUEST", "CANCEL")  # entries for one person
_BRIEF = ("reminder", "join-link-change")  # they tell the time and the link, and nothing else
_IN_BRIEF = ("title", "starts", "ends", "cancelled", "reason", "join_url", "join_digest")


@dataclass(frozen=True)
class Memory:
    """The mails about a webinar that may have arrived, in their order, and what they told.

    `plans` are by the names of batches, in the order of their first mails.
    """

    series: Series
    webinar: Webinar
    mails: Sequence[ArrivedMail]
    plans: Mapping[str, NamedState]

    @cached_property
    def occasion(self) -> str:
        """The occasion of telling what holds now: another one each time that it holds again."""
        now = digest_now(self.series, self.webinar)
        told = [_digest_of_plan(plan.state) for plan in self.plans.values()]
        times = sum(after == now != before for before, after in pairwise((None, *told)))
        times += not told or told[-1] != now
        return f"{CHANGE}{now}" + (f"-{times}" if times > 1 else "")

    def with_another_link(self) -> set[str]:
        """Return the people whose last mail or entry with a private link has another one."""
        linked = {message.id for message in self.series.messages if "join-link" in message.with_}
        last: dict[str, WebinarState] = {}
        for mail in self.mails:
            if mail.message in linked or mail.entry == "REQUEST":
                last[mail.person] = self.plans[mail.batch].state.webinars[0]
            elif mail.entry == "CANCEL":
                last.pop(mail.person, None)
        return {
            person for person, known in last.items()
            if known.join_digest is not None and _link(known) != _link(self._now)
        }  # fmt: skip

    def with_present_entry(self) -> set[str]:
        """Return the people whose last mail with an entry tells what holds now."""
        last = {mail.person: mail.batch for mail in self.mails if mail.entry in _PERSONAL}
        now = digest_now(self.series, self.webinar)
        told = {name: _digest_of_plan(plan.state) == now for name, plan in self.plans.items()}
        return {person for person, batch in last.items() if told[batch]}

    def knows_the_rest(self, person: str) -> bool:
        """Return whether a person knows the title, the time and the status, if not the link."""
        known = self._last.get(person)
        return known is not None and _gist(known.state) == _gist(state_of(self.series), self._now)

    @cached_property
    def _last(self) -> Mapping[str, NamedState]:
        return self.told("", ())

    @cached_property
    def _now(self) -> WebinarState:
        return state_of(self.series).webinars_by_id()[self.webinar.id]

    def told(self, notices: str, but: Collection[str]) -> Mapping[str, NamedState]:
        """Return what each person was told last, without the notices of some occasions."""
        found: dict[str, NamedState] = {}
        for mail in self.mails:
            if mail.message != notices or mail.occasion not in but:
                message, plan = self.series.message(mail.message), self.plans[mail.batch]
                before = found.get(mail.person)
                if message and message.document in _BRIEF and before:
                    plan = _in_brief(before, plan)
                found[mail.person] = plan
        return found


def _link(webinar: WebinarState) -> tuple[str | None, str | None]:
    return webinar.join_url, webinar.join_digest


def _gist(state: State, webinar: WebinarState | None = None) -> list[object]:
    """Return what makes mails wrong if it changes, but for the link."""
    one = webinar or state.webinars[0]
    gist = one.number, one.starts, one.ends, one.cancelled, one.title.plain_data()
    return [state.zone, state.title.plain_data(), *gist]


def memory_of(store: Store, series: Series, webinar: Webinar) -> Memory:
    """Return what mails told about a webinar."""
    about = [message.id for message in series.messages if not message.is_afterwards]
    mails, texts = arrived(store, about, webinar.id), told_by_batches(store, webinar.id)
    batches = (batch for batch in dict.fromkeys(mail.batch for mail in mails) if batch in texts)
    plans = {batch: kept_state(texts[batch].encode(), f"mail:{batch}") for batch in batches}
    return Memory(series, webinar, [mail for mail in mails if mail.batch in plans], plans)


def _in_brief(before: NamedState, plan: NamedState) -> NamedState:
    """Return what a person knows who was told the plan in brief."""
    (old,), (new,) = before.state.webinars, plan.state.webinars
    known = old.replaced(**{name: getattr(new, name) for name in _IN_BRIEF})
    state = before.state.replaced(zone=plan.state.zone, webinars=(known,))
    return NamedState(f"{before.name}+{plan.name}", state, tables=plan.tables)
