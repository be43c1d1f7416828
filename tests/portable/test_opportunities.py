"""Programmes as listings of grants show them: each part from a clause; what nothing says is unknown."""

from __future__ import annotations

import json
import pickle
from datetime import date, datetime, timedelta, timezone
from typing import Any
from uuid import UUID, uuid5

import attrs
import pytest
from it_subsidy import programme as subsidy
from roc_112 import REGISTER

import cloudgrant as cg
from cloudgrant import portable
from cloudgrant.programmes.catalogue import NAMES, programme
from cloudgrant.rules import Agency, Applicants, Call, DeclarationRefused, Notice, Purpose, RuleRefused
from cloudgrant.rules.law.call import call_problems

MADE = datetime(2022, 4, 14, 9, 30, tzinfo=timezone(timedelta(hours=8)))
ON = date(2022, 5, 2)
PROGRAMMES = [programme(name) for name in NAMES]

# Sentences of the briefing of 13 April 2022, as it prints them (``**`` is a mark of emphasis).
BRIEFING = (
    "鼓勵業者**槓桿公有雲基礎發展雲服務**，**解決**領域別客戶**痛點(POS)**並往「**協助客戶成功**」方向，以達**永續商轉經營(POB)**。",
    "工業局為協助中小型製造業上雲普及化，推動雲市集工業館，規劃補助點數採購雲服務，以提升生產或營運效能",
    "遴選作業：已開放遴選，採隨到隨受理，於文件備齊後安排審查",
    "申請業者於遴選系統送件方案，由資策會進行資料資格審查，如缺漏者會通知限期內補件。",
    "針對欲發展雲服務(0-1)之資服業者，由技術法人偕同領域專家，輔導業者從專案導向(一次收費)的做法轉型雲服務的商業模式(訂閱制)，分成以下對象：",
    "由資策會協助對接公協會或廣宣等事項",
)


def listed(one: Any, on: date = ON, **more: Any) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(json.dumps(portable.opportunity(one, on=on, recorded=MADE, **more)))
    return found


def custom(found: dict[str, Any], name: str) -> Any:
    return found["customFields"][name]["value"]


def unknown(found: dict[str, Any]) -> list[str]:
    return [entry["field"] for entry in custom(found, "unknown")]


def state(one: Any, on: date) -> str:
    status = listed(one, on)["status"]
    return str(status.get("customValue", status["value"]))


@pytest.mark.parametrize(
    ("one", "days"),
    [
        (
            cg.points,
            {
                date(2021, 12, 31): "forecasted",  # no filing of that day falls under this edition
                date(2022, 4, 12): "unknown",  # the first day is not said
                date(2022, 4, 13): "open",
                date(2022, 8, 31): "open",
                date(2022, 9, 1): "closed",
                date(2023, 1, 1): "closed",
            },
        ),
        (
            cg.listing,
            {
                date(2022, 8, 20): "open",
                date(2022, 8, 21): "unknown",  # a Saturday may have moved to Monday
                date(2022, 8, 22): "unknown",
                date(2022, 8, 23): "closed",
            },
        ),
        (
            REGISTER.points,
            {date(2023, 2, 28): "forecasted", date(2023, 3, 1): "open", date(2023, 10, 3): "closed"},
        ),
        (cg.research, {ON: "unknown", date(2023, 1, 1): "closed"}),
        (cg.coaching, {ON: "unknown", date(2023, 1, 1): "closed"}),
        (subsidy, {date(2022, 3, 30): "forecasted", date(2022, 3, 31): "unknown"}),
    ],
    ids=["points", "listing", "points of 112", "research", "coaching", "a programme of one's own"],
)
def test_the_intake_on_a_day(one: Any, days: dict[date, str]) -> None:
    assert {day: state(one, day) for day in days} == days


def test_an_id_is_of_the_names_alone() -> None:
    first = listed(cg.points)
    assert first["id"] == listed(cg.points, date(2023, 5, 2))["id"] == "9d33de28-897f-568f-b756-060c9c8db52f"
    size = attrs.evolve(cg.points.clauses["points.applicant.size"], source="實收資本額1億元以下（更正）")
    corrected = cg.points.with_editions(
        cg.points.edition.revised(
            known=date(2022, 6, 1), says=[size], notice=Notice(title="更正公告（虛構）", on=ON)
        )
    )
    then = listed(corrected)
    assert then["id"] == first["id"]
    assert custom(then, "digest")["words"] != custom(first, "digest")["words"]
    assert listed(cg.points, namespace=str(UUID(int=1)))["id"] != first["id"]
    assert len({listed(one)["id"] for one in (*PROGRAMMES, REGISTER.points, REGISTER.research)}) == 6
    # Before the correction was known, what it corrects is listed, and only that.
    for day, words in ((date(2022, 5, 31), first), (date(2022, 6, 1), then)):
        (one,) = portable.opportunities(on=day, recorded=MADE, programmes=[corrected])
        assert one["customFields"]["digest"] == words["customFields"]["digest"]


def test_the_id_is_a_uuid_of_version_5() -> None:
    names = (["opportunity", "points", "roc-111"], ["opportunity", "it2022", "it2022-2022"])
    for one, of in zip((cg.points, subsidy), names, strict=True):
        spelt = json.dumps(of, separators=(",", ":"))
        assert listed(one)["id"] == str(uuid5(UUID(portable.NAMESPACE), spelt))
        assert UUID(listed(one)["id"]).version == 5
    for namespace in ("points", "d01c8bfa", 5):
        with pytest.raises(cg.InvalidInput) as caught:
            listed(cg.points, namespace=namespace)
        assert [problem.path.key for problem in caught.value.problems] == ["namespace"]


def test_every_edition_that_is_known_is_listed() -> None:
    found = portable.opportunities(on=date(2023, 5, 2), recorded=MADE, programmes=REGISTER.values())
    editions = [
        (custom(one, "programme"), custom(one, "edition")["name"], one["status"]["value"]) for one in found
    ]
    assert editions == [
        ("research", "roc-111", "closed"), ("research", "roc-112", found[1]["status"]["value"]),
        ("listing", "roc-111", "closed"), ("listing", "roc-112", "open"),
        ("points", "roc-111", "closed"), ("points", "roc-112", "open"),
        ("coaching", "roc-111", "closed"), ("coaching", "roc-112", found[7]["status"]["value"]),
    ]  # fmt: skip
    assert len(portable.opportunities(on=ON, recorded=MADE)) == len(NAMES)


def test_points_are_no_money() -> None:
    points, research = listed(cg.points), listed(cg.research)
    assert "maxAwardAmount" not in points["funding"]
    assert "200,000 points" in points["funding"]["details"]
    meaning = custom(points, "funding")
    assert (meaning["most"], meaning["unit"], meaning["money"]) == (200_000, "points", False)
    assert (meaning["per"]["en"], meaning["clause"]) == ("per firm", "points.grant.ceiling")
    assert meaning["note"]["zh"].startswith("200,000點不是金額")
    assert "funding.maxAwardAmount" not in unknown(points)
    assert research["funding"]["maxAwardAmount"] == {"amount": "30000000", "currency": "TWD"}
    assert custom(research, "funding")["per"]["zh"] == "每案"
    assert custom(research, "funding")["money"] is True
    for one in (listed(cg.coaching), listed(cg.listing)):  # neither none nor nothing: it is not said
        assert "maxAwardAmount" not in one["funding"]
        assert "funding.maxAwardAmount" in unknown(one)
    assert all("funding.totalAmountAvailable" in unknown(listed(one)) for one in PROGRAMMES)


def test_days_that_are_not_said_are_told_with_the_question() -> None:
    points = listed(cg.points)
    assert "postDate" not in points["keyDates"]
    first = next(one for one in custom(points, "unknown") if one["field"] == "keyDates.postDate")
    assert first["clause"] == "points.window.application"
    assert first["question"]["en"].startswith("From which day were applications for points taken?")
    close = points["keyDates"]["closeDate"]
    assert (close["date"], close["eventType"]) == ("2022-08-31", "singleDate")
    assert close["name"] == "受理截止日 · Last day of intake"
    assert close["description"].endswith("[points.window.application]")
    assert points["keyDates"]["otherDates"]["surely_open_from"]["date"] == "2022-04-13"
    listing = listed(cg.listing)
    assert listing["keyDates"]["otherDates"]["last_day_if_moved"]["date"] == "2022-08-22"
    assert "keyDates.otherDates.moved_last_day" in unknown(listing)
    research = listed(cg.research)
    assert {"closeDate", "postDate"}.isdisjoint(research["keyDates"])
    assert {"status", "keyDates.postDate", "keyDates.closeDate"} <= set(unknown(research))
    assert "keyDates" not in listed(cg.coaching)
    filled = cg.research.policy_on(ON)
    dated = attrs.evolve(filled, announced_on=date(2022, 4, 20), closing_date=date(2022, 6, 30))
    settled = cg.research.under(cg.research.edition.reformed("days (invented)", change=lambda _: dated))
    assert state(settled, date(2022, 6, 30)) == "open"
    assert custom(listed(settled), "edition")["reform"] == "days (invented)"


def test_titles_and_words_are_in_both_languages() -> None:
    points = listed(cg.points)
    assert points["title"] == (
        "雲市集工業館數位點數補助計畫：數位點數申請（111 年版） · "
        "Digital points of the Industry Hall (ROC 111)"
    )
    assert custom(points, "texts")["title"]["en"] == "Digital points of the Industry Hall (ROC 111)"
    assert points["status"]["description"] == "111年5月2日受理中 · Intake is open on 2 May 2022"
    for one in PROGRAMMES:
        found = listed(one)
        assert " · " in found["title"]
        assert set(custom(found, "texts")["description"]) == {"zh", "en"}
        assert found["description"] == " · ".join(custom(found, "texts")["description"].values())
        assert all(set(entry["texts"]) == {"zh", "en"} for entry in custom(found, "unknown"))
        for name, field in found["customFields"].items():
            assert (field["name"], set(field)) == (name, {"name", "fieldType", "value", "description"})


def test_where_it_comes_from_is_a_document_and_never_a_path() -> None:
    for one in PROGRAMMES:
        found = listed(one)
        assert custom(found, "notice") == {
            "title": "數位雲服務政府資源說明會",
            "on": "2022-04-13",
            "ref": None,
        }
        assert "source" in unknown(found)
        assert "source" not in found
        assert [clause["id"] for clause in custom(found, "clauses")] == list(one.clauses)
        assert all(clause["heading"] and clause["source"] for clause in custom(found, "clauses"))
        assert one.of_digest(custom(found, "digest")["numbers"]) is one.edition
        assert (found["createdAt"], found["lastModifiedAt"]) == ("2022-04-14T01:30:00Z",) * 2
    on_the_web = Notice(title="公告（虛構）", on=ON, ref="https://example.gov.tw/112")
    for ref, source in (("https://example.gov.tw/112", "https://example.gov.tw/112"), ("字第7號", None)):
        later = cg.points.edition.followed_by(
            "roc-113", since=date(2024, 1, 1), until=date(2024, 12, 31), keeps=["points", "listing"],
            notice=attrs.evolve(on_the_web, ref=ref),
        )  # fmt: skip
        found = listed(cg.points.with_editions(later))
        assert found.get("source") == source
        assert custom(found, "notice")["ref"] == ref


def test_what_one_document_says_holds_for_what_is_read_from_it() -> None:
    before, after = listed(cg.points), listed(REGISTER.points)
    assert before["funders"]["primary"]["name"].startswith("經濟部工業局")
    assert custom(before, "purpose")["heading"].endswith("一、推動目的")
    assert "funders" not in after
    assert {"funders", "description"} <= set(unknown(after))
    assert {"purpose", "agencies"}.isdisjoint(after["customFields"])
    assert after["description"].startswith("112 年 3 月 1 日至 9 月 30 日受理；")
    assert {"funders", "acceptedApplicantTypes"} & set(unknown(listed(cg.research))) == {"funders"}


def test_applicants_are_named_by_clauses_that_hold() -> None:
    (points,) = listed(cg.points)["acceptedApplicantTypes"]
    assert points == {
        "value": "custom", "customValue": "small-or-medium-manufacturer",
        "description": "中小型製造業 · Small or medium manufacturer",
    }  # fmt: skip
    lead, partner = custom(listed(cg.research), "applicants")
    assert (lead["clauses"], partner["clauses"]) == (["research.applicant.lead"],) * 2
    later = cg.points.edition.followed_by(
        "roc-113", since=date(2024, 1, 1), until=date(2024, 12, 31), keeps=["points.window", "listing"]
    )
    silent = listed(cg.points.with_editions(later))
    assert "acceptedApplicantTypes" not in silent
    assert "acceptedApplicantTypes" in unknown(silent)
    assert "details" not in silent.get("funding", {})
    assert {one["id"] for one in custom(silent, "clauses") if one["awaited"]} >= {"points.applicant.size"}


@pytest.mark.parametrize("one", PROGRAMMES, ids=NAMES)
def test_what_the_library_says_of_its_programmes(one: Any) -> None:
    call = one.call
    rules = [rule.id for rule in one.rules]
    assert not [*call_problems(call, policy=one.policy, clauses=one.clauses, rules=rules)]
    assert call.notice == one.edition.notice
    printed = "".join(BRIEFING).replace("**", "")
    words = [
        call.purpose.source,
        *(by.words for by in (call.offered_by, call.carried_out_by) if by is not None),
    ]
    assert all(piece in printed for said in words for piece in said.split("……"))
    assert one.under("roc-111").call is pickle.loads(pickle.dumps(one)).call is call


OWN = Call(
    window="it.window",
    closes="closes",
    most="b_to",
    per=cg.Text(ja="1件", en="per application"),
    applicants=[
        Applicants(
            name="small-firm", text=cg.Text(ja="中小企業", en="Small or medium firm"), clauses=["it.size"]
        )
    ],
    funding=["it.rate"],
)


def test_a_programme_of_ones_own() -> None:
    bare = listed(subsidy)
    assert bare["title"].startswith("IT導入補助金2022（通常枠）")
    assert {"status", "acceptedApplicantTypes", "funding.maxAwardAmount", "source"} <= set(unknown(bare))
    assert bare["description"].startswith("業種ごとの資本金又は従業員数以下の中小企業")
    assert "notice" not in bare["customFields"]
    found = listed(subsidy, call=OWN)
    assert found["funding"]["maxAwardAmount"] == {"amount": "4500000", "currency": "JPY"}
    assert found["funding"]["details"].splitlines()[1] == "補助率1/2以内 · At most half of the costs"
    assert found["acceptedApplicantTypes"][0]["description"] == "中小企業 · Small or medium firm"
    assert found["status"]["customValue"] == "unknown"
    assert found["id"] == bare["id"]
    policy = attrs.evolve(subsidy.edition.policy, closes=date(2022, 6, 30))
    dated = subsidy.under(subsidy.edition.reformed("closing day", change=lambda _: policy))
    for day, value in ((date(2022, 6, 30), "open"), (date(2022, 7, 1), "closed")):
        assert listed(dated, day, call=OWN)["status"]["value"] == value
    assert listed(dated, call=OWN)["keyDates"]["closeDate"]["date"] == "2022-06-30"


def made_with(call: Any) -> Any:
    return cg.Programme(
        "shops", title=cg.Text(en="Shops"), subject=cg.Company, rules=(),
        policies={date(2022, 1, 1): subsidy.edition.policy}, call=call,
    )  # fmt: skip


def test_a_call_that_names_what_there_is_not_is_refused() -> None:
    wrong = attrs.evolve(OWN, window="it.windows", most="b_too", funding=["it.rates"])
    for refused, kind in (
        (lambda: listed(subsidy, call=wrong), cg.InvalidInput),
        (lambda: made_with(wrong), RuleRefused),
    ):
        with pytest.raises(kind) as caught:
            refused()
        told = {one.path.key: one.code for one in caught.value.problems}
        assert {
            "call.window": "unknown_key",
            "call.most": "unknown_key",
            "call.funding": "clause",
        }.items() <= told.items()
    with pytest.raises(RuleRefused) as caught:
        made_with("open")
    assert [one.code for one in caught.value.problems] == ["declaration.argument"]


def test_other_kinds_are_refused() -> None:
    with pytest.raises(DeclarationRefused) as caught:
        Call(window=3, applicants=["all"], per="each", funding="it.rate", offered_by="the town")  # type: ignore[arg-type]
    assert len(caught.value.problems) == 5
    others: tuple[tuple[type[Any], dict[str, Any]], ...] = (
        (Purpose, {"text": "…", "source": "", "heading": ""}),
        (Applicants, {"name": "", "text": cg.Text(en=" "), "clauses": "one"}),
    )
    for cls, given in others:
        with pytest.raises(DeclarationRefused):
            cls(**given)
    with pytest.raises(DeclarationRefused):
        Applicants(name="all", text=cg.Text(en=" "), clauses=[])
    assert Agency(name="市政府", role={"en": "grants"}, words="…", heading="一").name == "市政府"


def test_days_and_moments_of_other_kinds_are_refused() -> None:
    wrong: Any = {"on": MADE, "recorded": datetime(2022, 5, 2), "modified": date(2022, 5, 2)}  # noqa: DTZ001
    for listing in (
        lambda: portable.opportunities(**wrong),
        lambda: portable.opportunity(cg.points, **wrong),
    ):
        with pytest.raises(cg.InvalidInput) as caught:
            listing()
        assert [(one.path.key, one.code) for one in caught.value.problems] == [
            ("on", "type"), ("recorded", "type"), ("modified", "type"),
        ]  # fmt: skip
    later = portable.opportunity(cg.points, on=ON, recorded=MADE, modified=MADE + timedelta(hours=1))
    assert (later["createdAt"], later["lastModifiedAt"]) == ("2022-04-14T01:30:00Z", "2022-04-14T02:30:00Z")
