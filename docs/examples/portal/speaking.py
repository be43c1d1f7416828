"""In which language a request is answered, and what the portal says in it."""

from __future__ import annotations

from datetime import date
from typing import Any

from starlette.requests import Request

import cloudgrant as cg
from cloudgrant.values.formatting import formatted
from portal.words import WORDS

__all__ = ["Speaker"]

COOKIE = "lang"


class Speaker:
    """Says things in the language of one request: that of its link or cookie, else of its browser."""

    def __init__(self, request: Request) -> None:
        asked = request.query_params.get("lang") or request.cookies.get(COOKIE)
        self.asked = request.query_params.get("lang")
        self.locale = cg.locale(asked or request.headers.get("accept-language"))
        chinese = WORDS["portal"].in_(self.locale) == WORDS["portal"]["zh"]
        self.lang = "zh-Hant-TW" if chinese else "en"

    def say(self, name: str, **values: Any) -> str:
        """One of the portal's own sentences."""
        return WORDS[name].filled(self.locale, lambda key: str(values[key]))

    def shown(self, day: date) -> str:
        """A day as it is written in this language."""
        return formatted(day, "", self.locale)
