"""All tables of all reports as they can be published. All that leaves the office passes here.

A kind of table is published if it is of a question, or has a place in one of the lists here. The
attack in the tests reads them: it fails for a kind that it does not know.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from sstc_cli.model import QuestionType
from sstc_cli.model.countries import LISTS
from sstc_cli.model.survey import Publish
from sstc_cli.numbers.hiding import strictest
from sstc_cli.numbers.rounding import rounded_table
from sstc_cli.numbers.statistics import About
from sstc_cli.numbers.summary import PLACES
from sstc_cli.numbers.tables import questions, reach
from sstc_cli.numbers.tables.editions import (
    Published,
    added,
    has_moved,
    joined,
    people_since,
    shows_the_same,
    since,
    size_of,
    steady,
)
from sstc_cli.numbers.tables.groups import public_group_tables
from sstc_cli.numbers.tables.learning import public_bounds, public_gains, public_knowledge
from sstc_cli.numbers.tables.partners import public_partners
from sstc_cli.numbers.tables.people import in_rows, public_places, rows_of, together
from sstc_cli.numbers.tables.questions import public_answers_to, public_choices, with_means
from sstc_cli.numbers.tables.reach import public_rates
from sstc_cli.numbers.tables.report_tables import ExactTables, over_webinars
from sstc_cli.numbers.tables.table import SERIES, Family, Line, Rule, Scope, Table, Tables
from sstc_cli.numbers.tables.visits import (
    REGIONS,
    not_compared,
    stages_untold,
    with_again,
    with_stages,
    without_stages,
)

FIRST = Published()
HIDING: Mapping[str, Rule] = {**reach.HIDING, **questions.HIDING}
NO_SUMS = ("gain", "partners")  # of what was published, and of what has come since
OF_PUBLIC = ("knowledge", "bounds", "webinars")  # made of tables that are public
_OF_PEOPLE = ("reach", "answers", "attendance")
_OF_GROUPS = ("attendance", "who", "response")


@dataclass(frozen=True, slots=True)
class NextEdition:
    """What can be published now, and the answers or people that wait: table, webinar, number.

    Tables of groups of people, which have no n, are `late` if they lack people of now.
    """

    published: Published
    waiting: Mapping[tuple[str, Scope], int]
    late: Collection[tuple[str, Scope]] = ()

    @property
    def tables(self) -> Mapping[Scope, Tables]:
        return self.published.shown


def next_edition(exact: ExactTables, before: Published = FIRST) -> NextEdition:
    """Return the tables without what is about few people, also beside what was published before."""
    return _Making(exact, before).edition()


class _Making:
    """An edition while it is made: what it shows, and the exact counts that this rests on."""

    def __init__(self, exact: ExactTables, before: Published) -> None:
        self.exact, self.before = exact, before
        self.publish = strictest(exact.surveys.values())
        self.shown: dict[Scope, dict[str, Table]] = {scope: {} for scope in exact.tables}
        self.counted: dict[Scope, dict[str, Table]] = {
            scope: {**tables, **before.counted.get(scope, {})}
            for scope, tables in exact.tables.items()
        }
        self.waiting: dict[tuple[str, Scope], int] = {}
        now, least = self._people(), self.publish.least
        self.stay, self.hidden = stages_untold(now, before.counted, least)
        self.people = with_stages(now, before.counted, self.stay)

    def _people(self) -> dict[Scope, dict[str, Table]]:
        """Return the numbers of people, those as they were published that differ by few."""
        before, least, exact = self.before.counted, self.publish.least, self.exact.tables
        found = {
            scope: {id_: steady(table, before.get(scope, {}).get(id_), least)
                    for id_, table in tables.items() if table.root in _OF_PEOPLE}
            for scope, tables in exact.items()
        }  # fmt: skip
        for table in with_again(found):  # beside the webinars as they are told
            lines = zip(table.lines, found[SERIES][table.id].lines, exact[SERIES][table.id].lines,
                        strict=True)  # fmt: skip
            found[SERIES][table.id] = table.with_lines(
                told if kept == now else kept for told, kept, now in lines
            )
        return found

    def edition(self) -> NextEdition:
        for id_ in dict.fromkeys(id_ for tables in self.exact.tables.values() for id_ in tables):
            family = _family(self.exact.tables, id_)
            rule = _rule(self.exact, next(iter(family.values())))
            if rule is not None:
                self._add(id_, family, rule)
        self._add_derived()
        shown = {
            scope: {id_: _in_round_numbers(_without_few(self._last(scope, self.shown[scope][id_])))
                    for id_ in (*tables, *self.shown[scope]) if id_ in self.shown[scope]}
            for scope, tables in self.exact.tables.items()
        }  # fmt: skip
        if reach := self.counted[SERIES].get("reach"):
            self.counted[SERIES]["reach"] = not_compared(reach, self.hidden)
        if self.stay:
            now, told = (sum(line.counts[0] for line in found[SERIES]["reach"].lines)
                         for found in (self.exact.tables, self.people))  # fmt: skip
            self.waiting["reach", SERIES] = now - told
        return NextEdition(Published(self.counted, shown), self.waiting, {*self._late()})

    def _late(self) -> Iterator[tuple[str, Scope]]:
        for scope, tables in self.exact.tables.items():
            for id_, table in tables.items():
                counted = self.counted[scope].get(id_)
                if table.root in _OF_GROUPS and counted and size_of(counted) != size_of(table):
                    yield id_, scope

    def _last(self, scope: Scope, table: Table) -> Table:
        """Return a table without the people of the series who must not be told beside others.

        What stays as it was published would be wrong of more webinars.
        """
        if scope:
            return table
        told = self.before.shown.get(SERIES, {})
        if table.id not in told or {*self.exact.tables} != {*self.before.shown}:
            return without_stages(table, self.hidden | self.stay)
        reach = told.get("reach")
        kept = {stage for stage in self.stay if reach and reach.value(stage) is not None}
        return without_stages(table, self.hidden | (self.stay - kept))

    def _add(self, id_: str, family: Family, rule: Rule) -> None:
        """Add a kind of table: what was published, with what has come since."""
        before, old = self.before.family(id_), _family(self.before.shown, id_)
        if id_ == "attendance" and before and not _has_numbers(old[SERIES]):
            before, self.counted[SERIES][id_] = {}, family[SERIES]  # it told nothing so far
        if not before:
            for scope, table in rule(family, self.publish).items():
                self.shown[scope][id_] = self._with_means(table)
            return
        root = id_.partition(".")[0]
        if root in _OF_PEOPLE:
            family = _family(self.people, id_)
        if root in ("reach", "answers"):
            for scope, table in rule(family, self.publish).items():
                self.counted[scope][id_], self.shown[scope][id_] = family[scope], table
            return
        row_of = rows_of(family[SERIES], old.get(SERIES)) if root == "who" else {}
        rule = _by_row(row_of) if row_of else rule
        more = self._more(id_, family, before)
        news = rule(more, self.publish) if more else {}
        for scope, table in family.items():
            if scope in more:
                parts = [part for part in (before.get(scope), more[scope]) if part is not None]
                self.counted[scope][id_] = added(parts, table)
            elif scope not in before:
                self.counted[scope].pop(id_, None)
                continue
            counted = self.counted[scope][id_]
            counted = in_rows(counted, row_of) if row_of else counted
            slack = self.publish.round // 2
            found = joined(old.get(scope), news.get(scope), counted, slack)
            self.shown[scope][id_] = self._with_means(found)

    def _more(self, id_: str, family: Family, before: Family) -> Mapping[Scope, Table]:
        """Return the tables of what has come since, as far as it does not wait."""
        if id_.startswith("who."):
            return {} if self.stay else people_since(family, before, self.publish) or {}
        if id_ == "attendance" and "attended" in self.stay:
            return {}
        more, waits = since(family, before, self.publish)
        self.waiting |= {(id_, scope): people for scope, people in waits.items()}
        return more

    def _with_means(self, table: Table) -> Table:
        return with_means(table) if table.question and not self.publish.round else table

    def _add_derived(self) -> None:
        exact, found = self.exact, self.shown
        for scope, table in self._no_sums():
            self._settle(scope, table)
        for scope, tables in self.before.shown.items():
            for id_, table in tables.items() if scope in found else ():
                if table.root not in OF_PUBLIC:
                    found[scope].setdefault(id_, table)
        for scope, tables in exact.tables.items():
            if "knowledge" in tables:
                old = self.before.shown.get(scope, {}).get("knowledge")
                knowledge = public_knowledge(tables["knowledge"], found[scope], old)
                found[scope]["knowledge"] = knowledge
        self._round_or_bound()
        for table in exact.tables[SERIES].values():
            if table.root == "webinars":
                found[SERIES] |= {other.id: other for other in _of_public(table, found)}

    def _no_sums(self) -> Iterator[tuple[Scope, Table]]:
        """Yield the tables that are not sums of what was published and what has come since."""
        exact, found, publish = self.exact, self.shown, self.publish
        yield from public_places(exact.tables, publish)
        for scope in exact.tables:
            yield from ((scope, table) for table in self._rates(scope))
        yield from public_gains(exact.gains, found, publish)
        if main := exact.surveys.get(exact.main):
            groups = public_group_tables(main, exact.breakdowns, found[SERIES], publish)
            yield from ((SERIES, table) for table in groups)
        partners = public_partners(exact.tables[SERIES], publish).values()
        yield from ((SERIES, table) for table in partners)

    def _settle(self, scope: Scope, table: Table) -> None:
        """Add a table that is not a sum: the new one, unless it would be about few people."""
        id_ = table.id
        old, before = (found.get(scope, {}).get(id_)
                       for found in (self.before.shown, self.before.counted))  # fmt: skip
        if before is None or old is None:
            if before is None and not self._waits(scope, table):
                self.shown[scope][id_] = table
            elif before is None:
                self.counted[scope].pop(id_, None)
            return
        now, least = self.exact.tables[scope][id_], self.publish.least
        moved = has_moved(now, before, least) and has_moved(table, old, least)
        if table.root == "who" and scope == SERIES and moved:  # webinars have its regions, too
            regions = self.before.counted[SERIES].get(REGIONS)
            moved = regions is None or has_moved(self.exact.tables[SERIES][REGIONS], regions, least)
        if moved and shows_the_same(table, old) and not self._waits(scope, table):
            self.shown[scope][id_], self.counted[scope][id_] = table, now
        else:
            self.shown[scope][id_] = old

    def _waits(self, scope: Scope, table: Table) -> bool:
        """Return whether answers or people wait of which the lines of a table are parts."""
        if table.root == "who" and self.stay:
            return True
        of = table.question or ("funnel" if table.root == "response" else "")
        return any(id_ == of or (table.root == "gain" and self._is_of_gain(id_, at, scope))
                   for id_, at in self.waiting)  # fmt: skip

    def _is_of_gain(self, id_: str, at: Scope, scope: Scope) -> bool:
        """Return whether a table may have answers of the gain of a webinar, or of the series."""
        return at in (scope or at, SERIES) and bool(self.exact.tables[at][id_].question)

    def _is_attendance_told(self, scope: Scope) -> bool:
        """Return whether the attendance of these webinars is counted as it is now."""
        exact, at = self.exact.tables, [scope] if scope else [*self.exact.tables]
        known = [(self.counted[one]["reach"], exact[one]["reach"]) for one in at]
        return all(then.value("attended") == now.value("attended") for then, now in known)

    def _rates(self, scope: Scope) -> Iterator[Table]:
        series = self.exact.tables[SERIES]
        funnel = self.shown[SERIES].get("funnel")
        whole = funnel.value("told") if funnel else None
        for table in self.exact.tables[scope].values():
            if table.root == "response" and table.by and table.lines == series[table.id].lines:
                yield public_rates(whole, table, self.publish)

    def _round_or_bound(self) -> None:
        """Round all public tables if the survey wants that; exact ones can have bounds.

        Results that still count erased answers have none: fewer people attended than they say.
        """
        for scope, tables in self.shown.items():
            exact, counted = self.exact.tables[scope], self.counted[scope]
            if self.publish.round:
                for id_, table in tables.items():
                    tables[id_] = rounded_table(table, self.publish)
            elif "bounds" in exact and self._is_attendance_told(scope):
                found = {id_: tables[id_] for id_ in tables.keys() & exact.keys()
                         if (counted[id_].n or 0) <= (exact[id_].n or 0)}  # fmt: skip
                tables["bounds"] = public_bounds(exact["bounds"], found)


def _family(tables: Mapping[Scope, Tables], id_: str) -> Family:
    return {scope: found[id_] for scope, found in tables.items() if id_ in found}


def _by_row(row_of: Mapping[str, str]) -> Rule:
    def rule(family: Family, publish: Publish) -> Mapping[Scope, Table]:
        return together(family, row_of, publish)

    return rule


def _rule(exact: ExactTables, table: Table) -> Rule | None:
    """Return what hides a kind of table; None for those that are made of public ones."""
    root = table.root
    if (root == "who" and table.by in PLACES) or (root == "response" and table.by):
        return None
    if root in HIDING:
        return HIDING[root]
    if root in (*NO_SUMS, *OF_PUBLIC) or table.by is not None or not table.question:
        return None
    asked = exact.surveys[table.survey].questions
    question = next(question for question in asked if question.id == table.question)
    return public_choices if question.type is QuestionType.CHOICES else public_answers_to


def _of_public(table: Table, found: Mapping[Scope, Tables]) -> Iterator[Table]:
    """Yield an indicator over the webinars, from what is public of each."""
    indicator = table.id.partition(".")[2]
    if indicator == "attendance":
        known = {str(scope[0]): tables["reach"].value("attended") for scope, tables in found.items()
                 if scope and "reach" in tables and not tables["reach"].too_few}  # fmt: skip
        shown = (line for line in table.lines if known.get(line.key) is not None)
        yield table.with_lines(replace(line, values=(known[line.key],)) for line in shown)
        return
    asked = found[SERIES].get(table.question)
    is_rating = asked is not None and any(line.key == "two_best" for line in asked.lines)
    key = "all" if indicator == "response" else "two_best" if is_rating else "correct"
    for public in over_webinars(found, indicator, key, (table.survey, table.question)):
        told = {line.key: line for line in public.lines}
        yield public.with_lines(
            told.get(line.key) or Line(line.key, _answers_of(found, line.key, indicator), (None,))
            for line in table.lines
        )


def _has_numbers(table: Table) -> bool:
    return any(value is not None for line in table.lines for value in line.values)


def _answers_of(found: Mapping[Scope, Tables], webinar: str, id_: str) -> int | None:
    """Return how many answers a webinar has for a table, if they are enough for one."""
    table = found.get((int(webinar),), {}).get(id_)
    return None if table is None or table.too_few else table.n


def _in_round_numbers(table: Table) -> Table:
    """Return a table of places on a list with values that say that they are rounded."""
    if table.by not in LISTS:
        return table
    return table.with_lines(
        replace(line, values=tuple(About(n) if isinstance(n, int) else n for n in line.values))
        for line in table.lines
    )


def _without_few(table: Table) -> Table:
    """Return a table of too few people without anything, not even how many they are."""
    return replace(table, lines=(), n=None) if table.too_few else table
