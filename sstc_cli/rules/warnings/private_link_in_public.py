"""A public text or link has the private join link or passcode of a webinar.

Documents and calendars for everybody show the texts of the series and the links to register. A link
below `join` is private unless it is `public: true`.

Wrong:

```yaml
webinars:
  - id: a
    number: 1
    title: A
    starts: 2020-08-14 15:30
    ends: 2020-08-14 17:00
    summary: Join at https://example.org/j/81549300. # <- W315
    join:
      url: https://example.org/j/81549300
    register_url: https://example.org/j/81549300 # <- W315
```

Right:

```yaml
webinars:
  - id: a
    number: 1
    title: A
    starts: 2020-08-14 15:30
    ends: 2020-08-14 17:00
    summary: The link to join is in your invitation.
    join:
      url: https://example.org/j/81549300
    register_url: https://example.org/register
```
"""

import re
from collections.abc import Iterator

from sstc_cli.diagnostics import Diagnostic, Path
from sstc_cli.model import Webinar
from sstc_cli.rules.plan import Plan, link_path

CODE = "W315"
_LEAST = 4  # characters: shorter passcodes are in many texts by chance, so a word must be with them
_PASSCODE_WORD = (  # compiled on first use
    r"(?i)pass\s?(?:code|word)|\b(?:code|pin|pwd)\b|密[码碼]|口令|mot de passe|contraseña|código"
    r"|clave|парол|\bкод|رمز|كلمة"
)


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Compare public links and texts with what is private; messages never repeat it."""
    of_webinars = [_secrets(webinar) for webinar in plan.series.webinars]
    everywhere = {secret: kind for secrets in of_webinars for secret, kind in secrets.items()}
    if not everywhere:
        return
    for path, url in _public_links(plan):
        if _bare(url) in everywhere:
            hint = "write the address where people register, or delete it"
            yield Diagnostic(CODE, "a private join link is in a public link", path, hint)
    for path, _, words in plan.wordings:
        secrets = of_webinars[int(path[1])] if path[0] == "webinars" else everywhere
        for kind in sorted({secrets[secret] for secret in secrets if _has(words, secret)}):
            hint = "delete it, and send it to registered participants"
            yield Diagnostic(CODE, f"a private {kind} is in a public text", path, hint)


def _secrets(webinar: Webinar) -> dict[str, str]:
    """Return the private link and the passcode of a webinar, each with its kind."""
    join = webinar.join_link
    if join is None:
        return {}
    link, passcode = _bare(join.url), join.passcode or ""
    kinds = {passcode: "passcode"} if passcode else {}
    # a link to the first page of a site is in many texts by chance
    return kinds if join.public or "/" not in link else kinds | {link: "join link"}


def _public_links(plan: Plan) -> Iterator[tuple[Path, str]]:
    """Yield path and address of each link that documents show to everybody."""
    series = plan.series
    links: list[tuple[Path, str | None]] = [
        *((("surveys", index, "url"), use.url) for index, use in enumerate(series.surveys)),
        *((("organisers", index, "url"), it.url) for index, it in enumerate(series.organisers)),
        *(
            (("background", index, "sources", at, "url"), source.url)
            for index, paragraph in enumerate(series.background)
            for at, source in enumerate(paragraph.sources)
        ),
    ]
    yield from ((path, url) for path, url in links if url)
    for index, webinar in plan.webinars:
        if webinar.register_url:
            yield ("webinars", index, "register_url"), webinar.register_url
        if webinar.join_link and webinar.join_link.public:
            yield ("webinars", index, *link_path(webinar)), webinar.join_link.url


def _bare(url: str) -> str:
    """Return an address without its scheme, as people also write it."""
    return url.partition("://")[2].rstrip("/")


def _has(words: str, secret: str) -> bool:
    """Return whether a text has a secret that is not a part of a longer word."""
    return (
        secret in words
        and bool(re.search(rf"(?<![A-Za-z0-9]){re.escape(secret)}(?![A-Za-z0-9])", words))
        and (len(secret) >= _LEAST or bool(re.search(_PASSCODE_WORD, words)))
    )
