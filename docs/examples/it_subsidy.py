"""Japan's IT導入補助金2022 通常枠 (IT Introduction Subsidy, regular frame), in Japanese and English.

Simplified: four industries of eight, companies only, no plans for productivity and wages; the clauses
are put in few words (要旨), not quoted.
"""

from datetime import date
from typing import Literal

import attrs

import cloudgrant as cg
from cloudgrant.rules import Fact, Record, Share, Truth, given, no, one_of, pick, rule, share_at_most


@attrs.frozen(kw_only=True)
class Application(Record):
    industry: Fact[Literal["making", "wholesale", "service", "retail"]] = given(
        ja="業種",
        en="Industry",
        options={
            "making": cg.Text(ja="製造業・建設業・運輸業", en="manufacturing, construction, transport"),
            "wholesale": cg.Text(ja="卸売業", en="wholesale"),
            "service": cg.Text(ja="サービス業", en="services"),
            "retail": cg.Text(ja="小売業", en="retail"),
        },
    )
    capital: Fact[int] = given(ja="資本金", en="Capital", unit="JPY")
    staff: Fact[int] = given(ja="常時使用する従業員数", en="Regular staff", unit="persons")
    deemed_large: Fact[bool] = given(ja="みなし大企業", en="Deemed a large enterprise")
    gbizid: Fact[bool] = given(
        ja="gBizIDプライム", en="gBizID Prime account", change="to_more",
        ask=cg.Text(ja="gBizIDプライムを取得していますか？", en="Does the firm have a gBizID Prime account?"),
    )  # fmt: skip
    declared: Fact[bool] = given(ja="SECURITY ACTION宣言", en="SECURITY ACTION declared", change="to_more")
    processes: Fact[int] = given(ja="業務プロセス数", en="Business processes covered", change="to_more")
    cost: Fact[int] = given(ja="補助対象経費", en="Eligible costs", unit="JPY")
    asked: Fact[int] = given(ja="交付申請額", en="Subsidy asked for", unit="JPY", change="both_ways")


@attrs.frozen(kw_only=True)
class Numbers(Record):
    a_from: int = given(default=300_000, ja="A類型の下限", en="Least of type A", unit="JPY")
    b_from: int = given(default=1_500_000, ja="B類型の下限", en="Least of type B", unit="JPY")
    b_to: int = given(default=4_500_000, ja="B類型の上限", en="Most of type B", unit="JPY")
    rate: Share = given(default=Share("1/2"), ja="補助率", en="Rate")
    a_processes: int = given(default=1, ja="A類型のプロセス数", en="Processes, type A")
    b_processes: int = given(default=4, ja="B類型のプロセス数", en="Processes, type B")
    closes: Fact[date] = given(ja="交付申請の締切日", en="Last day of intake", known_by="office")


@rule(
    "it.size",
    ja="業種ごとの資本金又は従業員数の上限以下",
    en="Capital or staff within the industry's ceiling",
)
def small(firm: Application, policy: Numbers) -> Truth:
    making, wholesale = one_of(firm.industry, "making"), one_of(firm.industry, "wholesale")
    capital = pick(making, 300_000_000, pick(wholesale, 100_000_000, 50_000_000))
    staff = pick(making, 300, pick(one_of(firm.industry, "retail"), 50, 100))
    return (firm.capital <= capital) | (firm.staff <= staff)


@rule("it.not-large", ja="みなし大企業でない", en="Not deemed a large enterprise")
def independent(firm: Application, policy: Numbers) -> Truth:
    return no(firm.deemed_large)


@rule("it.accounts", ja="gBizIDプライムとSECURITY ACTION宣言がある", en="Has account and declaration")
def prepared(firm: Application, policy: Numbers) -> Truth:
    return firm.gbizid & firm.declared


@rule("it.amount", ja="{policy.a_from}以上{policy.b_to}以下", en="From {policy.a_from} to {policy.b_to}")
def in_range(firm: Application, policy: Numbers) -> Truth:
    return (policy.a_from <= firm.asked) & (firm.asked <= policy.b_to)


@rule("it.rate", ja="補助率は{policy.rate}以内", en="At most {policy.rate} of the eligible costs")
def within_rate(firm: Application, policy: Numbers) -> Truth:
    return share_at_most(firm.asked, firm.cost, policy.rate)


@rule("it.processes", ja="A類型は{policy.a_processes}以上、B類型は{policy.b_processes}以上のプロセス",
      en="At least {policy.a_processes} process (type A) or {policy.b_processes} (type B)")  # fmt: skip
def enough(firm: Application, policy: Numbers) -> Truth:
    type_a = (firm.asked < policy.b_from) & (firm.processes >= policy.a_processes)
    return type_a | (firm.processes >= policy.b_processes)


@rule("it.window", ja="締切日までに申請", en="Filed by the last day of intake")
def in_time(firm: Application, policy: Numbers, on: date) -> Truth:
    return on <= policy.closes


CLAUSES = (
    ("it.size", "補助対象者", "業種ごとの資本金又は従業員数以下の中小企業", "A small or medium firm"),
    ("it.not-large", "補助対象者", "みなし大企業は対象外", "Not deemed a large enterprise"),
    ("it.accounts", "申請要件", "gBizIDプライムとSECURITY ACTION宣言", "Account and declaration"),
    ("it.amount", "補助額", "A類型30万円以上150万円未満、B類型150万円以上450万円以下", "Amounts"),
    ("it.rate", "補助率", "補助率1/2以内", "At most half of the costs"),
    ("it.processes", "申請要件", "A類型1以上、B類型4以上の業務プロセス", "Processes covered"),
    ("it.window", "交付申請期間", "締切日までに交付申請", "Last day of intake"),
)

programme = cg.Programme(
    "it2022",
    title=cg.Text(ja="IT導入補助金2022（通常枠）", en="IT Introduction Subsidy 2022, regular frame"),
    subject=Application,
    policies={date(2022, 3, 31): Numbers()},
    rules=(small, independent, prepared, in_range, within_rate, enough, in_time),
    clauses=(
        cg.Clause(
            id, heading=f"IT導入補助金2022 通常枠 {heading}（要旨）", source=ja, text=cg.Text(ja=ja, en=en)
        )
        for id, heading, ja, en in CLAUSES
    ),
)
