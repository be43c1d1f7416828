"""The items of the security self-assessment 資安管理自評表, as the briefing of ROC 111 names them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, cast

from cloudgrant.programmes.research.security.items import Facet, SecurityItem

__all__ = ["SECURITY_ITEMS", "SENTENCES"]

SENTENCES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "network": "須有防火牆、入侵偵測等資安設備保護，若透過遠端連線進行管理則必須透過加密通道，登入時必須採用安全的身分鑑別機制。",
        "data": "應具體說明包含啟用資料加密、保護資料之傳輸、紀錄存取機敏資料，以及定期備份資料等。",
        "access": "應具體說明包含實體存取限制、異常通報機制、異常日誌紀錄以及防竄改機制等。",
        "management": "應具體說明包含強制使用強密碼、限制遠端對安全網路的存取、密鑰管理的職責分離以及保持軟體/韌體更新等。",
        "continuity": "應具體說明包含加密備份、自我監測、監控及偵測容量使用情況等。",
        "life_cycle": "應具體說明包含資通訊系統須於上線前及營運期間定期進行弱點掃描及滲透測試，高風險漏洞應被評估並依計畫可接受方式處理。",
    }
)
"""What the briefing says of each facet 參、提案重點(2/4), word for word."""


def _item(
    id: str,
    source: str,
    zh: str,
    en: str,
    *,
    condition: Mapping[str, str] | None = None,
    reading: Mapping[str, str] | None = None,
) -> SecurityItem:
    """An item of the table; its facet is the first part of its id."""
    facet = cast("Facet", id.partition(".")[0])
    return SecurityItem(
        id=id,
        facet=facet,
        wording={"zh": zh, "en": en},
        source=source,
        conditions=condition or {},
        readings=reading or {},
        explain="應具體說明" in SENTENCES[facet],
    )


_SCANS = "資通訊系統須於上線前及營運期間定期進行弱點掃描及滲透測試"

SECURITY_ITEMS: Final[tuple[SecurityItem, ...]] = (
    _item(
        "network.firewall",
        "須有防火牆、入侵偵測等資安設備保護",
        "防火牆、入侵偵測等資安設備保護",
        "firewall, intrusion detection and the like",
    ),
    _item(
        "network.encrypted_channel",
        "若透過遠端連線進行管理則必須透過加密通道",
        "遠端管理採用加密通道",
        "encrypted channel for remote management",
        condition={"zh": "透過遠端連線進行管理時", "en": "if there is remote management"},
    ),
    _item(
        "network.authentication",
        "登入時必須採用安全的身分鑑別機制",
        "登入採用安全的身分鑑別機制",
        "secure authentication at login",
    ),
    _item(
        "data.encryption",
        "啟用資料加密",
        "啟用資料加密",
        "data encryption",
        reading={
            "zh": "表列說明為「對於資通訊系統中的資料應評估決定是否採取加密保護措施」：經評估並敘明理由而不加密者，亦得勾選符合。",
            "en": "The form says: assess and decide whether data is encrypted. A reasoned decision not to can comply.",
        },
    ),
    _item("data.transmission", "保護資料之傳輸", "保護資料之傳輸", "protected transmission of data"),
    _item(
        "data.access_records",
        "紀錄存取機敏資料",
        "紀錄存取機敏資料",
        "records of access to sensitive data",
    ),
    _item("data.backup", "定期備份資料", "定期備份資料", "regular backup"),
    _item("access.physical", "實體存取限制", "實體存取限制", "limits on physical access"),
    _item("access.anomaly_notice", "異常通報機制", "異常通報機制", "notification of anomalies"),
    _item("access.anomaly_logs", "異常日誌紀錄", "異常日誌紀錄", "logs of anomalies"),
    _item("access.tamper_protection", "防竄改機制", "防竄改機制", "protection against tampering"),
    _item("management.strong_passwords", "強制使用強密碼", "強制使用強密碼", "strong passwords enforced"),
    _item(
        "management.remote_access",
        "限制遠端對安全網路的存取",
        "限制遠端對安全網路的存取",
        "limited remote access to the secure network",
    ),
    _item(
        "management.key_duties",
        "密鑰管理的職責分離",
        "密鑰管理的職責分離",
        "separation of duties in key management",
    ),
    _item(
        "management.updates",
        "保持軟體/韌體更新",
        "保持軟體/韌體更新",
        "software and firmware kept up to date",
    ),
    _item("continuity.encrypted_backup", "加密備份", "加密備份", "encrypted backup"),
    _item("continuity.self_monitoring", "自我監測", "自我監測", "self-monitoring"),
    _item(
        "continuity.capacity",
        "監控及偵測容量使用情況",
        "監控及偵測容量使用情況",
        "monitoring and detection of capacity use",
    ),
    _item(
        "life_cycle.vulnerability_scans",
        _SCANS,
        "上線前及營運期間定期弱點掃描",
        "vulnerability scans before launch and regularly in operation",
    ),
    _item(
        "life_cycle.penetration_tests",
        _SCANS,
        "上線前及營運期間定期滲透測試",
        "penetration tests before launch and regularly in operation",
    ),
    _item(
        "life_cycle.high_risk_findings",
        "高風險漏洞應被評估並依計畫可接受方式處理",
        "高風險漏洞經評估並依計畫可接受方式處理",
        "high-risk findings assessed and handled as the programme accepts",
    ),
)
"""The 21 measures that the briefing names for the six facets 參、提案重點(2/4).

The form itself 參、提案重點(3/4) is shown with two rows only, 使用防火牆與VPN (which bundles the first three) and
啟用資料加密; the full table stands in an attachment that the briefing does not print. So this table stands
in for it, each row in the briefing's words.
"""
