"""A webinar or talk names an audience, theme, organiser or speaker that is not declared.

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
from sstc_cli.model import Talk, Webinar
from sstc_cli.rules.plan import Plan

CODE = "E211"


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Look up every id that a webinar or a talk names."""
    known = {
        "organiser": dict.fromkeys(each.id for each in plan.series.organisers),
        "audience": dict.fromkeys(each.id for each in plan.series.audiences),
        "theme": dict.fromkeys(each.id for each in plan.series.themes),
        "speaker": dict.fromkeys(plan.series.speakers),
    }
    for path, kind, reference in _references(plan.webinars):
        if reference not in known[kind]:
            message = f"there is no {kind} `{reference}`"
            hint = did_you_mean(reference, known[kind])
            yield Diagnostic(CODE, message, path, hint)


def _references(webinars: Iterable[tuple[int, Webinar]]) -> Iterator[tuple[Path, str, str]]:
    """Path, kind and id of everything that is named."""
    for index, webinar in webinars:
        path: Path = ("webinars", index)
        for kind, ids in (
            ("organiser", webinar.organisers),
            ("audience", webinar.audiences),
            ("theme", webinar.themes),
        ):
            yield from (((*path, f"{kind}s", at), kind, each) for at, each in enumerate(ids))
        for at, talk in enumerate(webinar.talks):
            yield from _references_of((*path, "talks", at), talk)


def _references_of(path: Path, talk: Talk) -> Iterator[tuple[Path, str, str]]:
    yield from (((*path, "themes", at), "theme", each) for at, each in enumerate(talk.themes))
    if talk.speaker is not None:
        yield (*path, "speaker"), "speaker", talk.speaker
