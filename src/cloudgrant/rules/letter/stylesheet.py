"""The small stylesheet of letters and reports, read once, with this module: nothing is read in a call.

It is a file of its own, ``letter.css`` beside this one, so that it can be edited, linked and served as such.
"""

from __future__ import annotations

from importlib.resources import files
from typing import Final

__all__ = ["STYLESHEET"]

STYLESHEET: Final = files("cloudgrant.rules.letter").joinpath("letter.css").read_text(encoding="utf-8")
