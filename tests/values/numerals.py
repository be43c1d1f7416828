"""Chinese numerals written out, by themselves: nothing here is shared with what reads them."""

from __future__ import annotations

__all__ = ["DEEDS", "EVERYDAY", "written"]

EVERYDAY = ("零一二三四五六七八九", "十百千", "萬億兆")
DEEDS = ("零壹貳參肆伍陸柒捌玖", "拾佰仟", "萬億兆")


def written(number: int, style: tuple[str, str, str] = EVERYDAY) -> str:
    """The number, 0 or more and below 10¹⁶, in full: every unit, and one 零 where places are skipped."""
    digits, units, myriads = style
    if number == 0:
        return digits[0]
    text, skipped = "", False
    figures = f"{number:016}"
    for group in range(4):
        part = figures[group * 4 : group * 4 + 4]
        for place, figure in enumerate(part):
            if figure == "0":
                skipped = bool(text)
                continue
            if skipped:
                text += digits[0]
                skipped = False
            text += digits[int(figure)] + (units[2 - place] if place < 3 else "")
        if int(part) and group < 3:
            text += myriads[2 - group]
    return text
