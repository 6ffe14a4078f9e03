"""Attack the public tables of all reports together: what can a reader with a solver work out?

The reader has the report of the series and that of every webinar. Every number in a table becomes
an equation on counts of answers or of people. An integer program then looks for the least and the
largest value of each small count that agrees with all of them.
"""

import os
import random
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import REPOSITORY
from crowd import Crowd, surveys
from folded import public_tables
from solver import LEAST, Leak, Name, Reader, learn_value

from sstc_cli.choices import By
from sstc_cli.model.countries import countries
from sstc_cli.model.survey import Publish
from sstc_cli.numbers.evaluation import make_cube
from sstc_cli.numbers.gain import Answers, Gain
from sstc_cli.numbers.public_groups import OTHER, REST, places_of, row_name, sizes_of
from sstc_cli.numbers.statistics import Mean, Rough, Share, share_of
from sstc_cli.numbers.summary import PLACES
from sstc_cli.numbers.tables.editions import shows_the_same
from sstc_cli.numbers.tables.learning import public_gains
from sstc_cli.numbers.tables.publication import HIDING, NO_SUMS, OF_PUBLIC
from sstc_cli.numbers.tables.questions import Coded
from sstc_cli.numbers.tables.report_tables import ExactTables, exact_tables
from sstc_cli.numbers.tables.table import SERIES, Line, Table
from sstc_cli.numbers.tables.visits import STAGES

SEEDS = int(os.environ.get("SSTC_ATTACK", "15"))
OF_GROUPS = 2  # possible values of what a group answered, beside the shares of the others
SUMS = ("two_best", "correct", "mean", "score")
GOOD = {"content": ["4", "5"], "quiz": ["a"], "registration.quiz": ["a"],
        "recommend": ["promoters"]}  # fmt: skip
NO_LINE = "no line"
Tables = Mapping[tuple[int, ...], Mapping[str, Table]]


def shown(table: Table | None) -> Table | None:
    return None if table is None or table.too_few else table


def question_leaks(exact: ExactTables, public: Tables, id_: str) -> list[Leak]:
    """Attack the answers to a question, of all and of groups."""
    whole = exact.tables[SERIES][id_]
    numbers = [scope for scope in exact.tables if scope and id_ in exact.tables[scope]]
    answers = [line.key for line in whole.lines if line.key not in SUMS] + [NO_LINE]
    reader = Reader()
    for scope in numbers:
        table = exact.tables[scope][id_]
        counts = {line.key: line.values[0].count for line in table.lines if line.key in answers}
        counts[NO_LINE] = (table.n or 0) - sum(counts.values())
        for answer in answers:
            reader.truth["cell", scope, answer] = counts.get(answer, 0)
    for scope in (SERIES, *numbers):
        inside = [scope] if scope else numbers
        cells = {a: {("cell", at, a): 1.0 for at in inside} for a in answers}
        every = {name: 1.0 for terms in cells.values() for name in terms}
        good = {name: 1.0 for a in GOOD[id_] for name in cells[a]}
        n = sum(reader.truth[name] for name in every)
        for answer, terms in cells.items():
            reader.secret((id_, scope, answer), terms, n)
        reader.secret((id_, scope, "n"), every, n)
        reader.secret((id_, scope, "good"), good, n)
        reader.secret((id_, scope, "bad"), {name: 1.0 for name in every if name not in good}, n)
        table = shown(public[scope].get(id_))
        if table is not None:
            reader.learn(every, n, n)
            for line in table.lines:
                _learn_line(reader, cells, every, good, line=line)
        _learn_derived(reader, public[scope], id_, every, good)
    over = shown(public[SERIES].get(f"webinars.{id_}"))
    for line in over.lines if over else ():
        inside = {("cell", (int(line.key),), a): 1.0 for a in answers}
        good = {name: 1.0 for name in inside if name[2] in GOOD[id_]}
        learn_value(reader, good, inside, line.values[0])
    if id_ in exact.surveys[exact.main].questions or "." not in id_:
        _add_groups(
            reader, exact, public, id_, [name for name in reader.truth if name[0] == "cell"]
        )
    return reader.leaks()


def _learn_line(reader, cells, every, good, *, line) -> None:
    key, value = line.key, line.values[0]
    if key in cells:
        learn_value(reader, cells[key], every, value)
    elif key in ("two_best", "correct"):
        learn_value(reader, good, every, value)
    elif key == "mean" and isinstance(value, Mean):
        n = sum(reader.truth[name] for name in every)
        terms = {name: float(name[2]) for name in every if name[2] != NO_LINE}
        ends = value.value - 0.00501, value.value + 0.00501
        if value.missing == "mean":
            ends = value.low, value.high
            mean = sum(reader.truth[name] * times for name, times in terms.items()) / n
            assert ends[0] - 1e-9 <= mean <= ends[1] + 1e-9
        reader.learn(terms, *(n * end for end in ends))
    elif key == "score" and isinstance(value, Mean):
        n = sum(reader.truth[name] for name in every)
        terms = {name: {"promoters": 1.0, "detractors": -1.0}.get(name[2], 0.0) for name in every}
        ends = [n * (value.value + off) / 100 for off in (-0.0501, 0.0501)]
        reader.learn({name: times for name, times in terms.items() if times}, *ends)


def _learn_derived(reader, tables, id_, every, good) -> None:
    """Learn what the tables of knowledge and of bounds add."""
    knowledge = shown(tables.get("knowledge"))
    column = "before" if "." in id_ else "after"
    if knowledge is not None and column in knowledge.columns:
        learn_value(reader, good, every, knowledge.value(id_.rpartition(".")[2], column))
    bounds = shown(tables.get("bounds"))
    for line in bounds.lines if bounds else ():
        if line.key == id_:
            low, high = line.values
            attended, n = line.n, sum(reader.truth[name] for name in every)
            reader.learn(good, low * attended / 100, ((low + 1) * attended - 1) / 100)
            top = ((high - 1) * attended + 1) / 100, high * attended / 100
            reader.learn(good, top[0] - attended + n, top[1] - attended + n)


def _add_groups(reader, exact, public, id_, whole) -> None:
    """Add the good and the other answers of each group, and what is known about them."""
    for by, groups in exact.breakdowns.items():
        if by in PLACES and by is not By.COUNTRY:
            continue
        row = next((row for row in groups.rows if row.question == id_), None)
        cells = dict(zip(groups.groups, row.cells, strict=True)) if row else {}
        for group, share in cells.items():
            reader.truth["group", by, group, "good"] = share.count
            reader.truth["group", by, group, "bad"] = share.n - share.count
            for side in ("good", "bad"):
                name = ("group", by, group, side)
                reader.secret((id_, *name), {name: 1.0}, share.n, OF_GROUPS)
            both = {("group", by, group, side): 1.0 for side in ("good", "bad")}
            if group not in ("not_stated", "undisclosed"):
                reader.secret((id_, by, group, "size"), both, share.n, OF_GROUPS)
        for side in ("good", "bad"):
            sums = {("group", by, group, side): 1.0 for group in cells}
            sums |= {
                name: -1.0 for name in whole if (name[2] in GOOD[id_]) is (side == "good")
            }  # fmt: skip
            reader.learn(sums, 0, 0)
    for table in public[SERIES].values():
        if table.id.startswith(f"{id_}.by_") and shown(table):
            base = By.COUNTRY if table.by in PLACES else table.by
            known = [name[2] for name in reader.truth if name[:2] == ("group", base)]
            rows = [line.key for line in table.lines if line.key != "difference"]
            for key, members in _rows(exact, table.by, rows, {*known}).items():
                good = {("group", base, group, "good"): 1.0 for group in members}
                every = {**good, **{("group", base, group, "bad"): 1.0 for group in members}}
                learn_value(reader, good, every, table.value(key))


def _rows(exact: ExactTables, by: By, rows: list[str], groups: set[str]) -> dict[str, set[str]]:
    """Return the groups in each row of a table of groups, as the program has chosen them."""
    if by not in PLACES:
        rest = groups & {"other", "undisclosed", "not_stated"}
        return {row: rest if row == REST else {row} for row in rows}
    places = places_of(sizes_of(exact.breakdowns[By.COUNTRY]), LEAST)
    found: dict[str, set[str]] = {}
    for code in groups:
        found.setdefault(row_name(places, by, places.row(by, code)), set()).add(code)
    return {row: found[row] for row in rows}


def members_of(by: By | None, rows: list[str], groups: set[str]) -> dict[str, set[str]]:
    """Return the groups in each row; a place has no people of its parts with own rows."""
    if by not in PLACES:
        named = {row: {row} for row in rows if row in groups}
        return named | {row: groups - {*named} for row in rows if row == REST}
    whole = {row: _inside(row.removeprefix(OTHER), groups) for row in rows if row != REST}
    found = {row: part.difference(*(o for o in whole.values() if o < part))
             for row, part in whole.items()}  # fmt: skip
    return found | {row: groups.difference(*found.values()) for row in rows if row == REST}


def _inside(place: str, codes: set[str]) -> set[str]:
    known = {code: countries()[code] for code in codes if code in countries()}
    return {code for code, country in known.items()
            if place in (code, country.region, country.subregion)}  # fmt: skip


def choice_leaks(exact: ExactTables, public: Tables, id_: str) -> list[Leak]:
    """Attack each answer to a question with several answers."""
    found = []
    for answer in [line.key for line in exact.tables[SERIES][id_].lines]:
        numbers = [scope for scope in exact.tables if scope and id_ in exact.tables[scope]]
        truth = {scope: exact.tables[scope][id_].value(answer) for scope in numbers}
        shares = {scope: share for scope, share in truth.items() if isinstance(share, Share)}
        values = {scope: shown(public[scope].get(id_)) for scope in (SERIES, *shares)}
        found += yes_or_no((id_, answer), shares, {
            scope: table.value(answer) for scope, table in values.items() if table
        })  # fmt: skip
    return found


def yes_or_no(name: Leak, truth: Mapping[tuple[int, ...], Share], values: Mapping) -> list[Leak]:
    """Attack one share at each webinar, and at all."""
    reader = Reader()
    for scope, share in truth.items():
        reader.truth["yes", scope], reader.truth["no", scope] = share.count, share.n - share.count
    for scope in (SERIES, *truth):
        sides = {side: {(side, at): 1.0 for at in truth if scope in (SERIES, at)}
                 for side in ("yes", "no")}  # fmt: skip
        every = sides["yes"] | sides["no"]
        n = sum(reader.truth[name] for name in every)
        reader.learn(every, *((n, n) if n >= LEAST else (0, LEAST - 1)))
        learn_value(reader, sides["yes"], every, values.get(scope))
        for side, terms in sides.items():
            reader.secret((*name, scope, side), terms, n)
    return reader.leaks()


def rate_leaks(exact: ExactTables, public: Tables) -> Iterator[Leak]:
    """Attack the response rates of groups together with the funnel, and the overall rate."""
    for id_, key in (("response", "all"), ("funnel", "came"), ("funnel", "told")):
        tables = {scope: found[id_] for scope, found in exact.tables.items() if id_ in found}
        truth = {scope: table.value(key) for scope, table in tables.items() if scope}
        values = {scope: shown(public[scope].get(id_)) for scope in tables}
        yield from yes_or_no(
            (id_, key), {scope: share for scope, share in truth.items() if share},
            {scope: table.value(key) for scope, table in values.items() if table},
        )  # fmt: skip
    for by in (By.GENDER, By.AUDIENCE, By.SUBREGION):
        yield from _rates_of_groups(exact, public, f"response.{by}")


def _rates_of_groups(exact: ExactTables, public: Tables, id_: str) -> list[Leak]:
    reader = Reader()
    if id_ not in exact.tables[SERIES]:
        return []
    numbers = [scope for scope in exact.tables if scope and "response" in exact.tables[scope]]
    groups = [line.key for line in exact.tables[SERIES][id_].lines]
    for scope in numbers:
        shares = _shares(exact.tables[scope], id_)
        for group in groups:
            share = shares.get(group)
            reader.truth["yes", scope, group] = share.count if share else 0
            reader.truth["no", scope, group] = share.n - share.count if share else 0
    for scope in (SERIES, *numbers) if numbers else ():
        inside = [scope] if scope else numbers
        for group in (*groups, None):
            chosen = [group] if group else [*groups]
            sides = {side: {(side, at, g): 1.0 for at in inside for g in chosen}
                     for side in ("yes", "no")}  # fmt: skip
            every = sides["yes"] | sides["no"]
            n = sum(reader.truth[name] for name in every)
            table = shown(public[scope].get(id_ if group else "funnel"))
            if table is not None:
                learn_value(reader, sides["yes"], every, table.value(group or "told"))
            for line in table.lines if table else ():
                if line.key == (group or "told") and line.n is not None:
                    reader.learn(every, line.n, line.n)
            for side, terms in sides.items() if group and not scope else ():
                reader.secret((id_, scope, group, side), terms, n, OF_GROUPS)
    return reader.leaks()


def _shares(found: Mapping[str, Table], id_: str) -> dict[str, Share | None]:
    """Return the rates of the groups at a webinar; without a table, nobody there told theirs."""
    if id_ in found:
        return {line.key: line.values[0] for line in found[id_].lines}
    return {"not_stated": found["funnel"].value("told")} if "funnel" in found else {}


def people_leaks(exact: ExactTables, public: Tables, by: By, stage: str) -> list[Leak]:
    """Attack the people of each group, each of whom may be at several webinars."""
    id_ = f"who.{by}"
    tables = {scope: found[id_] for scope, found in exact.tables.items()
              if id_ in found and stage in found[id_].columns}  # fmt: skip
    if SERIES not in tables:
        return []
    reader = Reader()
    groups = dict.fromkeys(line.key for table in tables.values() for line in table.lines)
    for scope, table in tables.items():
        for group in groups:
            reader.truth["people", scope, group] = table.value(group, stage) or 0
    _count_each_once(reader, [*tables], [*groups])
    for scope in tables:
        every = {("people", scope, group): 1.0 for group in groups}
        n = sum(reader.truth[name] for name in every)
        for group in groups:
            if group not in ("not_stated", "undisclosed"):
                values = OF_GROUPS if scope else LEAST
                name = ("people", scope, group)
                reader.secret((id_, stage, scope, group), {name: 1.0}, n, values)
        reach = shown(public[scope].get("reach"))
        if reach is not None and reach.value(stage) is not None:
            reader.learn(every, reach.value(stage), reach.value(stage))
        for other, table in public[scope].items():
            base = By.COUNTRY if table.by in PLACES else table.by
            if other.startswith("who.") and base is by and shown(table):
                _learn_people(reader, table, stage, scope, {*groups})
    return reader.leaks()


def _count_each_once(reader: Reader, scopes: list[tuple[int, ...]], groups: list[str]) -> None:
    """Add that the people at webinars are those of the series, and some who came again."""
    for group in groups:
        reader.truth["again", group] = sum(
            reader.truth["people", scope, group] * (1 if scope else -1) for scope in scopes
        )
        again = {("people", scope, group): 1.0 if scope else -1.0 for scope in scopes}
        reader.learn({**again, ("again", group): -1.0}, 0, 0)
        if len(scopes) == 3 and group not in ("not_stated", "undisclosed"):  # each is a person
            again, people = ("again", group), reader.truth["people", SERIES, group]
            reader.secret(again, {again: 1.0}, people, OF_GROUPS)
        for scope in (scope for scope in scopes if scope):
            away, people = {("people", SERIES, group): 1.0}, reader.truth["people", SERIES, group]
            away["people", scope, group] = -1.0
            reader.learn(away, 0, float("inf"))
            if group not in ("not_stated", "undisclosed"):
                reader.secret(("not at", scope, group), away, people, OF_GROUPS)


def _learn_people(reader, table, stage, scope, groups) -> None:
    if stage not in table.columns:
        return
    rows = [line.key for line in table.lines]
    if table.by in (By.LDC, By.LLDC, By.SIDS):
        known = {code for code in groups if code in countries()}
        on = {code for code in known if table.by in countries()[code].groups}
        found = {str(table.by): on}
    else:
        found = members_of(table.by, rows, groups)
    off = 5 if table.by in (By.LDC, By.LLDC, By.SIDS) else 0
    for key, members in found.items():
        value = table.value(key, stage)
        if value is not None:
            terms = {("people", scope, group): 1.0 for group in members}
            reader.learn(terms, value - off, value + off)


def attendance_leaks(exact: ExactTables, public: Tables) -> list[Leak]:
    """Attack newcomers and people who came back, together with the reach."""
    table = exact.tables[SERIES].get("attendance")
    if table is None:
        return []
    reader, open_ = Reader(), shown(public[SERIES].get("attendance"))
    for line in table.lines:
        for column, value in zip(table.columns, line.values, strict=True):
            reader.truth["visit", line.key, column] = value
    for line in table.lines:
        every = {("visit", line.key, column): 1.0 for column in table.columns}
        n = sum(reader.truth[name] for name in every)
        reach = shown(public[int(line.key),].get("reach"))
        if reach is not None and reach.value("attended") is not None:
            reader.learn(every, reach.value("attended"), reach.value("attended"))
        for column in table.columns:
            name = ("visit", line.key, column)
            if column != "not_stated":
                reader.secret(name, {name: 1.0}, n)
            value = open_.value(line.key, column) if open_ else None
            if value is not None:
                reader.learn({name: 1.0}, value, value)
        if open_ and next(o.n for o in open_.lines if o.key == line.key) is not None:
            reader.learn(every, n, n)
    return reader.leaks()


def visit_leaks(_: ExactTables, public: Tables) -> Iterator[Leak]:
    """Subtract the visits to each webinar from all visits: those to a webinar of few."""
    table = shown(public[SERIES].get("attendance"))
    if table is not None and table.n != sum(line.n or 0 for line in table.lines):
        yield "attendance", table.n


def step_leaks(exact: ExactTables, public: Tables) -> list[Leak]:
    """Attack who came unregistered, answered without attending, or is known by no name.

    At each webinar, people `came` after registering, or `also`, and of `unknown` ones that is not
    known; they `told` their opinion, or were `silent`, or are `nameless`. Others who answered are
    `strangers`, of whom some may `fit` nameless attendances, or are `anonymous`.
    """
    reader, scopes = Reader(), [scope for scope in exact.tables if scope]
    open_ = [scope for scope in scopes if exact.tables[scope]["reach"].value("attended")]
    for scope in scopes:
        reader.truth.update({(name, scope): n for name, n in _steps(exact.tables[scope]).items()})
        reader.learn({("fit", scope): 1.0, ("strangers", scope): -1.0}, float("-inf"), 0)
        reader.learn({("fit", scope): 1.0, ("nameless", scope): -1.0}, float("-inf"), 0)
        there = dict.fromkeys([(name, scope) for name in ("told", "silent", "nameless")], -1.0)
        reader.learn({("came", scope): 1.0, ("also", scope): 1.0, **there}, 0, 0)
    for scope in (SERIES, *scopes):

        def sum_of(names: str, of=scopes, scope=scope) -> dict[Name, float]:
            return {(name, at): 1.0 for name in names.split() for at in ([scope] if scope else of)}

        for name in ("also", "strangers", "anonymous", "nameless", "unknown"):
            terms = sum_of(name)
            people = sum(reader.truth[of] for of in terms)
            reader.secret((name, scope), terms, people)
        found = {id_: table for id_, table in public[scope].items() if shown(table)}
        for id_, key, good, all_ in (
            ("funnel", "came", "came", "came absent"), ("funnel", "told", "told", "told silent"),
            ("response", "all", "told anonymous fit", "told silent nameless"),
        ):  # fmt: skip
            table = found.get(id_)
            value = table.value(key) if table else None
            learn_value(reader, sum_of(good, open_), sum_of(all_, open_), value)
        for id_, key, names in (
            ("answers", "anonymous", "anonymous"), ("answers", "identified", "told strangers"),
            ("reach", "attended", "told silent nameless"),
            ("reach", "registered", "came absent unknown"),
            ("reach", "answered", "told strangers anonymous"),
        ):  # fmt: skip
            table = found.get(id_)
            value = table.value(key) if table and (scope or key == "anonymous") else None
            if isinstance(value, int):
                reader.learn(sum_of(names), value, value)
    visits = shown(public[SERIES].get("attendance"))
    for line in visits.lines if visits and "not_stated" in visits.columns else ():
        if isinstance(n := visits.value(line.key, "not_stated"), int):
            reader.learn({("nameless", (int(line.key),)): 1.0}, n, n)
    return reader.leaks()


def _steps(tables: Mapping[str, Table]) -> dict[str, int]:
    came, told = (tables["funnel"].value(key) if "funnel" in tables else None
                  for key in ("came", "told"))  # fmt: skip
    invited, attended, answered = (tables["reach"].value(key) or 0 for key in STAGES)
    anonymous = (tables["answers"].value("anonymous") or 0) if "answers" in tables else 0
    registered, named = ((share.count, share.n) if share else (0, 0) for share in (came, told))
    strangers, nameless = answered - named[0] - anonymous, attended - named[1]
    return {
        "came": registered[0], "absent": registered[1] - registered[0],
        "also": attended - registered[0], "told": named[0], "silent": named[1] - named[0],
        "nameless": nameless, "strangers": strangers, "anonymous": anonymous,
        "fit": min(strangers, nameless), "unknown": invited - registered[1],
    }  # fmt: skip


def answers_leaks(exact: ExactTables, public: Tables) -> list[Leak]:
    """Attack the anonymous answers at each webinar, and those of people, with the reach."""
    tables = {scope: found["answers"] for scope, found in exact.tables.items()
              if "answers" in found}  # fmt: skip
    reader = Reader()
    for scope, table in tables.items():
        for line in table.lines:
            reader.truth[line.key, scope] = line.n or 0
            reader.secret(("answers", line.key, scope), {(line.key, scope): 1.0}, table.n or 0)
    anonymous = {("anonymous", scope): 1.0 if scope else -1.0 for scope in tables}
    reader.learn(anonymous, 0, 0)
    for scope in tables:
        open_, reach = shown(public[scope].get("answers")), shown(public[scope].get("reach"))
        for line in open_.lines if open_ else ():
            reader.learn({(line.key, scope): 1.0}, line.values[0], line.values[0])
        if reach is not None and (answered := reach.value("answered")) is not None:
            both = {("identified", scope): 1.0, ("anonymous", scope): 1.0}
            reader.learn(both, answered, answered)
    return reader.leaks()


def who_leaks(exact: ExactTables, public: Tables) -> Iterator[Leak]:
    for by in (By.GENDER, By.AUDIENCE, By.COUNTRY):
        for stage in ("registered", "attended", "answered"):
            yield from people_leaks(exact, public, by, stage)


def of_questions(exact: ExactTables, public: Tables) -> Iterator[Leak]:
    for id_, table in exact.tables[SERIES].items():
        if table.question and table.by is None and not id_.startswith("webinars."):
            leaks = question_leaks if id_ in GOOD else choice_leaks
            yield from leaks(exact, public, id_)


def theme_leaks(exact: ExactTables, public: Tables) -> list[Leak]:
    return choice_leaks(exact, public, "themes") if "themes" in exact.tables[SERIES] else []


def copied_leaks(exact: ExactTables, public: Tables) -> Iterator[Leak]:
    """Yield what a table over the webinars shows, and that of the webinar does not."""
    known = {scope: [line for table in found.values() for line in table.lines]
             for scope, found in public.items()}  # fmt: skip
    for id_, table in public[SERIES].items():
        for line in table.lines if id_.startswith("webinars.") else ():
            here = known[int(line.key),]
            if line.values[0] is not None and not any(line.values[0] in one.values for one in here):
                yield id_, line


QUESTIONS = "questions"  # a table of one has the id of the question
# What attacks each kind of public table. The gain and the requests between participants, which are
# related to no other table but those of knowledge, have attacks of their own beside this file.
ATTACKS: Mapping[str, tuple[Callable[[ExactTables, Tables], Iterable[Leak]], ...]] = {
    **dict.fromkeys((QUESTIONS, "knowledge", "bounds"), (of_questions,)),
    **dict.fromkeys(("funnel", "response"), (rate_leaks, step_leaks)),
    "reach": (who_leaks, attendance_leaks, answers_leaks),
    "who": (who_leaks,),
    "attendance": (attendance_leaks, visit_leaks),
    "answers": (answers_leaks,),
    "themes": (theme_leaks,),
    "webinars": (of_questions, copied_leaks),
    "gain": (),
    "partners": (),
}


def all_leaks(exact: ExactTables, public: Tables) -> Iterator[Leak]:
    kinds = {
        QUESTIONS if table.question and table.root not in KINDS else table.root
        for found in public.values() for table in found.values()
    }  # fmt: skip
    for attack in dict.fromkeys(attack for kind in sorted(kinds) for attack in ATTACKS[kind]):
        yield from attack(exact, public)


KINDS = (*HIDING, *NO_SUMS, *OF_PUBLIC)


def test_each_kind_of_public_table_is_attacked() -> None:
    assert {*ATTACKS} == {QUESTIONS, *KINDS}


def test_all_other_rooms_read_public_numbers() -> None:
    """Exact ones are for the terminal, and for what the public tables are made of."""
    root = REPOSITORY / "sstc_cli"
    found = {file.relative_to(root).as_posix() for file in root.rglob("*.py")
             if re.search(r"\b(make_cube|exact_tables|evaluate)\(", file.read_text("utf-8"))
             and "numbers" not in file.relative_to(root).parts}  # fmt: skip
    assert found == {"cli/surveys/summary.py", "report/evidence.py"}


def coded(crowd: Crowd) -> Coded:
    """Return the themes of what some of them wrote about a webinar of enough answers."""
    chance = random.Random(len(crowd.responses))  # noqa: S311 the same each time
    people = Counter(row.webinar for row in crowd.responses if row.survey == "exit")
    wrote = {(int(row.webinar), row.person) for row in crowd.responses
             if row.survey == "exit" and row.person and people[row.webinar] >= LEAST}  # fmt: skip
    found = {place: frozenset(theme for theme in "ab" if chance.random() < 0.4)
             for place in sorted(wrote)}  # fmt: skip
    return Coded({place: themes for place, themes in found.items() if themes}, "ab")


@pytest.mark.parametrize("seed", range(SEEDS))
def test_no_small_count_can_be_worked_out(seed: int, tmp_path: Path) -> None:
    crowd = Crowd(seed, rare=("", "content", "quiz", "recommend")[seed % 4])
    exact = exact_tables(make_cube(crowd.store(tmp_path), surveys(), least=LEAST), coded(crowd))
    assert [*all_leaks(exact, public_tables(exact))] == []


def some_tables(seed: int, folder: Path, **publish: int) -> Tables:
    """Return the public tables of a crowd, with these thresholds."""
    found = {id_: survey.replaced(publish=survey.publish.replaced(**publish))
             for id_, survey in surveys().items()}  # fmt: skip
    return public_tables(exact_tables(make_cube(Crowd(seed).store(folder), found, least=LEAST)))


@pytest.mark.parametrize("seed", [4, 6, 10])
def test_all_counts_are_round_if_the_survey_says_so(seed: int, tmp_path: Path) -> None:
    counts: list[int] = []
    for tables in some_tables(seed, tmp_path, round=5).values():
        assert "bounds" not in tables
        for table in tables.values():
            for line in table.lines:
                counts += [n for n in (table.n, line.n) if n is not None]
                for value in line.values:
                    if isinstance(value, Share):
                        counts += [value.count, value.n]
                    elif isinstance(value, int | Rough):
                        counts.append(value if isinstance(value, int) else value.n)
    assert counts
    assert not [n for n in counts if n % 5]


def gain_of(people: int, right: int, better: int = 5) -> Gain:
    before, after = (Answers(people, n, people - n) for n in (right, right + better))
    return Gain(
        ("quiz",), people, 1, 2, 50.0, 60.0, Mean(10.0, 5.0, 15.0), pairs_before=before,
        pairs_after=after, fewest_before=10, people=people, questions_each=1,
        changes={0: people - better, 1: better},
    )  # fmt: skip


def test_a_gain_that_leaves_few_people_of_a_webinar_is_hidden() -> None:
    gains = {(): gain_of(43, 21, 11), (1,): gain_of(20, 10), (2,): gain_of(20, 10)}
    share = Table("quiz", ("share",), (Line("correct", 40, (share_of(20, 40),)),), 40, 10)
    found = dict(public_gains(gains, {scope: {"quiz": share} for scope in gains}, Publish()))
    shown = [scope for scope, table in found.items() if table.value("gain") is not None]
    assert shown == [(), (2,)]
    assert {table.value("lost") for table in found.values()} == {None}
    gains = {(): gain_of(40, 20, 10), (1,): gain_of(20, 10), (2,): gain_of(20, 10)}
    found = dict(public_gains(gains, {scope: {"quiz": share} for scope in gains}, Publish()))
    assert all(table.value("gain") is not None for table in found.values())


@pytest.mark.parametrize(("people", "told"), [(38, False), (34, True), (40, True), (23, False)])
def test_the_people_with_a_gain_do_not_tell_who_came_again(people: int, *, told: bool) -> None:
    gains = {(): gain_of(people, people // 2, 10), (1,): gain_of(20, 10), (2,): gain_of(20, 10)}
    share = Table("quiz", ("share",), (Line("correct", 40, (share_of(20, 40),)),), 40, 10)
    found = dict(public_gains(gains, {scope: {"quiz": share} for scope in gains}, Publish()))[()]
    assert found.value("pairs") == (people if told else None)
    assert {found.n, *(line.n for line in found.lines if line.key != "lost")} == (
        {people} if told else {10, None}
    )


@pytest.mark.parametrize(("answered", "told"), [(23, False), (20, True), (25, True)])
def test_the_pairs_do_not_tell_how_few_others_answered(answered: int, *, told: bool) -> None:
    tables = {
        "quiz": Table("quiz", ("share",), (Line("correct", 20, (share_of(10, 20),)),), 20, 10),
        "reach": Table("reach", ("people",), (Line("answered", answered, (answered,)),), 30, 5),
    }
    found = dict(public_gains({(1,): gain_of(20, 10)}, {(1,): tables}, Publish()))[1,]
    assert found.value("gain") is not None
    assert found.value("pairs") == (20 if told else None)
    assert found.n == (20 if told else 10)


def test_the_responses_without_a_pair_of_a_webinar_do_not_follow_from_the_others() -> None:
    gains = {at: replace(gain_of(20, 10), only_before=n, only_after=0)
             for at, n in [((), 13), ((1,), 10), ((2,), 3)]}  # fmt: skip
    found = dict(public_gains(gains, {at: {} for at in gains}, Publish()))
    assert {at: table.value("lost") for at, table in found.items()} == {
        (): None,
        (1,): 10,
        (2,): None,
    }


def test_a_later_gain_can_hide_its_people_but_show_nothing_more() -> None:
    def gain(value: Mean | None, pairs: int | None) -> Table:
        lines = (Line("gain", pairs, (value,)), Line("pairs", pairs, (pairs,)))
        return Table("gain", ("value",), lines, pairs or 10, 10)

    mean = Mean(10.0, 5.0, 15.0)
    assert shows_the_same(gain(mean, None), gain(mean, 30))
    assert not shows_the_same(gain(None, None), gain(mean, 30))
    assert not shows_the_same(gain(mean, 30), gain(mean, None))
