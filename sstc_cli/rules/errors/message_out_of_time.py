"""A message goes out at a time that does not fit its text.

A message about each webinar has times around it, and one about the series has dates.
Thanks and recordings come after a webinar, everything else before it.

Wrong:

```yaml
organisers: [{id: office, name: The office, email: office@cities-project.net}]
messages:
  - id: thanks
    document: follow-up
    to: [attended]
    send: 1 day before # <- E735
webinars:
  - {id: a, number: 1, title: A, starts: 2020-08-14 15:30, ends: 2020-08-14 17:00}
```

Right:

```yaml
organisers: [{id: office, name: The office, email: office@cities-project.net}]
messages:
  - id: thanks
    document: follow-up
    to: [attended]
    send: 1 hour after
webinars:
  - {id: a, number: 1, title: A, starts: 2020-08-14 15:30, ends: 2020-08-14 17:00}
```
"""

from collections.abc import Iterator

from sstc_cli.diagnostics import Diagnostic
from sstc_cli.model import Around, Message
from sstc_cli.rules.plan import Plan

CODE = "E735"


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Compare `send` and `until` of each message with what the message is about."""
    for index, message in enumerate(plan.series.messages):
        for key, due in (("send", message.send), ("until", message.until)):
            found = _problem(message, key, due) if due is not None else None
            if found:
                what, hint = found
                yield Diagnostic(CODE, what, ("messages", index, key), hint)


def _problem(message: Message, key: str, due: object) -> tuple[str, str] | None:
    """Return what is wrong with a time, and a hint."""
    name = f"the message `{message.id}`"
    if message.is_about_series:
        if isinstance(due, Around):
            hint = f"write a date, for example `{key}: 2020-08-14`"
            return f"{name} is about the series, and has no webinar to count from", hint
    elif not isinstance(due, Around):
        hint = f"write a time around each webinar, for example `{key}: 1 day before`"
        return f"{name} goes out for each webinar, but `{key}` is one for the whole series", hint
    elif message.is_afterwards and due.is_before:
        hint = f"write a time after it, for example `{key}: 1 hour after`"
        return f"{name} looks back at a webinar, but `{key}` is before it", hint
    elif not message.is_afterwards and _is_after(due) and message.document != "notice":
        hint = f"write a time before it, for example `{key}: 1 day before`"
        return f"{name} looks ahead to a webinar, but `{key}` is after it", hint
    return None


def _is_after(due: Around) -> bool:
    return due.days > 0 or due.hours > 0
