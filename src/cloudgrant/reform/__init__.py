"""Reforms 制度變更: other numbers, other rules, and who gains and who loses by them.

Each name is loaded when it is first used; data frames need the extra ``frames``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cloudgrant.reform.comparing import Count as Count
    from cloudgrant.reform.comparing import Impact as Impact
    from cloudgrant.reform.comparing import Reform as Reform
    from cloudgrant.reform.comparing import compare as compare
    from cloudgrant.reform.footnotes import Footnote as Footnote
    from cloudgrant.reform.sides import Effect as Effect
    from cloudgrant.reform.sweeping import sweep as sweep
else:
    from cloudgrant.values.loading import on_first_use

    _HOMES = {
        "Count": "reform.comparing",
        "Effect": "reform.sides",
        "Footnote": "reform.footnotes",
        "Impact": "reform.comparing",
        "Reform": "reform.comparing",
        "compare": "reform.comparing",
        "sweep": "reform.sweeping",
    }
    __all__ = list(_HOMES)
    __getattr__, __dir__ = on_first_use(__name__, globals(), _HOMES)
