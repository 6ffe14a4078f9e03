"""A public text has an e-mail address, a phone number or a meeting passcode.

Documents and calendars show the texts of the series. Put a public address into
`organisers[].email`; texts may then contain it. Put a speaker's address into `people[].email`;
documents never show it. The `phone` of a person or an organiser is only in documents for people who
are named. Send passcodes to registered participants only.

Wrong:

```yaml
background:
  - text: To register, please write to ama@example.org. # <- W601
  - text: Call +254 700 000 000 for help with payment of USD 200 000 000. # <- W601
  - text: "The webinars of 2020-2021 are on Zoom, passcode: 123456." # <- W601
more:
  help_desk: Call +254 700 000 000. # <- W601
webinars:
  - {id: a, number: 1, title: A, starts: 2020-08-14 15:30, ends: 2020-08-14 17:00}
```

Right:

```yaml
organisers:
  - {id: office, name: The office, email: office@example.org, phone: +254 700 000 000}
background:
  - text: To register, please write to office@example.org.
  - text: The webinars of 2020-2021 are on Zoom; the passcode is in your invitation.
webinars:
  - {id: a, number: 1, title: A, starts: 2020-08-14 15:30, ends: 2020-08-14 17:00}
```
"""

from collections.abc import Iterator

from sstc_cli.diagnostics import Diagnostic
from sstc_cli.rules.personal_data import personal_data_in
from sstc_cli.rules.plan import Plan

CODE = "W601"


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Search every text; messages never repeat the personal data."""
    yield from personal_data_in(plan.wordings, plan.series)
