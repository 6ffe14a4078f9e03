"""A private PostgreSQL server for the tests: its own folder, a socket, no network."""

import glob
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote, unquote


def program(name: str) -> str | None:
    """Find a server program: Debian does not put them on the path."""
    found = sorted(glob.glob(f"/usr/lib/postgresql/*/bin/{name}"))  # noqa: PTH207
    path = f"{os.environ.get('PATH', '')}:/usr/sbin"
    return shutil.which(name, path=path) or (found[-1] if found else None)


def own_folder() -> tuple[Path, dict[str, int]]:
    """Make a folder for a server, and return it with its user: no server runs as root."""
    import pwd

    as_root = os.geteuid() == 0
    user = pwd.getpwnam("nobody") if as_root else pwd.getpwuid(os.geteuid())
    folder = Path(tempfile.mkdtemp(prefix="pg", dir="/tmp"))
    if as_root:
        os.chown(folder, user.pw_uid, user.pw_gid)
    return folder, {"user": user.pw_uid, "group": user.pw_gid} if as_root else {}


@contextmanager
def pooler(url: str) -> Iterator[str]:
    """Yield the URL of a PgBouncer in front of a server, which keeps no prepared statements."""
    folder, who = own_folder()
    host = unquote(url.partition("host=")[2])
    settings = folder / "pgbouncer.ini"
    settings.write_text(
        f"[databases]\n* = host={host} user=sstc\n[pgbouncer]\nauth_type = any\nlisten_addr =\n"
        f"unix_socket_dir = {folder}\nlisten_port = 6432\npool_mode = transaction\n"
        "max_prepared_statements = 0\ndefault_pool_size = 3\n"
    )
    process = subprocess.Popen(
        [program("pgbouncer") or "", settings], stderr=subprocess.PIPE, text=True, **who
    )
    try:
        assert process.stderr
        assert any("process up" in line for line in process.stderr), "pgbouncer did not start"
        yield f"postgresql://sstc@:6432/postgres?host={quote(str(folder), safe='')}"
    finally:
        process.kill()
        process.communicate()
        shutil.rmtree(folder)


@contextmanager
def server() -> Iterator[str]:
    """Yield the URL of a database on a server that ends with the block."""
    folder, who = own_folder()
    data = folder / "data"

    def run(*command: str) -> None:
        subprocess.run(command, check=True, capture_output=True, cwd=folder, **who)

    control = program("pg_ctl") or ""
    # the locale C knows the letters from A to Z only, and nothing may depend on it
    encoding = ("-E", "UTF8", "--locale=C")
    run(program("initdb") or "", "-D", str(data), "-U", "sstc", "-A", "trust", *encoding, "-N")
    options = f"-c listen_addresses='' -c unix_socket_directories={folder} -c fsync=off"
    options += " -c autovacuum=off"  # tests take samples and vacuum when they mean to
    try:
        run(control, "-D", str(data), "-o", options, "-l", str(folder / "log"), "-w", "start")
        yield f"postgresql://sstc@/postgres?host={quote(str(folder), safe='')}"
    finally:
        run(control, "-D", str(data), "-m", "immediate", "-w", "stop")
        shutil.rmtree(folder)
