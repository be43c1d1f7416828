"""The chart of the documentation: well-formed, as long as the scores are, and as the page shows it."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import security_chart
from security_chart import FULL, chart, example

import cloudgrant as cg
from cloudgrant.programmes.research import FACETS, SecurityItem, SecurityMark

SHOWN = Path(str(security_chart.__file__)).parents[1] / "_static" / "security-chart.svg"
COLOURS = {colour: marker for marker, _, colour in security_chart.MARKERS}
NAME = "{http://www.w3.org/2000/svg}"


def bars(svg: str) -> list[tuple[str, int]]:
    """Whose each bar is, and how long, from the top down."""
    rects = ET.fromstring(svg).findall(f"{NAME}rect")
    return [
        (COLOURS[rect.attrib["fill"]], int(rect.attrib["width"]))
        for rect in rects
        if rect.attrib["fill"] in COLOURS and rect.attrib["height"] == str(security_chart.BAR)
    ]


def words(svg: str) -> list[str]:
    return [str(text.text) for text in ET.fromstring(svg).findall(f"{NAME}text")]


def test_the_page_shows_what_the_example_makes() -> None:
    assert SHOWN.read_text(encoding="utf-8") == chart(example())


def test_each_bar_is_as_long_as_its_score() -> None:
    assert bars(chart(example())) == [
        ("firm", 400), ("consultant", 400),
        ("firm", 350), ("consultant", 300),
        ("firm", 350), ("consultant", 400),
        ("firm", 400), ("consultant", 300),
        ("firm", 333),
        ("firm", 400),
    ]  # fmt: skip


@pytest.mark.parametrize(("locale", "not_known"), [("zh_Hant_TW", "未定"), ("en", "open")])
def test_the_facets_are_named_and_what_is_not_known_is_said(locale: str, not_known: str) -> None:
    found = words(chart(example(), locale))
    assert [word for word in found if word in {name.in_(locale) for name in FACETS.values()}] == [
        name.in_(locale) for name in FACETS.values()
    ]
    assert found.count(not_known) == 2
    assert found.count("75%") == 2


def test_nothing_is_drawn_of_what_nobody_has_marked() -> None:
    assert bars(chart(cg.SecuritySelfAssessment())) == []
    assert words(chart(cg.SecuritySelfAssessment())).count("未定") == 12


def test_zero_is_a_number_and_not_an_unknown() -> None:
    item = SecurityItem(id="a", facet="data", wording={"zh": "甲"})
    mark = SecurityMark(item="a", mark="not_met", check="met")
    svg = chart(cg.SecuritySelfAssessment(items=(item,), marks=(mark,)))
    assert bars(svg) == [("firm", 0), ("consultant", FULL)]
    assert "未定" not in words(svg)
    assert words(svg).count("資料安全") == 1


def test_it_uses_the_standard_library_alone() -> None:
    source = Path(str(security_chart.__file__)).read_text(encoding="utf-8")
    assert set(re.findall(r"^(?:from|import) (\w+)", source, re.M)) == {
        "collections", "fractions", "typing", "xml", "cloudgrant",
    }  # fmt: skip
