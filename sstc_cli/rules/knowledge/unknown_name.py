"""A knowledge file names a talk, a person, a theme or a figure that cannot exist.

Talks are those of the webinar, people and themes those of the series. The name of a figure is
written like `content.two_best`.

Wrong:

```yaml
webinar: 1
messages:
  - id: hubs
    text: Shared warehouses cut the time to customers.
    evidence: [{talk: talk-9}] # <- E794
```

Right:

```yaml
webinar: 1
messages:
  - id: hubs
    text: Shared warehouses cut the time to customers.
    evidence: [{talk: talk-1}]
```
"""

from collections.abc import Iterable, Iterator

from sstc_cli.diagnostics import Diagnostic, Path, did_you_mean
from sstc_cli.model.report import read_name
from sstc_cli.rules.knowledge.noted import Noted

CODE = "E794"


def check(noted: Noted) -> Iterator[Diagnostic]:
    """Look up every name."""
    webinar = noted.webinar
    known: dict[str, Iterable[str]] = {
        "talk": [talk.id for talk in webinar.talks] if webinar else [],
        "person": noted.series.people_by_id,
        "theme": [theme.id for theme in noted.series.themes],
    }
    for path, kind, name in _names(noted) if webinar else ():
        if name not in known[kind]:
            message = f"unknown {kind} `{name}`"
            hint = did_you_mean(name, known[kind]) if known[kind] else _WHERE[kind]
            yield Diagnostic(CODE, message, path, hint)
    for path, evidence in noted.evidence:
        if evidence.is_empty:
            message = "this evidence names nothing"
            yield Diagnostic(CODE, message, path, "write a `figure`, a `talk` or a `source`")
        elif evidence.figure is not None and read_name(evidence.figure) is None:
            message = f"`{evidence.figure[:80]}` is not the name of a figure"
            hint = "run `sstc report show` to see the names of all figures"
            yield Diagnostic(CODE, message, (*path, "figure"), hint)


_WHERE = {
    "talk": "add it to `talks` of the webinar in data/webinars.yaml",
    "person": "add the person to `people` in data/webinars.yaml",
    "theme": "add it to `themes` in data/webinars.yaml",
}


def _names(noted: Noted) -> Iterator[tuple[Path, str, str]]:
    """Yield path, kind and name of everything that the file names by an id."""
    note = noted.note
    for index, message in enumerate(note.messages):
        if message.theme is not None:
            yield ("messages", index, "theme"), "theme", message.theme
    for index, talk in enumerate(note.talks):
        yield ("talks", index, "id"), "talk", talk.id
    for index, question in enumerate(note.questions):
        if question.by is not None:
            yield ("questions", index, "by"), "person", question.by
    for path, evidence in noted.evidence:
        if evidence.talk is not None:
            yield (*path, "talk"), "talk", evidence.talk
