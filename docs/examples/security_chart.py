"""A chart of a security self-assessment: the scores of the six facets, the firm's beside the consultant's.

An example, not part of the library: plain SVG from the standard library, for a page or a report.
``python docs/examples/security_chart.py > chart.svg`` writes that of a table that is not checked yet in full.
"""

from collections.abc import Iterator
from fractions import Fraction
from typing import Final
from xml.sax.saxutils import escape

import cloudgrant as cg
from cloudgrant.programmes.research import FACETS, ROC_111, Compliance, Marker, SecurityMark, scores
from cloudgrant.rules import Fact

WIDTH: Final = 720
LEFT: Final = 190  # where the bars begin
FULL: Final = 400  # how long a bar of 100 % is
TOP: Final = 96
ROW: Final = 56
BAR: Final = 16

MARKERS: Final[tuple[tuple[Marker, cg.Text, str], ...]] = (
    ("firm", cg.Text(zh="自我評核", en="the firm's marks"), "#2f6fb3"),
    ("consultant", cg.Text(zh="顧問查核", en="the consultant's marks"), "#c8741a"),
)
TITLE: Final = cg.Text(zh="資安管理自評：各面向分數", en="Security self-assessment: scores by facet")
OPEN: Final = cg.Text(zh="未定", en="open")
HATCH: Final = (
    '<defs><pattern id="open" width="7" height="7" patternUnits="userSpaceOnUse" '
    'patternTransform="rotate(45)"><path d="M0 0V7" stroke="#c3ccd5" stroke-width="3"/></pattern></defs>'
)
STYLE: Final = (
    "text{font-family:'Noto Sans CJK TC','Noto Sans TC','Microsoft JhengHei','PingFang TC',sans-serif;"
    "font-size:15px;fill:#22303c}.title{font-size:19px;font-weight:600}.small{font-size:13px;fill:#51606d}"
)


def chart(table: cg.SecuritySelfAssessment, locale: str = "zh_Hant_TW") -> str:
    """The scores of each facet that the table has items of, as the text of an SVG image."""
    both = {marker: scores(table, by=marker) for marker, _, _ in MARKERS}
    facets = list(both["firm"])
    height = TOP + ROW * len(facets) + 34
    title = escape(TITLE.in_(locale))
    size = f'width="{WIDTH}" height="{height}"'
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" {size} role="img">',
        f"<title>{title}</title>",
        f"<style>{STYLE}</style>",
        HATCH,
        f'<rect {size} fill="#ffffff"/>',
        text(24, 36, title, kind="title"),
        *legend(locale),
        *grid(TOP, TOP + ROW * len(facets)),
    ]
    for number, facet in enumerate(facets):
        top = TOP + ROW * number + (ROW - 2 * BAR - 4) // 2
        lines.append(text(LEFT - 16, top + BAR + 7, escape(FACETS[facet].in_(locale)), anchor="end"))
        for place, (marker, _, colour) in enumerate(MARKERS):
            lines += bar(both[marker][facet], top + place * (BAR + 4), colour, locale)
    return "\n".join([*lines, "</svg>"]) + "\n"


def bar(score: Fact[Fraction], top: int, colour: str, locale: str) -> Iterator[str]:
    """One bar with its number; a hatched one where the score is unknown, which is not the same as 0."""
    known = score is not cg.UNKNOWN
    fill = "#eef1f4" if known else "url(#open)"
    yield f'<rect x="{LEFT}" y="{top}" width="{FULL}" height="{BAR}" fill="{fill}"/>'
    label = OPEN.in_(locale)
    if score is not cg.UNKNOWN:
        label = f"{round(score * 100)}%"
        yield f'<rect x="{LEFT}" y="{top}" width="{round(score * FULL)}" height="{BAR}" fill="{colour}"/>'
    yield text(LEFT + FULL + 12, top + BAR - 3, label, kind="small")


def legend(locale: str) -> Iterator[str]:
    """Which colour is whose."""
    for place, (_, name, colour) in enumerate(MARKERS):
        left = LEFT + place * 190
        yield f'<rect x="{left}" y="54" width="14" height="14" fill="{colour}"/>'
        yield text(left + 22, 66, escape(name.in_(locale)), kind="small")


def grid(top: int, bottom: int) -> Iterator[str]:
    """The lines at nothing, half and all."""
    for percent in (0, 50, 100):
        left = LEFT + FULL * percent // 100
        yield f'<path d="M{left} {top - 6}V{bottom + 4}" stroke="#c3ccd5" stroke-width="1"/>'
        yield text(left, bottom + 22, f"{percent}%", kind="small", anchor="middle")


def text(left: int, top: int, words: str, kind: str = "", anchor: str = "start") -> str:
    """Words at a place."""
    style = f' class="{kind}"' if kind else ""
    return f'<text x="{left}" y="{top}" text-anchor="{anchor}"{style}>{words}</text>'


def example() -> cg.SecuritySelfAssessment:
    """A table that the firm has filled in, and the consultant has checked but for two facets."""
    partly = ("data.access_records", "access.anomaly_notice", "continuity.capacity")
    items = ROC_111.policy.security_items
    assert items is not cg.UNKNOWN
    table = cg.SecuritySelfAssessment(items=items)
    for item in items:
        remote = item.id == "network.encrypted_channel"
        checked = item.facet not in ("continuity", "life_cycle")
        table = table.with_marks(
            SecurityMark(
                item=item.id,
                mark="not_applicable" if remote else "partly_met" if item.id in partly else "met",
                evidence="佐證資料如附件",
                reason="無遠端管理" if remote else cg.UNKNOWN,
                check=cg.UNKNOWN if not checked else _check(item.id),
            )
        )
    return table


def _check(item: str) -> Compliance:
    found: dict[str, Compliance] = {
        "network.encrypted_channel": "not_applicable",
        "data.encryption": "partly_met",
        "data.access_records": "partly_met",
        "management.key_duties": "not_met",
    }
    return found.get(item, "met")


if __name__ == "__main__":
    print(chart(example()), end="")
