"""Programs of others that read mails: Python's parser, mailparser and postal-mime."""

import base64
import json
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from conftest import REPOSITORY, missing_program


@dataclass(frozen=True)
class Seen:
    """What a program sees of a mail; line ends are those of Unix."""

    names: list[str]
    subject: str
    to: list[tuple[str, str]]
    sender: list[tuple[str, str]]
    text: str
    html: str
    files: list[tuple[str, str, bytes]]


def by_python(data: bytes) -> Seen:
    """Return what Python's parser sees, with decoded lines; fail if it finds a defect."""
    mail = message_from_bytes(data, policy=policy.default)
    assert isinstance(mail, EmailMessage)
    assert not [part for part in mail.walk() if part.defects]
    leaves = [part for part in mail.walk() if not part.is_multipart()]
    words = {
        part.get_content_type(): part.get_content()
        for part in reversed(leaves)
        if part.get_content_maintype() == "text" and not part.get_filename()
    }
    files = [
        (part.get_content_type(), part.get_filename() or "", part.get_payload(decode=True))
        for part in leaves
        if part.get_filename() or part.get_content_type() == "text/calendar"
    ]
    people = {
        name: [(person.display_name, person.addr_spec) for person in mail[name].addresses]
        for name in ("To", "From")
    }
    return Seen(
        [name.lower() for name, _ in mail.items()],
        str(mail["Subject"]),
        people["To"],
        people["From"],
        _unix(words.get("text/plain", "")),
        _unix(words.get("text/html", "")),
        files,
    )


@contextmanager
def asked_node() -> Iterator[Callable[[bytes], Mapping[str, Seen]]]:
    """Ask mailparser and postal-mime what they see of a mail."""
    if not shutil.which("node"):
        missing_program("node is missing: apt-get install nodejs npm")
    for package in ("mailparser", "postal-mime"):
        if not (REPOSITORY / "node_modules" / package).is_dir():
            missing_program(f"{package} is missing: npm install")
    program = ["node", str(Path(__file__).with_name("read_mails.mjs"))]
    with subprocess.Popen(program, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as node:
        assert node.stdin is not None
        assert node.stdout is not None
        to_node, from_node = node.stdin, node.stdout

        def ask(data: bytes) -> Mapping[str, Seen]:
            to_node.write(base64.b64encode(data) + b"\n")
            to_node.flush()
            return {name: _seen(found) for name, found in json.loads(from_node.readline()).items()}

        yield ask


def _seen(found: Mapping[str, Any]) -> Seen:
    files = [(kind, name, base64.b64decode(data)) for kind, name, data in found["files"]]
    to, sender = ([(name, at) for name, at in found[line]] for line in ("to", "from"))
    return Seen(found["names"], found["subject"], to, sender, _unix(found["text"]),
                _unix(found["html"]), files)  # fmt: skip


def _unix(text: str) -> str:
    return text.replace("\r\n", "\n")
