from __future__ import annotations

import subprocess
import sys
import tracemalloc

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from cloudgrant.values.locales import DEFAULT, Language, candidates, is_locale, locale
from cloudgrant.values.text import Text


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
        ("de_DE@euro", "en"),
        ("en-x-us", "en"),  # what follows a single letter is no territory
        ("zh-TW-u-ca-roc", "zh_Hant_TW"),
        ("zh-ZZ", "zh_Hant_TW"),  # Babel alone would make this mainland China's
        ("zh-CN", "zh_Hant_TW"),
        ("zh-Hans", "zh_Hant_TW"),
        ("zh-Hant-HK", "zh_Hant_HK"),
        ("zh-Hans-HK", "zh_Hant_TW"),
        ("zh-Latn-CN", "zh_Hant_TW"),
        ("yue-HK", "zh_Hant_HK"),
        ("cmn", "zh_Hant_TW"),
        ("en-GB", "en_GB"),
        ("en-Shaw-GB", "en_GB"),
        ("zh-HK", "zh_Hant_HK"),
        ("zh-MO", "zh_Hant_MO"),
        ("zh-SG", "zh_Hant_TW"),
        ("en-US,en;q=0.9", "en_US"),
        ("EN_us", "en_US"),
        ("en", "en"),
        ("ja-JP", "en"),
        ("es-419", "en"),
        ("ja,en;q=0.5", "en"),
        ("de-DE,zh-TW;q=0.2", "zh_Hant_TW"),
        ("fr-CH, fr;q=0.9, en;q=0.8, de;q=0.7, *;q=0.5", "en"),
        ("fr, *;q=0.5", "en"),
        ("fr;q=0.5, *", "en"),
        # weights and order
        ("en;q=0.5,zh-TW;q=0.9", "zh_Hant_TW"),
        ("en;q=0.9,zh-TW;q=0.5", "en"),
        ("en,zh-TW", "en"),
        ("zh-TW,en", "zh_Hant_TW"),
        ("en;q=0.8,zh-TW;q=0.8", "en"),
        ("zh-TW;q=0.001,en;q=0.002", "en"),
        ("en ; q=0.8 , zh ; Q=1.000", DEFAULT),
        # excluded, skipped
        ("en;q=0,zh-TW;q=0.1", "zh_Hant_TW"),
        ("zh-TW;q=0,en;q=0.1", "en"),
        ("en;q=0", DEFAULT),
        ("en;q=0.000", DEFAULT),
        ("zh;q=0", "en"),
        ("zh;q=0,*", "en"),
        ("zh-TW;q=0,*", "en"),
        ("ja,en;q=0", DEFAULT),
        ("zh;q=0,en;q=0", DEFAULT),
        ("*;q=0", DEFAULT),
        ("en,*;q=0", "en"),
        ("ja,*;q=0", "en"),
        ("zh-CN,*;q=0", DEFAULT),
        ("*", DEFAULT),
        ("*;q=1,en;q=0.1", "en"),
        ("tlh-XX,en;q=0.1", "en"),
        ("en;q=2,zh;q=0.1", DEFAULT),
        ("en;q=-1,zh;q=0.1", DEFAULT),
        ("en;q=high,zh;q=0.1", DEFAULT),
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


@pytest.mark.parametrize(
    ("header", "among", "name"),
    [
        ("ja-JP,en;q=0.5", ("zh", "en", "ja"), "ja_JP"),
        ("ja-JP,en;q=0.5", ("zh", "en", "ja_JP"), "ja_JP"),
        ("ja,en;q=0.5", ("zh", "en", "ja_JP"), "ja_JP"),
        ("de,ja;q=0.5", ("zh", "en", "ja"), "ja"),
        ("en-GB", ("en_US", "zh"), "en_US"),
        ("zh-CN", ("en", "zh_Hans"), "zh_Hans_CN"),
        ("zh-TW", ("en", "zh_Hans", "zh"), DEFAULT),
        ("zh-TW", ("en", "zh_Hans"), "zh_Hans"),
        ("yue", ("zh", "yue"), "yue"),
        ("fr", ("ja", "en"), "en"),
        ("fr", ("ja", "zh"), "ja"),
        (None, ("en", "zh"), "en"),
        ("x" * 2_000, ("en", "zh"), "en"),
    ],
)
def test_among_other_languages(header: str | None, among: tuple[str, ...], name: str) -> None:
    assert locale(header, among) == name


def test_a_language_counts_and_is_given() -> None:
    ja = Language("ja", {"outcome.eligible": "適格"})
    assert locale("ja-JP,en;q=0.5", ("zh", "en", ja)) is ja
    assert locale("fr", (ja,)) is ja
    assert type(locale("ja", ("ja",))) is str


@pytest.mark.parametrize("among", [(), ("",), ("zh", "%%%"), ("zh", "tlh"), ("zh_tw",)])
def test_among_what_are_no_languages(among: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="not languages to choose among"):
        locale("en", among)


def test_what_callers_send_is_not_kept() -> None:
    tracemalloc.start()
    try:
        for number in range(60):
            long = f"en;q=0.5,{number:02}" + "x" * 1_000_000
            assert locale(long) == "en"
            assert candidates(long) == ()
            assert not is_locale(long)
            assert Text(en="yes").in_(long) == "yes"
            del long
        kept, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert kept < 1_000_000


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
