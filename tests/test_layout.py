"""The flow goes one way, and files stay short enough to read in one sitting."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "sayso"
ORDER = ("errors", "ingest", "reading", "claims", "grounding", "ledger", "reconcile", "publish", "cli")
LONGEST = 520


def stage_of(module: str) -> str:
    """The stage that a module of sayso belongs to; "" for the package itself."""
    return module.partition(".")[2].partition(".")[0]


def imported(source: str, module: str, is_package: bool) -> Iterator[str]:
    """Dotted names of sayso's modules that a module imports, at its top or inside a function."""
    package = module.split(".") if is_package else module.split(".")[:-1]
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else []
            base = ".".join([*above, *([node.module] if node.module else [])])
            names = [f"{base}.{alias.name}" for alias in node.names]
        else:
            continue
        yield from (name for name in names if name.split(".")[0] == "sayso")


def breaches(package: Path) -> list[str]:
    """Each import of a later stage by an earlier one, and each module that belongs to no stage."""
    found = []
    for path in sorted(package.rglob("*.py")):
        parts = path.relative_to(package.parent).with_suffix("").parts
        module = ".".join(parts).removesuffix(".__init__")
        stage = stage_of(module)
        if not stage or stage == "__main__":
            continue
        if stage not in ORDER:
            found.append(f"{module} belongs to no stage")
            continue
        for name in imported(path.read_text("utf-8"), module, path.name == "__init__.py"):
            target = stage_of(name)
            if target in ORDER and ORDER.index(target) > ORDER.index(stage):
                found.append(f"{module} imports {name}")
    return found


def test_no_stage_imports_a_later_one():
    assert breaches(PACKAGE) == []


@pytest.mark.parametrize(
    "line",
    [
        "import sayso.claims.gate",
        "from sayso.claims import gate",
        "from sayso import claims",
        "from ..claims import gate",
        "def late():\n    from sayso.publish.jsonl import write",
    ],
)
def test_a_step_back_is_noticed(tmp_path: Path, line: str):
    (tmp_path / "sayso" / "reading").mkdir(parents=True)
    (tmp_path / "sayso" / "reading" / "words.py").write_text(line, "utf-8")
    [breach] = breaches(tmp_path / "sayso")
    assert breach.startswith("sayso.reading.words imports sayso.")


@pytest.mark.parametrize(
    "line", ["from sayso.errors import SaysoError", "from . import windows", "import spacy.tokens"]
)
def test_a_step_forward_is_not(tmp_path: Path, line: str):
    (tmp_path / "sayso" / "reading").mkdir(parents=True)
    (tmp_path / "sayso" / "reading" / "words.py").write_text(line, "utf-8")
    assert breaches(tmp_path / "sayso") == []


def test_a_module_outside_the_flow_is_noticed(tmp_path: Path):
    (tmp_path / "sayso").mkdir()
    (tmp_path / "sayso" / "helpers.py").write_text("", "utf-8")
    assert breaches(tmp_path / "sayso") == ["sayso.helpers belongs to no stage"]


def test_no_file_is_too_long_to_read_in_one_sitting():
    files = [path for folder in ("src", "training", "benchmarks") for path in (ROOT / folder).rglob("*.py")]
    lengths = {str(path.relative_to(ROOT)): len(path.read_text("utf-8").splitlines()) for path in files}
    assert len(lengths) > 10
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST} == {}
