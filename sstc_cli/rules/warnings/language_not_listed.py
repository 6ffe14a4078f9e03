"""A text has a language that the series does not have.

Documents in the languages of the series never show it. It may be a typo in the code of a language.

Wrong:

```yaml
languages: [en, fr]
webinars:
  - id: a
    number: 1
    title: {en: Payment, fr: Paiement, es: Pago} # <- W508
    starts: 2020-08-14 15:30
    ends: 2020-08-14 17:00
```

Right:

```yaml
languages: [en, fr, es]
webinars:
  - id: a
    number: 1
    title: {en: Payment, fr: Paiement, es: Pago}
    starts: 2020-08-14 15:30
    ends: 2020-08-14 17:00
```
"""

from collections import defaultdict
from collections.abc import Iterator

from sstc_cli.diagnostics import Diagnostic, Path
from sstc_cli.model.text import kin
from sstc_cli.quantity import quantity
from sstc_cli.rules.plan import Plan

CODE = "W508"


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Collect the texts in each language that is not one of the series'."""
    paths: dict[str, list[Path]] = defaultdict(list)
    shown = {code for language in plan.series.languages for code in kin(language)}
    for path, text in plan.texts:
        for language in text.by_language:
            if language and language not in shown:
                paths[language].append((*path, language))
    for language, places in paths.items():
        others = f" (and {quantity(len(places) - 1, 'other text')})" if len(places) > 1 else ""
        message = f"`{language}` is not a language of the series{others}"
        hint = f"add `{language}` to `languages`, correct the code, or delete the text"
        yield Diagnostic(CODE, message, places[0], hint, at_key=True)
