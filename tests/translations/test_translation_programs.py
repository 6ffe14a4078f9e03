"""Programs that translators use read our files, and change nothing but translations."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from conftest import REPOSITORY
from systems import needs

SERIES = "sstc-cities-ecommerce-2020"
OMEGAT = """\
<?xml version="1.0" encoding="UTF-8"?>
<omegat><project version="1.0">{folders}<source_lang>EN</source_lang><target_lang>FR</target_lang>
<sentence_seg>false</sentence_seg><support_default_translations>true</support_default_translations>
<remove_tags>false</remove_tags></project></omegat>
"""
FOLDERS = ("source_dir", "target_dir", "tm_dir", "glossary_dir", "glossary_file", "dictionary_dir")
MEMORY = """\
<?xml version="1.0" encoding="UTF-8"?>
<tmx version="1.1"><header creationtool="OmegaT" o-tmf="OmegaT TMX" adminlang="EN-US"
 datatype="plaintext" creationtoolversion="3.6" segtype="paragraph" srclang="EN"/><body>
<tu><tuv lang="EN"><seg>Beijing time</seg></tuv><tuv lang="FR"><seg>Heure de Pékin</seg></tuv></tu>
</body></tmx>
"""


@pytest.fixture
def exported(sstc, workspace):
    """Return a function that exports all texts of the series, with French missing."""
    plan = workspace / "data" / "webinars.yaml"
    text = plan.read_text("utf-8")
    plan.write_text(text.replace("languages: [en, zh]", "languages: [en, zh, fr]"), "utf-8")

    def export(kind: str, suffix: str, language: str = "fr") -> Path:
        words = ("--language", language, "--format", kind, "--all")
        assert sstc("translations", "export", *words).status == 0
        return workspace / "out" / "translations" / f"{SERIES}.{language}.{suffix}"

    return export


def run(*words: object, cwd: Path | None = None) -> str:
    done = subprocess.run(
        [str(word) for word in words],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=cwd,
        check=True,
    )
    return done.stdout


def changes(sstc, file: Path) -> list[dict[str, str]]:
    done = sstc("translations", "import", file, "--dry-run", "--json")
    (found,) = json.loads(done.out)["files"]
    assert found["left"] == []
    return found["changes"]


BEIJING = [{"id": "zone_name", "before": "", "after": "Heure de Pékin"}]


@needs("omegat", here=shutil.which("omegat") is not None)
def test_omegat_translates_a_text_and_leaves_the_others(sstc, exported, tmp_path) -> None:
    project = tmp_path / "project"
    for folder in ("source", "target", "omegat", "tm", "glossary", "dictionary"):
        (project / folder).mkdir(parents=True)
    folders = "".join(f"<{name}>__DEFAULT__</{name}>" for name in FOLDERS)
    (project / "omegat.project").write_text(OMEGAT.format(folders=folders), "utf-8")
    (project / "omegat" / "project_save.tmx").write_text(MEMORY, "utf-8")
    file = exported("xliff", "xlf")
    shutil.copy(file, project / "source")
    run("omegat", project, "--mode=console-translate")
    assert changes(sstc, project / "target" / file.name) == BEIJING


@needs("soffice", here=shutil.which("soffice") is not None)
@pytest.mark.parametrize("suffix", ["xlsx", "ods"])
def test_libreoffice_saves_the_workbook(sstc, exported, tmp_path, suffix) -> None:
    file = exported("xlsx", "xlsx", "zh")
    run("soffice", "--headless", "--convert-to", suffix, "--outdir", tmp_path, file)
    assert changes(sstc, tmp_path / f"{file.stem}.{suffix}") == []


@needs("gettext", here=shutil.which("msgmerge") is not None)
def test_gettext_checks_and_merges_the_catalogue(sstc, exported, tmp_path) -> None:
    file = exported("po", "po")
    text = file.read_text("utf-8")
    filled = re.sub(r'(msgid "Beijing time"\nmsgstr) ""', r'\1 "Heure de Pékin"', text)
    filled_file, merged = tmp_path / "filled.po", tmp_path / "merged.po"
    filled_file.write_text(filled, "utf-8")
    run("msgfmt", "--check", "-o", tmp_path / "a.mo", filled_file)
    run("msgmerge", "-o", merged, filled_file, file)
    assert changes(sstc, merged) == BEIJING


STORAGES = {
    "xliff": ("xliff", "Xliff1File"),
    "xliff2": ("xliff2", "Xliff2File"),
    "po": ("pypo", "pofile"),
}


@pytest.mark.parametrize(("kind", "suffix"), [("xliff", "xlf"), ("xliff2", "xlf"), ("po", "po")])
def test_the_translate_toolkit_reads_and_writes_it(sstc, exported, tmp_path, kind, suffix) -> None:
    storage = pytest.importorskip(f"translate.storage.{STORAGES[kind][0]}")
    file = exported(kind, suffix, "zh")
    store = getattr(storage, STORAGES[kind][1]).parsefile(str(file))
    sources = [unit.source for unit in store.units if unit.source]
    assert len(sources) > 200
    target = tmp_path / file.name
    target.write_bytes(bytes(store))
    assert changes(sstc, target) == []


@needs("npm xliff", here=(REPOSITORY / "node_modules" / "xliff").is_dir())
def test_a_library_of_javascript_reads_each_text(exported, tmp_path) -> None:
    file = exported("xliff", "xlf", "zh")
    script = (
        'const text = require("fs").readFileSync(process.argv[1], "utf-8");'
        'require("xliff").xliff12ToJs(text).then(found => console.log(JSON.stringify(found)));'
    )
    found = json.loads(run("node", "-e", script, file, cwd=REPOSITORY))
    units = found["resources"][SERIES]
    assert units["zone_name"]["target"] == "北京时间"
    assert len(units) > 200
