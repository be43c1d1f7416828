"""A call of a tool, whatever it is given: an answer or a refusal, both as data that can be sent."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import cloudgrant as cg
from cloudgrant.rules import Problem, Text
from mcp_server.answers import ANSWERS

__all__ = ["called"]

_NO_TOOL = Text(
    zh="沒有這項工具；有：{expected}{hint}", en="there is no such tool; there are {expected}{hint}"
)
_NO_EDITION = Text(zh="該日尚無適用之版本", en="no edition was in force on that day")
_FAILED = Text(zh="無法處理這項請求", en="this request cannot be handled")


def called(name: str, arguments: Mapping[str, Any]) -> tuple[dict[str, Any], bool]:
    """The answer to a call as data, and whether it is a refusal; it never raises, and never shows a trace."""
    try:
        if name not in ANSWERS:
            expected = ", ".join(ANSWERS)
            raise cg.InvalidInput([Problem.at(["name"], "mcp.tool", _NO_TOOL, expected=expected)])
        return _sendable(ANSWERS[name](arguments)), False
    except cg.InvalidInput as error:
        refused = error
    except cg.NoEdition:
        refused = cg.InvalidInput([Problem.at(["on"], "mcp.no_edition", _NO_EDITION)])
    except Exception:  # whatever it is, the agent is told no more than that
        refused = cg.InvalidInput([Problem.at([], "mcp.failed", _FAILED)])
    try:
        return _sendable(cg.dump(refused)), True
    except Exception:
        failed = cg.InvalidInput([Problem.at([], "mcp.failed", _FAILED)])
        return _sendable(cg.dump(failed)), True


def _sendable(answer: Mapping[str, Any]) -> dict[str, Any]:
    """The answer as UTF-8 can bear it: half a surrogate pair from the data becomes a question mark."""
    text = json.dumps(answer, ensure_ascii=False, allow_nan=False)
    found: dict[str, Any] = json.loads(text.encode("utf-8", "replace"))
    return found
