"""An audience has a language in which the series has no documents.

E-mails to people of this audience are written in it if they have not named their own.

Wrong:

```yaml
languages: [en, fr]
audiences:
  - {id: ministries, name: Ministries, language: es} # <- E790
webinars:
  - {id: a, number: 1, title: {en: A, fr: À}, starts: 2020-08-14 15:30, ends: 2020-08-14 17:00}
```

Right:

```yaml
languages: [en, fr]
audiences:
  - {id: ministries, name: Ministries, language: fr}
webinars:
  - {id: a, number: 1, title: {en: A, fr: À}, starts: 2020-08-14 15:30, ends: 2020-08-14 17:00}
```
"""

from collections.abc import Iterator

from sstc_cli.diagnostics import Diagnostic, did_you_mean
from sstc_cli.rules.plan import Plan

CODE = "E790"


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Compare the language of each audience with those of the series."""
    languages = plan.series.languages
    for index, audience in enumerate(plan.series.audiences):
        if audience.language and audience.language not in languages:
            message = f"`{audience.language}` is not a language of the series"
            hint = did_you_mean(audience.language, languages)
            yield Diagnostic(CODE, message, ("audiences", index, "language"), hint)
