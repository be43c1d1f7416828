"""The chapters of the briefing on this programme, as they stand before every heading."""

from __future__ import annotations

__all__ = ["APPLICANTS", "BACKGROUND", "PROPOSAL", "REVIEW"]

_PROGRAMME = "數位雲服務主題式研發補助計畫"
BACKGROUND = f"{_PROGRAMME} 壹、推動背景"
APPLICANTS = f"{_PROGRAMME} 貳、申請對象"
PROPOSAL = f"{_PROGRAMME} 參、提案重點"
REVIEW = f"{_PROGRAMME} 肆、審查原則"
