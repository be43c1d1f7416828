"""A decision in more detail than its results: every finding whole, or only what stands in the way."""

from __future__ import annotations

from typing import Any

from cloudgrant.data.answers.deciding import EXPLAINED
from cloudgrant.data.answers.telling import Telling
from cloudgrant.values.shapes import written

__all__ = ["in_detail"]


def in_detail(decision: Any, detail: str, texts: tuple[str, ...]) -> dict[str, Any]:
    """What a decision says besides its results, in the languages asked for."""
    return {"detail": detail, **written(EXPLAINED[detail], decision, Telling(texts))}
