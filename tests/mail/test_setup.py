"""`sstc mail setup`: five questions, a login that is tried, and a password that stays nowhere."""

import base64
import io
import re
import shlex
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import keyring
import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult
from conftest import Sstc, on_terminal
from keyring.backend import KeyringBackend
from keyring.errors import PasswordSetError
from scripted import Scripted, serving
from systems import FILE_MODES

from sstc_cli.cli.mail.setup import setup
from sstc_cli.mail.account import PRESETS

SECRET = "seeded-secret-7"  # noqa: S105
OFFERS = {"ehlo": [b"250-mail.test\r\n250 AUTH PLAIN\r\n"]}
PLAIN = base64.b64encode(f"\0office@example.org\0{SECRET}".encode())
BOTH = ("--password-from", "ask", "--token-command", "x")
ADDRESS = ("--address", "office@example.org")


class Memory(KeyringBackend):
    """Passwords of a system, in memory."""

    priority = 9

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}
        self.locked = False

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        if self.locked:
            raise PasswordSetError(password)
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


@pytest.fixture
def memory() -> Iterator[Memory]:
    before, backend = keyring.get_keyring(), Memory()
    keyring.set_keyring(backend)
    yield backend
    keyring.set_keyring(before)


def typed(monkeypatch: pytest.MonkeyPatch, text: str = SECRET) -> None:
    """Let a program give the password as the first line of the input."""
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{text}\nanother line\n"))


@pytest.fixture
def nobody(memory: Memory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a program give no password."""
    monkeypatch.setattr(sys, "stdin", io.StringIO())


def account(root: Path) -> Path:
    return root / ".sstc" / "mail.toml"


@FILE_MODES
def test_the_system_keeps_the_password(sstc: Sstc, workspace, memory, monkeypatch) -> None:
    server = Scripted(OFFERS)
    with serving(server) as port:
        typed(monkeypatch)
        words = ("mail", "setup", "--server", f"localhost:{port}", *ADDRESS)
        done = sstc(*words).gives(0, "set 'organisers[catis].email' office@example.org")
        assert "login: with a password, works" in done.out and "wrote .sstc/mail.toml" in done.out
        assert "works" in sstc("mail", "check").gives(0).out  # nobody is asked
        typed(monkeypatch)
        sstc(*words).gives(2, "has an account already", "--replace")
        moved = account(workspace).read_text().replace("localhost", "127.0.0.1")
        account(workspace).write_text(moved)  # by a stranger
        sstc("mail", "check").gives(2, "it is not allowed yet")
        refused = sstc("mail", "check", "--allow-command")  # nor is it the password of that server
        refused.gives(3, "this computer keeps no password of office@example.org at 127.0.0.1")
    assert server.said.count(b"AUTH PLAIN " + PLAIN + b"\r\n") == 2
    assert memory.kept == {(f"sstc mail localhost:{port}", "office@example.org"): SECRET}
    assert account(workspace).stat().st_mode & 0o077 == 0
    for text in (done.out, done.err, account(workspace).read_text()):
        assert SECRET not in text


def test_four_questions_if_the_system_keeps_nothing(sstc, workspace, memory, monkeypatch) -> None:
    memory.priority = 0
    hidden: list[str] = []
    monkeypatch.setattr(
        "typer._click.termui.hidden_prompt_func", lambda text: hidden.append(text) or SECRET
    )
    with serving(Scripted(OFFERS)) as port:
        prompts = on_terminal(monkeypatch, f"localhost:{port}", "office@example.org", "")
        done = sstc("mail", "setup").gives(0, "you are asked before you send")
        sstc("mail", "check").gives(0)
    assert len(prompts) == 3 and len(hidden) == 2
    assert "microsoft365" in done.err and "Password of office@example.org at localhost" in done.err
    assert 'password_from = "ask"' in account(workspace).read_text()
    assert SECRET not in done.out + done.err


@pytest.mark.parametrize("why", ["server", "keyring"])
def test_what_does_not_work_is_not_written(sstc, workspace, memory, monkeypatch, why) -> None:
    memory.locked = why == "keyring"
    script = {"auth": [b"535 5.7.8 no\r\n"]} if why == "server" else {}
    typed(monkeypatch)
    with serving(Scripted({**OFFERS, **script})) as port:
        done = sstc("mail", "setup", "--server", f"localhost:{port}", *ADDRESS)
    done.gives(3, "the login did not work" if why == "server" else "did not keep the password")
    assert not account(workspace).exists() and not memory.kept
    assert SECRET not in done.out + done.err


@pytest.mark.parametrize(
    ("words", "status", "text"),
    [
        ((), 2, "add `--server`"),
        (("--server", "outlok"), 2, "did you mean `outlook`?"),
        (("--server", "mail.example.org:x"), 2, "the port of the server is not a number"),
        (("--server", "gmail", "--address", "office"), 2, "cannot be an e-mail address"),
        (("--server", "Outlook", *ADDRESS), 2, "`sstc mail export` writes the mails for Outlook"),
        (("--server", "gmail", *ADDRESS), 2, "the first line of the input"),
        (("--server", "gmail", *ADDRESS, *BOTH), 3, "keep one"),
    ],
)  # fmt: skip
def test_wrong_words(sstc, workspace, nobody, words, status, text) -> None:  # noqa: PLR0917
    assert text in sstc("mail", "setup", *words).gives(status).err
    assert not account(workspace).exists()


class TakesTokens(SMTP):
    """A server that takes one token, as those of Microsoft and Google do."""

    async def auth_XOAUTH2(self, _server, words) -> AuthResult:  # noqa: N802 found by its name
        said = base64.b64decode(words[1])
        is_good = said == f"user=office@example.org\1auth=Bearer {SECRET}\1\1".encode()
        return AuthResult(success=is_good, handled=False)


class TokenController(Controller):
    def factory(self) -> SMTP:
        return TakesTokens(self.handler, auth_require_tls=False)


@contextmanager
def taking_tokens() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = TokenController(object(), "127.0.0.1", port)
    server.start()
    try:
        yield port
    finally:
        server.stop()


def printing(token: str) -> str:
    return f"{sys.executable} -c 'print(\"{token}\")'"


@pytest.mark.parametrize("token", [SECRET, "stale"])
def test_a_token_logs_in_at_a_server_that_takes_no_password(sstc: Sstc, workspace, token) -> None:
    with taking_tokens() as port:
        words = ("--server", f"127.0.0.1:{port}", *ADDRESS, "--token-command", printing(token))
        done = sstc("mail", "setup", *words)
    if token == SECRET:
        assert "login: with a token, works" in done.gives(0).out
    else:
        done.gives(3, "the login did not work")


def test_the_example_in_the_help_works_at_a_terminal(sstc, workspace, monkeypatch) -> None:
    example = re.search(r"Example: `sstc (.*?)`", setup.__doc__ or "")
    assert example
    with taking_tokens() as port:
        server = {"host": "127.0.0.1", "port": port, "tls": "none"}
        monkeypatch.setitem(PRESETS, "microsoft365", PRESETS["microsoft365"] | server)
        on_terminal(monkeypatch, "office@example.org", printing(SECRET))
        done = sstc(*shlex.split(example[1])).gives(0, "a token instead of a password")
    assert done.out.endswith("wrote .sstc/mail.toml\n")
