"""The clauses of the briefing on the thematic R&D subsidy (數位雲服務主題式研發補助計畫), in its own words.

``source`` leaves out the briefing's layout only (bold, underlines, bullets); a gap is marked ``……``.
"""

from __future__ import annotations

from cloudgrant.rules.law.clause import Clause
from cloudgrant.values.text import Text

__all__ = ["CLAUSES"]

_PROGRAMME = "數位雲服務主題式研發補助計畫"
_BACKGROUND = f"{_PROGRAMME} 壹、推動背景"
_APPLICANTS = f"{_PROGRAMME} 貳、申請對象"
_COMMON = f"{_APPLICANTS} 一.申請對象及資格 (二)申請資格 1.共同資格"
_SPECIFIC = f"{_APPLICANTS} 一.申請對象及資格 (二)申請資格 2.特定資格"
_SUBSIDY = f"{_APPLICANTS} 二.補助上限、執行期程及補助標的"
_DOMAINS = f"{_APPLICANTS} 三.領域類別"
_PROPOSAL = f"{_PROGRAMME} 參、提案重點"
_REVIEW = f"{_PROGRAMME} 肆、審查原則"
_BENEFITS = f"{_REVIEW}(3/3) 三、預期效益及產出(20%) 收益流"

CLAUSES = (
    Clause(
        "research.window.submission",
        heading=f"{_COMMON} (3) 註1；2.特定資格 (1)；二.補助上限、執行期程及補助標的 (二)執行期程",
        source="應由該所出具受理截止日前半年內之「票據信用查覆單」……於公告收件截止日前完成能量登錄申請……自公告日起至112年11月30日止",
        text=Text(
            zh="自公告日起至收件截止日止受理申請（首末日均含）",
            en="Applications are taken from the announcement to the closing date of intake, both included",
        ),
        reading=Text(
            zh="公告日與收件截止日皆有引用而未載明：均為政策資料，未補入前無法判定，其他條文照常判定。"
            "受理截止日與收件截止日讀為同一日。",
            en="The announcement and the closing date are referred to and not given: both are policy data, and "
            "while they are missing this is undetermined and everything else is judged. 受理截止日 and "
            "收件截止日 are read as the same day.",
        ),
        question=Text(
            zh="公告日與收件截止日各為哪一天？截止日為假日時是否順延？",
            en="On which day is the programme announced, and which is the closing date? Does it move when it "
            "is a holiday?",
        ),
    ),
    Clause(
        "research.applicant.lead",
        heading=f"{_APPLICANTS} 一.申請對象及資格 (一)申請對象",
        source="以欲開發公有雲服務、平台服務之資服業者為主要申請對象，可由資服業者單獨提案或由資服業者主導聯合平台合作夥伴、領域代表性業者等多家企業共同提案。",
        text=Text(
            zh="由一家資服業者單獨提案，或由其主導聯合平台合作夥伴、領域代表性業者等共同提案",
            en="One information service provider proposes alone, or leads platform partners, representative "
            "firms of the domain and others",
        ),
        reading=Text(
            zh="主導業者讀為恰有一家，且為資服業者；單獨提案者即為主導業者。沒有主導業者或有兩家以上，不符。"
            "合作業者的身分為例示（等）。「欲開發公有雲服務、平台服務」於補助標的（research.subject.service-model）認定，本條不重複認定。",
            en="Exactly one lead is read, and it is an information service provider; a firm that proposes alone "
            "is the lead. None or two fails. The kinds of partner named are examples (等). That it will build "
            "public-cloud or platform services is judged where it is said what is subsidised "
            "(research.subject.service-model), and not here again.",
        ),
        question=Text(
            zh="資服業者如何認定（營業項目登記或能量登錄）？",
            en="By what is an information service provider told: by its registered business, or by the "
            "capability registration?",
        ),
    ),
    Clause(
        "research.common.registered",
        heading=f"{_COMMON} (1)",
        source="申請業者須依法辦理公司登記或商業登記",
        text=Text(
            zh="每一申請業者均依法辦理公司登記或商業登記",
            en="Every applying firm is registered by law as a company or as a business",
        ),
        reading=Text(
            zh="共同資格及於主導業者與每一合作業者，不及於客戶與下包。公司登記或商業登記，有其一即可。",
            en="The common qualifications bind the lead and every partner, not customers and subcontractors. "
            "Either registration is enough.",
        ),
    ),
    Clause(
        "research.common.not-branch",
        heading=f"{_COMMON} (1)",
        source="申請業者須依法辦理公司登記或商業登記【不含本國設立及外國營利事業在台設立之分公司】。",
        text=Text(
            zh="申請業者不得為分公司（本國設立者或外國營利事業在台設立者）",
            en="An applying firm is no branch, be it of a domestic firm or of a foreign profit enterprise",
        ),
        reading=Text(
            zh="「不含」讀為及於兩者：本國企業設立之分公司，以及外國營利事業在台設立之分公司。"
            "外國營利事業在台設立之子公司並非分公司。",
            en="The exclusion is read of both: a branch set up by a domestic firm and one set up in Taiwan by a "
            "foreign profit enterprise. A subsidiary is no branch.",
        ),
    ),
    Clause(
        "research.common.no-prc-investment",
        heading=f"{_COMMON} (2)",
        source="不得有陸資投資，依經濟部商業司商工登記公示資料查詢服務公告資料或經濟部投資審議委員會陸資來台投資事業名錄進行認定。",
        text=Text(
            zh="申請業者不得有陸資投資，依商工登記公示資料或陸資來台投資事業名錄認定",
            en="No PRC investment in an applying firm, as the Commerce register or the Investment Commission's "
            "list shows",
        ),
        reading=Text(
            zh="兩份資料中任一份載有陸資者即不符，不論比率；二者均未載有者，始為符合。本條問的是有無陸資投資，與遴選所問是否為陸資企業，"
            "是不同的事實。",
            en="Shown in either of the two is enough to fail, whatever the share; only shown in neither is met. Asked is whether there is PRC "
            "investment; whether the firm is a PRC-funded enterprise, which the selection of solutions asks, is "
            "a separate fact.",
        ),
        question=Text(
            zh="兩份資料記載不一致時以何者為準？",
            en="Which of the two prevails when they differ?",
        ),
    ),
    Clause(
        "research.common.no-rejected-account",
        heading=f"{_COMMON} (3) 註1",
        source="非屬銀行拒絕往來戶(註1)……非屬銀行拒絕往來戶之認定依「台灣票據交換所」所出具證明資料為準，應由該所出具受理截止日前半年內之「票據信用查覆單」，並加蓋查覆單位圖章。",
        text=Text(
            zh="申請業者非屬銀行拒絕往來戶，以受理截止日前半年內出具並加蓋圖章之票據信用查覆單為憑",
            en="No applying firm is a rejected account holder, shown by a stamped credit report of the Clearing "
            "House issued within half a year before the closing date",
        ),
        reading=Text(
            zh="「半年內」讀為六個曆月，首末日均含：截止日 8 月 31 日者，最早為 2 月 28 日（閏年 29 日）。"
            "截止日之後出具者不符。截止日未公布前，出具日無法判定。",
            en="Half a year is read as six calendar months, both ends included: before a closing date of 31 "
            "August the first day is 28 February (29 in a leap year). A report issued after the closing date "
            "fails. While the closing date is not published, the day of issue is undetermined.",
        ),
        question=Text(
            zh="截止日後補正期間出具之票據信用查覆單，可否採認？",
            en="Does a report count that is issued after the closing date, while documents are being mended?",
        ),
    ),
    Clause(
        "research.common.net-worth-positive",
        heading=f"{_COMMON} (3) 註2",
        source="申請公司淨值應為正值(註2)。……公司淨值之認定，以申請時最近一年度會計師財務簽證之查核報告書為準；若無會計師簽證之查核報告書，則以營利事業所得結算申報書之財務報表為準。公司於計畫申請當年度始登記成立者，得以公司設立登記資本額查核報告書，以及最近一期會計師期中查核/核閱報告或申請前一個月之自編財務報表代替。如公司淨值原為負數，但於計畫申請前因辦理增資，期中財務報表已轉為正值，視同符合申請規定。",
        text=Text(
            zh="申請業者最近一年度淨值為正，依會計師查核報告書；無者依所得稅結算申報書之財務報表",
            en="Every applying firm's net worth is positive in the latest year's audit report, or without one in "
            "the income-tax return",
        ),
        reading=Text(
            zh="零不是正值。有會計師查核報告書者，以其為準，不得以申報書代之。申請當年度始登記成立者，"
            "須有設立登記資本額查核報告書，並有期中查核（核閱）報告或申請前一個月之自編報表二者之一。"
            "此項代替以無會計師查核報告書為前提（本程式庫之讀法）；申請日之後始登記者不得援用。"
            "期中報表轉正者，須因申請前辦理增資（申請當日亦可）；未辦增資者不採；原為零者亦同。"
            "以自編報表證明增資轉正者，得否採認未載明。",
            en="Zero is not positive. Where there is an audit report it prevails over the return. A firm first "
            "registered in the year of the application shows its capital verification report together with "
            "either the latest interim audit or review or its own statements of the month before; that these "
            "stand in only where there is no audit report is the library's reading, and a firm registered after "
            "the filing cannot rely on them. Interim "
            "statements that turned positive count only because of a capital increase made before applying, or "
            "on that day; so do those of a firm whose net worth was zero. Whether a firm's own statements may "
            "show it is not said.",
        ),
        question=Text(
            zh="申請時最近一年度之查核報告書尚未出具者，得否以前一年度為準？增資轉正之期中報表是否須經會計師查核或核閱？"
            "淨值原為零者，是否比照原為負數者以增資轉正認定？",
            en="May the year before stand in while the latest year's report is not issued yet? Must interim "
            "statements that turned positive be audited or reviewed? Does a net worth that was zero count as one "
            "that was negative does, once a capital increase turned it positive?",
        ),
    ),
    Clause(
        "research.provider.capability-registration",
        heading=f"{_SPECIFIC} (1)",
        source="資訊服務業者：應具有效期間內之「經濟部工業局資訊服務機構服務能量登錄證書」（IT類）；或於公告收件截止日前完成能量登錄申請，且須在111年7月31日前通過登錄審查。",
        text=Text(
            zh="資服業者具有效之 IT 類能量登錄證書，或截止日前完成申請並於 111 年 7 月 31 日前通過審查",
            en="A provider holds a valid IT-class capability registration, or applied by the closing date and "
            "passes by 31 July 2022",
        ),
        reading=Text(
            zh="及於主導業者與每一參與提案之資服業者。證書以送件日有效為準（本程式庫之讀法）：生效日與有效期限均含；"
            "送件日之後始生效者，以申請日與通過日認定。截止日當日與 111 年 7 月 31 日當日均含。"
            "以通過日認定；審查中者無法判定。111 年 7 月 31 日為星期日，不因假日順延。IT 類以外之登錄不符。",
            en="It binds the lead and every co-applying provider. A certificate is to be valid on the day of the "
            "filing (the library's reading), its first and its last day included; one that began later is judged "
            "by the days of applying and passing. The closing date and 31 July 2022 are both "
            "included. The day of passing counts; pending is undetermined. 31 July 2022 is a Sunday, which does "
            "not extend it. A registration of another class fails.",
        ),
        question=Text(
            zh="證書須於哪一天有效（申請時、截止日或計畫期間）？111 年 7 月 31 日為星期日是否順延？",
            en="On which day must the certificate be valid: at the filing, on the closing date, throughout the "
            "project? Does 31 July 2022, a Sunday, move?",
        ),
    ),
    Clause(
        "research.sme.revenue-ceiling",
        heading=f"{_SPECIFIC} (2)",
        source="中小型製造業、中小型服務業者：年營業收入應於新臺幣20億元以下（過去1年或過去3年之平均孰低者計，以會計師財務簽證之查核報告書或營利事業所得稅結算申報書之財務報表為認定依據）",
        text=Text(
            zh="中小型製造業、服務業者年營業收入 20 億元以下（過去 1 年與過去 3 年平均取低者）",
            en="A small or medium manufacturer or service firm: yearly revenue at most NT$2 billion, the lower "
            "of last year's and the three-year average",
        ),
        reading=Text(
            zh="及於合作業者中之製造業者與服務業者，不及於客戶，亦不及於非此二類之業者。"
            "主導業者兼為製造業者或服務業者者，僅依資服業者資格認定（本程式庫之讀法）。"
            "資服業者依(1)認定，不因提供資訊服務而適用(2)；兼為製造業者或其他服務業者之合作業者，(1)、(2)均適用。20 億元整可。"
            "孰低者計，故二者有其一不超過即可。過去年度讀為申請年度之前的完整年度。不足三年者，"
            "以既有年度平均並予註明；尚無完整年度者，沒有超過上限的營收，視為符合並予註明，亦無須證明；"
            "已知兩年之和即超過上限三倍者，三年平均必超過。認定依據二者有其一即可。",
            en="It binds the manufacturers and service firms among the partners, never the customers, nor a "
            "partner of neither kind. A lead that is a manufacturer or a service firm as well is judged as a "
            "provider only (the library's reading). A provider is judged by (1): that it provides information "
            "services does not bring it under (2); a partner that is a manufacturer or in another service "
            "industry as well is bound by both. Exactly NT$2 billion is allowed. The lower counts, so that either of the two within "
            "the ceiling is enough. The past years are the complete ones before the year of the application. "
            "With fewer than three, the mean of those that exist, flagged; with none, no revenue exceeds the "
            "ceiling, which is met, flagged, and needs no proof; two known years that together exceed three "
            "times the ceiling settle the average. Either kind of proof is enough.",
        ),
        question=Text(
            zh="成立未滿三年者，三年平均如何計算？尚無完整年度者如何認定？年營業收入逾 20 億元之領域代表性業者得否共同提案？"
            "資服業者是否屬中小型服務業者？主導業者兼為製造業者或服務業者者，是否亦須符合？",
            en="How is the average reckoned of a firm younger than three years, and what holds for one without a "
            "complete year? Is an information service provider a service firm? Is a lead bound too that is a "
            "manufacturer or a service firm as well? May a representative firm of the "
            "domain with more than NT$2 billion of revenue take part?",
        ),
    ),
    Clause(
        "research.sme.factory-registration",
        heading=f"{_SPECIFIC} (2)",
        source="屬製造業者，須依法辦理工廠登記（依法免辦工廠登記者應檢附主管機關核發之證明文件）。",
        text=Text(
            zh="製造業者依法辦理工廠登記；依法免辦者檢附主管機關之證明文件",
            en="A manufacturer has factory registration; one that is exempt attaches the authority's certificate",
        ),
        reading=Text(
            zh="及於合作業者中之製造業者；主導業者兼為製造業者者，僅依資服業者資格認定（本程式庫之讀法）。"
            "依法免辦而未檢附證明文件者，不符。",
            en="It binds the manufacturers among the partners; a lead that is one as well is judged as a provider "
            "only (the library's reading). Exempt without the certificate fails.",
        ),
        question=Text(
            zh="主導業者兼為製造業者者，是否亦須辦理工廠登記？",
            en="Does a lead that is a manufacturer as well need factory registration?",
        ),
    ),
    Clause(
        "research.funding.case-cap",
        heading=f"{_SUBSIDY} (一)補助上限",
        source="每案以政府補助3,000萬元為上限",
        text=Text(zh="每案政府補助 3,000 萬元為上限（含）", en="Subsidy at most NT$30,000,000 a case"),
        reading=Text(
            zh="以整案計，不論提案家數與年度。符合資格並非核定：本計畫為競爭評選，上限不是補助金額。"
            "未申請補助款者未逾上限；各項上限均未要求須申請若干。",
            en="Of the whole case, however many firms and years. Eligible is not awarded: this is a competition, "
            "and a ceiling is no amount granted. Who asks for nothing is within every cap: none of them says that "
            "something must be asked for.",
        ),
    ),
    Clause(
        "research.funding.share-cap",
        heading=f"{_SUBSIDY} (一)補助上限",
        source="政府補助經費占總計畫經費以50%為上限",
        text=Text(
            zh="政府補助經費占總計畫經費 50% 為上限（含）",
            en="Subsidy at most 50% of the total project budget",
        ),
        reading=Text(
            zh="總計畫經費讀為補助款與自籌款之和，以整案計；換算金額時捨去不足一元者。",
            en="The total is read as subsidy and self-raised funds together, of the whole case; as an amount of "
            "dollars it is rounded down.",
        ),
        question=Text(
            zh="50% 上限是否亦須逐一業者、逐一年度符合？",
            en="Must each firm and each year keep within 50% as well?",
        ),
    ),
    Clause(
        "research.funding.lead-share",
        heading=f"{_SUBSIDY} (一)補助上限",
        source="若多家聯合提案，則主導資訊服務業者應占上述政府補助經費之50%以上。",
        text=Text(
            zh="多家聯合提案者，主導資服業者占申請補助款 50% 以上（含）",
            en="In a joint proposal the lead provider takes at least 50% of the subsidy asked for",
        ),
        reading=Text(
            zh="讀為至少一半，而非僅為最多者；以申請之補助款計，不是以總經費計。換算金額時進位至元。單獨提案者不適用。",
            en="At least half, not merely the largest part; of the subsidy asked for, not of the budget. As an "
            "amount of dollars it is rounded up. It does not apply to a firm that proposes alone.",
        ),
    ),
    Clause(
        "research.term.window",
        heading=f"{_SUBSIDY} (二)執行期程",
        source="自公告日起至112年11月30日止。",
        text=Text(
            zh="計畫期間在公告日至 112 年 11 月 30 日之內（首末日均含）",
            en="The project runs within the announcement date and 30 November 2023, both included",
        ),
        reading=Text(
            zh="讀為計畫期間之起訖均在其內，不必等於。公告日未載明，未補入前起始日是否過早無法判定；起訖之一已在其外者，不符。",
            en="First and last day of the project lie within it and need not equal it. The announcement date is "
            "not given; until it is, whether the first day is too early is undetermined. Either end outside fails.",
        ),
        question=Text(
            zh="計畫得否自公告日起算，核定前之支出可否列入？",
            en="May the project begin on the day of the announcement, and does spending before the approval count?",
        ),
    ),
    Clause(
        "research.subject.service-model",
        heading=f"{_SUBSIDY} (三)補助標的；註4；註5",
        source="開發中小型製造業/中小型服務業等產業領域需要的SaaS服務或PaaS+SaaS服務。……SaaS(Software as a Service)指軟體僅需通過網路，不須經過傳統的安裝步驟即可使用，使用者通常經由網頁瀏覽器來存取服務。……PaaS(Platform as a Service)指提供中介軟體、開發工具、商業智慧(BI)服務、資料庫管理系統等服務，用來支援業者加快SaaS應用服務的建置、測試、部署、管理與更新。",
        text=Text(
            zh="開發 SaaS 服務，或 PaaS+SaaS 服務",
            en="Builds SaaS, or PaaS together with SaaS",
        ),
        reading=Text(
            zh="僅 PaaS 者不符：PaaS 須與 SaaS 並行。SaaS 讀為經網路使用而不須安裝；以瀏覽器存取為通常情形，非要件。",
            en="PaaS alone fails: it comes with SaaS. SaaS is used over the network without installation; the "
            "browser is what is usual, no condition.",
        ),
    ),
    Clause(
        "research.subject.scope",
        heading=f"{_SUBSIDY} (三)補助標的",
        source="技術發展……行銷推廣……維運服務……利用公有雲基礎打造雲服務……整合服務方案上雲/打通斷點，數據賦能加值……線上數位行銷操作，串連平台合作夥伴、社群經營……線下推廣(如折扣優惠、經銷分潤等)……規劃符合中小企業需求之彈性方案(如按月、按用量、訂閱制等)……規劃可行商模，需追蹤效益至結案後2年",
        text=Text(
            zh="經費用於技術發展、行銷推廣、維運服務及其細項",
            en="The money is for technology development, marketing and operation service, each with its sub-items",
        ),
        reading=Text(
            zh="六個細項各為一類，逐筆經費標示類別，為本程式庫之設計。細項中之如…等為例示；未列舉之工作由審查委員認定。"
            "三欄不必全有。",
            en="Each of the six sub-items is a class, and that each line of the budget bears one is the "
            "library's device. What is named by 如…等 are examples; of work that is not named the reviewers "
            "decide. Not all three columns must occur.",
        ),
        question=Text(
            zh="補助標的是否限於所列六項？可編列之會計科目為何？",
            en="Is eligible work limited to the six items? Which accounts may be budgeted?",
        ),
    ),
    Clause(
        "research.subject.benefit-tracking",
        heading=f"{_SUBSIDY} (三)補助標的 維運服務",
        source="規劃可行商模，需追蹤效益至結案後2年",
        text=Text(zh="追蹤效益至結案後 2 年", en="Benefits are tracked until two years after closing"),
        reading=Text(
            zh="讀為曆年：結案日之後兩年的相當日，當日含；2 月 29 日結案者，至 2 月 28 日。間隔未載明，未補入前只知首末日。",
            en="Two calendar years, to the corresponding day after the day of closing, included; closed on 29 "
            "February, to 28 February. How often is not said: until it is, only first and last day are known.",
        ),
        question=Text(
            zh="結案日以何日為準？追蹤效益多久填報一次、由誰填報、填報哪些項目？",
            en="Which day is that of closing? How often are the benefits reported, by whom, and which?",
        ),
    ),
    Clause(
        "research.domain.manufacturing",
        heading=f"{_DOMAINS} 製造業雲服務",
        source="針對 金屬扣件 、 食品加工 、 紡織 、 橡塑膠 、 化粧品 等製造業次領域數位轉型需求，開發適合中小型製造業的 SaaS 服務 PaaS+SaaS服務。……以產銷透通雲端化方案為訴求，轉化已具使用基礎之製造業服務上雲並增值(如內部營運提升、外部客戶滿意度提升)。……應提供/整合至少2個製造業相關之數位服務，如供應鏈管理(如: 採購、物料追蹤、產能規劃)、生產管理(如: 品質管理、設備管理、流程可視化)，或其它(如: 能源管理、排程最佳化)。",
        text=Text(
            zh="製造業次領域；提供或整合至少 2 個製造業相關之數位服務",
            en="A manufacturing sub-domain, with at least two manufacturing-related digital services provided or "
            "integrated",
        ),
        reading=Text(
            zh="次領域與服務種類均為例示（等、如）：未列舉者由審查委員認定。「2個」以不同種類之服務計，"
            "同一大類之兩種可，同一種之兩個為一個；此處稱數位服務，不限雲服務。「SaaS 服務 PaaS+SaaS服務」之間讀為「或」，與服務業同。"
            "產銷透通之訴求為審查事項，不作為資格。",
            en="Sub-domains and kinds of service are examples: of one that is not named the reviewers decide. "
            "Two are two services of different kinds, be they of one heading; two of one kind are one. It says "
            "digital service here, cloud or not. An 或 (or) is read between SaaS and "
            "PaaS+SaaS, as in the row on services. The thrust 產銷透通 is for the review, no qualification.",
        ),
        question=Text(
            zh="「2個數位服務」是否須分屬不同類別？",
            en="Must the two digital services be of different headings?",
        ),
    ),
    Clause(
        "research.domain.service",
        heading=f"{_DOMAINS} 服務業雲服務",
        source="針對 零售服務 、 生活休憩 、 時尚 、 餐飲 、 日用品 等服務業次領域數位轉型需求，開發適合中小型服務業的 SaaS 服務或 PaaS+SaaS 服務。……以掌握客群數據、打通流程斷點為訴求，後台數據整合上雲且回饋，以利商家解析消費需求、優化產品服務。……提供/整合至少2個服務業相關之數位雲服務，如虛實情境整合(如: POS機整合、O2O搜尋推播、紅利積點...等)、MarTech精準行銷(如: 顧客輪廓分析、CRM、智能客服、社群管理...等)，或其他營運相關服務(如: 金/物流、店鋪/庫存管理...等)。",
        text=Text(
            zh="服務業次領域；提供或整合至少 2 個服務業相關之數位雲服務",
            en="A service sub-domain, with at least two service-related digital cloud services provided or "
            "integrated",
        ),
        reading=Text(
            zh="次領域與服務種類均為例示：未列舉者由審查委員認定。「2個」以不同種類之雲服務計，以斜線並列者（金/物流、店鋪/庫存管理）各為一種；此處無「應」字，讀為同為必要。"
            "掌握客群數據、打通流程斷點之訴求為審查事項，不作為資格。",
            en="Sub-domains and kinds of service are examples: of one that is not named the reviewers decide. "
            "Two are two cloud services of different kinds, and those joined by a stroke (金/物流, 店鋪/庫存管理) "
            "are a kind each; there is no 應 (should) here, and it is read as just as "
            "necessary. The thrust is for the review, no qualification.",
        ),
        question=Text(
            zh="「2個數位雲服務」是否須分屬不同類別？",
            en="Must the two digital cloud services be of different headings?",
        ),
    ),
    Clause(
        "research.domain.micro",
        heading=f"{_DOMAINS} 小微企業雲服務",
        source="因應 9人以下之小微企業 在數位化程度與資訊能力不足，補助資服業者打造輕量、便捷易用之數位雲服務。……以打造小微企業數位化第一站為訴求，提供相關輕量化雲服務，打開小微企業的商機。……以SaaS服務為主，如輕量化服務(如: 進銷存、訂單/顧客管理)或其他基礎營運上的串接(如:金/物流)。",
        text=Text(
            zh="以 9 人以下小微企業為客戶，以 SaaS 為主，提供輕量化服務或基礎營運之串接",
            en="For micro firms of at most nine people, mainly SaaS, with lightweight services or links to basic "
            "operations",
        ),
        reading=Text(
            zh="9 人讀為經常僱用員工（投保人數，12 個月平均），負責人僅於投保時計入；9 人可；"
            "客戶不只一家者，以目標客戶中人數最多者計（本程式庫之讀法）。服務種類為例示；"
            "未載明個數，讀為至少一個；是否為雲服務由「以 SaaS 服務為主」認定，不逐一要求。",
            en="Nine people are regularly employed staff (insured, twelve-month mean), the owner only if insured; "
            "nine is allowed; of several customers the largest one aimed at counts (the library's reading). The "
            "kinds of service are examples; no number is given, and one is read as enough; "
            "that it is mainly SaaS says that it is a cloud service, so each is not asked again.",
        ),
        question=Text(
            zh="9 人是否計入負責人與無給家屬？「以SaaS服務為主」如何認定？",
            en="Do the nine count the owner and unpaid relatives? By what is mainly SaaS told?",
        ),
    ),
    Clause(
        "research.proposal.outline",
        heading=f"{_PROPOSAL}(1/4)；肆、審查原則 審查項目",
        source="參考產業規劃商業模式實務作法，申請業者應從下列各點敘明數位雲服務的規劃……目標客群……價值主張……關鍵資源……顧客關係……關鍵活動……關鍵合作夥伴……通路……成本結構……收益流",
        text=Text(
            zh="提案就商業模式各點敘明數位雲服務的規劃",
            en="The proposal describes the cloud service point by point, as a business model",
        ),
        reading=Text(
            zh="「下列各點」之圖已佚失；審查項目恰為商業模式九宮格之九項，推定即為該九點。推論可由政策資料更換。",
            en="The figure with the points is lost. The items of the review name just the nine blocks of the "
            "business model canvas, so these nine are inferred; a policy may replace them.",
        ),
        question=Text(
            zh="計畫書應敘明之各點為何？是否即審查項目之九項？",
            en="Which are the points that a proposal describes: the nine items of the review?",
        ),
    ),
    Clause(
        "research.service.measurable-quality",
        heading=f"{_BACKGROUND}(1/2) 一.政策依據 2；肆、審查原則(2/3) 二、實施方法(50%) 顧客關係",
        source="服務品質需可具體量測，以持續精進服務品質，並聚焦SaaS服務建置、導入與客戶成功指標(如:數據增值服務、服務水準協議(SLA)、續約率...等)……評估服務水平目標是否適當，所衡量指標應與雲服務相關且充分及如何客觀地衡量及監測服務水平目標",
        text=Text(
            zh="服務品質可具體量測：至少一項可量測之目標，並說明如何衡量及監測",
            en="Service quality is concretely measurable: at least one measurable target, with how it is "
            "measured and monitored",
        ),
        reading=Text(
            zh="讀為至少一項服務水準目標，有指標、目標與衡量方式，且能客觀衡量及監測（業者自陳）。目標載有數值者為可量測；"
            "以文字表示者（如「全年無中斷」），由審查委員認定。指標是否相關且充分，亦由審查委員評估。指標為例示。",
            en="Read as at least one service-level target with an indicator, a target and a way of measuring, that "
            "is measured and monitored objectively (by the firm's own statement). A target with a figure is "
            "measurable; of one in words, such as no interruption in a year, the reviewers decide. Whether the "
            "indicators are relevant and sufficient is the reviewers' matter too. Those named are examples.",
        ),
        question=Text(
            zh="服務水準目標應有幾項？未以數值表示之目標，如何認定為可具體量測？",
            en="How many service-level targets are there to be? By what is a target concretely measurable that is "
            "not put in numbers?",
        ),
    ),
    Clause(
        "research.security.plan",
        heading=f"{_PROPOSAL}(2/4) 資訊安全規劃",
        source="提案業者應提出雲服務的資訊安全規劃，包含網路管理、資料安全、存取控制、資安管理、營運持續、生命週期保護等面向之建議……須有防火牆、入侵偵測等資安設備保護，若透過遠端連線進行管理則必須透過加密通道，登入時必須採用安全的身分鑑別機制。……應具體說明包含啟用資料加密、保護資料之傳輸、紀錄存取機敏資料，以及定期備份資料等。……應具體說明包含實體存取限制、異常通報機制、異常日誌紀錄以及防竄改機制等。……應具體說明包含強制使用強密碼、限制遠端對安全網路的存取、密鑰管理的職責分離以及保持軟體/韌體更新等。……應具體說明包含加密備份、自我監測、監控及偵測容量使用情況等。……應具體說明包含資通訊系統須於上線前及營運期間定期進行弱點掃描及滲透測試，高風險漏洞應被評估並依計畫可接受方式處理。",
        text=Text(
            zh="提出資訊安全規劃，涵蓋網路管理、資料安全、存取控制、資安管理、營運持續、生命週期保護六個面向",
            en="A security plan that covers six facets: network, data, access control, management, continuity, "
            "life cycle",
        ),
        reading=Text(
            zh="六個面向均須規劃：「等面向」雖有等字，其後之表恰列六項。資料安全至生命週期保護五個面向寫明「應具體說明」；"
            "本條以各面向已有說明為已規劃，逐項措施之完整度另行計算。加密通道僅於以遠端連線管理時為必要。",
            en="All six facets are planned for: the words have 等, and the table below them has just the six. Five "
            "facets (data to life cycle) ask for a concrete explanation; here a facet with any explanation is "
            "planned, and how many measures are explained is a calculation. An encrypted channel is needed only "
            "if there is remote management.",
        ),
        question=Text(
            zh="各面向須具體說明之措施，以申請須知附件四為準者為何？應具體說明之各項措施未逐項說明者，是否不符？",
            en="Which measures does annex 4 of the application guide ask to have explained? Does a plan fail that "
            "does not explain each measure of which a concrete explanation is asked?",
        ),
    ),
    Clause(
        "research.security.domestic-share",
        heading=f"{_PROPOSAL}(2/4) 資訊安全規劃",
        source="且建置及導入35%以上應為國內業者產品及服務",
        text=Text(
            zh="資訊安全之建置及導入，35% 以上（含）為國內業者產品及服務",
            en="At least 35% of the security build and introduction is products and services of domestic firms",
        ),
        reading=Text(
            zh="比率之分母未載明；因句在資訊安全規劃之內，讀為資訊安全建置及導入之經費（非總計畫經費），以金額計，"
            "換算金額時進位至元。沒有資安經費者，無從計算，無法判定。",
            en="Of what the 35% are is not said; as the sentence stands within the security plan, it is read as "
            "the money for building and introducing security (not the whole budget), by amount; as dollars it "
            "is rounded up. Without any such spending there is nothing to divide by: undetermined.",
        ),
        question=Text(
            zh="35% 之分母為資安經費或總計畫經費？以金額或項目數計？何謂國內業者之產品及服務？沒有資安建置及導入經費者，35% 如何認定？",
            en="Of what are the 35%: of the security spending or of the whole budget, by amount or by number of "
            "items? What is a product or service of a domestic firm? How are the 35% found where nothing is spent "
            "on building and introducing security?",
        ),
    ),
    Clause(
        "research.security.acceptance",
        heading=f"{_PROPOSAL}(2/4) 資訊安全規劃；(3/4) 資安管理自評表",
        source="計畫驗收至少須達必要要求之條件。……顧問查核結果",
        text=Text(
            zh="計畫驗收時，至少達必要要求之條件，以顧問查核結果為準",
            en="At acceptance at least the required conditions are met, by the consultant's mark",
        ),
        reading=Text(
            zh="以顧問查核結果認定，不以廠商自評認定。何者為必要要求未載明，為可更換之資料；未載明前，預設各項均屬必要要求"
            "（本程式庫之讀法）。部分符合是否已達，未載明：未釐清前，有必要項目為部分符合者，無法判定。不適用者，須由廠商說明原因。",
            en="The consultant's mark decides, not the firm's own. Which conditions are required is not said, and "
            "is data that may be replaced; until it is said, all items are taken as required (the library's "
            "reading). Nor is it said whether partly met is enough: until it is, a required item that is partly "
            "met is undetermined. What does not apply takes the firm's reason.",
        ),
        question=Text(
            zh="哪些自評項目屬必要要求？「部分符合」是否視為達到？",
            en="Which items of the form are required? Does partly met meet them?",
        ),
    ),
    Clause(
        "research.security.self-assessment",
        heading=f"{_PROPOSAL}(3/4) 資安管理自評表",
        source="請提案廠商須詳細填妥資安管理自評表……自評項目……項目說明……自我評核……佐證資料說明……顧問查核結果……使用防火牆與VPN……須有防火牆、入侵偵測等資安設備保護，若透過遠端連線進行管理則必須透過加密通道，登入時必須採用安全的身分鑑別機制。……啟用資料加密……對於資通訊系統中的資料應評估決定是否採取加密保護措施。……如勾選不適用，廠商須說明原因",
        text=Text(
            zh="逐項填妥資安管理自評表（符合、部分符合、不符合、不適用）與佐證說明；不適用者說明原因",
            en="The security self-assessment is filled in item by item (met, partly met, not met, not applicable) "
            "with evidence; not applicable is reasoned",
        ),
        reading=Text(
            zh="表僅刊出兩列，第一列合併三項措施；預設之項目取自六個面向所列措施，可更換。資料加密一項為「評估決定」，"
            "附理由而不加密者可為符合。自評為符合、部分符合或不符合者，均須說明佐證資料；不適用者須說明原因，毋須佐證。"
            "顧問以同一尺度查核；顧問勾選不適用者，其原因亦由廠商說明，顧問本身毋須另述。",
            en="The form shows two rows only, the first of which bundles three measures; the items of the "
            "default are the measures that the six facets name, and may be replaced. Encryption is to be "
            "assessed and decided on: a reasoned decision not to encrypt can be met. What is marked met, partly "
            "met or not met takes a description of evidence; not applicable takes a reason, and no evidence. The "
            "consultant marks on the same scale; where the consultant marks not applicable, the reason is the "
            "firm's to state, too, and the consultant adds none.",
        ),
        question=Text(
            zh="資安管理自評表（申請須知附件四）之完整項目為何？",
            en="Which are all the items of the form (annex 4 of the application guide)?",
        ),
    ),
    Clause(
        "research.adoption.target",
        heading=f"{_PROPOSAL}(4/4) 帶動中小企業客戶使用 家數",
        source="於提案時自行設定中小企業使用家數之目標，依技術審委員核定為條件……企業自行訂定認定基準(如合約、發票或使用記錄等)，但須經技術審之審查委員同意。……相關證明文件",
        text=Text(
            zh="自行設定中小企業使用家數之目標與認定基準，經審查委員核定、同意",
            en="A number of small and medium customers to bring in, with a basis of recognition, as the reviewers "
            "approve",
        ),
        reading=Text(
            zh="以核定之家數為準；核定前，達成與否無法判定（待核定），僅達成情形之計算暫以提案之家數計，並標明為提案數。"
            "「家數」以客戶計，一家多約仍為一家。認定基準為例示，其他基準經審查委員同意即可。",
            en="The approved number counts; until there is one, whether it is reached is undetermined (it is "
            "awaited), and only the calculation of how adoption stands goes by the proposed number, marked so. "
            "Customers are counted: one with several contracts is one. The bases named are examples; another one "
            "takes the reviewers' consent.",
        ),
        question=Text(
            zh="提前終止之客戶、關係企業是否計入使用家數？計算期間為何？",
            en="Do customers that ended early, or affiliates, count? Over which period is it counted?",
        ),
    ),
    Clause(
        "research.adoption.stickiness",
        heading=f"{_PROPOSAL}(4/4) 帶動中小企業客戶使用 服務黏著度",
        source="於提案時自行設定達成條件，但須經技術審之審查委員同意，應達以下條件(至少 1 項)：……使用率：設定企業客戶於限定時間內有一定程度的服務使用次數、頻率或使用量。……續約率：設定企業客戶於合約期滿後，願意續約比例之目標。……長約率：設定企業用戶願意簽訂 18 個月長約比率之目標，但若因 SaaS 服務特性，低於 18 個月，請補充說明原因。……企業自行訂定認定基準，但須經技術審之審查委員同意。",
        text=Text(
            zh="自行設定服務黏著度條件，使用率、續約率、長約率至少一項，經審查委員同意",
            en="Self-set conditions of stickiness, at least one of usage, renewal and long-contract rate, with "
            "the reviewers' consent",
        ),
        reading=Text(
            zh="使用率：期間內有合約在服務中之中小企業客戶中，使用達門檻者；頻率以期間之平均計。續約率：合約於期間內期滿之客戶中，已簽續約者，"
            "不限中小企業客戶；一家有數約期滿者，其一續約即計；洽談中者未定。長約率：合約於期間內開始之中小企業客戶中，簽有 18 個曆月以上合約者，"
            "末日計入；最後之月無相當日者，以其月之末日為末日（民法第 121 條第 2 項）。均以家數計，一家多約仍為一家，不以金額計；"
            "目標比率須大於 0。沒有可為分母之客戶時無從計算，為未知，不是 0。低於 18 個月者須說明原因。達成一項即可，同一條件量測兩次仍為一項；"
            "惟所提出之各項均須經審查委員同意，以計畫所載之同意為準。提前終止之合約如何計入，未載明：兩種讀法為比率之上下限。",
            en="Usage rate: of the small and medium customers with a contract in force in the period, those whose use "
            "comes to the threshold; a frequency is held against the mean over the period. Renewal rate: of the "
            "customers whose contract expired in the period, small and medium or not, those who signed a renewal; "
            "of several contracts of one customer that expired, one renewed is enough; one still pending is "
            "undecided. Long-contract rate: of the small and medium customers whose contract began in the period, "
            "those with a contract of at least 18 calendar months, the last day included; where the last month "
            "has no corresponding day, it is the last day of that month (Civil Code §121 II). By number of "
            "customers (one with several contracts is one), not by value; a target is above zero. With nobody to "
            "divide by the rate is unknown, not 0. Fewer than 18 months takes an explanation. One condition "
            "reached is enough, and one measured twice is one; but each that is put forward takes the reviewers' "
            "consent, as the plan states it. How a contract that ended early counts is not said: both readings "
            "bound the rate.",
        ),
        question=Text(
            zh="提前終止之合約、尚待續約之合約如何計入？「限定時間」為何？沒有可為分母之客戶者，比率如何認定？",
            en="How do contracts count that ended early, or that wait to be renewed? What is the limited period? "
            "How is a rate found where there is no customer to divide by?",
        ),
    ),
    Clause(
        "research.review.vision",
        heading=f"{_REVIEW}(1/3)",
        source="將審查雲服務是否扣合產業數位轉型願景目標，茲說明如下：",
        text=Text(
            zh="審查雲服務是否扣合產業數位轉型願景目標",
            en="The service fits the vision and goals of industrial digital transformation",
        ),
        reading=Text(
            zh="為三項審查之總綱，未載配分：不計入加權分數，委員仍可就其填寫意見。",
            en="It heads the three groups and has no weight: it does not enter the score, and reviewers may "
            "comment on it all the same.",
        ),
    ),
    Clause(
        "research.review.market",
        heading=f"{_REVIEW}(1/3) 一、目標客群及價值主張(30%)",
        source="一、目標客群及價值主張(30%)……市場現況分析:評估應用端產業/領域是否具一定規模，論述具潛在發展機會與成長性尤佳……轉型瓶頸洞察：評估是否具體從客戶角度解析應用端產業痛點及所需服務論述具先期調研投入或代表性用戶案例尤佳……雲服務定位：評估雲服務是否引導中小企業提升數位營運；協助製造業疏通產銷商流尤佳；協助零售服務業掌握客群數據尤佳……競爭分析：評估雲服務在同類型業者盤點及分析（如：技術功能、市場占有率、價格區間等）是否具競爭優勢",
        text=Text(
            zh="目標客群及價值主張，占 30%",
            en="Customer segment and value proposition, 30%",
        ),
        reading=Text(
            zh="「尤佳」為偏好，不是要件，亦不另計分。四個審查重點之間的配分未載明。",
            en="What is 尤佳 (preferred) is no condition and has no points of its own. The weights among the four "
            "points are not given.",
        ),
        question=Text(zh="30% 之內，各審查項目如何配分？", en="How are the 30% divided among the items?"),
    ),
    Clause(
        "research.review.implementation",
        heading=f"{_REVIEW}(2/3) 二、實施方法(50%)",
        source="二、實施方法(50%)……本身能力基礎：是否具領域實績、已投入資源……服務品質：評估服務水平目標是否適當，所衡量指標應與雲服務相關且充分及如何客觀地衡量及監測服務水平目標，並聚焦SaaS服務建置、導入與客戶成功指標(如:數據增值服務、服務水準協議(SLA)、續約率...等)……數據增值：評估是否提供資料分析或增值應用服務給企業客戶，數據遷移功能、服務和執行成本是否合理；論述具協助中小企業用戶完善數據治理尤佳……技術發展：是否槓桿公有雲基礎，資料落地及金流落地配套規劃可行性。鼓勵SaaS業者發展具國際競爭力的「微服務」(micro-service)，以服務不同的業態/樣態……資安部署：網路管理、資料安全、存取控制、資安管理、營運持續、生命週期保護等面向規劃是否完整(詳申請須知附件四)，以及是否採用多雲架構建立服務備援機制……營運服務：商模獲利模式與商轉營運規劃可行性(如客群導入意向佐證)……合作夥伴規劃：關鍵合作夥伴必要性，分工是否明確……行銷推廣：市場行銷規劃是否具體，導入到中小企業之可行性",
        text=Text(
            zh="實施方法，占 50%：關鍵資源、顧客關係、關鍵活動、關鍵合作夥伴、通路",
            en="Implementation, 50%: key resources, customer relations, key activities, key partners, channels",
        ),
        reading=Text(
            zh="「尤佳」與「鼓勵」為偏好，不是要件，亦不另計分。八個審查重點之間的配分未載明。",
            en="What is preferred (尤佳) or encouraged (鼓勵) is no condition and has no points of its own. The "
            "weights among the eight points are not given.",
        ),
        question=Text(zh="50% 之內，各審查項目如何配分？", en="How are the 50% divided among the items?"),
    ),
    Clause(
        "research.review.benefits",
        heading=f"{_REVIEW}(3/3) 三、預期效益及產出(20%)",
        source="三、預期效益及產出(20%)……經費及時程可行性：科目經費預算編列是否清楚明確；並涵蓋計畫執行期間可能遭遇的風險評估……質量化預期效益：是否擴大既有業務、帶動營收成長、客戶成長。……計畫必要效益：",
        text=Text(
            zh="預期效益及產出，占 20%：成本結構、收益流",
            en="Benefits and outputs, 20%: cost structure and revenue streams",
        ),
        reading=Text(
            zh="三項配分之內如何配分、評分尺度、委員人數、及格分數、同分處理，均未載明：為政策資料或由呼叫者宣告。"
            "多位委員之計分方式未另宣告者，以未迴避委員之平均計（本程式庫之讀法）；經費不足時如何處理，須由呼叫者宣告。"
            "缺漏之評分列為缺漏，不以 0 分計；迴避之委員不計入平均。",
            en="The weights inside the three groups, the scale of points, the number of reviewers, a pass mark "
            "and what settles a tie are not given: they are policy data or declared by the caller. Unless a way "
            "of counting several reviewers is declared, they count by the mean of those who are not recused (the "
            "library's reading); what happens when the money runs short has to be declared. A score that "
            "is missing is listed, never taken as 0; a reviewer who is recused does not enter the mean.",
        ),
        question=Text(
            zh="20% 之內如何配分？評分尺度、多位委員之計分方式、及格分數與同分之處理為何？經費不足時如何核定？",
            en="How are the 20% divided? What are the scale, the way of counting several reviewers, the pass "
            "mark, and what settles a tie? What is granted when the money runs short?",
        ),
    ),
    Clause(
        "research.benefit.committed",
        heading=f"{_BENEFITS} 計畫必要效益",
        source="計畫必要效益：提案廠商第一年（111年）員工薪資提升5%、第二年（112年）員工薪資提升5%（查核辦法請詳參申請須知附件二）、新增投資、帶動中小企業客戶使用家數（平台需有一定量體支撐，帶動導入企業家數以發展新商模業態，朝永續經營邁進）、提升客戶營收、結案前將本計畫補助開發標的上架臺灣雲市集或雲市集工業館。",
        text=Text(
            zh="提案承諾各項計畫必要效益：薪資提升、新增投資、帶動家數、提升客戶營收、上架",
            en="The proposal commits to the required benefits: pay, investment, customers, customers' revenue, "
            "listing",
        ),
        reading=Text(
            zh="名為必要效益，讀為提案時均須承諾，實際達成與否於各該階段認定。薪資與上架以外之項目，目標值由提案自訂；"
            "投資與客戶營收以新臺幣金額承諾，且須大於 0（本程式庫之讀法）。",
            en="As they are called required, each is read as committed to in the proposal; whether it comes "
            "about is judged at its own time. But for pay and listing, the proposal sets the target; investment "
            "and customers' revenue are committed to in New Taiwan dollars, above zero (the library's reading).",
        ),
        question=Text(
            zh="必要效益未達成之效果為何？新增投資與提升客戶營收之最低目標為何？",
            en="What follows when a required benefit is missed? What is the least investment and customers' "
            "revenue to aim for?",
        ),
    ),
    Clause(
        "research.benefit.salary",
        heading=f"{_BENEFITS} 計畫必要效益",
        source="提案廠商第一年（111年）員工薪資提升5%、第二年（112年）員工薪資提升5%（查核辦法請詳參申請須知附件二）",
        text=Text(
            zh="提案廠商員工薪資 111 年較 110 年提升 5%、112 年較 111 年提升 5%",
            en="The proposing firms' pay rises 5% in 2022 over 2021, and 5% in 2023 over 2022",
        ),
        reading=Text(
            zh="讀為至少 5%，各年與前一年比較（第二年以第一年為基準）。預設以每人平均薪資計，每一提案廠商各別認定；"
            "計算基準由附件二定之，為可更換之資料。提報期限未載明：尚未提報之業者無法判定，不視為不符。",
            en="At least 5% is read, each year over the year before (the second over the first). By default the "
            "average per head, of every proposing firm by itself; annex 2 decides the basis, which is data. By "
            "when it is reported is not said: a firm that has not reported yet is undetermined, not failed.",
        ),
        question=Text(
            zh="薪資提升之查核辦法（附件二）：以平均或個別薪資、全體或計畫人員、是否含獎金、各廠商各別或合併計？",
            en="How is pay checked (annex 2): average or individual, all staff or the project's, with bonuses, "
            "each firm or all together?",
        ),
    ),
    Clause(
        "research.benefit.investment",
        heading=f"{_BENEFITS} 計畫必要效益",
        source="新增投資",
        text=Text(zh="新增投資", en="New investment"),
        reading=Text(
            zh="金額與範圍未載明：以提案承諾之金額為目標，各提案業者合計，且須大於 0（本程式庫之讀法）。",
            en="Neither amount nor scope is given: the target is what the proposal committed to, of all proposing "
            "firms together and above zero (the library's reading).",
        ),
        question=Text(
            zh="何者計為新增投資（自籌款是否計入）？自何日起計？",
            en="What counts as new investment (do self-raised funds), and from which day?",
        ),
    ),
    Clause(
        "research.benefit.adoption",
        heading=f"{_BENEFITS} 計畫必要效益",
        source="帶動中小企業客戶使用家數（平台需有一定量體支撐，帶動導入企業家數以發展新商模業態，朝永續經營邁進）",
        text=Text(
            zh="帶動中小企業客戶使用家數，足以支撐平台",
            en="The number of small and medium customers brought in, enough to sustain the platform",
        ),
        reading=Text(
            zh="家數與 參、提案重點(4/4) 之目標讀為同一；「一定量體」未載明，以核定家數為準。",
            en="The number is read as the target of the adoption plan; how much is enough is not said: the "
            "approved number counts.",
        ),
    ),
    Clause(
        "research.benefit.customer-revenue",
        heading=f"{_BENEFITS} 計畫必要效益",
        source="提升客戶營收",
        text=Text(zh="提升客戶營收", en="The customers' revenue is raised"),
        reading=Text(
            zh="幅度與比較期間未載明：以提案承諾之目標為準；以所報客戶年營收合計、導入前後各一年、新臺幣金額計，且須有提升（本程式庫之讀法）。",
            en="Neither how much nor over which period is said: the target is what the proposal committed to; of "
            "the yearly revenue of the customers reported, in all, a year before and a year with the service, in "
            "New Taiwan dollars, and there has to be a rise (the library's reading).",
        ),
        question=Text(
            zh="客戶營收之提升如何衡量（比較期間、由誰佐證）？",
            en="How is the rise of customers' revenue measured: over which period, and shown by whom?",
        ),
    ),
    Clause(
        "research.benefit.marketplace-listing",
        heading=f"{_BENEFITS} 計畫必要效益",
        source="結案前將本計畫補助開發標的上架臺灣雲市集或雲市集工業館。",
        text=Text(
            zh="結案前將補助開發標的上架臺灣雲市集或雲市集工業館",
            en="Before closing, the funded product is listed on the Taiwan Cloud Marketplace or its Industry Hall",
        ),
        reading=Text(
            zh="上架於二者之一即可；僅入選遴選而未上架者不符。結案日當日含。上架後於結案前下架者，未載明，無法判定。",
            en="Listed on either is enough; selected and not listed is not. The day of closing is included. A "
            "listing that lapses before closing is not settled: undetermined.",
        ),
        question=Text(
            zh="上架後於結案前下架或失效者，是否仍視為已上架？",
            en="Does a listing count that lapses before closing?",
        ),
    ),
)
"""Every clause of this programme, in the briefing's order."""
