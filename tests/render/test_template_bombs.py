"""Templates of a few bytes that would take minutes or gigabytes end soon, with one line."""

import subprocess
import sys
from pathlib import Path

import pytest

LIST = "{% set x = range(99999) | list %}{% for i in x %}"
TEXT = "{% set x = range(99999) | join %}{% for i in x %}"
NESTED = "{% set a = [1] %}" + "{% set a = [a, a, a, a, a, a, a, a, a, a] %}" * 9
TUPLES = NESTED.replace("[", "(").replace("]", ")").replace("(1)", "(1,)")
TWICE = NESTED + "{% set b = a %}" + NESTED
ROUNDS = "{% set n = namespace(x=[]) %}{% for i in range(99999) %}"
BOMBS = {
    "sort": LIST + "{% set y = x | sort %}{% endfor %}",
    "unique": LIST + "{% set y = x | unique | list %}{% endfor %}",
    "list": ROUNDS + "{% set y = range(99999) | list %}{% endfor %}",
    "slice": LIST + "{% set y = x[::-1] %}{% endfor %}",
    "kept slices": LIST + "{% set x = [x, x[::-1]] %}{% endfor %}",
    "upper": TEXT + "{% set y = x | upper | lower %}{% endfor %}",
    "escape": TEXT + "{% set y = x | e %}{% endfor %}",
    "paragraphs": TEXT + "{% set y = x | paragraphs %}{% endfor %}",
    "contains": TEXT + "{% set y = 'a' in x %}{% endfor %}",
    "long path": TEXT.replace("join", "join | list")
    + "{% set y = x | map(attribute='"
    + "0." * 9_000
    + "0') | list %}{% endfor %}",
    "big number": ROUNDS + "{% set y = '" + "f" * 9_000 + "' | int(base=16) // 3 %}{% endfor %}",
    "big remainder": ROUNDS
    + "{% set y = 0x"
    + "f" * 60_000
    + " % 0x"
    + "7" * 30_000
    + " %}{% endfor %}",
    "text in a variable": "{% set y %}" + ROUNDS + "x" * 9_999 + "{% endfor %}{% endset %}",
    "text of a macro": "{% macro m() %}"
    + "x" * 9_999
    + "{% endmacro %}"
    + ROUNDS
    + "{% set n.x = [n.x, m()] %}{% endfor %}",
    "long literal": ROUNDS + "{% set y = [" + "i," * 9_000 + "] %}{% endfor %}",
    "include": ROUNDS + "{% include 'shipped/long.md' %}{% endfor %}",
    "include in a variable": "{% set y %}"
    + ROUNDS
    + "{% include 'shipped/long.md' %}{% endfor %}{% endset %}",
    "include itself": "{% include 'letter.md.j2' ignore missing %}" * 9,
    "nested string": NESTED + "{{ a | string }}",
    "nested ~": NESTED + "{{ a ~ 'x' }}",
    "nested join": NESTED + "{{ [a] | join }}",
    "nested upper": NESTED + "{{ a | upper }}",
    "nested is lower": NESTED + "{% if a is lower %}{% endif %}",
    "nested label": NESTED + "{{ _(a) }}",
    "nested in a label": NESTED + "{{ _('{a}', a=a) }}",
    "nested ==": TWICE + "{% if a == b %}{% endif %}",
    "nested is eq": TWICE + "{% if a is eq(b) %}{% endif %}",
    "nested in": TWICE + "{% if a in [b] %}{% endif %}",
    "nested sort": TWICE + "{% set y = [a, b] | sort %}",
    "nested changed": TWICE + "{% for i in [a, b] %}{{ loop.changed(i) }}{% endfor %}",
    "nested key": TUPLES + "{% set b = {a: 1} %}",
    "nested item": TUPLES + "{{ {}[a] }}",
}
SCRIPT = """
import resource, sys
from pathlib import Path
resource.setrlimit(resource.RLIMIT_AS, (700_000_000,) * 2)
resource.setrlimit(resource.RLIMIT_CPU, (20,) * 2)
from test_templates import Letter
from sstc_cli.errors import SstcError
from sstc_cli.render import Templates
try:
    Templates(Path(sys.argv[1]), Path(sys.argv[2]), {}).document("letter", Letter())
except SstcError as error:
    print(error.message)
used = resource.getrusage(resource.RUSAGE_SELF)
print(used.ru_utime + used.ru_stime)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="memory is limited by Linux")
@pytest.mark.parametrize("name", BOMBS)
def test_a_template_ends_soon_in_little_memory(name: str, tmp_path: Path) -> None:
    own, shipped = tmp_path / "own", tmp_path / "shipped"
    for folder in (own, shipped):
        folder.mkdir()
    (own / "letter.md.j2").write_text("\n" + BOMBS[name], encoding="utf-8")
    (shipped / "long.md").write_text("x" * 90_000, encoding="utf-8")
    words = [sys.executable, "-c", SCRIPT, str(own), str(shipped)]
    done = subprocess.run(
        words, cwd=Path(__file__).parent, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.stderr == ""
    message, seconds = done.stdout.splitlines()
    assert message.startswith("templates/letter.md.j2:") and len(message) < 120
    assert float(seconds) < 10
