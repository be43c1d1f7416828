"""Freezes a dump of every kind of answer: run it where a shape is meant to change, and see what differs.

``PYTHONPATH=src:tests:docs/examples python tests/data/freezing.py``
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import cloudgrant as cg
from cloudgrant.data.answers import answer_schemas
from cloudgrant.data.migrations import VERSION

DUMPS = Path(__file__).parents[1] / "dumps" / f"v{VERSION}"
FROZEN = DUMPS / "answers"
SCHEMAS = DUMPS / "answer_schemas.json"


def as_text(plain: Any) -> str:
    """As it is written into a file."""
    return json.dumps(plain, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


if __name__ == "__main__":
    from toys.answers import ANSWERS

    FROZEN.mkdir(exist_ok=True)
    for kind, made in ANSWERS.items():
        (FROZEN / f"{kind}.json").write_text(as_text(cg.dump(made())), encoding="utf-8")
    SCHEMAS.write_text(as_text(answer_schemas()), encoding="utf-8")
