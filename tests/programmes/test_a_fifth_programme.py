"""Adding a programme: its own folder, and at most four places outside it; every part then knows it."""

from __future__ import annotations

import ast
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import cloudgrant as cg
from cloudgrant.editions import YearText
from cloudgrant.programmes.catalogue import NAMES, programme
from isolated import SOURCE, run

LIBRARY = Path(SOURCE) / "cloudgrant"
ROOT = Path(__file__).parents[2]

# Its own files: the folder, and what it asks of a firm that nobody has asked before.
FILES = {
    "programmes/loans/__init__.py": '"""Loans 上雲貸款: an invented programme."""\n',
    "programmes/loans/policy.py": '''
import attrs
from cloudgrant.rules import Fact, Record, given

@attrs.frozen(kw_only=True)
class LoansPolicy(Record):
    staff_ceiling: Fact[int] = given(
        zh="員工數上限", en="Ceiling of staff", unit="persons", clause="loans.size"
    )
''',
    "programmes/loans/roc_111.py": '''
from datetime import date
from cloudgrant.programmes.loans.policy import LoansPolicy
from cloudgrant.rules import Clause, Edition, Notice, Text

ROC_111 = Edition(
    "roc-111", since=date(2022, 1, 1), until=date(2022, 12, 31), policy=LoansPolicy(),
    notice=Notice(title="上雲貸款要點（虛構）", on=date(2022, 1, 1)),
    clauses=[
        Clause(id, heading="貳、對象", source=source, text=Text(zh=source, en=text), numbers=numbers)
        for id, source, text, numbers in (
            ("loans.size", "員工未滿十人", "Under ten staff", {"staff_ceiling": 9}),
            ("loans.clear", "未積欠貸款", "No loan in arrears", {}),
        )
    ],
)
''',
    "programmes/loans/rules.py": '''
from cloudgrant.firms.company import Company
from cloudgrant.programmes.loans.policy import LoansPolicy
from cloudgrant.rules import Truth, no, rule

@rule("loans.size", zh="員工 {policy.staff_ceiling} 以下", en="At most {policy.staff_ceiling}")
def small(firm: Company, policy: LoansPolicy) -> Truth:
    return firm.regular_employees <= policy.staff_ceiling

@rule("loans.clear", zh="未積欠貸款", en="No loan in arrears")
def clear(firm: Company, policy: LoansPolicy) -> Truth:
    return no(firm.loan_in_arrears)
''',
    "programmes/loans/programme.py": '''
from cloudgrant.firms.company import Company
from cloudgrant.programmes.loans import rules
from cloudgrant.programmes.loans.roc_111 import ROC_111
from cloudgrant.rules import Programme, Text

loans = Programme(
    "loans", title=Text(zh="上雲貸款", en="Loans"), subject=Company, edition=ROC_111,
    rules=(rules.small, rules.clear),
)
''',
    "firms/loans.py": '''
import attrs
from cloudgrant.rules import Fact, Text, given

@attrs.frozen(kw_only=True, slots=False)
class LoansFacts:
    loan_in_arrears: Fact[bool] = given(
        zh="積欠貸款", en="Has a loan in arrears", change="to_less",
        ask=Text(zh="貴公司有積欠貸款嗎？", en="Is a loan of the firm in arrears?"),
    )
''',
}  # fmt: skip


def beside(text: str, one: str, another: str) -> str:
    """The text with every line about ``one``'s programme followed by the same about ``another``'s."""
    told = []
    for line in text.splitlines():
        told.append(line)
        if re.search(rf"\b{one}\b", line) and re.search(r"import |: ", line):
            told.append(line.replace(one, another).replace(one.title(), another.title()))
    return "\n".join(told) + "\n"


def named(text: str, one: str, another: str) -> str:
    """The same where a programme has blocks of its own: each about ``one`` is followed by ``another``'s."""
    told: list[str] = []
    for block in re.split(r"(?<=\n)(?=\n+(?:    )?(?:@|class |def ))", text):
        ours = block.replace(one, another).replace(one.title(), another.title())
        inside = re.search(rf"def {one}\(|class {one.title()}Text", block)
        told += [block, ours] if inside else [beside(block, one, another).rstrip("\n") + "\n"]
    return "".join(told)


def among_bases(text: str) -> str:
    imported = "from cloudgrant.firms.identity import Identity\n"
    assert imported in text
    text = text.replace(imported, imported + "from cloudgrant.firms.loans import LoansFacts\n")
    return text.replace("class Company(", "class Company(LoansFacts, ", 1)


# What is touched besides: one place each, told in docs/contributing.md.
PLACES: dict[str, Callable[[str], str]] = {
    "programmes/catalogue.py": lambda text: beside(text, "coaching", "loans"),
    "__init__.py": lambda text: beside(text, "coaching", "loans"),
    "editions/by_name.py": lambda text: named(text, "coaching", "loans"),
    "firms/company.py": among_bases,
}

EVERYWHERE = r"""
import importlib.util, json
from datetime import date
import attrs
import polars as pl
import cloudgrant as cg
from cloudgrant import frames, portable, testing
from cloudgrant.programmes.catalogue import NAMES

day = date(2022, 5, 2)
firm = cg.Company(ubn="12345675", regular_employees=9, loan_in_arrears=False)
policy = cg.loans.policy_on(day)
decision = cg.loans.assess(firm, on=day)
rows = pl.DataFrame({"ubn": ["12345675"], "regular_employees": [10], "loan_in_arrears": [False]})
tables = cg.load_tables(cg.Company, firms=rows.with_columns(case=pl.lit("A")), keys="case")
text = {"name": "b", "since": "2023-01-01", "until": "2023-12-31", "keeps": ["loans.clear"], "numbers": {"staff_ceiling": 5}}
year = cg.load(cg.editions.YearText, {"name": "b", "since": "2023-01-01", "loans": text})
register = cg.editions.Register(*year.after(cg.editions.ROC_111).values())
found = cg.guide.explore(cg.Company(regular_employees=9), on=day)
session = cg.guide.start(cg.Company(regular_employees=9), on=day, programmes=["loans"])
spec = importlib.util.spec_from_file_location("generate", GENERATE)
generate = importlib.util.module_from_spec(spec)
spec.loader.exec_module(generate)

print(json.dumps({
    "catalogue": "loans" in NAMES,
    "front door": "loans" in dir(cg),
    "decision": decision.outcome.value,
    "report": "At most 9 people" in str(cg.loans.assess(attrs.evolve(firm, regular_employees=10), on=day).report("en")),
    "receipt": cg.verify(decision.receipt, firm).same,
    "dump of a firm": cg.load(cg.Company, cg.dump(firm)) == firm,
    "dump of a decision": cg.load(cg.IssuedDecision, cg.dump(decision, texts=["en"])).programme,
    "edition": cg.editions.on(day).loans.policy == policy,
    "digest": cg.editions.of_digest(decision.receipt.published).name,
    "later edition": register.loans.policy_on(date(2023, 5, 2)).staff_ceiling,
    "difference": cg.editions.diff(policy, attrs.evolve(policy, staff_ceiling=5)).programme,
    "guide": ("loans" in [one.name for one in found.undecided], "loan_in_arrears" in [one.path.key for one in found.missing]),
    "question": session.next.fact,
    "frame": frames.assess(rows, cg.loans, subject=cg.Company, on=day)["outcome"].to_list(),
    "tables": tables.findings(cg.loans, on=day)["margin"].to_list(),
    "portable": [one["id"] for one in portable.rulebook(cg.loans)["rules"]],
    "boundary cases": [one.position for one in testing.boundary_cases(cg.loans) if one.path == ("regular_employees",)],
    "example": cg.loans.assess(testing.failing("loans.clear", cg.loans).subject, on=day).outcome.value,
    "clauses page": all(f"`{clause}`" in generate.clauses_page() for clause in ("loans.size", "loans.clear")),
}))
"""  # noqa: E501
EXPECTED: dict[str, Any] = {
    "catalogue": True,
    "front door": True,
    "decision": "eligible",
    "report": True,
    "receipt": True,
    "dump of a firm": True,
    "dump of a decision": "loans",
    "edition": True,
    "digest": "roc-111",
    "later edition": 5,
    "difference": "loans",
    "guide": [True, True],
    "question": "loan_in_arrears",
    "frame": ["ineligible"],
    "tables": [-1, None],
    "portable": ["loans.size", "loans.clear"],
    "boundary cases": ["below", "at", "above", "unknown"],
    "example": "ineligible",
    "clauses page": True,
}


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What every part says of the programme, in a copy of the library to which it was added."""
    source = tmp_path_factory.mktemp("source")
    library = source / "cloudgrant"
    shutil.copytree(LIBRARY, library, ignore=shutil.ignore_patterns("__pycache__"))
    for name, text in FILES.items():
        (library / name).parent.mkdir(exist_ok=True)
        (library / name).write_text(text, encoding="utf-8")
    for name, added in PLACES.items():
        before = (library / name).read_text(encoding="utf-8")
        assert added(before) != before, name
        (library / name).write_text(added(before), encoding="utf-8")
    code = f"GENERATE = {str(ROOT / 'docs' / 'generate.py')!r}\n{EVERYWHERE}"
    answers: dict[str, Any] = run(code, source=str(source))
    return answers


@pytest.mark.parametrize("part", EXPECTED)
def test_every_part_knows_it(told: dict[str, Any], part: str) -> None:
    assert told[part] == EXPECTED[part]
    assert told.keys() == EXPECTED.keys()


def test_each_programme_stands_in_these_places() -> None:
    assert [name for name in cg.facts(YearText) if name in NAMES] == list(NAMES)
    assert [getattr(cg, name) for name in NAMES] == [programme(name) for name in NAMES]


def test_at_most_four_places_are_touched_outside_its_folder() -> None:
    assert len(PLACES) <= 4


def test_the_page_for_contributors_names_these_places() -> None:
    page = (ROOT / "docs" / "contributing.md").read_text(encoding="utf-8")
    section = page[page.index("## Add a programme") :]
    table = [line for line in section[: section.index("\n## ")].splitlines() if re.match(r"\| \d", line)]
    assert [re.findall(r"`([^`]+)`", line)[0] for line in table] == list(PLACES)


A_PROGRAMME = re.compile(rf"cloudgrant\.programmes\.({'|'.join(NAMES)})\b")


def imports_of_programmes(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        yield from (
            name for name in names if re.match(rf"cloudgrant\.programmes\.({'|'.join(NAMES)})\b", name)
        )


def test_nothing_else_names_a_programme_in_an_import() -> None:
    # Made-up proposals are of the programme that takes proposals; another may do without a population.
    inside = (*(f"programmes/{name}/" for name in NAMES), "population/lists/")
    naming = {
        path.relative_to(LIBRARY).as_posix()
        for path in LIBRARY.rglob("*.py")
        if any(imports_of_programmes(path))
    }
    assert {name for name in naming if not name.startswith(inside)} <= PLACES.keys()
