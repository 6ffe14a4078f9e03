"""The account in `.sstc/mail.toml`, its secrets, and certificates that are wrong."""

import base64
import os
import shutil
import socket
import ssl
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import REPOSITORY, Sstc, alter
from offices import office
from prepared import prepare
from scripted import GOOD, Scripted, serving
from systems import FILE_MODES

from sstc_cli.cli import main
from sstc_cli.errors import SstcError
from sstc_cli.mail.account import DAY, MINUTE, PRESETS, Account, Pace, read_account
from sstc_cli.mail.connection import LostError, Patience, RefusedError, connect
from sstc_cli.mail.passwords import secret_of
from sstc_cli.mailing.smtp_session import refused

__all__ = ["office"]
SECRET = "seeded-secret-7"  # noqa: S105
QUICK = Patience(2, 2, 2)


def account(tmp_path: Path, text: str) -> Account:
    file = tmp_path / "mail.toml"
    file.write_text(text, encoding="utf-8")
    return read_account(file)


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ('hots = "a"', "unknown key `hots`", "did you mean `host`?"),
        ('preset = "gmial"', "unknown preset `gmial`", "did you mean `gmail`?"),
        ('preset = "nope"', "unknown preset `nope`", "choose from `microsoft365`, `gmail`"),
        ("", "`host` is missing", "microsoft365, gmail, exmail, qq, 163"),
        ('host = "a"\ntls = "startls"', "`tls` is `startls`", "did you mean `starttls`?"),
        ('host = "mail.example.org"\ntls = "none"', "on this computer only", "starttls"),
        ('host = "a"\nport = 70000', "`port` is `70000`", "from 1 to 65,535"),
        ('host = "a"\nport = "587"', "`port` is `587`", "without quotation marks"),
        ('host = "a"\nper_minute = 0', "`per_minute` is `0`", "from 1"),
        ('host = "a"\nper_minute = true', "`per_minute` is `true`", "a number"),
        ("host = 7", "`host` is not a text", 'host = "…"'),
        (f"port = {'9' * 5_000}", "a value has no end", "lines"),
        (f"port = {'[' * 9_000}", "a value has no end", "lines"),
        (f'host = "{"a" * 30_000}"', "it is not a short text", "some lines"),
        (f'host = "a"\npassword = "{SECRET}"', "`password` does not belong", "password_command"),
        ('host = "a"\nuser = "b"', "no command for the password", "password_command"),
        ('host = "a"\npassword_command = "c"', "but no `user`", "write `user`"),
        (
            'host = "a"\nuser = "b"\npassword_command = "c"\ntoken_command = "d"',
            "`password_command` and `token_command`", "keep one",
        ),
        ('host = "a"\nuser = "b"\npassword_from = "file"', "`password_from` is `file`", "`ask`"),
        (f'host = "a"\nuser = "b"\npassword_command = 7 # {SECRET}', "is not a command", "texts"),
        ("host = ", "invalid value (at end of document)", 'key = "value"'),
        ('host = "a', "unterminated string", 'key = "value"'),
    ],
)  # fmt: skip
def test_a_wrong_account_is_one_line(tmp_path: Path, text: str, message: str, hint: str) -> None:
    with pytest.raises(SstcError) as caught:
        account(tmp_path, text)
    error = caught.value
    assert error.message.startswith(".sstc/mail.toml: ") and message in error.message
    assert error.hint and hint in error.hint and "(known" not in error.hint
    assert SECRET not in f"{error.message}{error.hint}" and "\n" not in error.message


def test_a_missing_account_says_what_to_write(tmp_path: Path) -> None:
    with pytest.raises(SstcError, match="is missing, so there is no account") as caught:
        read_account(tmp_path / "mail.toml")
    assert caught.value.hint and "sstc mail setup" in caught.value.hint


@pytest.mark.parametrize("name", PRESETS)
def test_a_preset_can_be_changed(tmp_path: Path, name: str) -> None:
    text = f'preset = "{name}"\nuser = "o@example.org"\ntoken_command = ["a", "b"]\nper_day = 7\n'
    found = account(tmp_path, text)
    assert found.host == PRESETS[name]["host"] and found.tls in ("starttls", "implicit")
    assert (found.pace.per_day, found.token, found.command) == (7, True, ("a", "b"))


def test_a_host_alone_has_cautious_defaults(tmp_path: Path) -> None:
    found = account(tmp_path, 'host = "mail.example.org"')
    assert (found.port, found.tls, found.pace) == (587, "starttls", Pace(30, 2_000))
    assert account(tmp_path, 'host = "a"\nport = 465').tls == "implicit"


@FILE_MODES
def test_an_account_that_others_can_read_is_refused(office: Path, capfd) -> None:
    file = office / ".sstc" / "mail.toml"
    file.parent.mkdir()
    file.write_text('preset = "gmail"\n')
    file.chmod(0o640)
    assert main(["mail", "check"]) == 3
    err = capfd.readouterr().err
    assert "other users can read .sstc/mail.toml" in err and "chmod 600 .sstc/mail.toml" in err


def test_the_last_mail_at_a_pace() -> None:
    pace = Pace(30, 2_000)
    assert pace.seconds_for(1) == 0 and pace.seconds_for(30) == 0
    assert pace.seconds_for(31) == MINUTE
    assert pace.seconds_for(2_000) == 66 * MINUTE
    assert pace.seconds_for(2_001) == DAY
    assert pace.seconds_for(10, today=1_995) == DAY
    assert pace.seconds_for(6_000) == 2 * DAY + 66 * MINUTE


def printing(text: str, status: int = 0) -> tuple[str, ...]:
    return (sys.executable, "-c", f"import sys; print({text!r}); sys.exit({status})")


def test_a_command_prints_the_password() -> None:
    def of(command, *, token: bool = False) -> Account:
        return Account("localhost", 25, "none", Pace(1, 1), "u", command, token)

    assert secret_of(of(printing(f"{SECRET}\n login: me"))) == SECRET
    for command, message in (
        (printing(""), "printed nothing"),
        (printing(SECRET, 3), "ended with the status 3"),
        (("no-such-program-7",), "cannot run"),
        ("pass 'mail", "quotation mark"),
    ):
        with pytest.raises(SstcError, match=message) as caught:
            secret_of(of(command))
        assert SECRET not in f"{caught.value.message}{caught.value.hint}"
    assert SECRET not in repr(of(printing(SECRET)))


def plain(words: bytes) -> bytes:
    return b"AUTH PLAIN " + base64.b64encode(words)


OFFERS = b"250-mail.test\r\n250-AUTH PLAIN XOAUTH2\r\n250 SIZE 1000\r\n"


def server(port: int, **more) -> Account:
    values = {"user": "me", "command": printing(SECRET)} | more
    return Account("127.0.0.1", port, "none", Pace(1, 1), **values)


def test_a_password_and_a_token_log_in() -> None:
    words = Scripted({"ehlo": [OFFERS]})
    with serving(words) as port:
        connect(server(port), SECRET, QUICK).quit()
        connect(server(port, token=True), SECRET, QUICK).quit()
    said = b"".join(words.said)
    assert plain(b"\0me\0" + SECRET.encode()) in said
    token = b"user=me\x01auth=Bearer " + SECRET.encode() + b"\x01\x01"
    assert b"AUTH XOAUTH2 " + base64.b64encode(token) in said
    assert b"ehlo [127.0.0.1]" in said  # the name of this computer is nobody's business


@pytest.mark.parametrize(
    ("script", "token", "message", "remedy"),
    [
        ({"auth": [b"535 5.7.8 no\r\n"]}, False, "535 5.7.8, the login did not work", "`user`"),
        ({"auth": [b"535 5.7.3 no\r\n"]}, True, "535 5.7.3", "`user`"),
        ({"auth": [b"550 5.7.30 off\r\n"]}, False, "5.7.30", "token_command"),
    ],
)
def test_a_refused_login_has_a_remedy(script, token: bool, message: str, remedy: str) -> None:
    with serving(Scripted({"ehlo": [OFFERS], **script})) as port:
        who = server(port, token=token)
        with pytest.raises(RefusedError) as caught:
            connect(who, SECRET, QUICK)
    error = refused(who, caught.value.reply)
    assert message in error.message and error.hint and remedy in error.hint
    assert SECRET not in f"{error.message}{error.hint}"


@pytest.mark.parametrize("token", [False, True])
def test_a_server_without_a_login_is_refused(token: bool) -> None:
    with (
        serving(Scripted({})) as port,
        pytest.raises(SstcError, match="no login that sstc supports"),
    ):
        connect(server(port, token=token), SECRET, QUICK)


def test_a_password_of_other_letters_is_one_line() -> None:
    words = Scripted({"ehlo": [OFFERS]})
    with (
        serving(words) as port,
        pytest.raises(SstcError, match="this server cannot take") as caught,
    ):
        connect(server(port), "pässword-7", QUICK)
    assert caught.value.__cause__ is None and "pässword" not in str(caught.value)


CERTIFICATES = Path(__file__).with_name("certificates")


def context(name: str) -> ssl.SSLContext:
    found = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    found.load_cert_chain(CERTIFICATES / f"{name}.pem")
    return found


STARTTLS = b"250-mail.test\r\n250 STARTTLS\r\n"


@pytest.mark.parametrize("tls", ["starttls", "implicit"])
@pytest.mark.parametrize(
    ("name", "message"),
    [("right", ""), ("expired", "has expired"), ("other", "is of another server")],
)
def test_a_certificate_is_verified(tls: str, name: str, message: str) -> None:
    words = Scripted(
        {"ehlo": [STARTTLS, GOOD["ehlo"]] if tls == "starttls" else []},
        context(name), implicit=tls == "implicit",
    )  # fmt: skip
    with serving(words) as port:
        who = Account("127.0.0.1", port, tls, Pace(1, 1), ca=CERTIFICATES / "ca.pem")
        if message:
            with pytest.raises(SstcError, match=f"certificate {message}, so nothing was sent"):
                connect(who, "", QUICK)
        else:
            connect(who, "", QUICK).quit()
    assert not any(b"AUTH" in line for line in words.said)


def test_an_unknown_authority_is_refused() -> None:
    words = Scripted({"ehlo": [STARTTLS]}, context("right"))
    with (
        serving(words) as port,
        pytest.raises(SstcError, match="an authority that this computer does not trust"),
    ):
        connect(Account("127.0.0.1", port, "starttls", Pace(1, 1)), "", QUICK)


def test_encryption_that_somebody_strips_is_refused() -> None:
    words = Scripted({"ehlo": [OFFERS]})
    with serving(words) as port, pytest.raises(SstcError, match="offers no encryption") as caught:
        connect(replace(server(port), tls="starttls"), SECRET, QUICK)
    assert "another network" in str(caught.value.hint)
    assert SECRET.encode() not in b"".join(words.said)
    assert not any(line.upper().startswith((b"AUTH", b"MAIL")) for line in words.said)


def test_a_server_without_tls_or_starttls_is_refused() -> None:
    words = Scripted({"ehlo": [STARTTLS], "starttls": [b"454 4.7.0 no\r\n"]})
    with serving(words) as port, pytest.raises((RefusedError, LostError)):
        connect(Account("127.0.0.1", port, "starttls", Pace(1, 1)), "", QUICK)
    with serving(Scripted({})) as port, pytest.raises(LostError, match="does not speak TLS"):
        connect(Account("127.0.0.1", port, "implicit", Pace(1, 1)), "", QUICK)


def test_a_broken_file_of_certificates_is_one_line(tmp_path: Path) -> None:
    bad = tmp_path / "ca.pem"
    for make, message in ((bad.touch, "has no certificate"), (bad.unlink, "cannot read")):
        make()
        with pytest.raises(SstcError, match=message):
            connect(Account("127.0.0.1", 1, "starttls", Pace(1, 1), ca=bad), "", QUICK)


@pytest.mark.parametrize(
    ("words", "pause", "message"),
    [
        (b"220-x\r\n" * 500, 0, "has no end"),
        (b"2", 0.1, "did not answer in time"),
        (b"2" * 8_000, 0, "did not answer as a mail server"),
    ],
)
def test_a_greeting_without_end_is_one_line(words: bytes, pause: float, message: str) -> None:
    class Talker(Scripted):
        def serve(self, peer: socket.socket) -> None:
            with peer:
                while True:
                    peer.sendall(words)
                    time.sleep(pause)

    with serving(Talker({})) as port, pytest.raises(LostError, match=message):
        connect(server(port), SECRET, Patience(1, 1, 1))


def test_a_server_that_does_not_run_is_said_as_such() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    with pytest.raises(LostError, match="connection refused: nothing listens on this port"):
        connect(server(port), SECRET, QUICK)


def test_the_presets_in_the_reference_are_these() -> None:
    page = (REPOSITORY / "docs" / "reference" / "mail-account.md").read_text("utf-8")
    for name, values in PRESETS.items():
        row = f"| `{name}` | {values['host']} | {values['port']} | `{values['tls']}` "
        assert f"{row}| {values['per_minute']} | {values['per_day']:,} |" in page


PROOF = "PROOF"


def with_command(root: Path, host: str = "127.0.0.1") -> None:
    """Write an with_command whose command leaves a proof that it ran."""
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
    with_command(workspace)
    sstc("mail", "check").gives(2, "it is not allowed yet", "pathlib")
    assert not ran(workspace)
    assert sstc("mail", "check", "--allow-command").status == 3  # no server is there
    assert ran(workspace)
    assert sstc("mail", "check").status == 3 and ran(workspace)
    with_command(workspace, host="localhost")  # where the same password would go
    assert sstc("mail", "check").status == 2 and not ran(workspace)


def test_it_is_allowed_for_one_certificate(sstc: Sstc, workspace: Path) -> None:
    with_command(workspace)
    file, ca = workspace / ".sstc" / "mail.toml", workspace / ".sstc" / "good.pem"
    ca.write_bytes((CERTIFICATES / "ca.pem").read_bytes())
    alter(workspace / ".sstc" / "mail.toml", "none", "implicit")
    sstc("mail", "check", "--allow-command")
    assert ran(workspace)
    before = file.read_text("utf-8")
    for change in (
        lambda: file.write_text(f'ca = "good.pem"\n{before}', "utf-8"),
        lambda: ca.write_bytes((CERTIFICATES / "right.pem").read_bytes()),
        lambda: file.write_text(before.replace("implicit", "starttls"), "utf-8"),
    ):
        change()
        refused = sstc("mail", "check").gives(2, "it is not allowed yet")
        assert not ran(workspace)
        assert ("good.pem" in refused.err) == ("ca =" in file.read_text("utf-8"))
        sstc("mail", "check", "--allow-command")
        assert ran(workspace)


def test_it_is_allowed_for_one_workspace(sstc: Sstc, workspace: Path, tmp_path: Path) -> None:
    with_command(workspace)
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
    with_command(workspace)
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
    with_command(workspace)
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    answers = iter(["n", "y"])
    monkeypatch.setattr("typer._click.termui.visible_prompt_func", lambda _="": next(answers))
    assert sstc("mail", "check").status != 0 and not ran(workspace)
    sstc("mail", "check")
    assert ran(workspace)


@FILE_MODES
def test_what_was_allowed_names_nobody(sstc: Sstc, workspace: Path) -> None:
    with_command(workspace)
    sstc("mail", "check", "--allow-command")
    (file,) = Path(os.environ["XDG_CONFIG_HOME"]).rglob("mail.allowed")
    assert file.stat().st_mode & 0o077 == 0 and "office" not in file.read_text("ascii")
