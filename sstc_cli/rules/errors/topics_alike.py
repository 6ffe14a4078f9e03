"""Two topics, or two kinds of cooperation, can be read as the same answer.

An export of a survey tool has the words of an answer, which must mean one thing only.

Wrong:

```yaml
topics:
  - {id: customs, title: Customs}
  - {id: borders, title: Borders, aliases: [customs]} # <- E273
webinars:
  - {id: a, number: 1, title: A, starts: 2020-08-14 15:30, ends: 2020-08-14 17:00}
```

Right:

```yaml
topics:
  - {id: customs, title: Customs}
  - {id: borders, title: Borders, aliases: [Border posts]}
webinars:
  - {id: a, number: 1, title: A, starts: 2020-08-14 15:30, ends: 2020-08-14 17:00}
```
"""

from collections.abc import Iterator, Sequence

from sstc_cli.diagnostics import Diagnostic
from sstc_cli.model.partners import Kind, Topic
from sstc_cli.model.wording import fold
from sstc_cli.rules.plan import Plan

CODE = "E273"


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Compare the titles and aliases of each list."""
    yield from _alike("topics", plan.series.topics)
    yield from _alike("kinds", plan.series.kinds)


def _alike(name: str, entries: Sequence[Topic | Kind]) -> Iterator[Diagnostic]:
    earlier: dict[str, str] = {}
    for index, entry in enumerate(entries):
        texts = (entry.id, *entry.title.by_language.values(), *entry.aliases)
        for text in dict.fromkeys(map(fold, texts)):
            other = earlier.setdefault(text, entry.id)
            if other != entry.id:
                message = f"`{other}` and `{entry.id}` can both be read as `{text}`"
                hint = "change the title or an alias of one of them"
                yield Diagnostic(CODE, message, (name, index), hint)
                break
