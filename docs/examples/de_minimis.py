"""De minimis aid, Regulation (EU) 2023/2831: EUR 300,000 in three years, per single undertaking and State."""

from datetime import date
from typing import Literal

import attrs

import cloudgrant as cg
from cloudgrant.rules import (
    Fact,
    Record,
    Truth,
    calculation,
    given,
    months_before,
    no,
    one_of,
    rule,
    same,
    some,
    total,
)


@attrs.frozen(kw_only=True)
class Linked(Record):
    """An enterprise of the single undertaking (Article 2(2)), the applicant among them."""

    name: str = given(en="Enterprise", de="Unternehmen")
    linked: Fact[bool] = given(en="Linked through any chain", de="Verbunden")


@attrs.frozen(kw_only=True)
class Aid(Record):
    """Aid granted earlier, or by another authority."""

    __keys__ = ("ref",)
    ref: str = given(en="Reference", de="Aktenzeichen")
    to: Fact[str] = given(en="Beneficiary", de="Begünstigter")
    state: Fact[str] = given(en="Member State", de="Mitgliedstaat")
    granted_on: Fact[date] = given(en="Granted on", de="Bewilligt am")
    cents: Fact[int] = given(
        en="Gross grant equivalent", de="Bruttosubventionsäquivalent", unit="EUR cents", most=10**12
    )


@attrs.frozen(kw_only=True)
class Request(Record):
    """What is asked for, and what the single undertaking had before."""

    state: str = given(default="DE", en="Granting State", de="Bewilligender Staat")
    cents: Fact[int] = given(en="Aid asked for", de="Beantragte Beihilfe", unit="EUR cents", change="to_less")
    sector: Fact[Literal["fishery", "farming", "other"]] = given(en="Sector", de="Sektor")
    export_aid: Fact[bool] = given(en="Aid for exports", de="Ausfuhrbeihilfe")
    undertaking: Fact[tuple[Linked, ...]] = given(en="Single undertaking", de="Einziges Unternehmen")
    aids: Fact[tuple[Aid, ...]] = given(en="Earlier aid", de="Frühere Beihilfen")


@attrs.frozen(kw_only=True)
class Ceiling(Record):
    """The numbers of Article 3(2)."""

    cap: int = given(default=30_000_000, en="Ceiling", de="Höchstbetrag", unit="EUR cents")
    months: int = given(default=36, most=600, en="Window", de="Zeitraum", unit="months")


@calculation(
    "dm.ceiling", unit="EUR cents", en="Aid of the last three years", de="Beihilfen der letzten drei Jahre"
)
def counted(request: Request, policy: Ceiling, on: date) -> Fact[int]:
    """What all enterprises of the single undertaking were granted in this State within the window."""
    return total(
        request.aids,
        of=lambda aid: aid.cents,
        where=lambda aid: (
            same(aid.state, request.state)
            & some(request.undertaking, lambda one: one.linked & same(one.name, aid.to))
            & (months_before(on, policy.months) < aid.granted_on)
            & (aid.granted_on <= on)
        ),
    )


@rule("dm.sector", en="Not fishery or primary agriculture", de="Nicht Fischerei oder Primärerzeugung")
def in_scope(request: Request, policy: Ceiling) -> Truth:
    """Article 1(1), points (a) and (b)."""
    return one_of(request.sector, "other")


@rule("dm.export", en="Not aid for exports", de="Keine Ausfuhrbeihilfe")
def not_export(request: Request, policy: Ceiling) -> Truth:
    """Article 1(1), point (e)."""
    return no(request.export_aid)


@rule(
    "dm.ceiling",
    en="With the aid of three years at most {policy.cap}",
    de="In drei Jahren höchstens {policy.cap}",
)
def within(request: Request, policy: Ceiling, on: date) -> Truth:
    """Article 3(2)."""
    return counted(request, policy, on) + request.cents <= policy.cap


ARTICLES = {"sector": "Article 1(1)(a) and (b)", "export": "Article 1(1)(e)", "ceiling": "Article 3(2)"}

programme = cg.Programme(
    "de-minimis",
    title=cg.Text(en="De minimis aid", de="De-minimis-Beihilfe"),
    subject=Request,
    policies={date(2024, 1, 1): Ceiling()},
    rules=(in_scope, not_export, within),
    calculations=(counted,),
    clauses=[
        cg.Clause(f"dm.{name}", heading="Regulation (EU) 2023/2831", source=article, text=cg.Text(en=article))
        for name, article in ARTICLES.items()
    ],
)
