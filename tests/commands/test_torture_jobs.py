"""`make torture` kills every command that writes."""

from collections.abc import Iterator

from torture_jobs import JOBS

from sstc_cli.cli.console.group import whole_tree
from sstc_cli.cli.run import app

NO_FILE = {
    "calendar check", "certificates list", "certificates verify", "documents list",
    "explain", "knowledge check", "mail check", "mail preview", "mail status", "open",
    "partners list",
    "partners status", "partners why", "release diff", "release list", "release show",
    "report check", "report diff", "report list", "report show", "schedule list",
    "schedule show", "site check", "site embed", "site serve", "status", "surveys check",
    "surveys inspect", "surveys list", "surveys summary", "templates check", "templates labels",
    "templates list", "translations status", "watch",
}  # fmt: skip
NEEDS_A_SERVER = {"mail setup"}  # after a login, it writes one small file whole
KILLED_ELSEWHERE = {"mail send", "mail test"}  # `tests/mail/torture.py`, in front of real servers


def commands(command: object, path: tuple[str, ...] = ()) -> Iterator[str]:
    """Yield the words of each command."""
    inner = getattr(command, "commands", {})
    for name, below in inner.items():
        yield from commands(below, (*path, name))
    if path and not inner:
        yield " ".join(path)


def test_every_command_that_writes_is_killed() -> None:
    known = {*commands(whole_tree(app))}
    words = [" ".join(job.words) for job in JOBS]
    killed = {name for name in known if any(f"{line} ".startswith(f"{name} ") for line in words)}
    expected = known - NO_FILE - KILLED_ELSEWHERE - NEEDS_A_SERVER
    assert killed == expected, (
        "add a job to torture_jobs.py, or a command that writes no file above"
    )
    assert known >= NO_FILE | KILLED_ELSEWHERE | NEEDS_A_SERVER, "a command above does not exist"
