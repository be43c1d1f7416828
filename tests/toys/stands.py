"""A small invented fund for stands of a night market: four clauses, on which the law in time is tried."""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs

from cloudgrant.rules import (
    Clause,
    Edition,
    Fact,
    Notice,
    Programme,
    Record,
    Text,
    Truth,
    calculation,
    given,
    lesser,
    rule,
)

FIRST_DAY, LAST_DAY = date(2022, 1, 1), date(2022, 12, 31)
NEXT_DAY, NEXT_LAST = date(2023, 1, 1), date(2023, 12, 31)


@attrs.frozen(kw_only=True)
class Stand(Record):
    """What the fund asks of a stand."""

    area: Fact[int] = given(zh="面積", en="Floor area", unit="m²")
    rent: Fact[int] = given(zh="租金", en="Rent", unit="TWD")
    licensed: Fact[bool] = given(zh="領有證照", en="Licensed")


@attrs.frozen(kw_only=True)
class Opening(Record):
    """A later act: the stand opens. It carries the edition of the application, where it says any."""

    hours: Fact[int] = given(zh="營業時數", en="Hours", unit="h")
    edition: Fact[str] = given(zh="適用版本", en="Edition")


@attrs.frozen(kw_only=True)
class Terms(Record):
    """The numbers of the fund: none has a default."""

    most_area: Fact[int] = given(zh="面積上限", en="Most floor area", unit="m²", clause="stand.area")
    opens: Fact[date] = given(zh="開始日", en="Opens", clause="stand.window")
    closes: Fact[date] = given(zh="截止日", en="Closes", clause="stand.window")
    grant: Fact[int] = given(zh="補助額", en="Grant", unit="TWD", clause="stand.grant")
    least_hours: Fact[int] = given(zh="時數下限", en="Least hours", unit="h", clause="stand.hours")


@rule("stand.area", zh="面積 {policy.most_area} 以下", en="At most {policy.most_area}")
def small(stand: Stand, policy: Terms) -> Truth:
    return stand.area <= policy.most_area


@rule("stand.window", zh="期間內", en="In time")
def in_time(stand: Stand, policy: Terms, on: date) -> Truth:
    return (policy.opens <= on) & (on <= policy.closes)


@rule(
    "stand.hours", stage="acceptance", zh="時數 {policy.least_hours} 以上", en="At least {policy.least_hours}"
)
def open_enough(opening: Opening, policy: Terms) -> Truth:
    return opening.hours >= policy.least_hours


@calculation("stand.grant", unit="TWD", zh="補助額", en="Grant")
def granted(stand: Stand, policy: Terms) -> Fact[int]:
    return lesser(policy.grant, stand.rent)


@rule("stand.area", zh="面積未滿 {policy.most_area}", en="Less than {policy.most_area}")
def smaller(stand: Stand, policy: Terms) -> Truth:
    """The area as a later text words it: the ceiling itself is too much."""
    return stand.area < policy.most_area


@rule("stand.licence", zh="領有證照", en="Licensed")
def licensed(stand: Stand, policy: Terms) -> Truth:
    """What a later text brings."""
    return stand.licensed


def clause(id: str, source: str = "", **others: Any) -> Clause:
    """A clause in words of its own."""
    title = id.rpartition(".")[2]
    return Clause(
        id,
        heading=f"條文 {title}",
        source=source or f"原文 {title}",
        text=Text(zh=f"要旨 {title}", en=f"In short {title}"),
        **others,
    )


AREA = clause(
    "stand.area",
    "面積一百平方公尺以下",
    numbers={"most_area": 100},
    reading=Text(zh="含本數", en="The ceiling is included"),
    question=Text(zh="是否含陽臺？", en="With balconies?"),
)
WINDOW = clause(
    "stand.window", "四月至八月受理", numbers={"opens": date(2022, 4, 1), "closes": date(2022, 8, 31)}
)
GRANT = clause("stand.grant", "每攤補助一千元", numbers={"grant": 1_000})
HOURS = clause("stand.hours", "每週營業四十小時", numbers={"least_hours": 40})
LICENCE = clause("stand.licence", "應領有證照")

NOTICE = Notice(title="一一一年攤位補助須知", on=date(2022, 2, 1))
NEXT_NOTICE = Notice(title="一一二年攤位補助須知", on=date(2023, 2, 1))

ROC_111: Edition[Terms] = Edition(
    "roc-111",
    title=Text(zh="111 年版", en="edition of ROC 111"),
    since=FIRST_DAY,
    until=LAST_DAY,
    notice=NOTICE,
    policy=Terms(),
    clauses=(AREA, WINDOW, GRANT, HOURS),
)

stands: Programme[Stand, Terms] = Programme(
    "stand",
    title=Text(zh="攤位補助", en="Stand fund"),
    subject=Stand,
    edition=ROC_111,
    rules=(small, in_time, open_enough),
    award=granted,
    stages={"acceptance": Opening},
)
