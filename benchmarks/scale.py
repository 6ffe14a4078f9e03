"""Validation and a move on 100, 1,000 and 10,000 webinars, beside yamllint on 1,000."""

import subprocess
from pathlib import Path

from benchmarks.data import workspace
from benchmarks.measure import interleaved, tool

SIZES = (100, 1_000, 10_000)  # the largest shows that cost grows as the plan does
PEER = "yamllint, 1,000"


def run(folder: Path, rounds: int) -> list[tuple[str, ...]]:
    roots = {count: workspace(folder / str(count), count) for count in SIZES}
    usual, largest = (roots[count] / "data" / "webinars.yaml" for count in SIZES[1:])
    commands = {
        f"sstc validate, {count:,}": [tool("sstc"), "--workspace", str(root), "validate"]
        for count, root in roots.items()
    }
    commands |= {
        # without the writing of the file, so that each round finds the same
        f"sstc schedule move, {count:,}": [
            tool("sstc"), "--workspace", str(root), "schedule", "move", str(count // 2),
            "--time", "15:00", "--dry-run",
        ]
        for count, root in roots.items()
    }  # fmt: skip
    commands["json.loads, 10,000"] = loads(folder, largest)
    commands[PEER] = [tool("yamllint"), "-d", "relaxed", "--no-warnings", str(usual)]
    measured = interleaved(commands, rounds, folder)
    peer, validated = measured[PEER].seconds, measured["sstc validate, 1,000"].seconds
    bars = {
        "sstc validate, 1,000": f"{validated / peer:.2f} of yamllint, <= 0.1",
        "sstc schedule move, 1,000": (
            f"{measured['sstc schedule move, 1,000'].seconds / validated:.1f} x validate, <= 1.1 x"
        ),
    }
    return [
        (name, f"{figures.seconds:.2f} s", f"{figures.megabytes:.0f} MB", bars.get(name, ""))
        for name, figures in measured.items()
    ]


def loads(folder: Path, file: Path) -> list[str]:
    """Return a Python that reads the same data as JSON; another process converts it."""
    convert = (
        "import json, sys, yaml; from pathlib import Path\n"
        "loader = getattr(yaml, 'CBaseLoader', yaml.BaseLoader)\n"
        "data = yaml.load(Path(sys.argv[1]).read_text(encoding='utf-8'), Loader=loader)\n"
        "Path('data.json').write_text(json.dumps(data), encoding='utf-8')"
    )
    subprocess.run([tool("python"), "-c", convert, str(file)], cwd=folder, check=True)
    return [tool("python"), "-c", "import json; json.load(open('data.json'))"]
