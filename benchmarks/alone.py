"""Run one command from a process that is small, and print its seconds and its peak in kilobytes.

A new program starts with the peak of the process that started it, so that one that is started by
a large process never seems smaller. This file is run by itself with `python -I -S`, and loads
little: what it starts is measured from 10 MB on.
"""

import os
import sys
import time


def main(command: list[str]) -> int:
    quiet = [(os.POSIX_SPAWN_OPEN, sys.stdout.fileno(), os.devnull, os.O_WRONLY, 0)]
    started = time.perf_counter()
    child = os.posix_spawnp(command[0], command, os.environ, file_actions=quiet)
    _, status, usage = os.wait4(child, 0)
    seconds = time.perf_counter() - started
    kilobytes = usage.ru_maxrss // (1024 if sys.platform == "darwin" else 1)
    print(seconds, kilobytes)
    return abs(os.waitstatus_to_exitcode(status))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
