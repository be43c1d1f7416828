"""The agencies that the briefing names, in its own words (edition.sources)."""

from __future__ import annotations

from cloudgrant.rules.law.agency import Agency

__all__ = ["INDUSTRIAL_DEVELOPMENT_BUREAU", "INSTITUTE_FOR_INFORMATION_INDUSTRY", "SME_ADMINISTRATION"]

_HALL = "雲市集工業館數位點數補助計畫"

INDUSTRIAL_DEVELOPMENT_BUREAU = Agency(
    name="經濟部工業局",
    english="Industrial Development Bureau, Ministry of Economic Affairs",
    role={"zh": "推動雲市集工業館", "en": "promotes the Industry Hall"},
    words="工業局為協助中小型製造業上雲普及化，推動雲市集工業館，規劃補助點數採購雲服務，以提升生產或營運效能",
    heading=f"{_HALL} 壹、背景緣起 一、推動目的",
)

SME_ADMINISTRATION = Agency(
    name="經濟部中小企業處",
    english="Small and Medium Enterprise Administration, Ministry of Economic Affairs",
    role={"zh": "推動臺灣雲市集", "en": "promotes the Taiwan Cloud Marketplace"},
    words="在行政院科技會報辦公室指導之下，經濟部中小企業處於去年推動「臺灣雲市集」",
    heading=f"{_HALL} 壹、背景緣起 一、推動目的",
)

INSTITUTE_FOR_INFORMATION_INDUSTRY = Agency(
    name="資策會",
    english="Institute for Information Industry",
    role={
        "zh": "執行：遴選之資格審查與通知、輔導之對接",
        "en": "executor: checks and notifies applicants of the selection, links up those coached",
    },
    words="申請業者於遴選系統送件方案，由資策會進行資料資格審查，如缺漏者會通知限期內補件。",
    heading=f"{_HALL} 貳、雲端方案遴選(供給端)",
)
