"""Personal data, private links and passcodes in what is public."""

import re
from collections.abc import Iterable, Iterator

from sstc_cli.diagnostics import Diagnostic, Path, Place
from sstc_cli.model import ADDRESS_IN_TEXT, Series, Webinar
from sstc_cli.model.phones import phones_in
from sstc_cli.rules.plan import Plan, link_path, rule
from sstc_cli.rules.rule import problem

_DIGIT = re.compile(r"\d")
_PASSCODE = (
    r"(?i)\b(?:passcode|password|pass ?code|access code|pwd|pin|code secret|mot de passe"
    r"|contraseña|пароль)\b(?: is)?[ :=]*(?=[\w-]{0,32}\d)[\w-]{4}"
    r"|(?:密码|口令|会议号|参会码)(?:是|为)?[ :：]*(?=[A-Za-z0-9-]{0,32}\d)[A-Za-z0-9-]{4}"
)


def personal_data_in(
    wordings: Iterable[tuple[Path, str, str]], series: Series
) -> Iterator[Diagnostic]:
    """Yield the personal data in texts that are given by path, language and words."""
    public = {organiser.email for organiser in series.organisers}
    for path, _, words in wordings:
        for kind, hint in _personal_data(words, public):
            yield Diagnostic("W601", f"{kind} is in a public text", path, hint)


def _personal_data(words: str, public: set[str | None]) -> Iterator[tuple[str, str]]:
    """Yield each kind of personal data in a text, with a hint."""
    if "@" in words and not public.issuperset(ADDRESS_IN_TEXT.findall(words)):
        yield "an e-mail address", "delete it, or put it into `organisers[].email` if it is public"
    if not _DIGIT.search(words):  # most texts have none
        return
    if any(phones_in(words)):
        yield "a phone number", "delete it, and send it to the people who need it"
    if re.search(_PASSCODE, words):
        yield "a meeting passcode", "delete it, and send it to registered participants"


# parameters of links, of Zoom, Teams, Tencent Meeting and others
CODE_IN_LINK = r"(?i)[?&;](?:pwd|tk|passcode|password)="  # in any link, of which some are public
_PASSCODE_IN_LINK = r"(?i)[?&#](?:pwd?|passw(?:or)?d|passcode|pass|pin|tk)=.|[?&]p=\w{6}"


@rule("E315")
def passcode_in_public_link(plan: Plan) -> Iterator[Diagnostic]:
    """A public join link has a passcode.

    Public documents and calendars show a public link, so strangers can enter the meeting. Under
    `join`, a link is private: only speakers, organisers and registered participants get it.

    Wrong:
      webinars:
        - A …
          join_url: https://example.org/j/81549300?pwd=Z3JlZW4 # <- E315
    Instead:
          join:
            url: https://example.org/j/81549300?pwd=Z3JlZW4
          register_url: https://example.org/register
    """
    for index, webinar in enumerate(plan.series.webinars):
        join = webinar.join_link
        if join and join.public and (join.passcode or re.search(_PASSCODE_IN_LINK, join.url)):
            message = f"the public join link of webinar {webinar.number} has a passcode"
            hint = "write it under `join:` without `public`, or delete the passcode"
            yield problem(message, ("webinars", index, *link_path(webinar)), hint)


# characters: shorter passcodes are in many texts by chance, so a word must be with them
_LEAST_ALONE = 4
_PASSCODE_WORD = (  # compiled on first use
    r"(?i)pass\s?(?:code|word)|\b(?:code|pin|pwd)\b|密[码碼]|口令|mot de passe|contraseña|código"
    r"|clave|парол|\bкод|رمز|كلمة"
)


@rule("W315")
def private_link_in_public(plan: Plan) -> Iterator[Diagnostic]:
    """A public text or link has a private join link or a passcode.

    Public documents and calendars show the texts of the series, and links to register, recordings
    and materials. A link below `join` is private unless it is `public: true`. The public site is
    not built with a passcode in a link.

    Wrong:
      webinars:
        - A …
          materials: [{title: Slides, url: "https://example.org/slides?pwd=Z3JlZW4"}] # <- W315
          summary: Join at https://example.org/j/81549300. # <- W315
          join:
            url: https://example.org/j/81549300
          register_url: https://example.org/j/81549300 # <- W315
    Right:
      webinars:
        - A …
          materials: [{title: Slides, url: https://example.org/slides}]
          summary: The link to join is in your invitation.
          join:
            url: https://example.org/j/81549300
          register_url: https://example.org/register
    """
    of_webinars = [_secrets(webinar) for webinar in plan.series.webinars]
    everywhere = {secret: kind for secrets in of_webinars for secret, kind in secrets.items()}
    for path, url in _public_links(plan):
        if _without_scheme(url) in everywhere:
            hint = "write the address where people register, or delete it"
            yield problem("a private join link is in a public link", path, hint)
        elif path[2] not in ("join", "join_url") and re.search(CODE_IN_LINK, url):
            hint = "write a link without it, or send it to registered participants"
            yield problem("a passcode is in a public link", path, hint)
    for path, _, words in plan.wordings if everywhere else ():
        secrets = of_webinars[int(path[1])] if path[0] == "webinars" else everywhere
        for kind in sorted({secrets[secret] for secret in secrets if _has_secret(words, secret)}):
            hint = "delete it, and send it to registered participants"
            yield problem(f"a private {kind} is in a public text", path, hint)


def _secrets(webinar: Webinar) -> dict[str, str]:
    """Return the private link and the passcode of a webinar, each with its kind."""
    join = webinar.join_link
    if join is None:
        return {}
    link, passcode = _without_scheme(join.url), join.passcode or ""
    kinds = {passcode: "passcode"} if passcode else {}
    # a link to the first page of a site is in many texts by chance
    return kinds if join.public or "/" not in link else kinds | {link: "join link"}


def _public_links(plan: Plan) -> Iterator[tuple[Path, str]]:
    """Yield path and address of each link that documents show publicly."""
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
    for index, webinar in enumerate(plan.series.webinars):
        if webinar.register_url:
            yield ("webinars", index, "register_url"), webinar.register_url
        if webinar.recording:
            yield ("webinars", index, "recording"), webinar.recording
        for at, material in enumerate(webinar.materials):
            yield ("webinars", index, "materials", at, "url"), material.url
        if webinar.join_link and webinar.join_link.public:
            yield ("webinars", index, *link_path(webinar)), webinar.join_link.url


def _without_scheme(url: str) -> str:
    """Return an address without its scheme, as people also write it."""
    return url.partition("://")[2].rstrip("/")


def _has_secret(words: str, secret: str) -> bool:
    """Return whether a text has a secret that is not a part of a longer word."""
    return (
        secret in words
        and bool(re.search(rf"(?<![A-Za-z0-9]){re.escape(secret)}(?![A-Za-z0-9])", words))
        and (len(secret) >= _LEAST_ALONE or bool(re.search(_PASSCODE_WORD, words)))
    )


@rule("W601")
def personal_data_in_public(plan: Plan) -> Iterator[Diagnostic]:
    """A public text has an e-mail address, a phone number or a meeting passcode.

    Documents and calendars show the texts of the series, and forms those of surveys; translations
    count, too. Put a public address into `organisers[].email`; texts may then contain it. Put a
    speaker's address into `people[].email`; documents never show it. The `phone` of a person or an
    organiser is only in documents for people who are named. Send passcodes to registered participants
    only.

    Wrong:
      background:
        - text: To register, please write to ama@example.org. # <- W601
        - text: Call +254 700 000 000 for help with payment of USD 200 000 000. # <- W601
        - text: "The webinars of 2020-2021 are on Zoom, passcode: 123456." # <- W601
      more:
        help_desk: Call +254 700 000 000. # <- W601
      webinars: …
    Right:
      organisers:
        - {id: office, name: The office, email: office@example.org, phone: +254 700 000 000}
      background:
        - text: To register, please write to office@example.org.
        - text: The webinars of 2020-2021 are on Zoom; the passcode is in your invitation.
      webinars: …
    """
    yield from personal_data_in(plan.wordings, plan.series)


_SPREADSHEETS = (".xlsx", ".xls", ".csv", ".ods")
_MADE_UP_FOLDERS = {"examples", "tests"}
_PRIVATE_FOLDERS = {".sstc", "private"}


@rule("W602")
def private_file_tracked(plan: Plan) -> Iterator[Diagnostic]:
    """Git tracks a file that may contain personal data: a store, an invitation or a spreadsheet.

    A file that git has tracked stays in its history, and in every copy of the repository. Spreadsheets
    in folders named `examples` or `tests` do not count, because their data is invented. `sstc` writes
    personal invitations to a folder named `private`. A copy of the store is recognised by its content.

    Wrong, if git tracks:

    ```text
    data/webinars.yaml
    examples/exit.xlsx
    .sstc/store.sqlite # <- W602
    out/calendar/private/series-webinar.ana.request.ics # <- W602
    participants.xlsx # <- W602
    ```

    Right, if git tracks:

    ```text
    data/webinars.yaml
    examples/exit.xlsx
    ```
    """
    for file in sorted(plan.tracked):
        *folders, name = file.split("/")
        if _PRIVATE_FOLDERS.intersection(folders):
            message = f"git tracks `{file}`, which is private"
        elif name.lower().endswith(_SPREADSHEETS) and not _MADE_UP_FOLDERS.intersection(folders):
            message = f"git tracks the spreadsheet `{file}`"
        elif file in plan.databases:
            message = f"git tracks the database `{file}`, which may be a copy of the store"
        else:
            continue
        hint = f'run `git rm --cached "{file}"`, and add the file to .gitignore'
        yield problem(message, (), hint, place=Place(file, 1, 1, 1, 2))
