"""A folder of a stranger names a program for a password: it runs only if the user allows it."""

import os
import shutil
import sys
from pathlib import Path

from conftest import Sstc
from prepared import prepare
from systems import FILE_MODES

PROOF = "PROOF"


def account(root: Path, host: str = "127.0.0.1") -> None:
    """Write an account whose command leaves a proof that it ran."""
    program = f"import pathlib; pathlib.Path({PROOF!r}).touch(); print('x')"
    words = ", ".join(f"'{word}'" for word in (sys.executable, "-c"))
    file = root / ".sstc" / "mail.toml"
    file.parent.mkdir(exist_ok=True)
    file.write_text(
        f'host = "{host}"\ntls = "none"\nport = 1\nuser = "office"\n'
        f'password_command = [{words}, "{program}"]\n',
        "utf-8",
    )
    file.chmod(0o600)


def ran(root: Path) -> bool:
    """Return whether the command ran, and forget it."""
    proof = root / PROOF
    found = proof.exists()
    proof.unlink(missing_ok=True)
    return found


def test_it_runs_only_after_it_was_allowed(sstc: Sstc, workspace: Path) -> None:
    account(workspace)
    sstc("mail", "check").gives(2, "nobody has allowed it yet", "pathlib")
    assert not ran(workspace)
    assert sstc("mail", "check", "--allow-command").status == 3  # no server is there
    assert ran(workspace)
    assert sstc("mail", "check").status == 3 and ran(workspace)
    account(workspace, host="localhost")  # where the same password would go
    assert sstc("mail", "check").status == 2 and not ran(workspace)


def test_it_is_allowed_for_one_workspace(sstc: Sstc, workspace: Path, tmp_path: Path) -> None:
    account(workspace)
    sstc("mail", "check", "--allow-command")
    assert ran(workspace)
    stranger = tmp_path / "stranger"  # whose `./password` would be another program
    shutil.copytree(workspace, stranger)
    refused = sstc("--workspace", stranger, "mail", "check")
    assert (refused.status, ran(workspace)) == (2, False)


def test_no_other_command_runs_it(sstc: Sstc, workspace: Path) -> None:
    today = ("--today", "2020-07-02")
    assert sstc("schedule", "set", "organisers[0].email", "office@example.org", *today).status == 0
    batch = prepare(workspace, 1)
    account(workspace)
    for words in (
        ("mail", "send", batch, "--send", "--yes", 1, *today),
        ("mail", "send", batch, *today),
        ("mail", "status"),
        ("mail", "test", "agenda", 7, "--send", "--to", "me@example.org", *today),
    ):
        result = sstc(*words)
        assert not ran(workspace), words
        assert result.status in (0, 2), (words, result.err)


def test_the_user_is_asked_on_a_terminal(sstc, workspace, monkeypatch) -> None:
    account(workspace)
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    answers = iter(["n", "y"])
    monkeypatch.setattr("typer._click.termui.visible_prompt_func", lambda _="": next(answers))
    assert sstc("mail", "check").status != 0 and not ran(workspace)
    sstc("mail", "check")
    assert ran(workspace)


@FILE_MODES
def test_what_was_allowed_names_nobody(sstc: Sstc, workspace: Path) -> None:
    account(workspace)
    sstc("mail", "check", "--allow-command")
    (file,) = Path(os.environ["XDG_CONFIG_HOME"]).rglob("mail.allowed")
    assert file.stat().st_mode & 0o077 == 0 and "office" not in file.read_text("ascii")
