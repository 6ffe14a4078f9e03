"""No webinar has a title in one of the languages of the series.

Documents in that language would show the titles in another one. A title that is a plain string is
read as the first language of the series.

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
from sstc_cli.model.text import kin
from sstc_cli.rules.plan import Plan

CODE = "W704"


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Collect the languages of all titles."""
    main = plan.series.languages[0]
    titles = (webinar.title for webinar in plan.series.webinars)
    served = {language or main for title in titles for language in title.by_language}
    for index, language in enumerate(plan.series.languages if served else ()):
        if not served.intersection(kin(language)):
            message = f"no webinar has a title in `{language}`"
            hint = f"write the titles as `{{{main}: …, {language}: …}}`, or delete the language"
            yield Diagnostic(CODE, message, ("languages", index), hint)
