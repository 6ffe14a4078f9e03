"""What the page can change: each act is a command, which is shown first, and then applied."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import quote

from sstc_cli.cli.office.runner import Outcome, Runner
from sstc_cli.errors import SstcError
from sstc_cli.survey import ImportAsker

Form = Mapping[str, str]
_OF = "webinar-"
_ONE, _DOCUMENT = "/webinars/{number}", "/documents?name={name}&number={number}&language={language}"
_BACK = ("name", "number", "language")


class Choice(NamedTuple):
    """A field that is offered if a command names its `option`; without values, a box to tick."""

    name: str
    option: str
    label: str
    values: Sequence[tuple[str, str]] | None = None


_ENCODINGS = ("utf-8", "gb18030", "big5", "shift_jis", "cp949", "cp1251", "cp1252", "cp1256")
_FORCE = (Choice("force", "--force", "Make the change all the same"),)
_REPLACE = (Choice("replace", "--replace", "Replace the file that is there"),)
# `values` of surveys and webinars are those of the series
_OF_ANSWERS = (
    Choice("survey", "--survey", "Survey", ()),
    Choice("webinar", "--webinar", "Webinar", ()),
    Choice("encoding", "--encoding", "Encoding of the file", [(one, one) for one in _ENCODINGS]),
)
_OF_TRANSLATIONS = (
    Choice("older", "--older", "Also take translations of texts that have changed since"),
    Choice("unreviewed", "--unreviewed", "Also take what needs a review"),
    Choice("theirs", "--theirs", "Take the translation of the file if both sides changed it"),
)


@dataclass(frozen=True)
class Act:
    """A form: the words of its command, how that is tried and applied, and where it leads back to.

    Fields of the form may be in `back`, in braces.

    What is `slow` runs in a process of its own, so that the page can be used meanwhile. `choices`
    are offered after a refusal, as a form that is tried again.
    """

    words: Callable[[Form], list[str]]
    back: str
    trial: tuple[str, ...] | None = ("--dry-run",)
    apply: tuple[str, ...] = ()
    slow: bool = False
    choices: tuple[Choice, ...] = ()

    def back_to(self, form: Form) -> str:
        """Return the page that a form is on."""
        return self.back.format_map({name: quote(form.get(name, ""), safe="") for name in _BACK})

    def tried(self, run: Runner, form: Form, asker: ImportAsker | None) -> Outcome:
        """Return what the command would do."""
        return run.run(*self._words(form), *(self.trial or ()), asker=asker)

    def applied(self, run: Runner, form: Form, asker: ImportAsker | None) -> Outcome:
        """Return what the command has done."""
        words = [*self._words(form), *self.apply]
        return run.alone(*words) if self.slow else run.run(*words, asker=asker)

    def _words(self, form: Form) -> list[str]:
        """Return the words of the command with the options that were chosen."""
        chosen = [choice for choice in self.choices if form.get(choice.name)]
        options = [
            one.option if one.values is None else f"{one.option}={form[one.name].strip()}"
            for one in chosen
        ]
        return [*self.words(form), *options]


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
    if not day and not clock:
        raise SstcError("the new day and the new start are missing", "fill in one of them, or both")
    return ["schedule", "move", number, *day, *clock]


def _duty(form: Form) -> list[str]:
    """Return a duty with the webinars for which it is done, each of which has a field."""
    numbers = [name.removeprefix(_OF) for name in form if name.startswith(_OF)]
    if not all(number.isdigit() for number in numbers):
        raise SstcError("the field `duty` is wrong", "go back, and try again")
    if form.get("some") and not numbers:
        raise SstcError("no webinar is ticked", "tick the webinars for which it is done")
    return [_positional(form, "duty"), *numbers]


def _cancel(form: Form) -> list[str]:
    reasons = [
        f"--reason={name.removeprefix('reason-')}={words.strip()}"
        for name, words in form.items()
        if name.startswith("reason-") and len(name) > len("reason-") and words.strip()
    ]
    if not reasons:
        raise SstcError("the reason is missing", "write it, because participants read it")
    return ["schedule", "cancel", _positional(form, "number"), *reasons]


def _write(form: Form) -> list[str]:
    numbers = [form["number"]] if form.get("number", "").isdigit() else []
    format_ = f"--format={_positional(form, 'format')}"
    language = _given(form, "language", "--language")
    return ["documents", "render", _positional(form, "name"), *numbers, format_, *language]


ACTS: Mapping[str, Act] = {
    "done": Act(lambda form: ["due", "done", *_duty(form)], "/"),
    "move": Act(_move, _ONE, choices=_FORCE),
    "swap": Act(
        lambda form: ["schedule", "swap", _positional(form, "number"), _positional(form, "other")],
        _ONE,
        choices=_FORCE,
    ),
    "cancel": Act(_cancel, _ONE, choices=_FORCE),
    "fix": Act(
        lambda form: ["validate", "--fix", f"--select={_positional(form, 'code')}"],
        "/problems",
        ("--diff",),
    ),
    "undo": Act(lambda _: ["undo"], "/changes", apply=("--yes",)),
    "write": Act(_write, _DOCUMENT, None, slow=True, choices=_REPLACE),
    "answers": Act(
        lambda form: ["surveys", "import", _positional(form, "file")],
        "/answers",
        choices=_OF_ANSWERS,
    ),
    "to-translate": Act(
        lambda form: ["translations", "export", *_given(form, "language", "--language")],
        "/translations",
        None,
    ),
    "translated": Act(
        lambda form: ["translations", "import", _positional(form, "file")],
        "/translations",
        apply=("--yes",),
        choices=_OF_TRANSLATIONS,
    ),
}
UPLOADS = ("answers", "translated")
