"""The series declares a language in which no webinar's title is written.

Documents in that language would be in another one. A title that is one plain string is taken to be
in the first language of the series.

Wrong:

```yaml
languages: [en, fr] # <- W704
webinars:
  - id: a
    number: 1
    title: Payment solutions
    starts: 2020-08-14 15:30
    ends: 2020-08-14 17:00
```

Right:

```yaml
languages: [en, fr]
webinars:
  - id: a
    number: 1
    title: {en: Payment solutions, fr: Solutions de paiement}
    starts: 2020-08-14 15:30
    ends: 2020-08-14 17:00
```
"""

from collections.abc import Iterator

from sstc_cli.diagnostics import Diagnostic
from sstc_cli.rules.plan import Plan

CODE = "W704"


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Collect the languages of all titles."""
    main = plan.series.languages[0]
    written = {key or main for each in plan.series.webinars for key in each.title.by_language}
    for index, language in enumerate(plan.series.languages if written else ()):
        if language not in written:
            message = f"no webinar has a title in `{language}`"
            hint = f"write the titles as `{{{main}: …, {language}: …}}`, or delete the language"
            yield Diagnostic(CODE, message, ("languages", index), hint)
