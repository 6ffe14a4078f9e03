"""A file that somebody else wrote, or edited, is replaced only with `--replace`."""

from pathlib import Path

import pytest
from conftest import Sstc

from sstc_cli.cli.console.group import whole_tree
from sstc_cli.cli.run import app

COMMANDS = {
    "letter.docx": ("agenda", "render", "7", "--format", "docx"),
    "letter.md": ("documents", "render", "concept-note"),
    "letter.html": ("invitations", "render", "7", "--audience", "ministries", "--format", "html"),
    "series.ics": ("calendar", "export"),
    "code.svg": ("calendar", "links", "7"),
    "keys.json": ("schema",),
    "plan.xlsx": ("schedule", "export", "--private"),
    "form.xlsx": ("surveys", "form", "exit", "--language", "en", "--format", "xlsx"),
}


def test_each_command_with_an_output_can_replace() -> None:
    def commands(command):
        yield command
        for inner in getattr(command, "commands", {}).values():
            yield from commands(inner)

    names = [{option.name for option in command.params} for command in commands(whole_tree(app))]
    found = [{"output", "replace"} & each for each in names if "output" in each]
    assert found.count({"output", "replace"}) == 21
    assert len(found) == 24  # edited workbooks of comments or suggestions are never replaced


CASES = [(name, output) for name in COMMANDS for output in ("{}", "{}/")]
CASES += [(name, None) for name in COMMANDS if name not in ("code.svg", "keys.json")]  # below out/


@pytest.mark.parametrize(("name", "output"), CASES)
def test_what_somebody_else_wrote_stays(sstc, workspace, tmp_path, name, output) -> None:
    path = tmp_path / "office" / name
    words = (*COMMANDS[name], "-o", output.format(path)) if output else COMMANDS[name]
    written = sstc(*words).gives(0)
    file = Path(written.out.splitlines()[0])
    before, theirs = file.read_bytes(), b"theirs"
    file.write_bytes(theirs)
    result = sstc(*words)
    assert (result.status, result.out, file.read_bytes()) == (2, "", theirs)
    assert f"sstc did not write {file} as it is now, so nothing was written" in result.err
    assert "`--replace`" in result.err
    assert [found.name for found in file.parent.iterdir()] == [file.name]
    assert sstc(*words, "--replace").status == 0
    assert file.read_bytes() == before


def test_what_sstc_wrote_is_replaced_unless_one_file_is_of_others(sstc, workspace) -> None:
    words = ("agenda", "render", "7", "8", "-o", "send/")
    assert sstc(*words).status == 0
    for title in ("Ports", "Harbours"):
        sstc("schedule", "set", "webinars[7].title.en", title, "--force").gives(0)
        assert sstc(*words).status == 0
    assert any(title in file.read_text("utf-8") for file in (workspace / "send").iterdir())
    first, second = sorted((workspace / "send").iterdir())
    written = first.read_bytes()
    first.unlink()
    second.write_bytes(b"theirs")
    assert sstc(*words).status == 2
    assert [file.read_bytes() for file in (workspace / "send").iterdir()] == [b"theirs"]
    second.write_bytes(b"")
    assert sstc(*words, "--replace").status == 0
    assert first.read_bytes() == written


def test_the_same_contents_need_no_word(sstc: Sstc, workspace: Path) -> None:
    words = ("agenda", "render", "7", "-o", "agenda.md")
    assert sstc(*words).status == 0
    (workspace / "out" / ".written").unlink()
    assert sstc(*words).status == 0
    (workspace / "out" / ".written").write_bytes(b"\xff\0 damaged")
    (workspace / "agenda.md").write_bytes(b"theirs")
    assert sstc(*words).status == 2
