"""No call opens a file or a socket, reads clock, environment or chance, prints or logs."""

from __future__ import annotations

from typing import Any

import pytest

from isolated import run

# A first round imports what is needed and reads Babel's locale data; the second is watched.
WATCHED = """
import builtins, json, logging, os, random, sys, time, warnings
from datetime import date
import polars as pl
import cloudgrant as cg
from cloudgrant import frames, portable
from cloudgrant.testing import boundary_cases, examples

{given}

def everything():
    half = {{"ubn": "12345670", "paid_in_capital": -1, "regular_employees": 201, "factroy": "none"}}
    whole = {{"ubn": "12345675", "name": "示範精密", "paid_in_capital": 10**9, "regular_employees": 200,
             "factory": "none", "points_last_used_in": 0}}
    firm, problems = cg.draft(cg.Manufacturer, half)
    texts = [problem.message(locale) for problem in problems for locale in ("zh_Hant_TW", "en")]
    for subject in (firm, cg.load(cg.Manufacturer, whole), cg.Company()):
        decision = cg.points.assess(subject, on=date(2022, 5, 2))
        for finding in decision.findings:
            texts += [finding.message("zh_Hant_TW"), finding.message("en")]
            texts += [margin.message("en") for margin in finding.margins]
            texts += [repr(finding.because), repr(finding.evidence), repr(finding.remedies)]
        texts += [gap.question("en") for gap in (*decision.missing, *decision.awaiting)]
        texts += [remedy.message("zh_Hant_TW") for remedy in decision.remedies]
        texts += [remedy.apply(subject) for remedy in decision.remedies]
        texts += [str(decision.report("zh_Hant_TW")), str(decision.report("en"))]
        letter = decision.letter(
            to="示範", case="1", issued=date(2022, 5, 9), by="辦公室", locale=("zh_Hant_TW", "en"))
        texts += [str(letter), letter.as_markdown(), letter.as_html(page=True)]
        texts += [cg.load(cg.Letter, cg.dump(letter))]
        texts += [cg.dump(decision), cg.dump(subject), decision.award, hash(decision), repr(decision)]
        texts += [cg.load(type(subject), cg.dump(subject))]
        session = cg.guide.start(subject, on=date(2022, 5, 2))
        texts += [session.message("zh_Hant_TW"), session.message("en"), cg.dump(session)]
    frame = pl.DataFrame({{"regular_employees": [200, None], "filed": [date(2022, 5, 2), None]}})
    texts += [frames.assess(frame, cg.points, subject=cg.Company, on=date(2022, 5, 2))]
    texts += [frames.problems(frame, cg.Company), portable.rulebook(cg.points), cg.facts(cg.Company)]
    texts += [cg.locale("zh-TW,zh;q=0.9,en;q=0.8"), boundary_cases(cg.points), examples(cg.points)]
    return texts

everything()
everything()
seen = []
{watch}
calm = False
result = everything()
calm = True
print(json.dumps(seen))
"""

EVENTS = """
def hook(event, arguments):
    if not calm and event.split(".")[0] in {names!r}:
        seen.append(event + " " + repr(arguments)[:100])
calm = True
sys.addaudithook(hook)
""".format(
    names={
        "open", "socket", "subprocess", "os", "import", "urllib", "http", "shutil", "tempfile", "glob",
        "pathlib", "ctypes", "mmap", "sqlite3", "time", "signal", "winreg", "fcntl", "pty",
    }
)  # fmt: skip

FORBIDDEN = """
POLARS_OWN = ("polars",)  # asks the environment whether it is monitored, each time it is run

def asks():
    frame = sys._getframe(2)
    while frame.f_back and frame.f_globals["__name__"] in ("os", "collections.abc", "__main__"):
        frame = frame.f_back
    return frame.f_globals["__name__"].partition(".")[0]

def noting(name):
    def noted(*arguments, **more):
        if not calm and not (name.startswith("_Environ") and asks() in POLARS_OWN):
            seen.append(f"{name} by {asks()}")
        return real[name](*arguments, **more)
    return noted

calm = True
real = {}
for module, names in (
    (time, ["time", "time_ns", "monotonic", "perf_counter", "localtime", "gmtime", "strftime", "sleep"]),
    (random, ["random", "randint", "choice", "shuffle", "getrandbits"]),
    (os, ["urandom", "getenv", "getcwd", "getpid", "stat", "listdir"]),
    (builtins, ["print", "input", "open"]),
    (logging.Logger, ["_log", "handle"]),
    (warnings, ["warn"]),
    (type(os.environ), ["__getitem__", "get", "__contains__", "__iter__"]),
):
    for name in names:
        key = f"{getattr(module, '__name__', module)}.{name}"
        real[key] = getattr(module, name)
        setattr(module, name, noting(key))

class Written:
    def __init__(self, stream):
        self.stream = stream
    def write(self, text):
        if not calm:
            seen.append("written")
        return self.stream.write(text)
    def __getattr__(self, name):
        return getattr(self.stream, name)

sys.stdout, sys.stderr = Written(sys.stdout), Written(sys.stderr)
"""

# datetime is written in C and asks the clock itself: a subclass in its place, before the library takes it.
NO_TODAY = """
import datetime
asked = []
class Date(datetime.date):
    @classmethod
    def today(cls):
        asked.append("date.today")
        return super().today()
class DateTime(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        asked.append("datetime.now")
        return super().now(tz)
    today = utcnow = now
"""


def watched(watch: str, given: str = "") -> list[str]:
    seen: list[str] = run(WATCHED.format(watch=watch, given=given))
    return seen


def test_no_file_no_socket_no_process_no_import() -> None:
    assert watched(EVENTS) == []


def test_no_clock_no_chance_no_environment_no_print_no_log() -> None:
    assert watched(FORBIDDEN) == []


def test_the_sources_never_ask_for_the_day() -> None:
    code = f"""
{NO_TODAY}
import ast, json, pathlib, cloudgrant
found = []
for path in pathlib.Path(cloudgrant.__file__).parent.rglob("*.py"):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Attribute) and node.attr in ("today", "now", "utcnow", "getenv", "environ"):
            found.append(f"{{path.name}}:{{node.lineno}}")
        if isinstance(node, ast.Import | ast.ImportFrom):
            names = [alias.name for alias in node.names] + [getattr(node, "module", None) or ""]
            if {{"time", "random", "secrets", "logging", "socket", "subprocess", "uuid"}} & set(names):
                found.append(f"{{path.name}}:{{node.lineno}}")
print(json.dumps(found))
"""
    assert run(code) == []


@pytest.mark.parametrize(
    ("act", "sign"),
    [
        ("open('/dev/null').close()", "open"),
        ("os.listdir('.')", "os.listdir"),
        ("__import__('socket').socket().close()", "socket"),
        ("os.stat('.')", "os.stat"),
        ("time.time()", "time.time"),
        ("random.random()", "random.random"),
        ("os.environ.get('HOME')", "get"),
        ("print('')", "print"),
        ("logging.getLogger('x').warning('y')", "_log"),
        ("sys.stdout.write('')", "written"),
    ],
)
def test_the_watch_sees_what_it_watches_for(act: str, sign: str) -> None:
    quiet = "logging.getLogger('x').addHandler(logging.NullHandler())\n"
    caught: list[Any] = []
    for watch in (EVENTS, FORBIDDEN):
        code = WATCHED.format(watch=watch, given=quiet).replace("result = everything()", act)
        caught += run(code)
    assert [event for event in caught if sign in event]
