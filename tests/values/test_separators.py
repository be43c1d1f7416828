"""What stands between parts is written in one place, and data does not become markup."""

from __future__ import annotations

import re
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

import cloudgrant as cg
from cloudgrant.values.markdown import escaped
from cloudgrant.values.separators import AND, COLON, THEN

SOURCE = Path(cg.__file__).parent


def test_each_separator_in_both_languages() -> None:
    pairs = [(one["zh"], one["en"]) for one in (AND, THEN, COLON)]
    assert pairs == [("、", ", "), ("；", "; "), ("：", ": ")]


def test_no_other_module_writes_a_separator_of_its_own() -> None:
    alone = re.compile(r"""Text\((?:"[\w.]+", )?zh="[、；：]", en="[,;:] "\)""")
    written = [path.name for path in SOURCE.rglob("*.py") if alone.search(path.read_text(encoding="utf-8"))]
    assert written == ["separators.py"]


@given(st.text())
def test_escaping_only_adds_backslashes(line: str) -> None:
    assert re.sub(r"\\(.)", r"\1", escaped(line), flags=re.DOTALL) == line
    assert not re.search(r"(?<!\\)[*_#|<>]", escaped(line.replace("\\", "")))
