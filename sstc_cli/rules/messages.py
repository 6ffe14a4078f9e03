"""The messages of a series: who gets them, when, and from whom."""

from collections.abc import Iterator

from sstc_cli.diagnostics import Diagnostic, Path
from sstc_cli.model import Around, Message, Series
from sstc_cli.model.deadlines import expires_at, goes_out_at
from sstc_cli.rules.plan import Plan, rule, takes_days
from sstc_cli.rules.rule import problem, unknown


@rule("E731")
def message_for_others(plan: Plan) -> Iterator[Diagnostic]:
    """A message goes to people for whom its document is not written.

    Wrong:
      organisers: [{id: office, name: The office, email: office@cities-project.net}]
      messages:
        - id: brief
          document: speaker-brief
          to: [registered] # <- E731
      webinars: …
    Instead:
          to: [speakers]
    """
    for index, message in enumerate(plan.series.messages):
        readers = message.readers
        for at, group in enumerate(message.to):
            if group not in readers:
                what = f"`{message.document}` is not written for `{group}`"
                *most, last = [f"`{name}`" for name in readers]
                those = f"{', '.join(most)} or {last}" if most else last
                hint = f"send it to {those}, or choose another document"
                yield problem(what, ("messages", index, "to", at), hint)


_LINK = "join-link"


@rule("E732")
def join_link_to_everybody(plan: Plan) -> Iterator[Diagnostic]:
    """A message has the link to join, but goes to people who are not registered.

    Anyone with the link can join, and pass it on. Registered people get it in a confirmation or a
    reminder.

    Wrong:
      organisers: [{id: office, name: The office, email: office@cities-project.net}]
      messages:
        - id: invitation
          document: invitation
          to: [contacts]
          kind: invitation
          with: [join-link] # <- E732
      webinars: …
    Instead:
          with: [calendar]
    """
    for index, message in enumerate(plan.series.messages):
        if _LINK not in message.with_:
            continue
        if "contacts" in message.to:
            who = "people who have not registered"
        elif message.document == "invitation":
            who = "people who are only invited"
        else:
            continue
        what = f"the message `{message.id}` gives the link to join to {who}"
        hint = f"delete `{_LINK}`: invitations have the link to register"
        path = ("messages", index, "with", message.with_.index(_LINK))
        yield problem(what, path, hint)


@rule("E733")
def message_too_late_at_once(plan: Plan) -> Iterator[Diagnostic]:
    """A message is too late before it goes out: its `until` is not after its `send`.

    Wrong:
      organisers: [{id: office, name: The office, email: office@cities-project.net}]
      messages:
        - id: reminder
          document: reminder
          to: [registered]
          with: [join-link]
          send: 2 hours before
          until: 1 day before # <- E733
      webinars: …
    Instead:
          send: 1 day before
          until: 2 hours before
    """
    series = plan.series
    first = next((webinar for webinar in series.webinars if not takes_days(webinar)), None)
    for index, message in enumerate(series.messages):
        webinar = None if message.is_about_series else first
        starts = goes_out_at(series, webinar, message)
        ends = expires_at(series, webinar, message)
        if message.until is not None and starts and ends and ends <= starts:
            what = f"the message `{message.id}` is too late as soon as it goes out"
            hint = "write an `until` that is later than `send`"
            yield problem(what, ("messages", index, "until"), hint)


@rule("E734")
def message_reference_unknown(plan: Plan) -> Iterator[Diagnostic]:
    """A message, a deadline or the sender of mail names something unknown.

    Surveys are those under `surveys`: `answered:exit` names the survey `exit`.

    Wrong:
      organisers: [{id: office, name: The office, email: office@cities-project.net}]
      messages:
        - id: reminder
          document: reminder
          to: [registered]
          with: [join-link]
          send: 1 day before
      deadlines:
        - id: remind
          name: Remind the participants
          due: 1 day before
          message: remindr # <- E734
      webinars: …
    Instead:
          message: reminder
    """
    series = plan.series
    known = {
        "organiser": [office.id for office in series.organisers],
        "message": [message.id for message in series.messages],
        "survey": [survey.id for survey in series.surveys],
    }
    yield from unknown(_named(series), known)


def _named(series: Series) -> Iterator[tuple[Path, str, str]]:
    if series.mail.from_:
        yield ("mail", "from"), "organiser", series.mail.from_
    for index, deadline in enumerate(series.deadlines):
        if deadline.message:
            yield ("deadlines", index, "message"), "message", deadline.message
    for index, message in enumerate(series.messages):
        for survey in message.answered:
            at = message.except_.index(f"answered:{survey}")
            yield ("messages", index, "except", at), "survey", survey


@rule("E735")
def message_out_of_time(plan: Plan) -> Iterator[Diagnostic]:
    """A message goes out at a time that does not fit its text.

    A message about each webinar has times around it, and one about the series has dates.
    Thanks and recordings come after a webinar, everything else before it.

    Wrong:
      organisers: [{id: office, name: The office, email: office@cities-project.net}]
      messages:
        - id: thanks
          document: follow-up
          to: [attended]
          send: 1 day before # <- E735
      webinars: …
    Instead:
          send: 1 hour after
    """
    for index, message in enumerate(plan.series.messages):
        for key, due in (("send", message.send), ("until", message.until)):
            if due is not None and (found := _time_problem(message, key, due)):
                what, hint = found
                yield problem(what, ("messages", index, key), hint)


def _time_problem(message: Message, key: str, due: object) -> tuple[str, str] | None:
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
    elif (
        not message.is_afterwards and message.document != "notice" and max(due.days, due.hours) > 0
    ):
        hint = f"write a time before it, for example `{key}: 1 day before`"
        return f"{name} looks ahead to a webinar, but `{key}` is after it", hint
    return None


@rule("E736")
def message_without_unsubscribe(plan: Plan) -> Iterator[Diagnostic]:
    """A message goes to a list of contacts, but people cannot unsubscribe from it.

    Contacts have not asked for the message. Those who wrote `stop` get no more invitations, but all
    service messages.

    Wrong:
      organisers: [{id: office, name: The office, email: office@cities-project.net}]
      messages:
        - id: invitation
          document: invitation
          to: [contacts]
          kind: service # <- E736
      webinars: …
    Instead:
          kind: invitation
    """
    for index, message in enumerate(plan.series.messages):
        if "contacts" in message.to and message.kind != "invitation":
            what = f"the message `{message.id}` goes to `contacts`, who could not unsubscribe"
            hint = "write `kind: invitation`"
            yield problem(what, ("messages", index, "kind"), hint)


_WITH_LINK = ("reminder", "join-link-change")


@rule("W737")
def reminder_without_link(plan: Plan) -> Iterator[Diagnostic]:
    """A reminder, or a new link to join, does not contain the link.

    Wrong:
      organisers: [{id: office, name: The office, email: office@cities-project.net}]
      messages:
        - id: reminder # <- W737
          document: reminder
          to: [registered]
      webinars: …
    Right:
      organisers: [{id: office, name: The office, email: office@cities-project.net}]
      messages:
        - id: reminder
          document: reminder
          to: [registered]
          with: [join-link]
      webinars: …
    """
    for index, message in enumerate(plan.series.messages):
        if message.document in _WITH_LINK and _LINK not in message.with_:
            what = f"people cannot join from the message `{message.id}`, which has no link"
            hint = "add `with: [join-link]`"
            yield problem(what, ("messages", index, "with"), hint)


@rule("W738")
def mail_without_sender(plan: Plan) -> Iterator[Diagnostic]:
    """The messages of the series cannot be sent: no organiser has an e-mail address.

    Messages come from an organiser: the one under `mail.from`, otherwise the first one with `email`.

    Wrong:
      organisers:
        - {id: office, name: The office}
      messages:
        - {id: invitation, document: invitation, to: [contacts], kind: invitation} # <- W738
      webinars: …
    Instead:
        - {id: office, name: The office, email: office@cities-project.net}
    """
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
    yield problem(f"{what}, so no message can be sent", path, hint)
