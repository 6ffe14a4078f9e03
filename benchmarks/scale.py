"""Validation and a move on 100, 1,000 and 10,000 webinars, beside peers on the largest."""

import subprocess
from pathlib import Path

from benchmarks.data import schema, workspace
from benchmarks.measure import interleaved, once, tool

SIZES = (100, 1_000, 10_000)


def run(folder: Path, rounds: int) -> list[tuple[str, ...]]:
    roots = {count: workspace(folder / str(count), count) for count in SIZES}
    largest = roots[SIZES[-1]] / "data" / "webinars.yaml"
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
    rows: list[tuple[str, ...]] = [
        (name, f"{figures.seconds:.2f} s", f"{figures.megabytes:.0f} MB", bar(name))
        for name, figures in interleaved(commands, rounds, folder).items()
    ]
    peers = {
        "yamllint, 10,000": [tool("yamllint"), "-d", "relaxed", "--no-warnings", str(largest)],
        "check-jsonschema, 10,000": [
            tool("check-jsonschema"), "--schemafile", str(schema(folder)), str(largest),
        ],
    }  # fmt: skip
    for name, command in peers.items():
        seconds, megabytes = once(command, folder)
        rows.append((name, f"{seconds:.2f} s", f"{megabytes:.0f} MB", ""))
    return rows


def bar(name: str) -> str:
    return {
        "sstc validate, 10,000": "all rules: <= 2.5 s, 300 MB, 1/10 of yamllint",
        "sstc schedule move, 10,000": "<= 1.5 s",
    }.get(name, "")


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
