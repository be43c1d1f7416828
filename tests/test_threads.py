"""Many threads that start together, from nothing imported, decide as one does."""

from __future__ import annotations

import pytest

from cloudgrant.rules.records.fact_info import declared
from isolated import run

TOGETHER = """
import json, sys, threading
from datetime import date
sys.setswitchinterval(1e-6)
count = {count}
start, answers, errors = threading.Barrier(count), [None] * count, []

def decide(cg):
    told = []
    for capital in (None, 10**8, 10**8 + 1):
        data = {{"paid_in_capital": capital, "regular_employees": 201, "factory": "none"}}
        firm = cg.load(cg.Manufacturer, data)
        decision = cg.points.assess(firm, on=date(2022, 5, 2))
        told.append([cg.dump(decision), str(decision.report("zh_Hant_TW")), str(decision.report("en")),
                     [remedy.message("en") for remedy in decision.remedies], repr(decision.missing)])
    return json.dumps(told, ensure_ascii=False)

def work(index):
    try:
        start.wait()
        import cloudgrant as cg
        answers[index] = decide(cg)
    except BaseException as error:
        errors.append(repr(error))

threads = [threading.Thread(target=work, args=(index,)) for index in range(count)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(json.dumps([sorted(set(map(str, answers))), errors]))
"""


@pytest.mark.parametrize("attempt", range(3))
def test_sixteen_threads_from_a_cold_start_agree_with_one(attempt: int) -> None:
    alone, _ = run(TOGETHER.format(count=1))
    together, errors = run(TOGETHER.format(count=16))
    assert errors == []
    assert together == alone
    assert len(alone) == 1
    assert "ineligible" in alone[0]


def test_threads_that_share_a_decision_read_the_same() -> None:
    code = """
import json, sys, threading
from datetime import date
import cloudgrant as cg
sys.setswitchinterval(1e-6)
decision = cg.points.assess(cg.Company(regular_employees=201), on=date(2022, 5, 2))
start, told = threading.Barrier(16), []

def work():
    start.wait()
    told.append((repr(decision.findings), repr(decision.missing), str(decision.report("en"))))

threads = [threading.Thread(target=work) for _ in range(16)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(json.dumps([len(told), len(set(told))]))
"""
    assert run(code) == [16, 1]


CROSSWISE = """
import importlib, json, sys, threading
sys.setswitchinterval(1e-6)
names = {names}
start, errors = threading.Barrier(len(names)), []

def work(name):
    start.wait()
    try:
        {load}
    except BaseException as error:
        errors.append(f"{{name}}: {{error!r}}")

import cloudgrant as cg
threads = [threading.Thread(target=work, args=(name,)) for name in names]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(json.dumps(errors))
"""
NAMES = (
    "guide points draft Programme editions Receipt listing facts coaching verify assess_many Ruling locale "
    "parse Finding quote"
)
MODULES = (
    "frames reform guide portable data.loading rules rules.programme rules.receipt editions stacking firms "
    "data.batch data.form"
)


@pytest.mark.parametrize("attempt", range(2))
@pytest.mark.parametrize(
    ("names", "load"),
    [(NAMES, "getattr(cg, name)"), (MODULES, "importlib.import_module('cloudgrant.' + name)")],
)
def test_threads_that_each_load_another_part_do_not_meet_half_made_ones(
    names: str, load: str, attempt: int
) -> None:
    assert run(CROSSWISE.format(names=names.split(), load=load)) == []


def test_a_class_may_grow_while_its_facts_are_read() -> None:
    """Python adds to a class when somebody, in any thread, first asks for its annotations."""

    class Growing:
        @property
        def metadata(self) -> None:
            setattr(Firm, f"more_{len(vars(Firm))}", None)

    class Firm:
        first, second = Growing(), Growing()

    assert declared(Firm) == {}
    assert "more_" in " ".join(vars(Firm))
