"""An original text has changed since the last release, but its translation has not.

The original is the text in the first language of the series. If the translation needs no change,
publish a release or add a waiver.

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
    """Report the translations that did not follow their originals."""
    for outdated in plan.outdated:
        message = (
            f"the `{outdated.original}` text has changed since the release `{outdated.release}` of "
            f"{outdated.since}, but the `{outdated.language}` text has not"
        )
        yield Diagnostic(CODE, message, outdated.path, "translate the change")
