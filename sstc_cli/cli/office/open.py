"""`sstc open`: the series in the browser, on this computer alone."""

import shutil
from collections.abc import Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Annotated
from urllib.parse import quote

import typer

from sstc_cli.cli.console.group import flag
from sstc_cli.cli.console.sections import phrases_for
from sstc_cli.cli.console.session import Session, session_of
from sstc_cli.cli.office import views
from sstc_cli.cli.office.acts import ACTS, UPLOADS
from sstc_cli.cli.office.runner import Runner
from sstc_cli.cli.office.server import Answer, Page, Request, Upload, server_at
from sstc_cli.errors import SstcError
from sstc_cli.listing import files_below
from sstc_cli.lock import make_private_folder
from sstc_cli.model import Series
from sstc_cli.model.phrases import Phrases
from sstc_cli.model.text import LANGUAGES, kin
from sstc_cli.render.office import office_file, office_page
from sstc_cli.views.catalogues import phrases_in
from sstc_cli.views.dates import direction_of

_FIRST = 8_100
_FILES = {"/office.css": "text/css; charset=utf-8", "/office.js": "text/javascript; charset=utf-8"}
_MOST_SHOWN = 40_000  # characters of what a command says


class Office:
    """The pages of one workspace; `read_only` has no forms."""

    def __init__(self, session: Session, run: Runner, *, read_only: bool) -> None:
        self._session, self._run, self.read_only = session, run, read_only
        self.token = ""
        self._folder = session.root / ".sstc" / "office"

    def version(self) -> str:
        """Return a digest of the times and sizes of the data files and templates."""
        stamps = []
        for name in ("data", "templates"):
            folder = self._session.root / name
            for file in files_below(folder, "*") if folder.is_dir() else ():
                with suppress(OSError):  # an editor is replacing it
                    status = file.stat()
                    stamps.append(f"{file} {status.st_mtime_ns} {status.st_size}")
        return sha256("\n".join(stamps).encode()).hexdigest()

    def plan(self) -> str:
        """Return the digest of all data files, by which a form knows what it was shown for."""
        folder, digest = self._session.root / "data", sha256()
        for file in sorted(files_below(folder, "*")) if folder.is_dir() else ():
            with suppress(OSError):
                digest.update(f"{file}\0".encode() + file.read_bytes() + b"\0")
        return digest.hexdigest()

    def answer(self, request: Request) -> Answer:
        """Answer a request; whatever goes wrong is a page with one clear line."""
        phrases = _phrases(request.languages)
        try:
            if request.path in _FILES:
                return Answer(office_file(request.path[1:]), _FILES[request.path])
            if request.path.startswith("/frame/"):
                return self._frame(request)
            if request.method == "POST":
                return self._act(request, phrases)
            return self._page(request, phrases)
        except SstcError as error:
            return self._problem(phrases, error)

    def _page(self, request: Request, phrases: Phrases) -> Answer:
        path, query = request.path.rstrip("/") or "/", dict(request.query)
        head, _, last = path.rpartition("/")
        view: views.View
        if head == "/webinars" and last.isdigit():
            template, view, query["number"] = "webinar", views.webinar, last
        elif head == "/explain" and last.isalnum():
            template, view, query["code"] = "explain", views.explain, last
        elif path in views.PAGES:
            name, view = views.PAGES[path]
            template = name.lower()
        else:
            facts = {"problem": phrases.say("There is no such page.")}
            return self._shown(phrases, "problem", facts, 404)
        series = self._series()
        reader = views.Reader(_words_of(phrases, series), _language(phrases.language, series))
        facts = view(views.Asked(self._run, series, reader, query))
        return self._shown(phrases, template, facts)

    def _series(self) -> Series | None:
        workspace = self._session.unchecked()
        return None if workspace.has_errors else workspace.series

    def _shown(
        self, phrases: Phrases, template: str, facts: Mapping[str, object], status: int = 200
    ) -> Answer:
        names = {
            "menu": [(path, name) for path, (name, _) in views.PAGES.items()],
            "language": phrases.language,
            "direction": direction_of(phrases.language),
            "token": self.token,
            "plan": self.plan(),
            "read_only": self.read_only,
            "version": self.version(),
            "quote": lambda text: quote(str(text), safe=""),
            **facts,
        }
        return Answer(office_page(template, phrases.say, names), status=status)

    def _problem(self, phrases: Phrases, error: SstcError, status: int = 200) -> Answer:
        facts = {"problem": error.message, "hint": error.hint or ""}
        return self._shown(phrases, "problem", facts, status)

    def _frame(self, request: Request) -> Answer:
        """Answer with a document, which is shown in a sandbox."""
        kind = request.path.removeprefix("/frame/")
        outcome = self._run.run(*views.frame_words(kind, request.query))
        if outcome.failed or not outcome.data:
            return Answer(outcome.said.encode(), "text/plain; charset=utf-8", frame=True)
        return Answer(outcome.data, frame=True)

    def _act(self, request: Request, phrases: Phrases) -> Answer:
        """Show what a form would change, or change it."""
        name = request.path.removeprefix("/do/")
        if name == "folder" and not self.read_only:
            typer.launch(str(self._session.root / "out"))
            return Answer(b"", status=303, location="/documents")
        act = ACTS.get(name)
        if act is None or self.read_only:
            message = phrases.say("This page only shows, and changes nothing.")
            return self._shown(phrases, "problem", {"problem": message}, 403)
        form = dict(request.form)
        shown, confirmed = form.pop("plan", ""), form.pop("confirmed", "")
        form.pop("file", None)  # a path is only what was kept here
        if name in UPLOADS:
            kept = self._kept(request.upload, form.pop("kept", ""))
            form["file"] = str(kept)
        if act.trial is not None and shown != self.plan():
            message = phrases.say("The plan has changed since this page was shown. Look again.")
            return self._shown(phrases, "problem", {"problem": message, "back": act.back}, 409)
        tried = None if confirmed else act.tried(self._run, form)
        if tried is not None:
            fields = {key: value for key, value in form.items() if key != "file"}
            if name in UPLOADS:
                fields["kept"] = Path(form["file"]).name
            facts = {"act": name, "fields": fields, "outcome": tried, "back": act.back}
            return self._shown(
                phrases, "confirm", {**facts, "said": _short(tried.text + tried.said)}
            )
        outcome = act.applied(self._run, form)
        if name in UPLOADS and not outcome.failed:
            with suppress(OSError):
                Path(form["file"]).unlink()
        said = _short(outcome.text + outcome.said)
        facts = {"act": name, "outcome": outcome, "back": act.back, "said": said}
        return self._shown(phrases, "done", {**facts, "can_undo": act.trial is not None})

    def _kept(self, upload: Upload | None, kept: str) -> Path:
        """Return the private file of an upload: the new one, or the one that was shown before."""
        if upload is not None and upload.data:
            make_private_folder(self._folder)
            suffix = Path(upload.name).suffix[:8]
            path = self._folder / f"{sha256(upload.data).hexdigest()[:16]}{suffix}"
            path.write_bytes(upload.data)
            path.chmod(0o600)
            return path
        names = (
            {file.name: file for file in self._folder.iterdir()} if self._folder.is_dir() else {}
        )
        if kept not in names:
            raise SstcError("no file was chosen", "choose the file again")
        return names[kept]

    def close(self) -> None:
        """Delete the files that were sent."""
        shutil.rmtree(self._folder, ignore_errors=True)


def _phrases(accepted: str) -> Phrases:
    """Return the words in the first language of a browser that the page has."""
    wanted = [part.partition(";")[0].strip() for part in accepted.split(",")]
    found = (code for one in wanted for code in kin(one)[::-1] if code in LANGUAGES)
    return phrases_in(next(found, "en"))


def _words_of(phrases: Phrases, series: Series | None) -> Phrases:
    return phrases_for(phrases.language, series) if series else phrases


def _language(page: str, series: Series | None) -> str:
    """Return the language of the series' texts: that of the page, or the first one."""
    languages = series.languages if series else ("en",)
    return next((code for code in languages if kin(code)[-1] == page), languages[0])


def _short(text: str) -> str:
    return text if len(text) <= _MOST_SHOWN else f"{text[:_MOST_SHOWN]}…"


def open_(
    context: typer.Context,
    read_only: Annotated[
        bool, flag("--read-only", text="Show only; no form changes a file.")
    ] = False,
    port: Annotated[
        int,
        typer.Option("--port", min=1, max=65_535, metavar="PORT", help="First port to try."),
    ] = _FIRST,
    no_browser: Annotated[
        bool, flag("--no-browser", text="Print the address, and open no browser.")
    ] = False,
) -> None:
    """Open the series in your browser, on this computer only, until Ctrl-C.

    The page has what is left to do, the webinars, the problems, the documents, the answers, the
    mails and the translations. Each change is shown before it is made, and `sstc undo` takes it
    back. The page never sends, publishes or deletes. It ends by itself half an hour after you have
    closed it.

    Example: `sstc open`
    """
    session = session_of(context)
    session.unchecked()  # a folder without a plan is refused at once
    office = Office(session, Runner(context, session), read_only=read_only)
    try:
        with server_at(port, Page(office.answer, office.version)) as server:
            office.token = server.token
            session.result(server.address)
            session.say("press Ctrl-C to stop; the address is for you alone")
            server.stop_when_idle()
            if not no_browser:
                typer.launch(server.address)
            with suppress(KeyboardInterrupt):
                server.serve_forever()
    finally:
        office.close()
