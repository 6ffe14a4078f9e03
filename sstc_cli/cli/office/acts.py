"""What the page can change: each act is a command, which is shown first, and then applied."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import quote

from sstc_cli.cli.office.runner import Outcome, Runner
from sstc_cli.errors import SstcError

Form = Mapping[str, str]
_OF = "webinar-"
_ONE, _DOCUMENT = "/webinars/{number}", "/documents?name={name}&number={number}&language={language}"
_BACK = ("name", "number", "language")
# what the terminal asks about a file, by the names of boxes to tick
_TICKED = {
    "elsewhere": "--consent-elsewhere",
    "near": "--accept-suggestions",
    "anyway": "--yes",
}


@dataclass(frozen=True)
class Act:
    """A form: the words of its command, how that is tried and applied, and where it leads back to.

    Fields of the form may stand in `back`, in braces.

    What is `slow` runs in a process of its own, so that the page can be used meanwhile.
    """

    words: Callable[[Form], list[str]]
    back: str
    trial: tuple[str, ...] | None = ("--dry-run",)
    apply: tuple[str, ...] = ()
    slow: bool = False

    def back_to(self, form: Form) -> str:
        """Return the page that a form is on."""
        return self.back.format_map({name: quote(form.get(name, ""), safe="") for name in _BACK})

    def tried(self, run: Runner, form: Form) -> Outcome:
        """Return what the command would do."""
        return run.run(*self.words(form), *(self.trial or ()))

    def applied(self, run: Runner, form: Form) -> Outcome:
        run_now = run.alone if self.slow else run.run
        return run_now(*self.words(form), *self.apply)


def _given(form: Form, name: str, option: str) -> list[str]:
    value = form.get(name, "").strip()
    return [f"{option}={value}"] if value else []


def _positional(form: Form, name: str) -> str:
    """Return a value that stands for itself; one that begins with `-` would be an option."""
    value = form.get(name, "").strip()
    if not value or value.startswith("-"):
        raise SstcError(f"the field `{name}` is empty or wrong", "fill it in, and try again")
    return value


def _move(form: Form) -> list[str]:
    number = _positional(form, "number")
    day, clock = _given(form, "date", "--date"), _given(form, "time", "--time")
    return ["schedule", "move", number, *day, *clock]


def _duty(form: Form) -> list[str]:
    """Return a duty with the webinars for which it is done, each of which has a field."""
    numbers = [name.removeprefix(_OF) for name in form if name.startswith(_OF)]
    if not all(number.isdigit() for number in numbers):
        raise SstcError("the field `duty` is wrong", "go back, and try again")
    return [_positional(form, "duty"), *numbers]


def _cancel(form: Form) -> list[str]:
    reasons = [
        f"--reason={name.removeprefix('reason-')}={words.strip()}"
        for name, words in form.items()
        if name.startswith("reason-") and len(name) > len("reason-") and words.strip()
    ]
    return ["schedule", "cancel", _positional(form, "number"), *reasons]


def _import_answers(form: Form) -> list[str]:
    given = [word for name in ("webinar", "survey", "zone", "dates")
             for word in _given(form, name, f"--{name}")]  # fmt: skip
    ticked = [option for name, option in _TICKED.items() if form.get(name)]
    return ["surveys", "import", _positional(form, "file"), *given, *ticked]


def _write(form: Form) -> list[str]:
    numbers = [form["number"]] if form.get("number", "").isdigit() else []
    format_ = f"--format={_positional(form, 'format')}"
    language = _given(form, "language", "--language")
    return ["documents", "render", _positional(form, "name"), *numbers, format_, *language]


ACTS: Mapping[str, Act] = {
    "done": Act(lambda form: ["due", "done", *_duty(form)], "/"),
    "move": Act(_move, _ONE),
    "swap": Act(
        lambda form: ["schedule", "swap", _positional(form, "number"), _positional(form, "other")],
        _ONE,
    ),
    "cancel": Act(_cancel, _ONE),
    "fix": Act(
        lambda form: ["validate", "--fix", f"--select={_positional(form, 'code')}"],
        "/problems",
        ("--diff",),
    ),
    "undo": Act(lambda _: ["undo"], "/changes", apply=("--yes",)),
    "write": Act(_write, _DOCUMENT, None, slow=True),
    "answers": Act(_import_answers, "/answers"),
    "to-translate": Act(
        lambda form: ["translations", "export", *_given(form, "language", "--language")],
        "/translations",
        None,
    ),
    "translated": Act(
        lambda form: ["translations", "import", _positional(form, "file")],
        "/translations",
        apply=("--yes",),
    ),
}
UPLOADS = ("answers", "translated")
