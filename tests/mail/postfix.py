"""A real Postfix on loopback, unpacked but not installed: Debian allows one mail server only."""

import os
import re
import shutil
import smtplib
import stat
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from exim import FAST, Server, free_port

TOOLS = Path(__file__).parents[2] / ".tools" / "postfix"
MAIN = """
compatibility_level = 3.6
queue_directory = {folder}/spool
data_directory = {folder}/data
daemon_directory = {tools}/usr/lib/postfix/sbin
command_directory = {tools}/usr/sbin
shlib_directory = {tools}/usr/lib/postfix
meta_directory = {folder}/conf
mail_owner = mail
setgid_group = users
default_privs = nobody
myhostname = mail.test
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mynetworks = 127.0.0.0/8
mydestination =
local_recipient_maps =
alias_maps =
alias_database =
default_transport = discard
smtpd_recipient_restrictions = permit_mynetworks, reject
held = check_client_access static:HOLD, permit_mynetworks, reject
maillog_file = {folder}/maillog
maillog_file_prefixes = /dev/shm, /tmp
import_environment = MAIL_CONFIG={folder}/conf LD_LIBRARY_PATH={libraries}
"""
MASTER = """
{port} inet n - n - - smtpd -o smtpd_recipient_restrictions=$held
{delivering} inet n - n - - smtpd
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
proxymap unix - - n - - proxymap
anvil unix - - n - 1 anvil
discard unix - - n - - discard
retry unix - - n - - error
postlog unix-dgram n - n - 1 postlogd
"""
_QUEUES = ("active", "bounce", "corrupt", "defer", "deferred", "flush", "hold", "incoming",
           "private", "saved", "trace")  # fmt: skip
_ID = re.compile(r"(?i)message-id: <([^<>]+)>")


def program() -> Path | None:
    file = TOOLS / "usr" / "lib" / "postfix" / "sbin" / "master"
    return file if file.exists() else None


@dataclass
class Postfix(Server):
    """The server, and what it has accepted.

    It holds what comes to `port`, because after a kill its log lacks some. What comes to the
    port `delivering` is dropped, as its log says.
    """

    delivering: int

    def start(self) -> None:
        """Start it, and wait until it answers."""
        (self.folder / "spool" / "pid" / "master.pid").unlink(missing_ok=True)
        self.process = subprocess.Popen(
            [program() or "", "-c", self.folder / "conf", "-d"],
            env={**os.environ, "LD_LIBRARY_PATH": libraries()},
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            start_new_session=True,
        )  # fmt: skip
        for _ in range(400):
            with suppress(OSError), smtplib.SMTP("127.0.0.1", self.port, timeout=5):
                return
            assert self.process.poll() is None, "Postfix has ended"
            time.sleep(0.02)
        raise AssertionError("Postfix did not start")

    @property
    def log(self) -> Path:
        return self.folder / "maillog"

    @property
    def held(self) -> list[Path]:
        """The mails that it holds, once they are complete."""
        files = [*(self.folder / "spool" / "hold").iterdir()]
        return [file for file in files if file.stat().st_mode & stat.S_IXUSR]

    @property
    def size(self) -> int:
        """The number of mails."""
        return len(self.held)

    def accepted(self) -> Counter[str]:
        """Return how often each Message-ID was accepted."""
        return Counter(id_ for file in self.held for id_ in _ID.findall(file.read_text("latin-1")))

    def settle(self) -> None:
        """Wait until it accepts nothing more: sessions end after their senders."""
        size, still = -1, 0
        while still < 5:
            still = still + 1 if self.size == size else 0
            size = self.size
            time.sleep(0.1)

    def forget(self) -> None:
        """Delete the mails."""
        self.settle()
        for file in self.held:
            file.unlink()


def libraries() -> str:
    own = TOOLS / "usr" / "lib"
    return ":".join(map(str, [own / "postfix", *own.glob("*-linux-*")]))


@contextmanager
def postfix() -> Iterator[Postfix]:
    """Yield a server that ends with the block. It needs root, as it has several users."""
    folder = Path(tempfile.mkdtemp(prefix="postfix", dir=FAST if os.path.isdir(FAST) else None))  # noqa: PTH112
    folder.chmod(0o755)
    port, delivering = free_port(), free_port()
    values = {"folder": folder, "tools": TOOLS, "libraries": libraries()}
    ports = {"port": port, "delivering": delivering}
    (folder / "conf").mkdir()
    (folder / "conf" / "main.cf").write_text(MAIN.format(**values))
    (folder / "conf" / "master.cf").write_text(MASTER.format(**ports))
    import pwd

    mail = pwd.getpwnam("mail")
    for name in ("spool", "spool/pid"):
        (folder / name).mkdir()
    for name in ("data", *(f"spool/{queue}" for queue in _QUEUES), "spool/public"):
        (folder / name).mkdir(0o700)
        os.chown(folder / name, mail.pw_uid, mail.pw_gid)
    server = Postfix(folder, port, delivering)
    try:
        server.start()
        yield server
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)
