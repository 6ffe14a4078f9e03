"""An original has changed since the last release, but its translation has not.

The original is the text in the first language of the series. Publish a release, or waive it,
where the translation needs no change.

The release `data/releases/001-first-plan.yaml`:

```yaml
version: 1
name: first-plan
published: 2020-06-01 00:00:00Z
series:
  id: series
  domain: example.org
  title: {en: Cities and commerce, zh: 城市与商务}
  zone: Asia/Shanghai
  languages:
    - en
    - zh
  organisers:
    - id: office
      name: The office
  webinars: []
```

Wrong:

```yaml
languages: [en, zh]
title:
  en: Cities and electronic commerce
  zh: 城市与商务 # <- W507
count: 0
webinars: []
```

Right:

```yaml
languages: [en, zh]
title:
  en: Cities and electronic commerce
  zh: 城市与电子商务
count: 0
webinars: []
```
"""

from collections.abc import Iterator

from sstc_cli.diagnostics import Diagnostic
from sstc_cli.rules.plan import Plan

CODE = "W507"


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Tell the translations that did not follow their originals."""
    for each in plan.outdated:
        message = (
            f"the text in {each.language} is as in the release `{each.release}` of {each.since}, "
            f"but that in {each.original} is not"
        )
        yield Diagnostic(CODE, message, each.path, "translate what has changed")
