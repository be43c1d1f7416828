"""What the portal itself says, in both languages; everything else it is told by the facts and the rules."""

from __future__ import annotations

from collections.abc import Mapping

from cloudgrant import Text

__all__ = ["WORDS"]

WORDS: Mapping[str, Text] = {
    "portal": Text(zh="數位雲服務補助申辦", en="Digital cloud services: applications"),
    "skip": Text(zh="跳到主要內容", en="Skip to the main content"),
    "language": Text(zh="語言", en="Language"),
    "desk": Text(zh="承辦人員", en="Officers"),
    "today": Text(zh="今日：{day}", en="Today: {day}"),
    "choose": Text(zh="要申請哪一項計畫？", en="Which programme would you like to apply to?"),
    "home_lead": Text(
        zh="可隨時儲存，離開後由同一網址繼續填寫；不知道的項目請留空，系統不會當作「沒有」或「零」。",
        en="You may save at any time and go on later from the same address. Leave blank what you do not "
        "know: blank is never taken for no, none or zero.",
    ),
    "begin": Text(zh="開始申請", en="Begin"),
    "closed": Text(zh="目前無適用之公告", en="No published text applies today"),
    "case": Text(zh="案件 {number}", en="Case {number}"),
    "case_no": Text(zh="案件編號", en="Case number"),
    "keep": Text(
        zh="請保存本頁網址，知道網址的人都能開啟這個案件。",
        en="Keep the address of this page: whoever knows it can open this case.",
    ),
    "pages": Text(zh="申請表", en="The form"),
    "about": Text(zh="申請資料", en="About the application"),
    "page": Text(zh="第 {number} 頁，共 {count} 頁", en="Page {number} of {count}"),
    "answered": Text(zh="{done}／{count} 項", en="{done} of {count}"),
    "save": Text(zh="儲存並繼續", en="Save and continue"),
    "save_only": Text(zh="儲存", en="Save"),
    "back": Text(zh="上一頁", en="Back"),
    "overview": Text(zh="案件總覽", en="Overview"),
    "add": Text(zh="新增一筆", en="Add another"),
    "remove": Text(zh="刪除此筆", en="Remove this one"),
    "no_items": Text(zh="確定沒有", en="There are none"),
    "none_of_these": Text(zh="以上皆無", en="None of these"),
    "office_name": Text(zh="補助計畫辦公室", en="Programme office"),
    "unknown_option": Text(zh="不知道／尚未填寫", en="Not known yet"),
    "problems": Text(zh="有 {count} 項需要更正", en="{count} to correct"),
    "problem": Text(zh="錯誤：", en="Error: "),
    "go_on": Text(zh="先不更正，繼續填寫", en="Go on and correct later"),
    "so_far": Text(zh="目前結果", en="So far"),
    "so_far_help": Text(
        zh="依已填資料試算，隨填隨算；以送件後之審查結果為準。",
        en="Worked out from what you have filled in, as you type. What counts is the decision on what you "
        "file.",
    ),
    "unread": Text(
        zh="有些寫法要儲存後才讀得出來，目前先視為未填。",
        en="Some entries can be read only once they are saved; until then they count as blank.",
    ),
    "met": Text(zh="符合", en="Met"),
    "not_met": Text(zh="不符合", en="Not met"),
    "undetermined": Text(zh="無法判定", en="Undetermined"),
    "next_question": Text(zh="接下來最有幫助的問題", en="The most useful question now"),
    "next_help": Text(zh="回答這一題，最能確定是否符合資格。", en="Of all questions, this one settles most."),
    "answer_it": Text(zh="前往填寫", en="Answer it"),
    "still_missing": Text(zh="仍需提供", en="Still needed from you"),
    "stands_in_the_way": Text(zh="目前不符合之規定", en="What stands in the way"),
    "file": Text(zh="送件", en="File the application"),
    "file_again": Text(zh="送出修正後之申請", en="File the corrected application"),
    "file_help": Text(
        zh="送件後仍可修正並再次送件，每一次送件都會保留。",
        en="You may still correct it and file again; every filing is kept.",
    ),
    "not_before_corrected": Text(
        zh="更正上列項目後才能送件。", en="The application can be filed once these are corrected."
    ),
    "filings": Text(zh="送件紀錄", en="Filings"),
    "filed_on": Text(zh="{day} 送件", en="Filed on {day}"),
    "revised": Text(zh="本次修正：{facts}", en="Corrected: {facts}"),
    "letters": Text(zh="通知書", en="Letters"),
    "letter_of": Text(zh="{day} 通知書", en="Letter of {day}"),
    "as_text": Text(zh="純文字", en="Plain text"),
    "as_markdown": Text(zh="Markdown", en="Markdown"),
    "print": Text(zh="列印", en="Print"),
    "status.draft": Text(zh="填寫中", en="Being filled in"),
    "status.filed": Text(zh="已送件，待審查", en="Filed, to be reviewed"),
    "status.revising": Text(zh="修正中", en="Being corrected"),
    "status.decided": Text(zh="已通知", en="Decided"),
    "status": Text(zh="進度", en="Status"),
    "desk_lead": Text(
        zh="本頁供承辦人員使用，正式上線時請置於貴機關的登入之後。",
        en="For officers. A real portal keeps this behind its own sign-in.",
    ),
    "no_cases": Text(zh="尚無案件。", en="There are no cases yet."),
    "programme": Text(zh="計畫", en="Programme"),
    "applicant": Text(zh="申請人", en="Applicant"),
    "outcome": Text(zh="結果", en="Outcome"),
    "waits_for": Text(zh="待辦單位", en="Waits for"),
    "waits.applicant": Text(zh="申請人", en="the applicant"),
    "waits.office": Text(zh="承辦人員", en="the office"),
    "waits.nobody": Text(zh="—", en="—"),
    "deficiencies": Text(zh="應補件事項", en="To be supplied"),
    "unmet": Text(zh="不符合事項", en="Not met"),
    "to_rule": Text(zh="待裁定事項", en="To be ruled on"),
    "rule_it": Text(zh="裁定", en="Rule"),
    "ruled_by": Text(zh="裁定者", en="Ruled by"),
    "reference": Text(zh="文號", en="Reference"),
    "result": Text(zh="裁定結果", en="Result"),
    "other_findings": Text(zh="其他規定", en="Other rules"),
    "issue": Text(zh="發出通知書", en="Issue the letter"),
    "issue_help": Text(
        zh="通知書以當下的審查結果與文字保存，日後不會改變。",
        en="The letter keeps today's decision in today's words, and never changes.",
    ),
    "issued_by": Text(zh="發文機關", en="Issued by"),
    "nothing": Text(zh="無", en="None"),
    "not_filed": Text(zh="尚未送件。", en="Not filed yet."),
    "missing_page": Text(zh="找不到這個頁面", en="There is no such page"),
    "changed": Text(zh="案件已被更新", en="The case has changed"),
    "changed_help": Text(
        zh="您開啟本頁之後，這個案件已另有更新，因此沒有儲存。請重新開啟後再填。",
        en="Somebody has changed this case since you opened the page, so nothing was saved. Open it again.",
    ),
    "elsewhere": Text(zh="無法接受這個請求", en="This request is not accepted"),
    "elsewhere_help": Text(
        zh="這個請求不是由本網站的頁面送出。", en="It was not sent from a page of this site."
    ),
}
