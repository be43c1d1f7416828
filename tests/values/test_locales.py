from __future__ import annotations

import subprocess
import sys

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from cloudgrant.values.locales import DEFAULT, candidates, locale


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("zh-TW,zh;q=0.9,en;q=0.8", "zh_Hant_TW"),
        ("zh-TW,zh;q=0.9,en-US;q=0.8,en;q=0.7", "zh_Hant_TW"),
        ("zh", "zh_Hant_TW"),
        ("zh-Hant", "zh_Hant_TW"),
        ("zh_TW", "zh_Hant_TW"),
        ("zh_Hant_TW", "zh_Hant_TW"),
        ("ZH-tw", "zh_Hant_TW"),
        ("en_US.UTF-8", "en_US"),
        ("de_DE@euro", "de_DE"),
        ("en-x-us", "en"),  # what follows a single letter is no territory
        ("zh-TW-u-ca-roc", "zh_Hant_TW"),
        ("zh-ZZ", "zh_Hant_TW"),  # Babel alone would make this mainland China's
        ("zh-CN", "zh_Hans_CN"),
        ("zh-Hans", "zh_Hans"),
        ("zh-HK", "zh_Hant_HK"),
        ("zh-MO", "zh_Hant_MO"),
        ("zh-SG", "zh_Hans_SG"),
        ("en-US,en;q=0.9", "en_US"),
        ("EN_us", "en_US"),
        ("en", "en"),
        ("ja-JP", "ja_JP"),
        ("es-419", "es_419"),
        # weights and order
        ("en;q=0.5,zh-TW;q=0.9", "zh_Hant_TW"),
        ("en;q=0.9,zh-TW;q=0.5", "en"),
        ("en,zh-TW", "en"),
        ("zh-TW,en", "zh_Hant_TW"),
        ("en;q=0.8,zh-TW;q=0.8", "en"),
        ("zh-TW;q=0.001,en;q=0.002", "en"),
        ("en ; q=0.8 , de ; Q=1.000", "de"),
        # excluded, skipped
        ("en;q=0,zh-TW;q=0.1", "zh_Hant_TW"),
        ("zh-TW;q=0,en;q=0.1", "en"),
        ("en;q=0", DEFAULT),
        ("en;q=0.000", DEFAULT),
        ("*", DEFAULT),
        ("*;q=1,en;q=0.1", "en"),
        ("tlh-XX,en;q=0.1", "en"),
        ("en;q=2,de;q=0.1", "de"),
        ("en;q=-1,de;q=0.1", "de"),
        ("en;q=high,de;q=0.1", "de"),
        (",,;;,en", "en"),
        # nothing usable
        (None, DEFAULT),
        ("", DEFAULT),
        ("   ", DEFAULT),
        ("%%%", DEFAULT),
        ("C", DEFAULT),
        ("root", DEFAULT),
        ("../../etc/passwd", DEFAULT),
        ("英文", DEFAULT),
        ("x" * 100_000, DEFAULT),
    ],
)
def test_the_locale_asked_for(header: str | None, name: str) -> None:
    assert locale(header) == name


@given(st.text() | st.text(alphabet="abehnstwxzTWUS-_;,=q.019* ") | st.none())
def test_never_raises_and_always_names_a_locale_of_babel(header: str | None) -> None:
    name = locale(header)
    assert str(Locale.parse(name)) == name
    assert locale(name) == name


@pytest.mark.parametrize(
    ("name", "chain"),
    [
        ("zh_Hant_TW", ("zh_Hant_TW", "zh_Hant", "zh_TW", "zh")),
        ("zh-hant-tw", ("zh_Hant_TW", "zh_Hant", "zh_TW", "zh")),
        ("zh_TW", ("zh_TW", "zh_Hant_TW", "zh_Hant", "zh")),
        ("zh-CN", ("zh_CN", "zh_Hans_CN", "zh_Hans", "zh")),
        ("zh_Hant", ("zh_Hant", "zh")),
        ("zh", ("zh",)),
        ("en_US", ("en_US", "en")),
        ("EN-us", ("en_US", "en")),
        ("en", ("en",)),
        ("ja", ("ja",)),
        ("", ()),
        ("e", ()),
        ("en US", ()),
        ("1", ()),
    ],
)
def test_the_chain_of_names(name: str, chain: tuple[str, ...]) -> None:
    assert candidates(name) == chain


@given(st.text())
def test_candidates_never_raises(name: str) -> None:
    assert all(candidates(name))


def test_importing_values_loads_none_of_the_slow_packages() -> None:
    modules = "ubn roc_dates periods money shares locales formatting problems text paths unknown form_text"
    code = "\n".join(
        [
            "import sys",
            *(f"import cloudgrant.values.{module}" for module in modules.split()),
            "from cloudgrant.values.text import Text",
            "assert Text(zh='是', en='yes').in_('zh-TW') == '是'",
            "loaded = {name.partition('.')[0] for name in sys.modules}",
            "assert not loaded & {'babel', 'pint', 'dateutil', 'cattrs'}, loaded",
        ]
    )
    subprocess.run([sys.executable, "-c", code], check=True)
