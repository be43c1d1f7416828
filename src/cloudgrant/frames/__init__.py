"""Many subjects at once: the same rules over the columns of a data frame.

polars, pandas, pyarrow, DuckDB and Spark, through narwhals (extra ``frames``); frames of other libraries are
refused with what to do. A null is an unknown fact, lists are tables of their own, and every row gets the
answer that its object would get. Each name is loaded on first use.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cloudgrant.frames.assessing import assess as assess
    from cloudgrant.frames.checking import problems as problems
    from cloudgrant.frames.columns import Columns as Columns
    from cloudgrant.frames.explaining import explain as explain
    from cloudgrant.frames.libraries import extended as extended
    from cloudgrant.frames.made_facts import with_facts as with_facts
    from cloudgrant.frames.truths import choose as choose
    from cloudgrant.frames.untold import missing as missing
else:
    from cloudgrant.values.loading import on_first_use

    _HOMES = {
        "Columns": "frames.columns",
        "assess": "frames.assessing",
        "choose": "frames.truths",
        "explain": "frames.explaining",
        "extended": "frames.libraries",
        "missing": "frames.untold",
        "problems": "frames.checking",
        "with_facts": "frames.made_facts",
    }
    __all__ = list(_HOMES)
    __getattr__, __dir__ = on_first_use(__name__, globals(), _HOMES)
