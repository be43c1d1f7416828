"""What a firm has its customers recognised by (認定基準): contracts, invoices, records of use."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from cloudgrant.rules.writing.helpers import one_of, said
from cloudgrant.rules.writing.lists import some
from cloudgrant.values.text import Text, sentences
from cloudgrant.values.unknown import Fact, Truth

__all__ = ["BASES", "Basis", "basis_stated"]

Basis = Literal["contract", "invoice", "usage_record", "other"]
"""A basis of recognition; the first three are the briefing's examples (如…等), any other is put in words."""

BASES: Mapping[str, Text] = sentences(
    "research.recognition_basis.bases",
    {
        "contract": Text(zh="合約", en="contract"),
        "invoice": Text(zh="發票", en="invoice"),
        "usage_record": Text(zh="使用記錄", en="record of use"),
        "other": Text(zh="其他（另以文字說明）", en="other, put in words"),
    },
)
"""What each basis is called."""

_EXAMPLES = ("contract", "invoice", "usage_record")


def basis_stated(basis: Fact[tuple[Fact[Basis], ...]], text: Fact[str]) -> Truth:
    """Whether a basis is stated: one at least, and one that is none of the examples with its words.

    >>> from cloudgrant.rules import UNKNOWN
    >>> basis_stated(("contract",), UNKNOWN), basis_stated((), UNKNOWN), basis_stated(("other",), UNKNOWN)
    (True, False, UNKNOWN)
    >>> basis_stated(("other",), "門市每日結帳紀錄")
    True
    """
    return some(basis, lambda one: one_of(one, *_EXAMPLES) | said(text))
