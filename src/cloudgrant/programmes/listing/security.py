"""The six security tests of a solution (資安風險), and the gravest risk that each found."""

from __future__ import annotations

from typing import Literal

import attrs

from cloudgrant.rules.records.fact_info import given
from cloudgrant.rules.records.record import Record
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import Fact

__all__ = ["Risk", "SecurityTests"]

Risk = Literal["none", "low", "medium", "high", "critical", "inapplicable"]
"""The gravest finding of a test; ``inapplicable`` where there is nothing to test (no app, say)."""

_RISKS = {
    "none": Text(zh="無風險", en="none"),
    "low": Text(zh="低度", en="low"),
    "medium": Text(zh="中度", en="medium"),
    "high": Text(zh="高度", en="high"),
    "critical": Text(zh="嚴重", en="critical"),
    "inapplicable": Text(zh="無此檢測標的", en="nothing to test"),
}


@attrs.frozen(kw_only=True)
class SecurityTests(Record):
    """What each of the six tests found at worst; a test that is not reported is unknown.

    A test of which there is nothing to test counts only if the reviewers accept that: the briefing
    names six tests and no exemption. ``edition`` is the name of the edition that the solution was applied for
    under, by which the tests are judged in whichever year.

    >>> SecurityTests(code_scan="low").penetration_test
    UNKNOWN
    """

    code_scan: Fact[Risk] = given(
        zh="程式碼檢測",
        en="Code scan",
        options=_RISKS,
        ask=Text(
            zh="程式碼檢測的最高風險等級？", en="What is the highest risk level that the code scan found?"
        ),
    )
    site_scan: Fact[Risk] = given(
        zh="網站弱點掃描",
        en="Website vulnerability scan",
        options=_RISKS,
        ask=Text(
            zh="網站弱點掃描的最高風險等級？",
            en="What is the highest risk level that the website scan found?",
        ),
    )
    host_scan: Fact[Risk] = given(
        zh="主機弱點掃描",
        en="Host vulnerability scan",
        options=_RISKS,
        ask=Text(
            zh="主機弱點掃描的最高風險等級？", en="What is the highest risk level that the host scan found?"
        ),
    )
    app_test: Fact[Risk] = given(
        zh="APP 資安檢測",
        en="App security test",
        options=_RISKS,
        ask=Text(
            zh="APP 資安檢測的最高風險等級？", en="What is the highest risk level that the app test found?"
        ),
    )
    penetration_test: Fact[Risk] = given(
        zh="滲透測試",
        en="Penetration test",
        options=_RISKS,
        ask=Text(
            zh="滲透測試的最高風險等級？",
            en="What is the highest risk level that the penetration test found?",
        ),
    )
    open_source: Fact[Risk] = given(
        zh="第三方開源元件安全及授權",
        en="Open-source components and licences",
        options=_RISKS,
        ask=Text(
            zh="第三方開源元件安全及授權的最高風險等級？",
            en="What is the highest risk level found in open-source components and licences?",
        ),
    )
    edition: Fact[str] = given(
        identifies=True, zh="申請時適用版本", en="Edition applied under", known_by="event"
    )
    reviewer_accepts_inapplicable: Fact[bool] = given(
        zh="審查同意免測",
        en="Reviewers accept that there is nothing to test",
        known_by="reviewer",
        ask=Text(
            zh="無檢測標的之項目，審查委員是否同意免測？",
            en="Do the reviewers agree to waive a test that has nothing to test?",
        ),
    )
