"""A topic has a wider topic that does not exist, or that belongs to the topic itself.

Wrong:

```yaml
topics:
  - {id: trade, title: Trade}
  - {id: customs, title: Customs, parent: trades} # <- E270
webinars:
  - {id: a, number: 1, title: A, starts: 2020-08-14 15:30, ends: 2020-08-14 17:00}
```

Right:

```yaml
topics:
  - {id: trade, title: Trade}
  - {id: customs, title: Customs, parent: trade}
webinars:
  - {id: a, number: 1, title: A, starts: 2020-08-14 15:30, ends: 2020-08-14 17:00}
```
"""

from collections.abc import Iterator, Mapping

from sstc_cli.diagnostics import Diagnostic, did_you_mean
from sstc_cli.rules.plan import Plan

CODE = "E270"


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Look up the parent of each topic, and its parents in turn."""
    parents = {topic.id: topic.parent for topic in plan.series.topics}
    for index, topic in enumerate(plan.series.topics):
        if topic.parent is None:
            continue
        path = ("topics", index, "parent")
        if topic.parent not in parents:
            hint = did_you_mean(topic.parent, parents)
            yield Diagnostic(CODE, f"unknown topic `{topic.parent}`", path, hint)
        elif topic.id in (circle := _above(topic.id, parents)):
            way = " → ".join(f"`{id_}`" for id_ in (topic.id, *circle))
            message = f"`{topic.id}` is its own wider topic: {way}"
            yield Diagnostic(CODE, message, path, "delete `parent` of the widest of them")


def _above(id_: str, parents: Mapping[str, str | None]) -> list[str]:
    """Return the topics above one, until there is none or one of them comes again."""
    found: list[str] = []
    above = parents[id_]
    while above is not None and above not in found:
        found.append(above)
        above = parents.get(above)
    return found
