"""Texts that break out of their place, and a series that has one of them in every field."""

HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' autofocus onfocus='alert(1)",
    "</title></main></body><svg onload=alert(1)>",
    "{{ 7 * 7 }}{% include '/etc/passwd' %}",
    "]]><x>&lt;b&gt;</script><!--",
    "javascript:alert(1)",
]


def hostile_series(text: str) -> str:
    """Return a series in which every text that people write is this one."""
    quoted = "'" + text.replace("'", "''") + "'"
    return f"""\
id: series
domain: example.org
site_url: https://example.org/s/
title: {quoted}
short_title: {quoted}
revised: 2020-05-26 00:00
zone: Asia/Shanghai
zone_name: {quoted}
languages: [en, ar]
count: 1
window: {{starts: 2020-10-09, ends: 2020-10-09}}
organisers: [{{id: office, name: {quoted}, short: {quoted}, about: {quoted}}}]
objectives: [{{id: one, text: {quoted}}}]
audiences: [{{id: all, name: {quoted}, benefit: {quoted}}}]
audience_zones: [Africa/Nairobi]
cities: {{Africa/Nairobi: {quoted}}}
themes: [{{id: theme, name: {quoted}}}]
agenda: [{{id: talks, name: {quoted}, minutes: 90, holds: talks}}]
notes: [{quoted}]
people:
  - {{id: ada, name: {quoted}, honorific: {quoted}, position: {quoted}, organisation: {quoted},
     biography: {quoted}}}
webinars:
  - id: a
    number: 1
    title: {quoted}
    summary: {quoted}
    starts: 2020-10-09 15:30
    ends: 2020-10-09 17:00
    moderator: ada
    themes: [theme]
    materials: [{{title: {quoted}, url: https://example.org/x}}]
    talks: [{{id: talk, title: {quoted}, speaker: ada}}]
"""
