"""Each clause of the thematic R&D subsidy: quoted word for word, told in both languages, with its readings.

The passages are copied as the briefing of 13 April 2022 prints them; bold, underlines and bullets are its
layout and not part of the words.
"""

# ruff: noqa: E501 - the passages are quoted whole
from __future__ import annotations

import re
from typing import Any

import pytest

import cloudgrant as cg
from cloudgrant.programmes.research.roc_111 import CLAUSES
from cloudgrant.rules.law.traceability import realisations

OMISSION = "……"
BRIEFING = """
壹、推動背景(1/2)
一.政策依據: 行政院110年起推動「雲世代產業數位轉型」
1. 鼓勵資服業者發展具國際競爭力的產業雲服務，透過跨雲整合、服務串聯及數據共享，協助大量面臨轉型困境的中小企業降低數位化門檻，提升營運效能、顧客體驗及商模再造等產業競爭力。
2. 服務品質需可具體量測，以持續精進服務品質，並聚焦SaaS服務建置、導入與客戶成功指標(如:數據增值服務、服務水準協議(SLA)、續約率...等)
壹、推動背景(2/2)
二.補助規劃：
鼓勵業者槓桿公有雲基礎發展雲服務，解決領域別客戶痛點(POS)並往「協助客戶成功」方向，以達永續商轉經營(POB)。
(資服業者: 薪資 ↗ ; 投資 ↗)
(中小微企業: 營收 ↗ ; 外銷 ↗)
貳、申請對象(1/5)
一.申請對象及資格(1/2)
(一)申請對象
以欲開發公有雲服務、平台服務之資服業者為主要申請對象，可由資服業者單獨提案或由資服業者主導聯合平台合作夥伴、領域代表性業者等多家企業共同提案。
(二)申請資格
1. 共同資格：
- (1)申請業者須依法辦理公司登記或商業登記【不含本國設立及外國營利事業在台設立之分公司】。
- (2)不得有陸資投資，依經濟部商業司商工登記公示資料查詢服務公告資料或經濟部投資審議委員會陸資來台投資事業名錄進行認定。
- (3)非屬銀行拒絕往來戶(註1)；申請公司淨值應為正值(註2)。
註1：非屬銀行拒絕往來戶之認定依「台灣票據交換所」所出具證明資料為準，應由該所出具受理截止日前半年內之「票據信用查覆單」，並加蓋查覆單位圖章。
註2：公司淨值之認定，以申請時最近一年度會計師財務簽證之查核報告書為準；若無會計師簽證之查核報告書，則以營利事業所得結算申報書之財務報表為準。公司於計畫申請當年度始登記成立者，得以公司設立登記資本額查核報告書，以及最近一期會計師期中查核/核閱報告或申請前一個月之自編財務報表代替。如公司淨值原為負數，但於計畫申請前因辦理增資，期中財務報表已轉為正值，視同符合申請規定。
貳、申請對象(2/5)
一.申請對象及資格(2/2)
2.特定資格：
- (1)資訊服務業者：應具有效期間內之「經濟部工業局資訊服務機構服務能量登錄證書」（IT類）；或於公告收件截止日前完成能量登錄申請，且須在111年7月31日前通過登錄審查。
- (2)中小型製造業、中小型服務業者：年營業收入應於新臺幣20億元以下（過去1年或過去3年之平均孰低者計，以會計師財務簽證之查核報告書或營利事業所得稅結算申報書之財務報表為認定依據）；屬製造業者，須依法辦理工廠登記（依法免辦工廠登記者應檢附主管機關核發之證明文件）。
貳、申請對象(3/5)
二.補助上限、執行期程及補助標的
(一)補助上限：每案以政府補助3,000萬元為上限，政府補助經費占總計畫經費以50%為上限；若多家聯合提案，則主導資訊服務業者應占上述政府補助經費之50%以上。
(二)執行期程：自公告日起至112年11月30日止。
(三)補助標的
開發中小型製造業/中小型服務業等產業領域需要的SaaS服務或PaaS+SaaS服務。
技術發展	行銷推廣	維運服務
➤ 利用公有雲基礎打造雲服務➤ 整合服務方案上雲/打通斷點，數據賦能加值	➤ 線上數位行銷操作，串連平台合作夥伴、社群經營➤ 線下推廣(如折扣優惠、經銷分潤等)	➤ 規劃符合中小企業需求之彈性方案(如按月、按用量、訂閱制等)➤ 規劃可行商模，需追蹤效益至結案後2年
註4:SaaS(Software as a Service)指軟體僅需通過網路，不須經過傳統的安裝步驟即可使用，使用者通常經由網頁瀏覽器來存取服務。
註5:PaaS(Platform as a Service)指提供中介軟體、開發工具、商業智慧(BI)服務、資料庫管理系統等服務，用來支援業者加快SaaS應用服務的建置、測試、部署、管理與更新。
貳、申請對象(4/5)
三.領域類別
類型	摘要	補助範例
製造業雲服務	針對 金屬扣件 、 食品加工 、 紡織 、 橡塑膠 、 化粧品 等製造業次領域數位轉型需求，開發適合中小型製造業的 SaaS 服務 PaaS+SaaS服務。	<ol style="list-style-type: none">1. 以產銷透通雲端化方案為訴求，轉化已具使用基礎之製造業服務上雲並增值(如內部營運提升、外部客戶滿意度提升)。2. 應提供/整合至少2個製造業相關之數位服務，如供應鏈管理(如: 採購、物料追蹤、產能規劃)、生產管理(如: 品質管理、設備管理、流程可視化)，或其它(如: 能源管理、排程最佳化)。
服務業雲服務	針對 零售服務 、 生活休憩 、 時尚 、 餐飲 、 日用品 等服務業次領域數位轉型需求，開發適合中小型服務業的 SaaS 服務或 PaaS+SaaS 服務。	<ol style="list-style-type: none">1. 以掌握客群數據、打通流程斷點為訴求，後台數據整合上雲且回饋，以利商家解析消費需求、優化產品服務。2. 提供/整合至少2個服務業相關之數位雲服務，如虛實情境整合(如: POS機整合、O2O搜尋推播、紅利積點...等)、MarTech精準行銷(如: 顧客輪廓分析、CRM、智能客服、社群管理...等)，或其他營運相關服務(如: 金/物流、店鋪/庫存管理...等)。
小微企業雲服務	因應 9人以下之小微企業 在數位化程度與資訊能力不足，補助資服業者打造輕量、便捷易用之數位雲服務。	<ol style="list-style-type: none">1. 以打造小微企業數位化第一站為訴求，提供相關輕量化雲服務，打開小微企業的商機。2. 以SaaS服務為主，如輕量化服務(如: 進銷存、訂單/顧客管理)或其他基礎營運上的串接(如:金/物流)。
範例: 製造業雲服務
代表: frontier 打造紡織業雲服務，時尚新裝從300天縮短到7天上架！
客戶痛點: 過去紡織業者單靠人工作業，導致耗費大量的時間與設計師溝通與對接
解決方案: 累積2萬多塊布片，以人工智慧為核心打造線上布料資料庫
參、提案重點(1/4)
參考產業規劃商業模式實務作法，申請業者應從下列各點敘明數位雲服務的規劃
參、提案重點(2/4)
資訊安全規劃：提案業者應提出雲服務的資訊安全規劃，包含網路管理、資料安全、存取控制、資安管理、營運持續、生命週期保護等面向之建議，且建置及導入35%以上應為國內業者產品及服務，計畫驗收至少須達必要要求之條件。
依序	項目	說明
1	網路管理	須有防火牆、入侵偵測等資安設備保護，若透過遠端連線進行管理則必須透過加密通道，登入時必須採用安全的身分鑑別機制。
2	資料安全	應具體說明包含啟用資料加密、保護資料之傳輸、紀錄存取機敏資料，以及定期備份資料等。
3	存取控制	應具體說明包含實體存取限制、異常通報機制、異常日誌紀錄以及防竄改機制等。
4	資安管理	應具體說明包含強制使用強密碼、限制遠端對安全網路的存取、密鑰管理的職責分離以及保持軟體/韌體更新等。
5	營運持續	應具體說明包含加密備份、自我監測、監控及偵測容量使用情況等。
6	生命週期保護	應具體說明包含資通訊系統須於上線前及營運期間定期進行弱點掃描及滲透測試，高風險漏洞應被評估並依計畫可接受方式處理。
參、提案重點(3/4)
請提案廠商須詳細填妥資安管理自評表
自評項目	項目說明	自我評核				佐證資料說明	顧問查核結果
符合	部分符合	不符合	不適用		符合	部分符合	不符合	不適用
使用防火牆與VPN	須有防火牆、入侵偵測等資安設備保護，若透過遠端連線進行管理則必須透過加密通道，登入時必須採用安全的身分鑑別機制。				V
資料安全
啟用資料加密	對於資通訊系統中的資料應評估決定是否採取加密保護措施。
如勾選不適用，廠商須說明原因
參、提案重點(4/4)
請提案廠商須規劃帶動中小企業客戶使用
帶動中小企業客戶使用	家數	於提案時自行設定中小企業使用家數之目標，依技術審委員核定為條件	企業自行訂定認定基準(如合約、發票或使用記錄等)，但須經技術審之審查委員同意。	相關證明文件
服務黏著度	<p>於提案時自行設定達成條件，但須經技術審之審查委員同意，應達以下條件(至少 1 項)：</p> <ol style="list-style-type: none"> 1. 使用率：設定企業客戶於限定時間內有一定程度的服務使用次數、頻率或使用量。 2. 續約率：設定企業客戶於合約期滿後，願意續約比例之目標。 3. 長約率：設定企業用戶願意簽訂 18 個月長約比率之目標，但若因 SaaS 服務特性，低於 18 個月，請補充說明原因。 	企業自行訂定認定基準，但須經技術審之審查委員同意。	相關證明文件
肆、審查原則(1/3)
將審查雲服務是否扣合產業數位轉型願景目標，茲說明如下：
一、目標客群及價值主張(30%)
審查項目	審查重點
目標客群	➤ 市場現況分析:評估應用端產業/領域是否具一定規模，論述具潛在發展機會與成長性尤佳➤ 轉型瓶頸洞察：評估是否具體從客戶角度解析應用端產業痛點及所需服務論述具先期調研投入或代表性用戶案例尤佳
價值主張	➤ 雲服務定位：評估雲服務是否引導中小企業提升數位營運；協助製造業疏通產銷商流尤佳；協助零售服務業掌握客群數據尤佳➤ 競爭分析：評估雲服務在同類型業者盤點及分析（如：技術功能、市場占有率、價格區間等）是否具競爭優勢
肆、審查原則(2/3)
二、實施方法(50%)
審查項目	審查重點
關鍵資源	➤ 本身能力基礎：是否具領域實績、已投入資源
顧客關係	➤ 服務品質：評估服務水平目標是否適當，所衡量指標應與雲服務相關且充分及如何客觀地衡量及監測服務水平目標，並聚焦SaaS服務建置、導入與客戶成功指標(如:數據增值服務、服務水準協議(SLA)、續約率...等)➤ 數據增值：評估是否提供資料分析或增值應用服務給企業客戶，數據遷移功能、服務和執行成本是否合理；論述具協助中小企業用戶完善數據治理尤佳
關鍵活動	➤ 技術發展：是否槓桿公有雲基礎，資料落地及金流落地配套規劃可行性。鼓勵SaaS業者發展具國際競爭力的「微服務」(micro-service)，以服務不同的業態/樣態➤ 資安部署：網路管理、資料安全、存取控制、資安管理、營運持續、生命週期保護等面向規劃是否完整(詳申請須知附件四)，以及是否採用多雲架構建立服務備援機制➤ 營運服務：商模獲利模式與商轉營運規劃可行性(如客群導入意向佐證)
關鍵合作夥伴	➤ 合作夥伴規劃：關鍵合作夥伴必要性，分工是否明確
通路	➤ 行銷推廣：市場行銷規劃是否具體，導入到中小企業之可行性
肆、審查原則(3/3)
三、預期效益及產出(20%)
審查項目	審查重點
成本結構	➤ 經費及時程可行性：科目經費預算編列是否清楚明確；並涵蓋計畫執行期間可能遭遇的風險評估
收益流	➤ 質量化預期效益：是否擴大既有業務、帶動營收成長、客戶成長。➤ 計畫必要效益：提案廠商第一年（111年）員工薪資提升5%、第二年（112年）員工薪資提升5%（查核辦法請詳參申請須知附件二）、新增投資、帶動中小企業客戶使用家數（平台需有一定量體支撐，帶動導入企業家數以發展新商模業態，朝永續經營邁進）、提升客戶營收、結案前將本計畫補助開發標的上架臺灣雲市集或雲市集工業館。
"""

# Each clause: words it cannot do without, where they stand.
NEEDED = {
    "research.window.submission": ("公告收件截止日前", "註1"),
    "research.applicant.lead": ("由資服業者主導聯合平台合作夥伴", "(一)申請對象"),
    "research.common.registered": ("公司登記或商業登記", "1.共同資格 (1)"),
    "research.common.not-branch": ("不含本國設立及外國營利事業在台設立之分公司", "1.共同資格 (1)"),
    "research.common.no-prc-investment": ("不得有陸資投資", "1.共同資格 (2)"),
    "research.common.no-rejected-account": ("受理截止日前半年內", "1.共同資格 (3) 註1"),
    "research.common.net-worth-positive": ("申請公司淨值應為正值", "1.共同資格 (3) 註2"),
    "research.provider.capability-registration": ("111年7月31日前通過登錄審查", "2.特定資格 (1)"),
    "research.sme.revenue-ceiling": ("過去1年或過去3年之平均孰低者計", "2.特定資格 (2)"),
    "research.sme.factory-registration": ("依法免辦工廠登記者應檢附", "2.特定資格 (2)"),
    "research.funding.case-cap": ("3,000萬元為上限", "(一)補助上限"),
    "research.funding.share-cap": ("占總計畫經費以50%為上限", "(一)補助上限"),
    "research.funding.lead-share": ("政府補助經費之50%以上", "(一)補助上限"),
    "research.term.window": ("自公告日起至112年11月30日止", "(二)執行期程"),
    "research.subject.service-model": ("SaaS服務或PaaS+SaaS服務", "(三)補助標的；註4；註5"),
    "research.subject.scope": ("線下推廣(如折扣優惠、經銷分潤等)", "(三)補助標的"),
    "research.subject.benefit-tracking": ("結案後2年", "(三)補助標的"),
    "research.domain.manufacturing": ("至少2個製造業相關之數位服務", "三.領域類別 製造業雲服務"),
    "research.domain.service": ("至少2個服務業相關之數位雲服務", "三.領域類別 服務業雲服務"),
    "research.domain.micro": ("9人以下之小微企業", "三.領域類別 小微企業雲服務"),
    "research.proposal.outline": ("應從下列各點敘明", "參、提案重點(1/4)"),
    "research.service.measurable-quality": ("需可具體量測", "壹、推動背景(1/2)"),
    "research.security.plan": ("生命週期保護等面向", "參、提案重點(2/4)"),
    "research.security.domestic-share": ("35%以上應為國內業者", "參、提案重點(2/4)"),
    "research.security.acceptance": ("必要要求之條件", "參、提案重點(2/4)"),
    "research.security.self-assessment": ("如勾選不適用，廠商須說明原因", "參、提案重點(3/4)"),
    "research.adoption.target": ("依技術審委員核定為條件", "參、提案重點(4/4)"),
    "research.adoption.stickiness": ("應達以下條件(至少 1 項)", "參、提案重點(4/4)"),
    "research.review.vision": ("扣合產業數位轉型願景目標", "肆、審查原則(1/3)"),
    "research.review.market": ("目標客群及價值主張(30%)", "肆、審查原則(1/3) 一、"),
    "research.review.implementation": ("實施方法(50%)", "肆、審查原則(2/3) 二、"),
    "research.review.benefits": ("預期效益及產出(20%)", "肆、審查原則(3/3) 三、"),
    "research.benefit.committed": ("計畫必要效益", "肆、審查原則(3/3) 三、"),
    "research.benefit.salary": ("第二年（112年）員工薪資提升5%", "計畫必要效益"),
    "research.benefit.investment": ("新增投資", "計畫必要效益"),
    "research.benefit.adoption": ("平台需有一定量體支撐", "計畫必要效益"),
    "research.benefit.customer-revenue": ("提升客戶營收", "計畫必要效益"),
    "research.benefit.marketplace-listing": ("結案前", "計畫必要效益"),
}
BY_ID = {clause.id: clause for clause in CLAUSES}


def test_every_clause_is_there_once_and_no_other() -> None:
    assert [clause.id for clause in CLAUSES] == list(NEEDED)
    assert list(cg.research.clauses) == list(NEEDED)


@pytest.mark.parametrize("clause", NEEDED)
def test_the_quotation_is_verbatim(clause: str) -> None:
    pieces = BY_ID[clause].source.split(OMISSION)
    assert [piece for piece in pieces if not piece or piece not in BRIEFING] == []


@pytest.mark.parametrize("clause", NEEDED)
def test_the_quotation_keeps_no_tabs_of_a_table(clause: str) -> None:
    assert "\t" not in BY_ID[clause].source


@pytest.mark.parametrize(("clause", "needed"), NEEDED.items())
def test_the_quotation_says_what_decides_and_where_it_stands(clause: str, needed: tuple[str, str]) -> None:
    words, place = needed
    found = BY_ID[clause]
    assert words in found.source
    assert place in found.heading
    assert found.heading.startswith("數位雲服務主題式研發補助計畫 ")


@pytest.mark.parametrize("clause", NEEDED)
def test_each_clause_is_told_in_both_languages(clause: str) -> None:
    found = BY_ID[clause]
    for text in (found.text, found.reading, found.question):
        assert bool(text.get("zh")) is bool(text.get("en"))
    assert found.text["zh"]
    assert found.text["zh"] != found.text["en"]


@pytest.mark.parametrize("clause", NEEDED)
def test_each_clause_is_realised_by_code(clause: str) -> None:
    assert [one.code for one in realisations(cg.research) if one.clause.id == clause]


@pytest.mark.parametrize(
    ("clause", "said"),
    [
        ("research.window.submission", "未載明"),
        ("research.applicant.lead", "恰有一家"),
        ("research.common.not-branch", "及於兩者"),
        ("research.common.no-prc-investment", "任一份"),
        ("research.applicant.lead", "平台服務亦讀為以公有雲為基礎者"),
        ("research.common.no-prc-investment", "二者均未載有者，始為符合"),
        ("research.common.no-rejected-account", "截止日之後出具者不符"),
        ("research.common.no-rejected-account", "2 月 28 日"),
        ("research.common.net-worth-positive", "零不是正值"),
        ("research.common.net-worth-positive", "因申請前辦理增資"),
        ("research.provider.capability-registration", "星期日，不因假日順延"),
        ("research.provider.capability-registration", "審查中者無法判定"),
        ("research.provider.capability-registration", "以送件日有效為準（本程式庫之讀法）"),
        ("research.common.net-worth-positive", "以無會計師查核報告書為前提"),
        ("research.sme.revenue-ceiling", "僅依資服業者資格認定"),
        ("research.sme.revenue-ceiling", "不因提供資訊服務而適用(2)"),
        ("research.sme.factory-registration", "僅依資服業者資格認定"),
        ("research.domain.micro", "人數最多者"),
        ("research.service.measurable-quality", "客觀衡量及監測"),
        ("research.service.measurable-quality", "由審查委員認定"),
        ("research.review.benefits", "以未迴避委員之平均計（本程式庫之讀法）"),
        ("research.sme.revenue-ceiling", "不足三年者"),
        ("research.sme.revenue-ceiling", "不及於客戶"),
        ("research.sme.factory-registration", "未檢附證明文件者，不符"),
        ("research.funding.case-cap", "不是補助金額"),
        ("research.funding.lead-share", "而非僅為最多者"),
        ("research.funding.lead-share", "單獨提案者不適用"),
        ("research.subject.service-model", "僅 PaaS 者不符"),
        ("research.subject.scope", "本程式庫之設計"),
        ("research.subject.benefit-tracking", "2 月 29 日"),
        ("research.domain.manufacturing", "例示"),
        ("research.domain.service", "例示"),
        ("research.domain.micro", "負責人僅於投保時計入"),
        ("research.proposal.outline", "推論"),
        ("research.security.domestic-share", "非總計畫經費"),
        ("research.security.domestic-share", "無法判定"),
        ("research.security.acceptance", "顧問查核結果"),
        ("research.security.self-assessment", "可更換"),
        ("research.adoption.target", "標明為提案數"),
        ("research.adoption.stickiness", "不以金額計"),
        ("research.adoption.stickiness", "不是 0"),
        ("research.review.benefits", "不以 0 分計"),
        ("research.benefit.salary", "附件二"),
        ("research.benefit.marketplace-listing", "未上架者不符"),
        ("research.benefit.marketplace-listing", "未載明，無法判定"),
    ],
)
def test_a_reading_owns_up_to_what_the_text_leaves_open(clause: str, said: str) -> None:
    assert said in BY_ID[clause].reading["zh"]


@pytest.mark.parametrize(
    ("clause", "asked"),
    [
        ("research.window.submission", "哪一天"),
        ("research.provider.capability-registration", "哪一天"),
        ("research.sme.revenue-ceiling", "逾 20 億元"),
        ("research.sme.revenue-ceiling", "尚無完整年度者"),
        ("research.sme.revenue-ceiling", "資服業者是否屬中小型服務業者"),
        ("research.sme.factory-registration", "主導業者"),
        ("research.common.net-worth-positive", "原為零者"),
        ("research.service.measurable-quality", "應有幾項"),
        ("research.term.window", "公告日起算"),
        ("research.subject.benefit-tracking", "多久"),
        ("research.proposal.outline", "各點"),
        ("research.security.domestic-share", "分母"),
        ("research.security.acceptance", "必要要求"),
        ("research.security.self-assessment", "附件四"),
        ("research.adoption.target", "提前終止"),
        ("research.adoption.stickiness", "提前終止"),
        ("research.review.market", "配分"),
        ("research.review.implementation", "配分"),
        ("research.review.benefits", "及格分數"),
        ("research.benefit.salary", "附件二"),
        ("research.benefit.marketplace-listing", "下架"),
    ],
)
def test_what_the_briefing_does_not_give_is_a_question_for_the_office(clause: str, asked: str) -> None:
    assert asked in BY_ID[clause].question["zh"]


@pytest.mark.parametrize("clause", [one.id for one in CLAUSES if one.question])
def test_a_question_is_asked_as_one(clause: str) -> None:
    assert BY_ID[clause].question["zh"].endswith("？")
    assert BY_ID[clause].question["en"].endswith("?")


@pytest.mark.parametrize("rule", cg.research.rules, ids=lambda rule: str(rule.id))
def test_no_blank_stands_beside_a_policy_s_value_in_chinese(rule: Any) -> None:
    assert not re.search(r" \{policy|\{policy[^}]*\} ", rule.text["zh"])
