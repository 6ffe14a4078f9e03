"""Fixtures: real mail servers, and workspaces with mails that are ready to be sent."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import exim as server_of_exim
import postfix as server_of_postfix
import pytest
from conftest import REPOSITORY, missing_program
from sqlalchemy import create_engine


@pytest.fixture(scope="session")
def exim_server() -> Iterator[server_of_exim.Exim]:
    """Start a server of our own, for all tests of a process."""
    if not server_of_exim.program():
        missing_program("Exim is not installed: apt-get install exim4-daemon-light")
    if os.name == "posix" and os.geteuid():
        pytest.skip("Exim needs root to listen with settings of our own")
    with server_of_exim.exim() as server:
        yield server


@pytest.fixture
def exim(exim_server: server_of_exim.Exim) -> server_of_exim.Exim:
    """Return a server that has accepted nothing."""
    exim_server.forget()
    return exim_server


@pytest.fixture(scope="session")
def postfix_server() -> Iterator[server_of_postfix.Postfix]:
    """Start another server of our own."""
    if not server_of_postfix.program():
        missing_program("Postfix is not unpacked in .tools: sh .ci/tools")
    if os.name == "posix" and os.geteuid():
        pytest.skip("Postfix needs root, for it has several users")
    with server_of_postfix.postfix() as server:
        yield server


@pytest.fixture
def postfix(postfix_server: server_of_postfix.Postfix) -> server_of_postfix.Postfix:
    """Return a server that holds nothing."""
    postfix_server.forget()
    return postfix_server


@pytest.fixture(params=["sqlite", "postgresql"])
def store_place(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Let the ledger be in a file, or in an empty database on a server."""
    if request.param == "postgresql":
        url = request.getfixturevalue("postgres_url")
        empty(url)
        monkeypatch.setenv("SSTC_STORE", url)
    return request.param


def empty(url: str) -> None:
    """Empty a database."""
    engine = create_engine(url.replace("postgresql:", "postgresql+psycopg:"))
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
    engine.dispose()


def copied() -> Path:
    """Return a workspace in memory, where a commit takes no time."""
    fast = server_of_exim.FAST if os.access(server_of_exim.FAST, os.W_OK) else None
    root = Path(tempfile.mkdtemp(prefix="office", dir=fast))
    shutil.copytree(REPOSITORY / "data", root / "data")
    return root


HOMES = ("HOME", "USERPROFILE", "XDG_CONFIG_HOME", "APPDATA")


@pytest.fixture
def office(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return a workspace in memory: these tests make thousands of commits."""
    root = copied()
    for name in HOMES:
        monkeypatch.setenv(name, str(root / "home"))
    monkeypatch.delenv("SSTC_WORKSPACE", raising=False)
    monkeypatch.chdir(root)
    yield root
    shutil.rmtree(root)
