"""What is said of a number with more digits than anyone reads."""

from __future__ import annotations

from cloudgrant.values.text import Text

__all__ = ["A_VERY_LARGE_NUMBER"]

A_VERY_LARGE_NUMBER = Text("value.very_large", zh="數字過大", en="a very large number")
