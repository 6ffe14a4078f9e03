"""A speaker, moderator or interpreter is needed in two webinars at the same time.

The rule is for series that hold webinars in parallel and turn `E207` off. People speak in talks and
in items of the agenda.

Wrong:

```yaml
severities: {E207: "off"}
count: 2
people: [{id: ama, name: Ama Owusu, email: ama@example.org}]
webinars:
  - id: a
    number: 1
    title: Payment
    starts: 2020-08-14 15:30
    ends: 2020-08-14 17:00
    talks: [{id: one, title: Mobile money, speaker: ama, confirmed: true}]
  - id: b
    number: 2
    title: Logistics
    starts: 2020-08-14 16:30
    ends: 2020-08-14 18:00
    talks:
      - {id: one, title: The last mile}
      - {id: two, title: Warehouses, speaker: ama, confirmed: true} # <- E216
```

Right:

```yaml
severities: {E207: "off"}
count: 2
people: [{id: ama, name: Ama Owusu, email: ama@example.org}]
webinars:
  - id: a
    number: 1
    title: Payment
    starts: 2020-08-14 15:30
    ends: 2020-08-14 17:00
    talks: [{id: one, title: Mobile money, speaker: ama, confirmed: true}]
  - id: b
    number: 2
    title: Logistics
    starts: 2020-08-14 16:30
    ends: 2020-08-14 18:00
    talks: [{id: one, title: The last mile}]
```
"""

from collections.abc import Iterator

from sstc_cli.diagnostics import Diagnostic, Path
from sstc_cli.model import Series, Webinar
from sstc_cli.rules.clashes import clashes
from sstc_cli.rules.plan import Plan

CODE = "E216"
_ROLES = {"speaks in": "speaker", "moderates": "moderator", "interprets": "interpreter"}


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Compare the webinars of each person."""
    for person, parts in _by_person(plan.series).items():
        known = plan.series.person(person)
        name = known.name.pick(plan.series.languages[0]) if known else person
        webinars = ((index, plan.series.webinars[index]) for index in parts)
        for index, webinar, other in clashes(webinars):
            path, does = parts[index]
            message = (
                f"`{name}` {does} webinar {webinar.number} at {webinar.starts:%H:%M}, while "
                f"webinar {other.number}, with the same person, runs until {other.ends:%H:%M}"
            )
            hint = f"move one of the two webinars, or choose another {_ROLES[does]}"
            yield Diagnostic(CODE, message, path, hint)


def _by_person(series: Series) -> dict[str, dict[int, tuple[Path, str]]]:
    """Return the webinars of each person by their index, with the first part that they have."""
    people: dict[str, dict[int, tuple[Path, str]]] = {}
    for index, webinar in enumerate(series.webinars):
        for path, person, does in () if webinar.cancelled else _parts(series, index, webinar):
            if person is not None:
                people.setdefault(person, {}).setdefault(index, (path, does))
    return people


def _parts(series: Series, index: int, webinar: Webinar) -> Iterator[tuple[Path, str | None, str]]:
    """Yield what people do in a webinar: the path in the data, the person's id and the verb."""
    path: Path = ("webinars", index)
    for at, talk in enumerate(webinar.talks):
        yield (*path, "talks", at, "speaker"), talk.speaker, "speaks in"
    yield (*path, "moderator"), webinar.moderator, "moderates"
    for at, interpreter in enumerate(webinar.interpreters):
        yield (*path, "interpreters", at), interpreter, "interprets"
    agenda = ("agenda",) if webinar.agenda is None else (*path, "agenda")
    for at, item in enumerate(series.agenda_of(webinar)):
        yield (*agenda, at, "speaker"), item.speaker, "speaks in"
