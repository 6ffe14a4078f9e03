"""A webinar, talk or agenda item has an unknown id of an audience, theme, organiser or person.

Wrong:

```yaml
audiences: [{id: cities, name: City officials}]
webinars:
  - id: a
    number: 1
    title: A
    starts: 2020-08-14 15:30
    ends: 2020-08-14 17:00
    audiences: [citys] # <- E211
```

Right:

```yaml
audiences: [{id: cities, name: City officials}]
webinars:
  - id: a
    number: 1
    title: A
    starts: 2020-08-14 15:30
    ends: 2020-08-14 17:00
    audiences: [cities]
```
"""

from collections.abc import Iterable, Iterator
from itertools import chain

from sstc_cli.diagnostics import Diagnostic, Path, did_you_mean
from sstc_cli.model import AgendaItem, Audience, Organiser, Talk, Theme, Webinar
from sstc_cli.rules.plan import Plan

CODE = "E211"
_PERSONS = ("speaker", "moderator", "interpreter")


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Look up every id in webinars and talks."""
    declared = {
        "organiser": _ids(plan.series.organisers),
        "audience": _ids(plan.series.audiences),
        "theme": _ids(plan.series.themes),
        **dict.fromkeys(_PERSONS, dict.fromkeys(plan.series.people_by_id)),
    }
    of_series = _speakers_of(("agenda",), plan.series.agenda)
    for path, kind, reference in chain(of_series, _references(plan.webinars)):
        if reference not in declared[kind]:
            message = f"unknown {kind} `{reference}`"
            hint = did_you_mean(reference, declared[kind])
            yield Diagnostic(CODE, message, path, hint)


def _ids(items: Iterable[Organiser | Audience | Theme]) -> dict[str, None]:
    return dict.fromkeys(item.id for item in items)


def _references(webinars: Iterable[tuple[int, Webinar]]) -> Iterator[tuple[Path, str, str]]:
    """Yield path, kind and value of every id in webinars and their talks."""
    for index, webinar in webinars:
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
            yield from _references_of((*path, "talks", at), talk)
        yield from _speakers_of((*path, "agenda"), webinar.agenda or ())


def _speakers_of(path: Path, agenda: Iterable[AgendaItem]) -> Iterator[tuple[Path, str, str]]:
    for at, item in enumerate(agenda):
        if item.speaker is not None:
            yield (*path, at, "speaker"), "speaker", item.speaker


def _references_of(path: Path, talk: Talk) -> Iterator[tuple[Path, str, str]]:
    for at, theme in enumerate(talk.themes):
        yield (*path, "themes", at), "theme", theme
    if talk.speaker is not None:
        yield (*path, "speaker"), "speaker", talk.speaker
