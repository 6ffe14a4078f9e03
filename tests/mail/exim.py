"""A real Exim on loopback, in a folder of its own. What its main log says was accepted is true."""

import os
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

CONFIG = """
primary_hostname = mail.test
spool_directory = {folder}/spool
log_file_path = {folder}/log/%slog
pid_file_path = {folder}/exim.pid
local_interfaces = 127.0.0.1
daemon_smtp_ports = {port}
exim_user = {user}
exim_group = {group}
never_users =
queue_only
smtp_accept_max = 50
smtp_accept_max_per_connection = 5000
message_size_limit = 10M
host_lookup =
rfc1413_query_timeout = 0s
ignore_bounce_errors_after = 1h
acl_smtp_rcpt = check
acl_smtp_data = check
keep_environment =
tls_advertise_hosts =
begin acl
check:
  accept
begin routers
all:
  driver = accept
  transport = nowhere
begin transports
nowhere:
  driver = appendfile
  file = /dev/null
  user = {user}
"""
# a server that writes to a disk takes most of the time of a test
FAST = "/dev/shm"  # noqa: S108
_ACCEPTED = re.compile(r" <= .* id=(\S+)")


def program() -> str | None:
    return shutil.which("exim4", path=f"{os.environ.get('PATH', '')}:/usr/sbin")


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


@dataclass
class Server:
    """A server on loopback, in a folder of its own."""

    folder: Path
    port: int
    process: subprocess.Popen[bytes] | None = field(default=None, init=False)

    def stop(self) -> None:
        """Kill it, with all sessions that it has."""
        assert self.process
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.communicate()


class Exim(Server):
    """The server, and what it has accepted."""

    def start(self) -> None:
        """Start it, and wait until it answers."""
        words = [program() or "", "-C", self.folder / "exim.conf", "-bdf"]
        self.process = subprocess.Popen(
            words, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
            start_new_session=True,
        )  # fmt: skip
        for _ in range(400):
            with suppress(OSError), socket.create_connection(("127.0.0.1", self.port), 5) as peer:
                if peer.recv(3) == b"220":
                    return
            assert self.process.poll() is None, self.process.stderr.read()
            time.sleep(0.02)
        raise AssertionError("Exim did not start")

    @property
    def log(self) -> Path:
        return self.folder / "log" / "mainlog"

    @property
    def size(self) -> int:
        """The size of the log, which grows with each mail."""
        return self.log.stat().st_size if self.log.exists() else 0

    def accepted(self) -> Counter[str]:
        """Return how often each Message-ID was accepted."""
        text = self.log.read_text("utf-8", "replace") if self.log.exists() else ""
        return Counter(_ACCEPTED.findall(text))

    def settle(self) -> None:
        """Do nothing: it logs a mail before it answers."""

    def forget(self) -> None:
        """Empty the log and the queue."""
        self.log.unlink(missing_ok=True)
        shutil.rmtree(self.folder / "spool", ignore_errors=True)


@contextmanager
def exim(config: str = CONFIG) -> Iterator[Exim]:
    """Yield a server that ends with the block."""
    import pwd

    as_root = os.geteuid() == 0
    who = pwd.getpwnam("Debian-exim") if as_root else pwd.getpwuid(os.geteuid())
    folder = Path(tempfile.mkdtemp(prefix="exim", dir=FAST if os.access(FAST, os.W_OK) else None))
    port = free_port()
    (folder / "log").mkdir()
    text = config.format(folder=folder, port=port, user=who.pw_name, group=who.pw_gid)
    (folder / "exim.conf").write_text(text)
    for path in (folder, folder / "log") if as_root else ():  # the settings must be root's
        os.chown(path, who.pw_uid, who.pw_gid)
    server = Exim(folder, port)
    try:
        server.start()
        yield server
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)
