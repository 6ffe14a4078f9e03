"""`sstc open`: the series in the browser, on this computer alone."""

import secrets
import shutil
import signal
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, replace
from html import escape
from http import HTTPStatus
from pathlib import Path
from threading import Lock, Thread
from typing import Annotated, Any, NoReturn
from urllib.parse import quote

import typer

from sstc_cli.atomic import make_private
from sstc_cli.cli.console.group import flag
from sstc_cli.cli.console.sections import phrases_for
from sstc_cli.cli.console.session import Session, session_of
from sstc_cli.cli.office import views
from sstc_cli.cli.office.acts import ACTS, UPLOADS, Act
from sstc_cli.cli.office.prepared import mail_as_page
from sstc_cli.cli.office.questions import OTHER, PageAsker
from sstc_cli.cli.office.runner import Outcome, Runner
from sstc_cli.cli.office.seen import state, version
from sstc_cli.cli.office.server import Answer, Page, Request, Upload, server_at
from sstc_cli.cli.office.words import (
    Facts,
    Reader,
    difference_in_words,
    survey_name,
    webinar_titles,
)
from sstc_cli.errors import SstcError, explained
from sstc_cli.lock import locked, make_private_folder
from sstc_cli.model import Series
from sstc_cli.model.phrases import Phrases
from sstc_cli.model.text import LANGUAGES, kin
from sstc_cli.render.office import office_file, office_page
from sstc_cli.views.catalogues import phrases_in
from sstc_cli.views.dates import direction_of

_FIRST = 8_100
_FILES = {"/office.css": "text/css; charset=utf-8", "/office.js": "text/javascript; charset=utf-8"}
_MOST_SHOWN = 400_000  # characters of what a command says
_MOST_WAITING = 50  # changes that were shown and not made, and results
_MOST_FILES = 20  # that were sent
_LONGEST = 100  # characters of the name of a file
_FOLDER, _RESULT = "office-", "/result/"
_TOO_LARGE = (
    "The file is too large for this page, which takes 60 MB at most. Save it in several parts."
)
_NOTHING_WRITTEN = ("no files changed", "dry run: nothing was written")  # which is not news
# as on the page Changes
_KEEPS_ANSWERS = (
    "The last change is an import of answers: take it back with `sstc undo` in the terminal."
)


@dataclass(frozen=True)
class Waiting:
    """A change that was shown: its form, and the state of the data that it was shown for."""

    act: str
    form: Mapping[str, str]
    state: str


class Office:
    """The pages of one workspace; `read_only` has no forms.

    One change is made at a time, each once, and only as it was shown.
    """

    def __init__(self, session: Session, run: Runner, *, read_only: bool) -> None:
        self._session, self._run, self.read_only = session, run, read_only
        self.token = self.root = ""
        self._private = session.root / ".sstc"
        self._folder = self._private / f"{_FOLDER}{secrets.token_hex(8)}"
        self._uploads: dict[str, Path] = {}
        self._waiting: dict[str, Waiting] = {}
        self._results: dict[str, Answer] = {}
        self._lock = Lock()
        self._held = ExitStack()  # the lock of the folder

    def version(self) -> str:
        """Return what differs once the data have changed, or a page need not wait any more."""
        return f"{version(self._session.root)} {self._run.finished}."

    def answer(self, request: Request) -> Answer:
        """Answer a request; whatever goes wrong is a page with one clear line."""
        phrases = _phrases(request.languages)
        act = ACTS.get(request.path.removeprefix("/do/"))
        back = act.back_to(request.form) if act else "/problems"
        try:
            if request.path in _FILES:
                return Answer(office_file(request.path[1:]), _FILES[request.path])
            if request.path.startswith("/frame/"):
                return self._frame(request, phrases)
            if request.method == "POST":
                with self._lock:
                    return self._led_to(self._act(request, phrases))
            return self._results.get(request.path) or self._page(request, phrases)
        except SstcError as error:
            status = 404 if isinstance(error, views.UnknownError) else 200
            return self._problem(phrases, error, 413 if request.is_too_large else status, back)
        except Exception as error:  # noqa: BLE001 of odd values in a request, or a bug
            why = f"this cannot be shown: {type(error).__name__}"
            if isinstance(error, OSError):
                why = f"a file cannot be read or written: {explained(error)}"
            return self._problem(phrases, SstcError(why, "go back, and try again"), 400)

    def _led_to(self, answer: Answer) -> Answer:
        """Return the way to a result, so that Back and F5 do not send the form again."""
        if answer.status != HTTPStatus.OK:
            return answer
        path = f"{_RESULT}{secrets.token_urlsafe(16)}"
        self._results[path] = answer
        for old in [*self._results][:-_MOST_WAITING]:
            del self._results[old]
        return Answer(b"", status=HTTPStatus.SEE_OTHER, location=f"{self.root}{path}")

    def _page(self, request: Request, phrases: Phrases) -> Answer:
        path, query = request.path.rstrip("/") or "/", dict(request.query)
        head, _, last = path.rpartition("/")
        view: views.View
        if head == "/webinars" and views.is_number(last):
            template, view, query["number"] = "webinar", views.webinar, last
        elif head == "/explain" and last.isalnum():
            template, view, query["code"] = "explain", views.explain, last
        elif path in views.PAGES:
            name, view = views.PAGES[path]
            template = name.lower()
        else:
            return self._refused(phrases, views.NO_PAGE, 404)
        # before the page is made: what changes meanwhile is not what it shows
        seen = {"version": self.version(), "plan": state(self._session.root)}
        asked = views.Asked(self._run, self._run.workspace(), self._reader(phrases), query)
        facts = {**view(asked), **seen, "notes": asked.notes, "waits": asked.waits}
        self.begin()
        return self._shown(phrases, template, facts)

    def warm(self) -> None:
        """Load what the first page needs, while the browser starts."""
        with suppress(SstcError):  # which the page will show
            self._run.read("status", "--json")
            self._run.read("todo", "--fast", "--json")
            self.begin()

    def begin(self) -> None:
        """Start what takes long before a page asks for it."""
        for words in views.slow_commands(self._run.workspace()):
            self._run.apart(*words)

    def _reader(self, phrases: Phrases) -> Reader:
        series = self._run.workspace().series
        return Reader(_words_of(phrases, series), _language(phrases.language, series))

    def _shown(
        self, phrases: Phrases, template: str, facts: Mapping[str, object], status: int = 200
    ) -> Answer:
        names = {
            "menu": [(path, name) for path, (name, _) in views.PAGES.items()],
            "root": self.root,
            "language": phrases.language,
            "direction": direction_of(phrases.language),
            "token": self.token,
            "plan": state(self._session.root),
            "read_only": self.read_only,
            "version": self.version(),
            "quote": lambda text: quote(str(text), safe=""),
            "notes": (),
            "waits": False,
            **facts,
        }
        return Answer(office_page(template, phrases.say, names), status=status)

    def _problem(
        self, phrases: Phrases, error: SstcError, status: int = 200, back: str = "/problems"
    ) -> Answer:
        facts = {
            "problem": error.message,
            "hint": error.hint or "",
            "back": back,
            "is_english": not isinstance(error, views.RefusedError),
        }
        return self._shown(phrases, "problem", facts, status)

    def _refused(self, phrases: Phrases, why: str, status: int, back: str = "/") -> Answer:
        facts = {"problem": phrases.say(why), "back": back}
        return self._shown(phrases, "problem", facts, status)

    def _frame(self, request: Request, phrases: Phrases) -> Answer:
        """Answer with a document, which is shown in a sandbox."""
        kind = request.path.removeprefix("/frame/")
        if kind == "prepared" and (data := mail_as_page(self._run.workspace(), request.query)):
            return Answer(data, frame=True)
        words = views.frame_words(kind, request.query, self._run.workspace().series)
        is_slow = kind == "report"
        outcome = None
        if words:
            outcome = self._run.apart(*words).result() if is_slow else self._run.read(*words)
        if outcome is None or outcome.failed or not outcome.data:
            said = outcome.said if outcome else "there is no such page"
            page = self._shown(phrases, "frame", {"lines": said[:_MOST_SHOWN].splitlines()})
            return replace(page, frame=True, status=200 if outcome else 404)
        return Answer(outcome.data, frame=True)

    def _act(self, request: Request, phrases: Phrases) -> Answer:
        """Show what a form would change, or make what was shown."""
        name = request.path.removeprefix("/do/")
        act = ACTS.get(name)
        if (act is None and name != "folder") or self.read_only:
            return self._refused(phrases, "This page only shows, and changes nothing.", 403)
        if request.is_too_large:  # its token was not read
            raise views.RefusedError(phrases.say(_TOO_LARGE))
        if act is None:
            typer.launch(str(self._session.root / "out"))
            return Answer(b"", status=303, location=f"{self.root}/documents")
        form = {key: value for key, value in request.form.items() if key != "file"}
        shown, confirmed = form.pop("plan", ""), form.pop("confirmed", "")
        if confirmed:
            waiting = self._waiting.pop(confirmed, None)
            if waiting is None or waiting.act != name or not _is_kept(waiting.form):
                old = "This was done already, or the page is old. Look again."
                return self._refused(phrases, old, 409, act.back_to(form))
            form, shown = dict(waiting.form), waiting.state
        if act.trial is not None and shown != state(self._session.root):
            changed = "The plan has changed since this page was shown. Look again."
            return self._refused(phrases, changed, 409, act.back_to(form))
        if name in UPLOADS and not confirmed:
            form["file"] = str(self._kept(request.upload, form.pop("kept", "")))
        if act.trial is not None and not confirmed:
            return self._tried(name, act, form, phrases)
        return self._made(name, act, form, phrases)

    def _made(self, name: str, act: Act, form: Mapping[str, str], phrases: Phrases) -> Answer:
        """Make what a form asks for, and say what was done."""
        asker = self._asker(name, form, phrases)
        outcome = act.applied(self._run, form, asker)
        self._run.forget()
        self.begin()
        if name in UPLOADS and not outcome.failed:
            with suppress(OSError):
                Path(form["file"]).unlink()
        if act.trial is None and outcome.failed:
            return self._offered(name, form, outcome, asker, phrases)
        can_undo = act.trial is not None and name not in {"answers", "undo"}
        facts = {"act": name, "back": act.back_to(form), "can_undo": can_undo}
        return self._shown(phrases, "done", {**facts, **self._told(outcome, phrases)})

    def _told(self, outcome: Outcome, phrases: Phrases) -> Facts:
        """Return what a command changes in the words of the page, and what else it has said."""
        words = self._reader(phrases).phrases
        changes = [
            part
            for before, after in outcome.changes
            for part in difference_in_words(before, after, words)
        ]
        said = outcome.said if changes else outcome.text + outcome.said
        lines = said.splitlines(keepends=True)
        said = "".join(line for line in lines if line.strip() not in _NOTHING_WRITTEN)
        return {"outcome": outcome, "changes": changes, "said": _short(said)}

    def _asker(
        self, name: str, form: Mapping[str, str], phrases: Phrases, *, is_trial: bool = False
    ) -> PageAsker | None:
        """Return what answers the questions of an import."""
        series = self._run.workspace().series
        if name != "answers" or series is None:
            return None
        return PageAsker(series, self._reader(phrases), form, is_trial)

    def _tried(self, name: str, act: Act, form: dict[str, str], phrases: Phrases) -> Answer:
        """Show what a form would change, and remember that under a word that is used once."""
        asker = self._asker(name, form, phrases, is_trial=True)
        now, tried = state(self._session.root), act.tried(self._run, form, asker)
        if name == "undo":
            steps = self._run.run("undo", "--dry-run", "--json").facts.get("steps", ())
            if any(step["imports"] for step in steps):
                return self._refused(phrases, _KEEPS_ANSWERS, 403, act.back_to(form))
        nonce = ""
        is_nothing = tried.said.strip() == "nothing to change"
        if not (tried.failed or is_nothing or (asker and asker.open)):
            nonce = secrets.token_urlsafe(16)
            self._waiting[nonce] = Waiting(name, form, now)
            for old in [*self._waiting][:-_MOST_WAITING]:
                del self._waiting[old]
        return self._offered(name, form, tried, asker, phrases, nonce)

    def _offered(
        self, name: str, form: Mapping[str, str], outcome: Outcome, asker: PageAsker | None,
        phrases: Phrases, nonce: str = "",
    ) -> Answer:  # fmt: skip
        """Offer to make what was shown, and to try it again with other choices and answers."""
        act, workspace, reader = ACTS[name], self._run.workspace(), self._reader(phrases)
        questions, is_open = (asker.asked, bool(asker.open)) if asker else ([], False)
        # a doubt may be about what was read from the file
        in_doubt = any(one.name.startswith("doubt-") for one in questions)
        values: dict[str, list[tuple[str, str]]] = {
            "survey": [(id_, survey_name(id_, workspace.surveys, reader))
                       for id_ in workspace.surveys],
            "webinar": webinar_titles(workspace.series, reader),
        }  # fmt: skip
        choices = [
            one._replace(values=None if one.values is None else one.values or values[one.name])
            for one in act.choices
            if (
                form.get(one.name)
                or one.option in outcome.said
                or (one.name in values and (in_doubt or not outcome.failed))
            )
            and not any(asked.name.startswith(f"{one.name}-") for asked in questions)
        ]
        choices = choices if in_doubt or not is_open else []
        names = {one.name for one in choices} | {one.name for one in questions}
        names |= {f"{one.name}{OTHER}" for one in questions}
        kept = next(
            (key for key, path in self._uploads.items() if str(path) == form.get("file")), ""
        )
        facts = {
            "act": name,
            "fields": form,
            "hidden": {key: form[key] for key in form if key not in {"file", *names}},
            "choices": choices,
            "questions": questions,
            "is_open": is_open,
            "is_tried": act.trial is not None,
            "back": act.back_to(form),
            "nonce": nonce,
            "kept": kept,
        }
        return self._shown(phrases, "confirm", {**facts, **self._told(outcome, phrases)})

    def _kept(self, upload: Upload | None, kept: str) -> Path:
        """Return the private file of an upload: the new one, or one that was sent before.

        It has its own name, from which the import may read the webinar.
        """
        if upload is not None and not upload.data:
            raise SstcError(f"{_clean(upload.name)} is empty", "choose another file")
        if upload is not None:
            key = secrets.token_hex(8)
            folder = self._own_folder() / key
            folder.mkdir(0o700)
            path = folder / _clean(upload.name)
            try:
                make_private(path)
                path.write_bytes(upload.data)
            except OSError:
                shutil.rmtree(folder, ignore_errors=True)
                raise
            self._uploads[key] = path
            for old in [*self._uploads][:-_MOST_FILES]:
                self._uploads.pop(old).unlink(missing_ok=True)
            return path
        if kept not in self._uploads or not self._uploads[kept].is_file():
            raise SstcError("no file was chosen", "choose the file again")
        return self._uploads[kept]

    def entrance(self, address: str) -> Path:
        """Write a private page that leads to an address, which other users cannot read."""
        path = self._own_folder() / "open.html"
        path.write_text(
            f'<!doctype html><meta charset="utf-8"><meta name="referrer" content="no-referrer">'
            f'<meta http-equiv="refresh" content="0;url={escape(address)}">',
            encoding="utf-8",
        )
        path.chmod(0o600)
        return path

    def _own_folder(self) -> Path:
        """Return the private folder of this page, whose lock shows others that it is open."""
        if not self._folder.is_dir():
            for folder in (self._private, self._folder):
                make_private_folder(folder)
            self._held.enter_context(locked(self._folder / "open"))
        return self._folder

    def sweep(self) -> None:
        """Delete what an earlier page has left behind, whose process was killed."""
        for folder in self._private.glob(f"{_FOLDER}*"):
            with suppress(OSError):
                if not folder.is_symlink():
                    with locked(folder / "open", wait=False):
                        pass
                    shutil.rmtree(folder)

    def close(self) -> None:
        """End what runs, and delete the files that were sent."""
        self._run.close()
        self._held.close()
        shutil.rmtree(self._folder, ignore_errors=True)


def _is_kept(form: Mapping[str, str]) -> bool:
    """Return whether a form is without a file, or its file has not made room for others."""
    return "file" not in form or Path(form["file"]).is_file()


def _clean(name: str) -> str:
    """Return a name of a file that any system takes, with what people see of the old one."""
    shown = "".join(char for char in name if char.isalnum() or char in " ._-()'’")[-_LONGEST:]
    return shown.lstrip(". -") or "file"


def _phrases(accepted: str) -> Phrases:
    """Return the words in the first language of a browser that the page has."""
    wanted = [part.partition(";")[0].strip() for part in accepted[:1_000].split(",")]
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
    back. The page never sends, publishes or deletes. It ends half an hour after you have closed it.

    Example: `sstc open`
    """
    session = session_of(context)
    session.unchecked()  # a folder without a plan is refused at once
    office = Office(session, Runner(context, session), read_only=read_only)
    office.sweep()
    try:
        with _ended_by_signals(), server_at(port, Page(office.answer, office.version)) as server:
            office.token, office.root = server.token, server.root
            session.result(server.address)
            session.say("press Ctrl-C to stop; the address works once, and is for you alone")
            server.stop_when_idle()
            Thread(target=office.warm, daemon=True).start()
            if not no_browser:
                typer.launch(str(office.entrance(server.address)))
            server.serve_forever()
            session.say("the page was closed for half an hour: open it again with `sstc open`")
    except KeyboardInterrupt:
        pass
    finally:
        office.close()


@contextmanager
def _ended_by_signals() -> Iterator[None]:
    """End as by Ctrl-C when the terminal is closed, so that no private file stays."""

    def end(*_: Any) -> NoReturn:
        raise KeyboardInterrupt

    names = [name for name in ("SIGTERM", "SIGHUP", "SIGBREAK") if hasattr(signal, name)]
    before = {name: signal.signal(getattr(signal, name), end) for name in names}
    try:
        yield
    finally:
        for name, handler in before.items():
            signal.signal(getattr(signal, name), handler)
