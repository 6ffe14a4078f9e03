"""Collect every wheel that sstc needs, for computers without a network.

Each is the one whose hash is in `requirements.txt`; the wheel of sstc itself is built here. The
folder gets a list of them all with their hashes, so that one command installs exactly these.
"""

import hashlib
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

REPOSITORY = Path(__file__).parent.parent
# what Python calls the system of a platform; pip asks the running Python instead
SYSTEMS = {
    "win": {"sys_platform": "win32", "os_name": "nt", "platform_system": "Windows"},
    "macosx": {"sys_platform": "darwin", "os_name": "posix", "platform_system": "Darwin"},
    "manylinux": {"sys_platform": "linux", "os_name": "posix", "platform_system": "Linux"},
    "musllinux": {"sys_platform": "linux", "os_name": "posix", "platform_system": "Linux"},
}


def main(folder: Path, platform: str = "", version: str = "") -> None:
    """Fill the folder, and print how to install from it."""
    version = version or f"{sys.version_info.major}.{sys.version_info.minor}"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    pins = list(locked(platform, version))
    target = ["--platform", platform, "--python-version", version] if platform else []
    if not downloaded(pins, folder, target):
        pins = without_missing(pins, folder, target)
    pins.append(built(folder))
    (folder / "requirements.txt").write_text("\n".join(pins) + "\n", encoding="utf-8")
    print(
        f"Wrote {len(pins)} wheels to {folder}. On the other computer, in a virtual environment:\n"
        f"  python -m pip install --no-index --find-links {folder.name} --require-hashes "
        f"-r {folder.name}/requirements.txt"
    )


def built(folder: Path) -> str:
    """Build the wheel of sstc, and return its pin."""
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder.resolve()]
    subprocess.run(build, cwd=REPOSITORY, check=True, capture_output=True)
    (wheel,) = folder.glob("sstc_cli-*.whl")
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    return f"sstc-cli=={wheel.name.split('-')[1]} --hash=sha256:{digest}"


def locked(platform: str, version: str) -> Iterator[str]:
    """Yield the pins with their hashes that a platform and version of Python need."""
    environment = dict(default_environment())
    if platform:
        environment |= SYSTEMS[re.match("[a-z]+", platform)[0]]
        environment |= {"python_version": version, "python_full_version": f"{version}.0"}
    text = (REPOSITORY / "requirements.txt").read_text(encoding="utf-8").replace("\\\n", "")
    for line in text.splitlines():
        if not line.startswith("#"):
            requirement, *hashes = line.split(" --hash=")
            wanted = Requirement(requirement)
            if not wanted.marker or wanted.marker.evaluate(environment):
                pin = f"{wanted.name}{wanted.specifier}"
                yield " --hash=".join([pin, *(each.strip() for each in hashes)])


def downloaded(pins: list[str], folder: Path, target: list[str]) -> bool:
    """Download wheels; return whether all are there."""
    wanted = folder / "wanted.txt"
    wanted.write_text("\n".join(pins), encoding="utf-8")
    command = [
        sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check",
        "--no-deps", "--only-binary=:all:", "--require-hashes", "-r", wanted, "-d", folder, *target,
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    wanted.unlink()
    if done.returncode and "No matching distribution found" not in done.stderr:
        raise SystemExit(f"error: could not download the wheels\n{done.stderr}")
    return not done.returncode


def without_missing(pins: list[str], folder: Path, target: list[str]) -> list[str]:
    """Return the pins without the extras that lack a wheel; refuse if anything else lacks one."""
    missing = {name_of(pin) for pin in pins if not downloaded([pin], folder, target)}
    left_out: set[str] = set()
    for extra, names in extras().items():
        if names & missing:
            print(f"left out [{extra}]: no wheel of {', '.join(names & missing)} fits")
            left_out |= names
    if missing - left_out:
        shutil.rmtree(folder)
        raise SystemExit(f"error: no wheel of {', '.join(sorted(missing - left_out))} fits")
    for name in left_out:
        for wheel in folder.glob(f"{name.replace('-', '_')}-*.whl"):
            wheel.unlink()
    return [pin for pin in pins if name_of(pin) not in left_out]


def name_of(pin: str) -> str:
    return canonicalize_name(pin.partition("==")[0])


def extras() -> dict[str, set[str]]:
    """Return the packages of each extra that people may leave out."""
    file = REPOSITORY / "pyproject.toml"
    given = tomllib.loads(file.read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    found: dict[str, set[str]] = {}
    for extra in given.keys() - {"all", "test", "dev"}:
        for requirement in map(Requirement, given[extra]):
            names = {requirement.name, *(f"{requirement.name}-{e}" for e in requirement.extras)}
            found.setdefault(extra, set()).update(names)
    return found


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
