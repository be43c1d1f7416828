"""Each clause of selection and listing: quoted word for word, realised by code, told in both languages.

The passages are copied as the briefing of 13 April 2022 prints them; ``**``, ``<ul …>`` and ``<li>``
marks are its layout and not part of the words.
"""

# ruff: noqa: E501 - the passages are quoted whole
from __future__ import annotations

import pytest

import cloudgrant as cg
from cloudgrant.programmes.listing import RUBRIC, STEPS
from cloudgrant.rules.law.traceability import clause_table, realisations

OMISSION = "……"
BRIEFING = """
- 遴選作業：已開放遴選，採隨到隨受理，於文件備齊後安排審查，經審查通過之雲端解決方案自入選名單公告日起至111年12月31日止有效
- 受理申請：自公告日起開始受理，最遲應於111年8月20日前完成送件
■ I 301010 資訊軟體服務業■ I 301020 資料處理服務業■ I 301030 電子資訊供應服務業
■ 實收資本額 100 萬以上■ 非陸資企業及外國營利事業在臺設立之分公司
■ 具有雲端解決方案銷售實績■ 營運實力或品質之獲獎紀錄、專業認證
■ 無執行政府計畫違規及停權處分■ 無欠繳應繳納稅■ 無違反法律規定之情事
1	產-生產與作業管理	6	人-生產的人員管理或相關應用
2	銷-行銷管理	7	機-生產的設備管理或相關應用
3	人-人力資源管理	8	料-生產的原物料管理或相關應用
4	發-研究發展管理	9	法-生產的規章制度管理或相關應用
5	財-財務管理	10	環-生產的環境管理或相關應用
- 申請方式：請連結本計畫指定網站(請詳右邊QR code)以及公司統編註冊帳號。
最近1年申報營利事業所得稅之年度損益及稅額計算表	合法納稅證明文件 (中央+地方無欠稅證明)	廠商實績之證明文件 (此方案的實績)	申請表資料
1. 雲端方案費用由申請廠商自訂，但不得高於市售價格
2. 雲端方案服務提供至少3個月
3. 中小微型企業購買時支付自籌款，於合約期程結束後，由資服業者以點數請領補助款
1. 送件：申請業者於遴選系統送件方案，由資策會進行資料資格審查，如缺漏者會通知限期內補件。
- ① 「補件未完成者」或「資格不符者」，由資策會以Mail通知資格不符合。
- ② 資格審查通過者，由資策會以Mail通知進入技術審查，並請廠商於限期內提供技術審查簡報。
1. 書審：通過資格審查之業者相關文件(如申請書、方案技術特性說明、技術審查簡報)，審查委員於期限內於遴選系統進行初步書審。
2. 會議審(實體為主、線上為輔，視情況安排)：約5-10家業者或10個方案以上，安排審查會議(2-3位委員)，由委員現場針對內容詢問，依審查重點逐一檢視，並請委員填妥審查意見。
3. 共識決議：該場次廠商簡報完後，以共識決議確認技術審查通過之方案清單。
4. 核定公告：將技術審查結果提供局內核可後，資策會將Mail通知，並於計畫網站公告
大量連線	雲端架構及系統效能規劃，產品遇大量連線之承載量服務水準
大量計算	雲端架構及系統效能規劃，系統能承受多少用戶同時連線運算或處理
資源彈性調度	雲端架構是否具有彈性資源調度功能，當量大時是否增長資源，量小縮減資源
服務不中斷	雲端架構是否具有服務不中斷功能之偵測、系統故障仍能持續服務之穩定性
雲端負載機制	系統於真實網路(三大電信)環境下整體效能表現，並確保負載平衡機制可正常運行並使使用者感受達到服務等級協議(SLA, service-level agreement)水準
資安風險	下列項目是否無中高度以上資安風險：程式碼檢測、網站弱點掃描、主機弱點掃描、APP 資安檢測、滲透測試、第三方開源元件安全及授權
■ 申請內容與操作說明影片能針對解決方案的雲端架構、規格、性能、穩定性、易用性等有清楚說明。■ 能提供中小型製造業合適價格或特定優惠措施，例如可提供續約優惠來鼓勵企業養成使用習慣。
■ 具市場實績：付費有效(尚在履約期限內)之客戶合約或銷售發票影本等證明文件。■ 資訊服務廠商具有實體行銷網絡，或推廣行銷計畫內容說明完整、有具體可行性。
■ 資訊服務廠商財稅相關文件可證明財務穩健。■ 營運、技術能力或方案品質相關證明文件，例如獲獎紀錄、專業認證、工業局技術服務機構能量登錄等。
■ 具備導入雲端解決方案的服務能量，例如提供技術服務諮詢及教育訓練。■ 代理經銷者可提供原廠授權等證明其具備技術服務能量。
如廠商已去年上架工業館，不用重新遴選，請於「工業館平台」登入即可進行方案調整及上架作業。
2、請問審查需要多久的時間呢？	審查作業包含資格審查(預計1-2天)，以及技術審查(累計5-10家業者或10個方案以上就安排)；當確定安排技術審查時，將提前通知廠商準備。
提醒廠商需準備能佐證雲端方案銷售實績(能辦認銷售費用和使用期程)的資料：如客戶合約或銷售發票影本等證明文件。
"""

# Each clause: words it cannot do without, where they stand.
CLAUSES = {
    "listing.window.submission": ("最遲應於111年8月20日前完成送件", "一、申請期程"),
    "listing.window.validity": ("自入選名單公告日起至111年12月31日止有效", "一、申請期程"),
    "listing.application": ("操作說明影片", "四、申請方式及應備文件"),
    "listing.vendor.business-code": ("I 301020", "二、申請資格"),
    "listing.vendor.paid-in-capital": ("100 萬以上", "二、申請資格"),
    "listing.vendor.no-prc-or-foreign-branch": ("非陸資企業及外國營利事業", "二、申請資格"),
    "listing.vendor.sales-record": ("能辦認銷售費用和使用期程", "二、申請資格"),
    "listing.vendor.quality-record": ("獲獎紀錄、專業認證", "二、申請資格"),
    "listing.vendor.no-violation": ("停權處分", "二、申請資格"),
    "listing.solution.category": ("環-生產的環境管理", "三、申請類別"),
    "listing.documents": ("中央+地方無欠稅證明", "四、申請方式及應備文件"),
    "listing.solution.price": ("不得高於市售價格", "五、申請時程"),
    "listing.solution.minimum-term": ("至少3個月", "五、申請時程"),
    "listing.solution.claim-after-term": ("合約期程結束後", "五、申請時程"),
    "listing.review.qualification": ("限期內補件", "(一)資格審查階段"),
    "listing.review.technical": ("約5-10家業者或10個方案以上", "(二)技術審查階段"),
    "listing.review.technical-criteria": ("無中高度以上資安風險", "(一)方案技術特性"),
    "listing.review.operation-criteria": ("尚在履約期限內", "(二)方案推廣/運營規劃"),
    "listing.carry-over": ("不用重新遴選", "肆、常見問題 1"),
}


def test_every_clause_is_there_and_no_other() -> None:
    assert list(cg.listing.clauses) == list(CLAUSES)


@pytest.mark.parametrize("clause", CLAUSES)
def test_the_quotation_is_verbatim(clause: str) -> None:
    pieces = cg.listing.clauses[clause].source.split(OMISSION)
    assert [piece for piece in pieces if not piece or piece not in BRIEFING] == []


@pytest.mark.parametrize(("clause", "needed"), CLAUSES.items())
def test_the_quotation_says_what_decides_and_where_it_stands(clause: str, needed: tuple[str, str]) -> None:
    words, place = needed
    found = cg.listing.clauses[clause]
    assert words in found.source
    assert place in found.heading
    assert found.heading.startswith("雲市集工業館數位點數補助計畫")


@pytest.mark.parametrize("criterion", RUBRIC, ids=lambda one: str(one.id))
def test_each_criterion_is_quoted_too(criterion: object) -> None:
    assert criterion in RUBRIC
    source = next(one.source for one in RUBRIC if one is criterion)
    assert source in BRIEFING


@pytest.mark.parametrize("clause", CLAUSES)
def test_each_clause_is_told_in_both_languages(clause: str) -> None:
    found = cg.listing.clauses[clause]
    for text in (found.text, found.reading, found.question):
        assert bool(text.get("zh")) is bool(text.get("en"))
    assert found.text["zh"]


@pytest.mark.parametrize("clause", CLAUSES)
def test_each_clause_is_realised_by_code(clause: str) -> None:
    assert [one.code for one in realisations(cg.listing) if one.clause.id == clause]


def test_every_step_and_every_criterion_stands_beside_its_clause() -> None:
    told = {(one.clause.id, one.wording) for one in realisations(cg.listing)}
    assert {(step.clause, step.label) for step in STEPS.values()} <= told
    assert {(criterion.clause, criterion.label) for criterion in RUBRIC} <= told
    table = clause_table(cg.listing, "zh_Hant_TW")
    assert "| 步驟 `cloudgrant.programmes.listing.selection_step.STEPS` | 初步書審 |" in table
    assert "| 審查重點 `cloudgrant.programmes.listing.rubric.RUBRIC` | 資安風險 |" in table
    # It spares the selection: a step, and what the rules are not asked of.
    spared = [one for one in realisations(cg.listing) if one.clause.id == "listing.carry-over"]
    assert [one.code.rpartition(".")[2] for one in spared] == ["STEPS", "to_be_selected"]
    assert "| 資訊 `cloudgrant.programmes.listing.rules.to_be_selected` |" in table
    # A matter of the points: judged when they are claimed.
    [claimed] = [
        one for one in realisations(cg.listing) if one.clause.id == "listing.solution.claim-after-term"
    ]
    assert claimed.code == "cloudgrant.programmes.points.claim_rules.after_the_term"
    assert "listing.solution.claim-after-term" in [rule.clause for rule in cg.points.rules]


@pytest.mark.parametrize(
    ("clause", "said"),
    [
        ("listing.window.submission", "星期六"),
        ("listing.window.validity", "未載明"),
        ("listing.vendor.business-code", "有其一即可"),
        ("listing.vendor.sales-record", "例示"),
        ("listing.vendor.quality-record", "佐證"),
        ("listing.vendor.no-violation", "溯及多久未載明"),
        ("listing.solution.price", "含稅"),
        ("listing.solution.claim-after-term", "末日為 8 月 31 日"),
        ("listing.review.technical", "另行決定"),
        ("listing.review.technical", "至少一位委員完成書審"),
        ("listing.review.technical", "實體或線上"),
        ("listing.review.technical-criteria", "中度以上"),
        ("listing.carry-over", "同一方案"),
    ],
)
def test_a_reading_owns_up_to_what_the_text_leaves_open(clause: str, said: str) -> None:
    assert said in cg.listing.clauses[clause].reading["zh"]


@pytest.mark.parametrize(
    "clause",
    [
        "listing.window.submission",
        "listing.window.validity",
        "listing.vendor.no-violation",
        "listing.solution.price",
    ],
)
def test_what_the_briefing_does_not_give_is_a_question_for_the_office(clause: str) -> None:
    question = cg.listing.clauses[clause].question
    assert question["zh"].endswith("？")
    assert question["en"].endswith("?")
