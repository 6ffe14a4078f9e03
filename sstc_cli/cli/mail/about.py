"""The message and the webinar that somebody names, and the account to send with."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING

from sstc_cli.errors import ExitCode, SstcError

if TYPE_CHECKING:
    from sstc_cli.model import Message, Series, Webinar
    from sstc_cli.workspace import Workspace


def message_named(series: Series, name: str) -> Message:
    """Return the message of a name; refuse a name that the series does not have."""
    from sstc_cli.diagnostics import did_you_mean

    message = series.message(name)
    if message is None:
        known = [found.id for found in series.messages]
        hint = did_you_mean(name, known) if known else "add `messages` to data/webinars.yaml"
        raise SstcError(f"unknown message `{name}`", hint, ExitCode.USAGE)
    return message


def webinar_of(series: Series, message: Message, number: int | None) -> Webinar | None:
    """Return the webinar that a message is about, or None if it is about the series."""
    from sstc_cli.cli.console.session import chosen_webinars

    if message.is_about_series:
        if number is not None:
            what = f"the message `{message.id}` is about the series"
            hint = f"leave the number out: `sstc mail prepare {message.id}`"
            raise SstcError(what, hint, ExitCode.USAGE)
        return None
    if number is None:
        what = f"the message `{message.id}` is about one webinar"
        hint = f"name its number: `sstc mail prepare {message.id} 7`"
        raise SstcError(what, hint, ExitCode.USAGE)
    return chosen_webinars(series, [number])[0]


def now_of(series: Series, today: date | None) -> datetime:
    """Return the instant now or, with another day, the beginning of that one."""
    if today is not None:
        return series.instant(datetime.combine(today, time()))
    return datetime.now(series.tz)


def read_left_out_words(workspace: Workspace, words: list[str]) -> list[str]:
    """Return who gets no message, from the data and from `--except`."""
    from sstc_cli.diagnostics import did_you_mean
    from sstc_cli.model.messages import read_left_out
    from sstc_cli.model.readers import InvalidError

    for word in words:
        try:
            read_left_out(word)
        except InvalidError as error:
            problem = error.problems[0]
            raise SstcError(problem.message, problem.hint, ExitCode.USAGE) from None
        survey = word.partition(":")[2]
        if survey and survey not in workspace.surveys:
            hint = did_you_mean(survey, workspace.surveys)
            raise SstcError(f"unknown survey `{survey}`", hint, ExitCode.USAGE)
    return words
