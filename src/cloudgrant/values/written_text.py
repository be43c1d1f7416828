"""Text that neither lies nor breaks what it is written into: what is refused in it, and how it is kept.

A name with a line break can add a line to a letter, a bidi override can show an amount backwards, half a
surrogate pair has no UTF-8, a NUL breaks a database. Two texts that look alike and are not the same (``é`` in
one character or two; an order number with a zero-width space in it) are two firms, two orders.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache
from typing import Final, TypeAlias

from cloudgrant.values.problems import Problem
from cloudgrant.values.shown import shown

__all__ = [
    "IGNORABLE",
    "LONGEST_LINE",
    "LONGEST_TEXT",
    "SURE_SIGNS",
    "UNSHOWN",
    "is_sound_text",
    "kept_key",
    "kept_text",
    "refused_in_schema",
    "text_problem",
]

LONGEST_LINE: Final = 200
"""How many characters a text of one line may have, unless told."""

LONGEST_TEXT: Final = 10_000
"""How many a text of several lines may have, unless told."""

_MOST_MARKS: Final = 30
"""How many combining marks may follow one another, as in Unicode's stream-safe text: no language needs more,
and putting them in order costs the square of their number."""

_SHRINKS: Final = 4
"""No text gets shorter than a quarter when it is normalised: what is longer than that need not be."""

# Characters that Unicode says are not to be shown where they have no effect (Default_Ignorable_Code_Point),
# and the three of interlinear annotation: the inside of a class of a regular expression.
IGNORABLE: Final = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
_BIDI: Final = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_BREAK: Final = "\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029"  # wherever str.splitlines() ends a line
_NO_TEXT: Final = (
    "\x00-\x1f\x7f-\x9f\ufdd0-\ufdef\ufff9-\ufffb\ufffe\uffff"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000))
    + "\U000e0000-\U000e007f"  # tags: whole sentences that machines read and nobody sees
)
_HALVES: Final = "\ud800-\udfff"

UNSHOWN: Final = f"{_NO_TEXT}{_BIDI}{_HALVES}"
"""What no text may have and nobody is shown, breaks of lines and tabs among it: the inside of a class."""

# What is surely no combining mark: ASCII, and nearly all that is written in Chinese, Japanese and Korean.
_PERHAPS_MARKS: Final = (
    rf"[^\x00-\x7f\u3000-\u3029\u3030-\u3098\u309b-\ua66e\uac00-\ud7ff\uff00-\uffef]{{{_MOST_MARKS + 1}}}"
)
_SEEN: Final = rf"[^\s{IGNORABLE}]"

# ASCII, the commonest Chinese characters and the signs among them are what they look like, and are kept so.
SURE_SIGNS: Final = r"!-~·–—‘’“”≤≥\u3001-\u3011\u4e00-\u9fff\uff01-\uff5e"
"""A text of these, with blanks after the first, is surely sound: the inside of a class."""

_SURE_LINE: Final = re.compile(f"[{SURE_SIGNS}][ {SURE_SIGNS}]{{0,{LONGEST_LINE - 1}}}").fullmatch
_LINE_ENDS: Final = re.compile("\r\n?")

_Refused: TypeAlias = tuple[tuple[str, str], ...]

_EVERYWHERE: Final[_Refused] = (
    ("text.surrogate", f"[{_HALVES}]"),
    ("text.bidi", f"[{_BIDI}]"),
)
_IN_A_LINE: Final[_Refused] = (
    ("text.one_line", f"[{_BREAK}]"),
    *_EVERYWHERE,
    ("text.control", f"[{_NO_TEXT}]"),
)
_IN_A_KEY: Final[_Refused] = (*_IN_A_LINE, ("text.ignorable", f"[{IGNORABLE}]"))
# LF alone ends a line of several, which may have tabs in it; what else would end one is a control character.
_IN_LINES: Final[_Refused] = (
    *_EVERYWHERE,
    ("text.control", f"(?![\n\t])[{_NO_TEXT}\u2028\u2029]"),
)


@cache
def _searched(pattern: str) -> Callable[[str], re.Match[str] | None]:
    """The search for a pattern: to prepare one takes milliseconds, and most texts are searched for none."""
    return re.compile(pattern).search


def is_sound_text(
    text: str, longest: int = LONGEST_LINE, *, multiline: bool = False, identifies: bool = False
) -> bool:
    """Whether a text is one that may stand, not blank, and in the very form in which it is kept.

    Quick for what nearly every text is. ``identifies`` is meant of a key or a number by which people tell
    things apart, ``multiline`` of one whose lines may be broken.

    >>> is_sound_text("示範精密"), is_sound_text("A-1\\n"), is_sound_text("Ａ-1", identifies=True)
    (True, False, False)
    """
    if text.isascii() and text.isprintable():
        seen = text.strip()
        return len(text) <= longest and seen != "" and (not identifies or seen == text)
    if (
        text.isprintable()
        and len(text) <= longest
        and not identifies
        and _searched(_PERHAPS_MARKS)(text) is None
    ):
        return unicodedata.is_normalized("NFC", text) and _searched(_SEEN)(text) is not None
    if text_problem(text, longest, multiline=multiline, identifies=identifies):
        return False
    return kept_text(text, longest, multiline=multiline, identifies=identifies) == text


def kept_text(
    text: str, longest: int = LONGEST_LINE, *, multiline: bool = False, identifies: bool = False
) -> str:
    """The text as it is kept: in NFC, or in NFKC where it ``identifies``; its lines are ended by LF.

    What will be refused anyway stays as it is: a text with more marks in a row than are taken, or so long
    that it must be too long.

    >>> kept_text("Cafe\\u0301"), kept_text("Ａ１", identifies=True), kept_text("a\\r\\nb", multiline=True)
    ('Café', 'A1', 'a\\nb')
    """
    if text.isascii() and not multiline:
        return text
    if len(text) > _SHRINKS * longest or _too_many_marks(text) is not None:
        return text
    if multiline and "\r" in text:
        text = _LINE_ENDS.sub("\n", text)
    return unicodedata.normalize("NFKC" if identifies else "NFC", text)


def kept_key(key: str) -> str:
    """A key or a number of something as it is kept.

    >>> kept_key("Ａ-1"), kept_key("①")
    ('A-1', '1')
    """
    return kept_text(key, identifies=True)


def text_problem(
    text: str, longest: int = LONGEST_LINE, *, multiline: bool = False, identifies: bool = False
) -> Problem | None:
    """What is wrong with a text, as it will be kept; ``None`` where nothing is.

    Its path is empty; its code is ``empty`` (nothing in it that can be seen), ``length``, or one that says
    which character is not taken, and where: ``text.one_line``, ``text.control``, ``text.surrogate``,
    ``text.bidi``, ``text.marks``, and of what identifies ``text.ignorable`` and ``text.blanks``.

    >>> print(text_problem("甲\\n乙"))
    (the whole): must be one line, but character 2 is U+000A · 應為一行，但第 2 字是 U+000A [text.one_line]
    >>> text_problem("甲\\n乙", multiline=True) is None, text_problem("A\\u200b", identifies=True).code
    (True, 'text.ignorable')
    """
    if not identifies and len(text) <= longest and _SURE_LINE(text) is not None:
        return None
    text = kept_text(text, longest, multiline=multiline, identifies=identifies)
    if len(text) > longest:
        return Problem.at((), "length", given=f"{len(text):,}", limit=f"{longest:,}")
    if not text.strip():
        return Problem.at((), "empty")
    place = _too_many_marks(text)
    if place is not None:
        return Problem.at((), "text.marks", at=f"{place + 1:,}", limit=_MOST_MARKS)
    for code, refused in _IN_A_KEY if identifies else _IN_LINES if multiline else _IN_A_LINE:
        found = _searched(refused)(text)
        if found is not None:
            given = f"U+{ord(found[0]):04X}"
            return Problem.at((), code, at=f"{found.start() + 1:,}", given=given)
    if identifies and text != text.strip():
        return Problem.at((), "text.blanks", given=shown(text))
    return None if _searched(_SEEN)(text) is not None else Problem.at((), "empty")


def refused_in_schema(*, multiline: bool = False, identifies: bool = False) -> str:
    """The characters that a text may not have, as the inside of a class of a regular expression.

    It is written so that every dialect reads it alike; halves of surrogate pairs are left out, for most
    cannot name them.

    >>> import re
    >>> [bool(re.search(f"[{refused_in_schema(multiline=several)}]", "a\\tb")) for several in (False, True)]
    [True, False]
    """
    controls = r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f" if multiline else r"\x00-\x1f\x7f-\x9f"
    others = _NO_TEXT.removeprefix("\x00-\x1f\x7f-\x9f")
    return f"{controls}\u2028\u2029{_BIDI}{others}{IGNORABLE if identifies else ''}"


def _too_many_marks(text: str) -> int | None:
    """Where the mark stands that is one too many in a row."""
    if _searched(_PERHAPS_MARKS)(text) is None:
        return None
    marks = 0
    for place, character in enumerate(text):
        marks = marks + 1 if unicodedata.combining(character) else 0
        if marks > _MOST_MARKS:
            return place
    return None
