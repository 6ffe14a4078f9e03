"""The journal of what commands have changed, from which `sstc undo` takes it back."""

import codecs
import json
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from difflib import SequenceMatcher
from pathlib import Path
from types import MappingProxyType

from sstc_cli.atomic import delete, discard
from sstc_cli.cli.console.files import contents, drop, write_whole, writing
from sstc_cli.cli.console.session import Session
from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.listing import entries
from sstc_cli.lock import locked, make_private_folder
from sstc_cli.quantity import first_of, quantity
from sstc_cli.workspace import Workspace
from sstc_cli.workspace.data_files import refuse_outside

_FOLDER, _STEPS = ".sstc", "undo-*.json"
_MOST = 50  # steps that are kept
_SHOWN = 4  # values of a step that are named
_NONE: Mapping[str, bytes] = MappingProxyType({})


@dataclass(frozen=True)
class Step:
    """What one command has changed: `said` in words, and when it was, in local time.

    `before` has the texts of files as they were, `after` those that the command made of them, and
    `imports` the numbers of imports into the store. `place` is its file in the journal.
    """

    command: str
    at: str
    said: Sequence[str]
    before: Mapping[str, str]
    after: Mapping[str, str]
    imports: Sequence[int] = ()
    place: str = ""

    def __post_init__(self) -> None:
        texts = (*self.said, *self.before.values(), *self.after.values())
        if {*map(type, texts)} - {str} or {*self.before} != {*self.after}:
            raise TypeError

    def to_write(self, now: Mapping[str, bytes]) -> dict[str, bytes]:
        """Return what takes the step back, by what its files contain `now`; keep later edits.

        A file that is as before has been written already, by a command that was killed. Refuse if
        an edit by hand is in an item that the step changed.
        """
        found = {}
        for name, text in self.before.items():
            try:
                lines = now[name].decode()
                found[name] = _without(self.after[name], text, lines).encode()
            except ValueError as error:
                what = f"what `{self.command}` of {self.at} did in {name} was changed by hand later"
                what += f", in `{error}`" if type(error) is ValueError else ""
                hint = "take it back by hand; `sstc undo --list` shows what commands did"
                raise SstcError(f"{what}, so nothing was undone", hint, ExitCode.USAGE) from None
        return {name: data for name, data in found.items() if now[name] != data}


_ITEM = re.compile(r"(?:  )?- |\S")  # how a key of the file, or an item of it, begins


def _without(after: str, before: str, now: str) -> str:
    """Return a text without a change, of which other lines have been edited since.

    Raise ValueError with the name of an item of which an edit touches the change, or a part: the
    same lines may be in the next one, too.
    """
    if now in (after, before):
        return before
    lines = after.splitlines(keepends=True)
    edits = _hunks(lines, now)
    begins = [at for at, line in enumerate(lines) if _ITEM.match(line)]
    undone = _hunks(lines, before)
    for start, end, new in undone:
        first = max((at for at in begins if at <= max(0, min(start, end - 1))), default=0)
        last = min((at for at in begins if at >= end), default=len(lines))
        for low, high, edit in edits:
            if (low, high, edit) == (start, end, new):
                continue  # taken back by hand
            touches = low <= end and start <= high
            if touches or (low < last and first < high and (low < high or first < low)):
                raise ValueError(_name_of(lines[first]))
    for start, end, new in sorted((*(one for one in undone if one not in edits), *edits))[::-1]:
        lines[start:end] = new
    return "".join(lines)


def _name_of(line: str) -> str:
    """Return the id or the key in the first line of an item, without what may be private."""
    found = re.search(r"\bid: *([\w-]+)", line) or re.search(r"^ *([\w-]+):", line)
    return found[1] if found else "a list"


def _hunks(lines: Sequence[str], text: str) -> list[tuple[int, int, list[str]]]:
    """Return which lines become which others, by their positions."""
    others = text.splitlines(keepends=True)
    found = SequenceMatcher(None, lines, others, autojunk=False).get_opcodes()
    return [(start, end, others[low:high]) for kind, start, end, low, high in found
            if kind != "equal"]  # fmt: skip


def save(
    session: Session, before: Workspace, after: Workspace, labels: Mapping[str, bytes] = _NONE
) -> list[str]:
    """Write the files that differ, all or none, each whole, and return their names.

    The journal keeps what they were. `labels` are catalogues of labels, by their files.
    """
    old, new = ({file: tree.text for file, tree in it.trees.items()} for it in (before, after))
    differing = [file for file in new if new[file] != old[file]]
    were = {file: contents(after.root / file) or b"" for file in labels}
    labels = {file: data for file, data in labels.items() if data != were[file]}
    if not differing and not labels:
        return []
    marks = {file: _byte_order_mark(after.root, file) for file in differing}
    changed = {file: (marks[file] + new[file]).encode() for file in differing} | labels
    step = Step(
        session.command,
        _moment(session),
        [*_sentences(before, after), *(f"{file}: labels" for file in labels)],
        {file: marks[file] + old[file] for file in differing}
        | {file: were[file].decode() for file in labels},
        {file: data.decode() for file, data in changed.items()},
    )
    with _kept(after.root, step):
        for file, data in changed.items():
            _write(after.root, file, data, step.before[file].encode())
    return [*changed]


def _write(root: Path, file: str, data: bytes, expected: bytes) -> None:
    """Write a file as a step has it: one that is empty before or afterwards is not there."""
    if data:
        write_whole(root / file, data, root=root, expected=expected or None)
    else:
        refuse_outside(root, root / file)
        with writing(root / file):
            delete(root / file)


def _byte_order_mark(root: Path, file: str) -> str:
    """Return the mark that a file begins with, or nothing; refuse a link."""
    if (root / file).is_symlink():
        target = (root / file).resolve()
        hint = "run this in the workspace that has the file itself"
        raise SstcError(f"{file} is a link to {target}, so it was not changed", hint)
    return "\ufeff" if (contents(root / file) or b"").startswith(codecs.BOM_UTF8) else ""


def record_imports(
    session: Session, root: Path, files: Sequence[str], numbers: Sequence[int]
) -> None:
    """Keep in the journal, if it can be written, that files were imported into the store."""
    said = [f"imported {', '.join(first_of(list(dict.fromkeys(files)), _SHOWN))}"]
    step = Step(session.command, _moment(session), said, {}, {}, numbers)
    if numbers:
        with suppress(SstcError), _kept(root, step):
            pass


def steps_of(root: Path) -> list[Step]:
    """Return the steps of the journal, the last one first; refuse what cannot be read."""
    steps = []
    for file in entries(root / _FOLDER, _STEPS)[::-1]:
        try:
            steps.append(Step(**{**json.loads(file.read_bytes()), "place": file.name}))
        except (OSError, ValueError, TypeError, AttributeError):
            message = f"{_FOLDER}/{file.name} cannot be read, so nothing was undone"
            raise SstcError(message, "delete that file: the other steps can be undone") from None
    return steps


def last_steps(root: Path, count: int, known: Callable[[], Collection[int]]) -> list[Step]:
    """Return the last steps that can be taken back together; refuse a later edit by hand.

    Those that are undone already do not count. `known` returns the imports that the store has.
    """
    found: list[Step] = []
    now: dict[str, bytes] = {}
    for step in steps_of(root):
        if len(found) == count:
            break
        now = {**_contents_of(root, step), **now}
        files = step.to_write(now)
        imports = [number for number in step.imports if number in known()]
        if files or imports:
            found.append(replace(step, imports=imports))
            now |= files
    if len(found) < count:
        few = f"only {quantity(len(found), 'step')} can be undone" if found else ""
        message = few or "nothing can be undone: no command has changed the plan"
        raise SstcError(message, "`sstc undo --list` shows the steps", ExitCode.USAGE)
    return found


def take_back(root: Path, step: Step, act: Callable[[], None] = lambda: None) -> None:
    """Write the files of a step as they were, `act` on its imports, and drop it."""
    folder = root / _FOLDER
    with ExitStack() as held:
        with writing(folder):
            held.enter_context(locked(folder / "undo"))
        now = _contents_of(root, step)
        for name, data in step.to_write(now).items():
            _write(root, name, data, now[name])
        act()
        with writing(folder):
            for file in entries(folder, _STEPS):
                if file.name >= step.place:  # those above have nothing left to undo
                    delete(file)


def forget_steps(root: Path) -> None:
    """Delete the journal, because texts were erased that it may have."""
    drop(entries(root / _FOLDER, _STEPS))


@contextmanager
def _kept(root: Path, step: Step) -> Iterator[None]:
    """Keep a step in the journal while it is made, and after it; one command at a time.

    What fails midway is taken back.
    """
    folder = root / _FOLDER
    refuse_outside(root, folder / "undo")
    with ExitStack() as held:
        with writing(folder):
            make_private_folder(folder)
            held.enter_context(locked(folder / "undo"))
        earlier = entries(folder, _STEPS)
        number = int(earlier[-1].stem.removeprefix("undo-")) + 1 if earlier else 1
        file = folder / f"undo-{number:06}.json"
        if {name: text.encode() for name, text in step.before.items()} == _contents_of(root, step):
            facts = json.dumps({**asdict(step), "place": ""}, ensure_ascii=False, indent=1)
            write_whole(file, facts.encode(), 0o600, root=root)
        try:
            yield
        except BaseException:
            with suppress(SstcError):  # as there may be no room: the step stays, and can be undone
                for name, text in step.after.items():
                    if contents(root / name) == (made := text.encode()):
                        _write(root, name, step.before[name].encode(), made)
                discard(file)
            raise
        drop(earlier[: max(0, len(earlier) + 1 - _MOST)])


def _sentences(before: Workspace, after: Workspace) -> list[str]:
    from sstc_cli.cli.console.change import all_sentences  # noqa: PLC0415 slow to load

    return [*all_sentences(before, after)]


def _contents_of(root: Path, step: Step) -> dict[str, bytes]:
    return {name: contents(root / name) or b"" for name in step.before}


def _moment(session: Session) -> str:
    return str(session.today) if session.today else f"{datetime.now():%Y-%m-%d %H:%M}"
