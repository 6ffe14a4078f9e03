"""Run one command from a process that is small, and print its seconds and its peak in kilobytes.

The system counts the memory of the process that starts a program as the program's own, so that
one that is started by a large process never seems smaller. This file is run by itself with
`python -I -S`, and loads little: it takes 8 MB, which is the least that it can measure.
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
