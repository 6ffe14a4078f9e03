"""Numbers, ids and titles: what names something, and what refers to it."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from sstc_cli.diagnostics import Diagnostic, Path
from sstc_cli.model import AgendaItem, Series
from sstc_cli.model.series import SOURCE_MARK, source_numbers
from sstc_cli.quantity import first_few
from sstc_cli.rules.plan import Plan, rule
from sstc_cli.rules.rule import problem, unknown
from sstc_cli.rules.wordings import PlacedText


@rule("E204")
def count_differs(plan: Plan) -> Iterator[Diagnostic]:
    """The announced number of webinars differs from the number in the list.

    Cancelled webinars count, because they were announced.

    Wrong:
      count: 2 # <- E204
      webinars: …
    Instead:
      count: 1
    """
    actual = len(plan.series.webinars)
    if actual != plan.series.count:
        message = f"{plan.series.count} webinars are announced, but {actual} are listed"
        hint = f"set `count` to {actual}, or complete the list"
        yield problem(message, ("count",), hint)


@rule("E205")
def number_repeated(plan: Plan) -> Iterator[Diagnostic]:
    """Two webinars have the same number, or a number is missing.

    Numbers start at 1 and have no gaps, because people say "webinar 7".

    Wrong:
      count: 2
      window: {starts: 2020-08-14, ends: 2020-08-21}
      webinars:
        - {id: a, number: 1, title: A, starts: 2020-08-14 15:30, ends: 2020-08-14 17:00}
        - {id: b, number: 1, title: B, starts: 2020-08-21 15:30, ends: 2020-08-21 17:00} # <- E205
    Instead:
        - {id: b, number: 2, title: B, starts: 2020-08-21 15:30, ends: 2020-08-21 17:00}
    """
    first_index: dict[int, int] = {}
    webinars = plan.series.webinars
    missing = sorted({*range(1, len(webinars) + 1)} - {webinar.number for webinar in webinars})
    for index, webinar in enumerate(webinars):
        path = ("webinars", index, "number")
        if webinar.number in first_index:
            first = webinars[first_index[webinar.number]].id
            message = f"number {webinar.number} is used twice, first by `{first}`"
            hint = f"change one of them to {missing[0] if missing else len(webinars)}"
            yield problem(message, path, hint)
        elif webinar.number == 0:
            yield problem("the number of a webinar is 0", path, "number the webinars from 1")
        first_index.setdefault(webinar.number, index)
    repeated = len(first_index) < len(webinars)
    if missing and not repeated:
        index = next(at for at, webinar in enumerate(webinars) if webinar.number > missing[0])
        message = f"no webinar has the number {first_few(missing)}"
        hint = "number the webinars without gaps; cancelled ones keep their number"
        yield problem(message, ("webinars", index, "number"), hint)


@rule("E211")
def unknown_reference(plan: Plan) -> Iterator[Diagnostic]:
    """A webinar, talk or agenda item has an unknown id of an audience, theme, organiser or person.

    Wrong:
      audiences: [{id: cities, name: City officials}]
      webinars:
        - A …
          audiences: [citys] # <- E211
    Instead:
          audiences: [cities]
    """
    series, people = plan.series, plan.series.people_by_id
    declared: dict[str, Collection[str]] = {
        "organiser": dict.fromkeys(organiser.id for organiser in series.organisers),
        "audience": dict.fromkeys(audience.id for audience in series.audiences),
        "theme": dict.fromkeys(theme.id for theme in series.themes),
        "speaker": people,
        "moderator": people,
        "interpreter": people,
    }
    yield from unknown(_references(series), declared)


def _references(series: Series) -> Iterator[tuple[Path, str, str]]:
    """Yield path, kind and value of every id in agendas, webinars and their talks."""
    yield from _speakers_of(("agenda",), series.agenda)
    for index, webinar in enumerate(series.webinars):
        path: Path = ("webinars", index)
        for kind, ids in (
            ("organiser", webinar.organisers),
            ("audience", webinar.audiences),
            ("theme", webinar.themes),
            ("interpreter", webinar.interpreters),
        ):
            for at, reference in enumerate(ids):
                yield (*path, f"{kind}s", at), kind, reference
        if webinar.moderator is not None:
            yield (*path, "moderator"), "moderator", webinar.moderator
        for at, talk in enumerate(webinar.talks):
            for place, theme in enumerate(talk.themes):
                yield (*path, "talks", at, "themes", place), "theme", theme
            if talk.speaker is not None:
                yield (*path, "talks", at, "speaker"), "speaker", talk.speaker
        yield from _speakers_of((*path, "agenda"), webinar.agenda or ())


def _speakers_of(path: Path, agenda: Iterable[AgendaItem]) -> Iterator[tuple[Path, str, str]]:
    for at, item in enumerate(agenda):
        if item.speaker is not None:
            yield (*path, at, "speaker"), "speaker", item.speaker


_WITH_IDS = (
    *("organisers", "objectives", "audiences", "themes", "agenda", "deadlines"),
    *("surveys", "topics", "kinds", "messages", "people", "webinars"),
)


@rule("E214")
def id_repeated(plan: Plan) -> Iterator[Diagnostic]:
    """Two entries of one list have the same id, so that references to it are ambiguous.

    Wrong:
      audiences:
        - {id: cities, name: City officials}
        - {id: cities, name: Chambers of commerce} # <- E214
      webinars: …
    Instead:
        - {id: chambers, name: Chambers of commerce}
    """
    for name in _WITH_IDS:
        yield from _repeated_ids((name,), getattr(plan.series, name))
    for index, webinar in enumerate(plan.series.webinars):
        yield from _repeated_ids(("webinars", index, "talks"), webinar.talks)
        yield from _repeated_ids(("webinars", index, "agenda"), webinar.agenda or ())


def _repeated_ids(path: Path, items: Sequence[Any]) -> Iterator[Diagnostic]:
    earlier: set[str] = set()
    for index, item in enumerate(items):
        if item.id in earlier:
            message = f"the id `{item.id}` is used twice in `{path[-1]}`"
            hint = "give the newer entry another id; ids are stable, so keep the older one"
            yield problem(message, (*path, index, "id"), hint)
        earlier.add(item.id)


@rule("W220")
def title_repeated(plan: Plan) -> Iterator[Diagnostic]:
    """Two webinars have the same title, so people may confuse them.

    Cancelled webinars do not count.

    Wrong:
      count: 2
      window: {starts: 2020-08-14, ends: 2020-08-21}
      webinars:
        - {id: a, number: 1, title: Logistics, starts: 2020-08-14 15:30, ends: 2020-08-14 17:00}
        - {id: b, number: 2, title: Logistics, starts: 2020-08-21 15:30, ends: 2020-08-21 17:00} # <- W220
    Instead:
        - {id: a, number: 1, title: Logistics (1), starts: 2020-08-14 15:30, ends: 2020-08-14 17:00}
        - {id: b, number: 2, title: Logistics (2), starts: 2020-08-21 15:30, ends: 2020-08-21 17:00}
    """
    earlier: dict[tuple[str, str], int] = {}
    for index, webinar in plan.held:
        title = PlacedText(("webinars", index, "title"), webinar.title)
        titles = title.folded(plan.main)
        repeated = next((key for key in titles if key in earlier), None)
        if repeated is not None:
            message = f"webinar {webinar.number} has the same title as webinar {earlier[repeated]}"
            hint = "add the difference to the title, for example `(1)` and `(2)`"
            yield problem(message, titles[repeated], hint)
        for key in titles:
            earlier.setdefault(key, webinar.number)


_RESERVED = (  # RFC 6761
    *(".example.com", ".example.net", ".example.org"),
    *(".example", ".invalid", ".localhost", ".test"),
)


@rule("W237")
def example_domain(plan: Plan) -> Iterator[Diagnostic]:
    """The domain of the series is one for examples, so calendars may confuse it with another series.

    Calendars find a webinar by the `id` of the series, that of the webinar, and the `domain`. A domain
    of your own makes them unique. Once calendars or a release are out, it must not change, so `sstc
    calendar export` and `sstc release publish` always check it, and `sstc validate` once a webinar has
    a join link.

    Wrong:
      domain: example.org # <- W237
      webinars:
        - A …
          join_url: https://meet.example.org/1
    Instead:
      domain: cities-project.net
    """
    domain = plan.series.domain
    in_use = plan.publishing or any(webinar.join_link for webinar in plan.series.webinars)
    if in_use and f".{domain}".endswith(_RESERVED):
        message = f"`{domain}` is a domain for examples, and other series may have it too"
        hint = "write your office's internet domain before you publish, and never change it later"
        yield problem(message, ("domain",), hint)


@rule("W543")
def source_mark_unknown(plan: Plan) -> Iterator[Diagnostic]:
    """The background marks a source that its paragraph does not have.

    `[1]` in a paragraph is the first of its own `sources`. Documents number the sources of the whole
    background, so a mark without a source may become the number of another one.

    Wrong:
      background:
        - text: Trade grows by 5% [1], in ports by 7% [2]. # <- W543
          sources: [{title: 'Trade report, p. 3'}]
      webinars: …
    Instead:
          sources: [{title: 'Trade report, p. 3'}, {title: 'Trade report, p. 8'}]
    """
    for index, part in enumerate(plan.series.background):
        placed = PlacedText(("background", index, "text"), part.text)
        for path, _, words in placed.wordings(plan.main):
            for mark in SOURCE_MARK.finditer(words):
                known = range(1, len(part.sources) + 1)
                if not set(source_numbers(mark)) <= set(known):
                    shown = mark[0].strip()
                    message = f"`{shown}` is not one of the paragraph's {len(known)} sources"
                    hint = "add the source to `sources`, or correct the number"
                    yield problem(message, path, hint)


@rule("W702")
def theme_unused(plan: Plan) -> Iterator[Diagnostic]:
    """A theme of the series has no webinar or talk.

    A series whose webinars and talks have no themes at all is not checked.

    Wrong:
      themes:
        - {id: women-empowerment, name: Women empowerment} # <- W702
        - {id: creative-economy, name: Creative economy}
      webinars:
        - A …
          themes: [creative-economy]
    Right:
      themes:
        - {id: women-empowerment, name: Women empowerment}
        - {id: creative-economy, name: Creative economy}
      webinars:
        - A …
          themes: [creative-economy]
          talks: [{id: one, title: Her own shop, themes: [women-empowerment]}]
    """
    named = {theme for _, webinar in plan.held for theme in webinar.themes}
    named.update(
        theme for _, webinar in plan.held for talk in webinar.talks for theme in talk.themes
    )
    for index, theme in enumerate(plan.series.themes if named else ()):
        if theme.id not in named:
            message = f"no webinar or talk has the theme `{theme.id}`"
            hint = "add it to `themes` of a talk, or delete it from the series"
            yield problem(message, ("themes", index), hint)
