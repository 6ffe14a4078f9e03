"""A webinar or talk has an unknown id of an audience, theme, organiser or speaker.

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

from sstc_cli.diagnostics import Diagnostic, Path, did_you_mean
from sstc_cli.model import Audience, Organiser, Talk, Theme, Webinar
from sstc_cli.rules.plan import Plan

CODE = "E211"


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Look up every id in webinars and talks."""
    declared = {
        "organiser": _ids(plan.series.organisers),
        "audience": _ids(plan.series.audiences),
        "theme": _ids(plan.series.themes),
        "speaker": dict.fromkeys(plan.series.people_by_id),
    }
    for path, kind, reference in _references(plan.webinars):
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
        ):
            for at, reference in enumerate(ids):
                yield (*path, f"{kind}s", at), kind, reference
        for at, talk in enumerate(webinar.talks):
            yield from _references_of((*path, "talks", at), talk)


def _references_of(path: Path, talk: Talk) -> Iterator[tuple[Path, str, str]]:
    for at, theme in enumerate(talk.themes):
        yield (*path, "themes", at), "theme", theme
    if talk.speaker is not None:
        yield (*path, "speaker"), "speaker", talk.speaker
