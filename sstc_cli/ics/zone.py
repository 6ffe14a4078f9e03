"""A zone's rules for some years as a VTIMEZONE (RFC 5545 3.6.5).

icalendar can make one too, but its daylight time begins an hour late.
"""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, tzinfo
from functools import lru_cache

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard, vDatetime, vRecur, vUTCOffset

from sstc_cli.ics.escaping import PlainText
from sstc_cli.model import load_zone

_DAY = timedelta(days=1)
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True, slots=True)
class _Onset:
    """A change of the offset; `local` is the local time by the offset before it."""

    local: datetime
    before: timedelta
    after: timedelta
    saved: timedelta


@lru_cache(maxsize=64)  # the files of a site, one for each webinar, have few different ones
def timezone_of(name: str, years: range) -> Timezone:
    """Return the VTIMEZONE of an IANA zone, which is correct in these years.

    A zone that changes by the same rules every year is written as rules, because Outlook reads only
    those without loss (MS-OXCICAL 2.1.3.1.1.19). Any other zone is written change by change.
    """
    zone = load_zone(name)
    # in January, the last change is from the year before
    years = range(years.start - 1, years.stop)
    first = _onset_at(zone, _new_year(zone, years.start))
    onsets = list(_onsets(zone, years))
    least = min(onset.saved for onset in (first, *onsets))
    rules = _yearly_rules(onsets, years)
    timezone = Timezone()
    timezone["TZID"] = PlainText(name)
    for onset in rules or [first, *onsets]:
        # Ireland and Morocco save a negative hour in winter, but programs expect more in summer
        observance = _observance(onset, daylight=onset.saved > least)
        if rules:
            observance["RRULE"] = _rule(onset)
        timezone.add_component(observance)
    return timezone


def _new_year(zone: tzinfo, year: int) -> datetime:
    return datetime(year, 1, 1, tzinfo=zone).astimezone(UTC)


def _onset_at(zone: tzinfo, instant: datetime) -> _Onset:
    """Return the offset at an instant, as if it began there."""
    local = instant.astimezone(zone)
    offset = _offset(zone, instant)
    return _Onset(local.replace(tzinfo=None, fold=0), offset, offset, local.dst() or timedelta())


def _offset(zone: tzinfo, instant: datetime) -> timedelta:
    return instant.astimezone(zone).utcoffset() or timedelta()


def _onsets(zone: tzinfo, years: range) -> Iterator[_Onset]:
    """Yield every change of the offset in these years. No zone changes twice within a day."""
    day, end = _new_year(zone, years.start), _new_year(zone, years.stop)
    before = _offset(zone, day)
    while day < end:
        if _offset(zone, day + _DAY) != before:
            new = _onset_at(zone, day + timedelta(seconds=_second_of_change(zone, day)))
            yield replace(new, local=new.local - new.after + before, before=before)
            before = new.after
        day += _DAY


def _second_of_change(zone: tzinfo, day: datetime) -> int:
    """Return the seconds from an instant to the change of the offset within the next day."""
    before = _offset(zone, day)
    seconds = range(86_400)
    return bisect_left(
        seconds, True, key=lambda second: _offset(zone, day + timedelta(seconds=second)) != before
    )


def _yearly_rules(onsets: list[_Onset], years: range) -> list[_Onset]:
    """Return the first onsets of the two yearly rules, or none if the onsets do not follow two."""
    by_rule: dict[object, list[_Onset]] = {}
    for onset in onsets:
        rule = (str(_rule(onset)), onset.local.time(), onset.before, onset.after)
        by_rule.setdefault(rule, []).append(onset)
    groups = list(by_rule.values())
    yearly = all([onset.local.year for onset in group] == list(years) for group in groups)
    return [group[0] for group in groups] if yearly and len(groups) == 2 else []


def _rule(onset: _Onset) -> vRecur:
    """Return the rule of an onset, for example `BYMONTH=3;BYDAY=-1SU` on the last Sunday."""
    day = onset.local
    last = (day + 7 * _DAY).month != day.month
    which = f"{-1 if last else (day.day - 1) // 7 + 1}{_WEEKDAYS[day.weekday()]}"
    return vRecur(freq="yearly", bymonth=day.month, byday=which)


def _observance(onset: _Onset, *, daylight: bool) -> TimezoneDaylight | TimezoneStandard:
    observance = TimezoneDaylight() if daylight else TimezoneStandard()
    observance["DTSTART"] = vDatetime(onset.local)
    observance["TZOFFSETFROM"] = vUTCOffset(onset.before)
    observance["TZOFFSETTO"] = vUTCOffset(onset.after)
    return observance
