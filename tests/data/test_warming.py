"""Before the first request: what is warmed needs no file afterwards, and nobody sees that it was done."""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs
import pytest

import cloudgrant as cg
from isolated import run

REQUEST = """
import json, sys
from datetime import date
import cloudgrant as cg

def request():
    data = {"ubn": "12345675", "name": "示範精密", "paid_in_capital": 10**9, "regular_employees": 260,
            "factory": "none", "points_last_used_in": 0}
    firm = cg.load(cg.Manufacturer, data)
    half, problems = cg.draft(cg.Company, {"paid_in_capital": -1})
    texts = [problem.message(locale) for problem in problems for locale in ("zh_Hant_TW", "en", "de")]
    for subject in (firm, half):
        decision = cg.points.assess(subject, on=date(2022, 5, 2))
        texts += [str(decision.report(locale)) for locale in ("zh_Hant_TW", "en", "de")]
        texts += [cg.dump(decision, texts=["en"]), cg.dump(subject), decision.receipt, decision.remedies]
    return texts
"""
WATCHED = (
    REQUEST
    + """
seen, watching = [], False
def hook(event, arguments):
    if watching and event in ("open", "import", "compile", "exec"):
        seen.append([event, str(arguments[0])[:80]])
sys.addaudithook(hook)
cg.warm_up(cg.points, locales=["zh_Hant_TW", "en", "de"])
watching = True
request()
watching = False
print(json.dumps(seen))
"""
)
JUDGED = """
import json, cloudgrant as cg
{call}
programmes = (cg.points, cg.listing, cg.coaching, cg.research)
laws = [(one.name, one.under(edition)) for one in programmes for edition in one.editions]
print(json.dumps([[name, stage] for name, law in laws for stage in law.judges]))
"""
TOGETHER = (
    REQUEST
    + """
import threading
sys.setswitchinterval(1e-6)
start, errors = threading.Barrier(8), []
def work():
    try:
        start.wait()
        cg.warm_up(cg.points)
        request()
    except BaseException as error:
        errors.append(repr(error))
threads = [threading.Thread(target=work) for _ in range(8)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(json.dumps(errors))
"""
)
EVERY_STAGE = [
    [name, stage]
    for name in ("points", "listing", "coaching", "research")
    for stage in getattr(cg, name).subjects
]


def test_the_first_request_opens_no_file_and_imports_and_compiles_nothing() -> None:
    assert run(WATCHED) == []


@pytest.mark.parametrize(
    ("call", "judged"),
    [
        ("", []),
        ("cg.warm_up()", EVERY_STAGE),
        ("cg.warm_up(cg.points)", [one for one in EVERY_STAGE if one[0] == "points"]),
        ("cg.warm_up(cg.points, cg.listing, stages=iter(['claim']))", [["points", "claim"]]),
        ("cg.warm_up(stages=['closing'])", [["coaching", "closing"], ["research", "closing"]]),
    ],
)
def test_what_was_asked_for_is_compiled_and_nothing_else(call: str, judged: list[list[str]]) -> None:
    assert sorted(run(JUDGED.format(call=call))) == sorted(judged)


def test_every_edition_is_warmed() -> None:
    later = cg.points.edition.followed_by("roc-112", since=date(2023, 1, 1), until=date(2023, 12, 31))
    programme = cg.points.with_editions(later)
    cg.warm_up(programme, stages=["claim"])
    assert all("claim" in programme.under(one).judges for one in programme.editions)


def test_several_threads_may_warm_up_at_once() -> None:
    assert run(TOGETHER) == []


def test_nothing_is_said_however_often(capsys: pytest.CaptureFixture[str]) -> None:
    for _ in range(2):
        cg.warm_up(cg.points, stages=["application"])
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("programmes", "others", "where"),
    [
        (("points",), {}, ["/programmes/0"]),
        ((cg.points, None), {}, ["/programmes/1"]),
        ((cg.points,), {"stages": ["application", "closing"]}, ["/stages/1"]),
        ((), {"stages": ["pruchase"]}, ["/stages/0"]),
    ],
)
def test_what_there_is_not_is_told(programmes: Any, others: dict[str, Any], where: list[str]) -> None:
    with pytest.raises(cg.InvalidInput) as refused:
        cg.warm_up(*programmes, **others)
    assert [problem.path.pointer for problem in refused.value.problems] == where


def test_a_class_that_is_not_fit_stops_nobody_else() -> None:
    @attrs.frozen(kw_only=True)
    class Manufacturer(cg.Company):
        __kind__ = "manufacturer"

    with pytest.raises(cg.InvalidInput):
        cg.dump(Manufacturer())
    cg.warm_up(cg.points, stages=["application"])
