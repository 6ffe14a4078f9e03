"""Write the list of slow tests from the CPU times that `make durations` has measured.

A test function is slow if a case of it takes 0.25 s on average, or all its cases together eight
seconds. Four of five tests remain, which take a sixth of the time.
"""

import sys
from collections import defaultdict
from pathlib import Path

A_CASE = 0.25
ALL_CASES = 8


def main(measured: Path, written: Path) -> None:
    """Read lines of seconds and test, and write the names of the slow functions."""
    seconds: dict[str, list[float]] = defaultdict(list)
    for line in measured.read_text(encoding="utf-8").splitlines():
        time, _, test = line.partition(" ")
        seconds[test.partition("[")[0]].append(float(time))
    slow = sorted(
        name
        for name, times in seconds.items()
        if sum(times) / len(times) >= A_CASE or sum(times) >= ALL_CASES
    )
    written.write_text("".join(f"{name}\n" for name in slow), encoding="utf-8")
    quick = sum(sum(times) for name, times in seconds.items() if name not in {*slow})
    print(f"{len(slow)} of {len(seconds)} test functions are slow; the others take {quick:.0f} s")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
