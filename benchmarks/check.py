"""`sstc calendar check` on 100, 1,000 and 10,000 events, beside icalendar merely reading them."""

from pathlib import Path

from benchmarks.data import workspace
from benchmarks.measure import interleaved, once, tool

SIZES = (100, 1_000, 10_000)
READS = "import icalendar, sys; icalendar.Calendar.from_ical(open(sys.argv[1], 'rb').read())"


def run(folder: Path, rounds: int) -> list[tuple[str, ...]]:
    files = {count: exported(folder, count) for count in SIZES}
    commands = {
        f"sstc calendar check, {count:,}": [tool("sstc"), "calendar", "check", str(file)]
        for count, file in files.items()
    }
    commands["icalendar, 10,000"] = [tool("python"), "-c", READS, str(files[SIZES[-1]])]
    measured = interleaved(commands, rounds, folder)
    peer = measured["icalendar, 10,000"].seconds
    return [
        (
            name,
            f"{figures.seconds:.2f} s",
            f"{figures.megabytes:.0f} MB",
            f"{figures.seconds / peer:.2f}",
        )
        for name, figures in measured.items()
    ]


def exported(folder: Path, count: int) -> Path:
    """The calendar file of a series with so many webinars."""
    root = workspace(folder / str(count), count)
    file = folder / f"{count}.ics"
    words = ["--workspace", str(root), "calendar", "export", "-o", str(file)]
    once([tool("sstc"), *words], folder)
    return file
