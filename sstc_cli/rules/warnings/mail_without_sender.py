"""Nobody can send the messages of the series: no organiser has an e-mail address.

Messages come from an organiser: the one under `mail.from`, otherwise the first one with `email`.

Wrong:

```yaml
organisers:
  - {id: office, name: The office}
messages:
  - {id: invitation, document: invitation, to: [contacts], kind: invitation} # <- W738
webinars:
  - {id: a, number: 1, title: A, starts: 2020-08-14 15:30, ends: 2020-08-14 17:00}
```

Right:

```yaml
organisers:
  - {id: office, name: The office, email: office@cities-project.net}
messages:
  - {id: invitation, document: invitation, to: [contacts], kind: invitation}
webinars:
  - {id: a, number: 1, title: A, starts: 2020-08-14 15:30, ends: 2020-08-14 17:00}
```
"""

from collections.abc import Iterator

from sstc_cli.diagnostics import Diagnostic, Path
from sstc_cli.rules.plan import Plan

CODE = "W738"


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Look for the address of the sender, if there are messages."""
    series = plan.series
    name = series.mail.from_
    if not series.messages or series.mail_sender:
        return
    named = next((at for at, office in enumerate(series.organisers) if office.id == name), None)
    if name is None:
        what, hint = "no organiser has an e-mail address", "add `email` to one of them"
        path: Path = ("messages",)
    elif named is None:
        return  # E734
    else:
        what, hint = f"the organiser `{name}` has no e-mail address", "add its `email`"
        path = ("mail", "from")
    yield Diagnostic(CODE, f"{what}, so no message can be sent", path, hint)
