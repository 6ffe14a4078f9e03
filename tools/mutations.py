"""Break the code on purpose, one mistake at a time, and see that a quick test fails.

`make mutations` copies the project to a temporary folder and runs there, for each mistake, only the
tests that should notice it. To add one, choose code that nobody may break, and copy its text.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

PROJECT = Path(__file__).parent.parent
COPIED = ("data", "examples", "sstc_cli", "templates", "tests", "pyproject.toml")
PASSED, FAILED = 0, 1  # other statuses of pytest: it could not run the tests


class Mutation(NamedTuple):
    """A mistake: the exact text in a file of `sstc_cli`, what replaces it, and the tests for it."""

    name: str
    file: str
    old: str
    new: str
    tests: str


MUTATIONS = [
    Mutation("a sign in the interval of a share", "numbers/statistics.py",
             "(p + z2 / (2 * n))", "(p - z2 / (2 * n))",
             "numbers/test_boundary.py::test_an_interval_is_that_of_wilson"),
    Mutation("`|` not escaped in a cell", "render/escape.py",
             r"[\\`*_\[\]<>|~]", r"[\\`*_\[\]<>~]",
             "render/test_escape.py::test_a_hostile_text_stays_in_its_cell"),
    Mutation("a lock that several commands hold", "lock.py",
             "fcntl.LOCK_EX", "fcntl.LOCK_SH",
             "commands/test_lock.py::test_no_step_of_four_processes_is_lost"),
    Mutation("a new file that replaces another", "atomic.py",
             "partial(os.link, temporary, file)", "partial(temporary.replace, file)",
             "commands/test_files.py::test_a_new_file_never_replaces_another"),
    Mutation("a line of a calendar that is one byte too long", "ics/escaping.py",
             "_MOST_BYTES = 75", "_MOST_BYTES = 76",
             "ics/test_ics_calendar.py"),
    Mutation("overdue on the day itself", "model/deadlines.py",
             "if self.day >= today:", "if self.day > today:",
             "model/test_deadlines.py::test_the_standing_of_each_duty_on_a_day"),
    Mutation("the private link in every message", "views/messages.py",
             "language, named=named),\n        link_is", "language, named=True),\n        link_is",
             "views/test_mail_views.py::test_the_link_is_there_only_if_the_message_has_it"),
    Mutation("answers kept without consent", "survey/reading.py",
             'not unknown and row.answers.get(consent.question.id) != "yes"', "False",
             "commands/test_survey_consent.py::test_what_is_not_certainly_a_yes_is_rejected"),
    Mutation("a comment quoted without consent", "store/comments.py",
             ' and answers.get(agreement.id) == "yes"', "",
             "store/test_codes.py::test_codes_are_read_changed_and_deleted[sqlite]"),
    Mutation("a question published of too few people", "numbers/matrix.py",
             "or alone or 0 < edge.count < least:", "or alone or 0 < edge.count < least - 1:",
             "numbers/test_boundary.py::test_fewer_than_the_least_numbers_have_no_shares"),
    Mutation("no quote of exactly enough people", "report/quotes.py",
             " < least_of(setting):", " <= least_of(setting):",
             "report/test_quote_threshold.py"),
    Mutation("an address that changes the link to stop", "mailing/rendering.py",
             "{quote(address, safe='@+')}", "{address}",
             "mailing/test_stop_link.py"),
    Mutation("several seals in a file", "certificates/verify.py",
             "if len(seals) != 1:", "if not seals:",
             "certificates/test_limits.py::test_a_file_has_one_seal_and_no_other"),
    Mutation("a code of any length", "certificates/code.py",
             " or len(code) > LONGEST:", ":",
             "certificates/test_limits.py::test_a_code_that_is_signed_but_too_long_is_refused"),
    Mutation("no certificate for exactly the share", "certificates/eligibility.py",
             "who.minutes[id_] >= demand", "who.minutes[id_] > demand",
             "certificates/test_limits.py::test_exactly_the_share_of_the_time_is_enough"),
    Mutation("a wish for no mail that a new key forgets", "cli/console/opt_outs.py",
             "for key in read_keys()}", "for key in read_keys()[:1]}",
             "commands/test_init_after.py::test_who_wants_no_mail_gets_none_in_any_series"),
    Mutation("an address in a workbook for colleagues", "planning/export_state.py",
             '"organisers": ("email", "phone", "more")', '"organisers": ("more",)',
             "commands/test_plan_in_excel.py::test_private_values_go_to_the_private_folder"),
]  # fmt: skip


def main() -> None:
    with TemporaryDirectory(prefix="sstc-mutations-") as folder:
        copy = Path(folder)
        _copy_project(copy)
        absent = [m.name for m in MUTATIONS if _text(copy, m).count(m.old) != 1]
        if absent:
            sys.exit(f"error: their old text is not there exactly once: {', '.join(absent)}")
        right = _run(copy, *dict.fromkeys(mutation.tests for mutation in MUTATIONS))
        if right.returncode != PASSED:
            sys.exit(f"{right.stdout}error: these tests have to pass without a mistake")
        survived = [mutation for mutation in MUTATIONS if not _is_caught(copy, mutation)]
    print(f"{len(MUTATIONS) - len(survived)} of {len(MUTATIONS)} mistakes were caught")
    sys.exit(bool(survived))


def _copy_project(copy: Path) -> None:
    for name in COPIED:
        source = PROJECT / name
        if source.is_dir():
            shutil.copytree(source, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy2(source, copy / name)


def _text(copy: Path, mutation: Mutation) -> str:
    return (copy / "sstc_cli" / mutation.file).read_text(encoding="utf-8")


def _is_caught(copy: Path, mutation: Mutation) -> bool:
    file, text = copy / "sstc_cli" / mutation.file, _text(copy, mutation)
    file.write_text(text.replace(mutation.old, mutation.new), encoding="utf-8")
    # without bytecode, which could be taken for that of the next change of the file
    done = _run(copy, mutation.tests, PYTHONDONTWRITEBYTECODE="1")
    file.write_text(text, encoding="utf-8")
    if done.returncode not in (PASSED, FAILED):
        sys.exit(f"{done.stdout}error: pytest could not run {mutation.tests}")
    print("caught  " if done.returncode == FAILED else "SURVIVED", mutation.name, flush=True)
    return done.returncode == FAILED


def _run(copy: Path, *tests: str, **variables: str) -> subprocess.CompletedProcess[str]:
    options = ["-n", "0", "-q", "-x", "-m", "not torture", "-p", "no:cacheprovider"]
    command = [sys.executable, "-m", "pytest", *options, *(f"tests/{test}" for test in tests)]
    environment = {**os.environ, "PYTHONPATH": str(copy), **variables}
    return subprocess.run(  # noqa: S603 our own tests
        command, cwd=copy, env=environment, stdout=subprocess.PIPE, text=True, check=False
    )


if __name__ == "__main__":
    main()
