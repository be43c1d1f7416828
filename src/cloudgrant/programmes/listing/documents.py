"""The four documents of an application 應備文件, and which of them are missing."""

from __future__ import annotations

import attrs

from cloudgrant.programmes.listing.application import ListingApplication
from cloudgrant.rules.writing.declaration import calculation
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import UNKNOWN, Truth

__all__ = ["DOCUMENTS", "Missing", "missing_documents"]

DOCUMENTS: tuple[tuple[int, str, Text], ...] = (
    (
        1,
        "documents.income_tax_return",
        Text(
            "listing.documents.income_tax_return",
            zh="最近 1 年申報營利事業所得稅之年度損益及稅額計算表",
            en="income-tax profit and loss statement and tax computation of the latest year",
        ),
    ),
    (
        2,
        "documents.tax_clearance_central",
        Text("listing.documents.tax_clearance_central", zh="中央無欠稅證明", en="central tax clearance"),
    ),
    (
        2,
        "documents.tax_clearance_local",
        Text("listing.documents.tax_clearance_local", zh="地方無欠稅證明", en="local tax clearance"),
    ),
    (
        3,
        "proves_sale_of_this_solution",
        Text(
            "listing.documents.proves_sale_of_this_solution",
            zh="此方案的銷售實績證明文件",
            en="proof of sale of this solution",
        ),
    ),
    (
        4,
        "documents.application_form",
        Text("listing.documents.application_form", zh="申請表資料", en="application form"),
    ),
)
"""Each document by its number in the briefing, the fact that says it is there, and its name; the second has two parts."""


@attrs.frozen
class Missing:
    """A document that is not there (``absent`` true), or of which it is not known (unknown).

    ``number`` is its place among the four, ``fact`` the path of the fact that says so.
    """

    number: int
    fact: str
    name: Text
    absent: Truth


@calculation("listing.documents", unit="", zh="尚缺文件", en="Missing documents")
def missing_documents(application: ListingApplication) -> tuple[Missing, ...]:
    """What is still to be handed in 缺漏, in the briefing's order: what is absent, and what is not known.

    >>> from cloudgrant.programmes.listing.application import DocumentsFiled
    >>> filed = DocumentsFiled(income_tax_return=True, tax_clearance_central=True, tax_clearance_local=False)
    >>> [(one.number, one.name["en"], one.absent) for one in missing_documents(ListingApplication(documents=filed))]
    [(2, 'local tax clearance', True), (3, 'proof of sale of this solution', UNKNOWN), (4, 'application form', UNKNOWN)]
    """
    found = []
    for number, path, name in DOCUMENTS:
        there = _there(application, path)
        if there is not True:
            found.append(Missing(number, path, name, UNKNOWN if there is UNKNOWN else True))
    return tuple(found)


def _there(application: ListingApplication, path: str) -> Truth:
    first, _, second = path.partition(".")
    holder = getattr(application, first)
    answer: Truth = getattr(holder, second) if second else holder
    return answer
