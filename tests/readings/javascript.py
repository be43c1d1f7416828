"""What the rule book's reader in JavaScript answers, by each engine of CEL that is installed for it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

from rule_book import answers

__all__ = ["ENGINES", "NO_ENGINES", "answered", "in_texts"]

ENGINES: Final = ("@marcbachmann/cel-js", "@bufbuild/cel")
MODULES: Final = os.environ.get("CLOUDGRANT_NODE_MODULES", "")
NO_ENGINES: Final = "" if MODULES else "CLOUDGRANT_NODE_MODULES names no folder with engines of CEL"
"""Why JavaScript cannot be asked, if so."""

_EXAMPLE = Path(answers.__file__).with_name("answers.mjs")
_READER = Path(__file__).with_name("rule_book_answers.mjs")


def answered(
    engine: str,
    place: Path,
    *,
    books: Iterable[Mapping[str, Any]] = (),
    trees: Iterable[Mapping[str, Any]] = (),
) -> dict[str, Any]:
    """The answers of an engine to these cases, whole numbers as :func:`in_texts` has them.

    ``books`` are rule books with what is ``bound`` in each case, ``trees`` truths with what is.
    """
    node = shutil.which("node")
    assert node is not None
    cases = place / "cases.json"
    cases.write_text(json.dumps({"books": list(books), "trees": list(trees)}))
    command = [node, str(_READER), str(_EXAMPLE), MODULES, engine, str(cases)]
    found = subprocess.run(command, check=True, capture_output=True, text=True)
    answer: dict[str, Any] = json.loads(found.stdout)
    return answer


def in_texts(data: Any) -> Any:
    """Plain data with whole numbers as texts."""
    if type(data) is int:
        return str(data)
    if isinstance(data, Mapping):
        return {name: in_texts(part) for name, part in data.items()}
    return [in_texts(part) for part in data] if isinstance(data, list | tuple) else data
