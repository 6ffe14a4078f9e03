"""Work in a child process: it answers with plain data, or its failure is named soon."""

import io
import subprocess
import sys
from contextlib import closing

import psutil
import pytest
from in_child import VALUES

from sstc_cli import child
from sstc_cli.child import Bounds, ChildError, Failure, answers

WAYS = pytest.mark.parametrize("fork", [True, False])
FORKS = """
import sys
sys.path[:0] = sys.argv[1:]
from in_child import VALUES
from sstc_cli import child
started, child._Started = child._Started, None
(first, found) = child.answers("in_child:echo", b"abc", 1, "b")
child._Started = started  # a thread may live on for a moment
assert first == [3, 1, "b"]
assert repr(found) == repr(VALUES)
for name in ("killed", "failing", "filling"):
    try:
        list(child.answers(f"in_child:{name}", b"", bounds=child.Bounds(100_000_000, 20)))
    except child.ChildError as error:
        print(error.failure.name)
"""


def failure_of(name: str, *, bounds: Bounds, fork: bool = True, data: bytes = b"") -> Failure:
    with pytest.raises(ChildError) as caught:
        [*answers(f"in_child:{name}", data, bounds=bounds, fork=fork)]
    return caught.value.failure


@WAYS
def test_values_come_back_as_they_were(fork: bool, capfd: pytest.CaptureFixture[str]) -> None:
    head, found = answers("in_child:echo", b"x" * 300_000, 1, "b", fork=fork)
    assert head == [300_000, 1, "b"]
    assert repr(found) == repr(VALUES)  # with the types, and the sign of zero
    assert capfd.readouterr() == ("", "")


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not copy processes safely")
def test_a_process_without_threads_is_copied() -> None:
    words = [sys.executable, "-c", FORKS, *filter(None, sys.path)]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["DIED", "FAILED", "MEMORY"]
    assert done.stderr == ""


@WAYS
@pytest.mark.parametrize(
    ("name", "failure"),
    [
        ("killed", Failure.DIED),
        ("failing", Failure.FAILED),
    ],
)
def test_a_child_that_breaks_off_is_named(name: str, failure: Failure, fork: bool) -> None:
    assert failure_of(name, bounds=Bounds(seconds=20), fork=fork) is failure


@pytest.mark.parametrize("name", ["hanging", "deaf"])
def test_a_child_that_hangs_is_ended(name: str) -> None:
    assert failure_of(name, bounds=Bounds(seconds=0.3)) in {Failure.TIME, Failure.DIED}


def test_a_child_that_does_not_read_its_task_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "_START", "import time; time.sleep(60)")
    failure = failure_of("echo", bounds=Bounds(seconds=0.3), fork=False, data=b"x" * 5_000_000)
    assert failure is Failure.TIME


@pytest.mark.parametrize("name", ["talking", "long_winded"])
def test_a_child_that_answers_too_much_is_ended(name: str) -> None:
    assert failure_of(name, bounds=Bounds(seconds=20, answer=50_000)) is Failure.ANSWER


@pytest.mark.parametrize(
    "answer",
    [
        "nothing of it",
        '+{"a":',
        "+[" * 5,
        "+" + "[" * 200_000,
        "+" + "9" * 9_000,
        '+{"date":"never"}',
        '+{"timedelta":[1e99,1,1]}',
        '+{"time":7}',
        "+1",
        ".",
    ],
)
def test_an_answer_without_sense_or_end_is_named(answer: str) -> None:
    with pytest.raises(ChildError) as caught:
        [*child._items(io.BytesIO(answer.encode()), 1_000_000)]
    assert caught.value.failure in {Failure.FAILED, Failure.DIED}
    assert [*child._items(io.BytesIO(b'+{"a":1}\n.\n'), 1_000_000)] == [{"a": 1}]


@pytest.mark.skipif(sys.platform != "linux", reason="macOS has no such limit, Windows another")
def test_the_system_refuses_a_child_too_much_memory() -> None:
    assert failure_of("filling", bounds=Bounds(memory=200_000_000)) is Failure.MEMORY


def test_a_child_whose_memory_the_system_does_not_limit_is_watched() -> None:
    words = [sys.executable, "-c", "import time; x = b'1' * 300_000_000; time.sleep(60)"]
    with subprocess.Popen(words, stdout=subprocess.PIPE) as process:
        watch = child._Watch(process, Bounds(memory=100_000_000))  # type: ignore[arg-type]
        process.wait(30)
        watch.end()
    assert watch.failure is Failure.MEMORY


@WAYS
def test_a_child_ends_with_its_reader(fork: bool) -> None:
    before = {*psutil.Process().children()}  # of other tests
    with closing(answers("in_child:talking", b"", fork=fork)) as found:
        assert next(found) == "x" * 1_000
        children = {*psutil.Process().children()} - before
        assert children
    assert not any(one.is_running() for one in children)
