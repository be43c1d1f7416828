"""The project's tasks: ``nox -s NAME``; ``nox`` alone lints, checks types and tests.

Environments are kept between runs; ``nox -R -s NAME`` also skips installing, which works offline.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import nox

nox.needs_version = ">=2025.2.9"
nox.options.default_venv_backend = "virtualenv"
nox.options.error_on_missing_interpreters = False
nox.options.reuse_venv = "yes"
nox.options.sessions = ["lint", "types", "tests"]

PYPROJECT = nox.project.load_toml("pyproject.toml")
PYTHONS = nox.project.python_versions(PYPROJECT)


def group(name: str) -> tuple[str, ...]:
    """The requirements of one of pyproject's dependency groups."""
    return nox.project.dependency_groups(PYPROJECT, name)


def run_tests(session: nox.Session) -> None:
    session.install("-e", ".[frames,population,testing]", *group("test"))
    run_pytest(session)


def run_pytest(session: nox.Session) -> None:
    # `loadfile` keeps the examples of one page together, for each builds on those before it.
    session.run("python", "-m", "pytest", "-n", "2", "--dist", "loadfile", *session.posargs)


@nox.session
def demo(session: nox.Session) -> None:
    """Install the package as a user would and run the quickstart."""
    session.install(".")
    session.run("python", "docs/examples/quickstart.py")


@nox.session
def tests(session: nox.Session) -> None:
    """Run the whole test suite; arguments after ``--`` go to pytest."""
    run_tests(session)


@nox.session
def laws(session: nox.Session) -> None:
    """Try the laws on 3,000 partial subjects of every programme and stage, and every boundary case."""
    session.install("-e", ".[frames,population,testing]", *group("test"))
    cases = "tests/testing/test_cases_of_every_programme.py"
    sizes = ("--laws-size", "3000", "--every-case")
    session.run("python", "-m", "pytest", "tests/laws", cases, *sizes, *session.posargs)


@nox.session(python=PYTHONS)
def matrix(session: nox.Session) -> None:
    """Run the test suite on every supported Python that this machine has."""
    run_tests(session)


@nox.session
def lowest(session: nox.Session) -> None:
    """Run the whole suite on the lowest versions that pyproject allows of everything it names."""
    session.install("-e", ".[frames,population,testing]", *(lowest_of(one) for one in everything_tested()))
    run_pytest(session)


@nox.session
def newest(session: nox.Session) -> None:
    """Run the whole suite on the newest versions that there are today."""
    upgraded = ("--upgrade", "--upgrade-strategy", "eager")
    session.install(*upgraded, "-e", ".[frames,population,testing]", *group("test"))
    run_pytest(session)


def everything_tested() -> Iterator[str]:
    """The requirements of the library, its extras and its tests."""
    yield from PYPROJECT["project"]["dependencies"]
    for extra in PYPROJECT["project"]["optional-dependencies"].values():
        yield from extra
    yield from group("test")


def lowest_of(requirement: str) -> str:
    """A requirement pinned to its lower bound; every requirement in pyproject states one."""
    name, bound, version = requirement.partition(">=")
    assert bound, f"{requirement} states no lower bound"
    return f"{name}=={version}"


@nox.session
def postgres(session: nox.Session) -> None:
    """Run the wallet service's tests on a throwaway PostgreSQL server; skipped where none is installed."""
    session.install("-e", ".[frames,population,testing]", *group("postgres"))
    with throwaway_postgres(session) as url:
        tests = session.posargs or ["tests/examples/test_wallet_service.py"]
        session.run("python", "-m", "pytest", *tests, env={"CLOUDGRANT_POSTGRES_URL": url})


def postgres_program() -> str | None:
    """The program that begins a PostgreSQL server's data, where one is installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))  # where Debian keeps it
    return shutil.which("initdb") or (str(found[-1]) if found else None)


@contextmanager
def throwaway_postgres(session: nox.Session) -> Iterator[str]:
    """A server on a socket of its own in a directory of its own, both gone afterwards."""
    initdb = postgres_program()
    if initdb is None:
        session.skip("there is no PostgreSQL server here: apt-get install postgresql")
    control = str(Path(initdb).with_name("pg_ctl"))
    with tempfile.TemporaryDirectory(prefix="cloudgrant-pg-") as place:
        shell = ["sh", "-c"]
        if os.geteuid() == 0:  # as whom no server runs; Debian's package brings a user for it
            shutil.chown(place, "postgres")
            shell = ["su", "postgres", "-s", "/bin/sh", "-c"]

        def run(command: str) -> None:
            session.run(*shell, command, external=True, silent=True)

        data, log = f"{place}/data", f"{place}/log"
        options = f"-c listen_addresses= -c unix_socket_directories={place} -c fsync=off"
        run(f"{initdb} -D {data} -U postgres -A trust -E UTF8")
        run(f"{control} -D {data} -l {log} -w -o '{options}' start")
        try:
            yield f"postgresql+psycopg://postgres@/postgres?host={place}"
        finally:
            run(f"{control} -D {data} -m fast -w stop")


@nox.session
def mcp(session: nox.Session) -> None:
    """Call the reference MCP server's tools, within the process and over standard input and output."""
    session.install("-e", ".[frames,population,testing]", *group("mcp"))
    tests = session.posargs or ["tests/examples/test_mcp_answers.py", "tests/examples/test_mcp_server.py"]
    session.run("python", "-m", "pytest", *tests)


@nox.session
def commongrants(session: nox.Session) -> None:
    """Hold programmes as Opportunities to the published SDK of the CommonGrants protocol."""
    session.install("-e", ".[frames,population,testing]", *group("commongrants"))
    named = ("test_opportunities.py", "test_opportunities_and_the_sdk.py")
    tests = session.posargs or [f"tests/portable/{name}" for name in named]
    session.run("python", "-m", "pytest", *tests)


@nox.session
def portal(session: nox.Session) -> None:
    """Run the reference portal's tests, on a throwaway PostgreSQL server too where one is installed."""
    session.install("-e", ".[frames,population,testing]", *group("postgres"))
    tests = session.posargs or ["tests/examples/test_portal.py"]
    if postgres_program() is None:
        session.log("there is no PostgreSQL server here: on SQLite alone")
        session.run("python", "-m", "pytest", *tests)
        return
    with throwaway_postgres(session) as url:
        session.run("python", "-m", "pytest", *tests, env={"CLOUDGRANT_POSTGRES_URL": url})


@nox.session
def browser(session: nox.Session) -> None:
    """Drive the reference portal in Chromium; pictures go to the folder that is named after ``--``."""
    if shutil.which("npm") is None:
        session.skip("there is no Node here: apt-get install npm")
    session.install("-e", ".[frames,population,testing]", *group("browser"))
    place = session.create_tmp()
    packages = ("@marcbachmann/cel-js@8", "axe-core@4")
    session.run("npm", "install", "--prefix", place, *packages, external=True, silent=True)
    env = {
        "CLOUDGRANT_BROWSER": chromium(session),
        "CLOUDGRANT_NODE_MODULES": str(Path(place).resolve() / "node_modules"),
    }
    for folder in session.posargs[:1]:
        env["CLOUDGRANT_PICTURES"] = str(Path(folder).resolve())
        Path(folder).mkdir(parents=True, exist_ok=True)
    session.run("python", "-m", "pytest", "tests/browser", env=env)


def chromium(session: nox.Session) -> str:
    """Where this machine has Chromium; where it has none, that of Playwright is fetched."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return found
    session.run("playwright", "install", "chromium")
    script = (
        "from playwright.sync_api import sync_playwright as started\n"
        "with started() as one: print(one.chromium.executable_path)"
    )
    return str(session.run("python", "-c", script, silent=True)).strip()


@nox.session
def javascript(session: nox.Session) -> None:
    """Run the tests of rule books and schemas with engines in JavaScript too; skipped without Node."""
    run_rule_books(session, *(session.posargs or ["tests/examples/test_rule_book.py", "tests/portable"]))


@nox.session
def rule_books(session: nox.Session) -> None:
    """Ask rule books about 10,000 subjects by each of three engines of CEL; skipped without Node."""
    run_rule_books(session, "tests/portable/test_asked.py", "--books-size", "715", *session.posargs)


def run_rule_books(session: nox.Session, *tests: str) -> None:
    if shutil.which("npm") is None:
        session.skip("there is no Node here: apt-get install npm")
    session.install("-e", ".[frames,population,testing]", *group("test"))
    place = session.create_tmp()
    engines = ("@marcbachmann/cel-js@8", "@bufbuild/cel@0.6", "ajv@8", "ajv-formats@3")
    session.run("npm", "install", "--prefix", place, *engines, external=True, silent=True)
    modules = Path(place).resolve() / "node_modules"
    session.run("python", "-m", "pytest", *tests, env={"CLOUDGRANT_NODE_MODULES": str(modules)})


@nox.session
def engines(session: nox.Session) -> None:
    """Ask about frames of libraries that are not decided on: each is refused with what to do instead."""
    session.install("-e", ".[frames,population,testing]", *group("engines"))
    tests = session.posargs or ["tests/frames/test_engines.py"]
    session.run("python", "-m", "pytest", *tests)


JAVA = 17
"""The oldest Java that Spark 4 runs on."""


@nox.session
def spark(session: nox.Session) -> None:
    """Hold frames of Spark to the objects, some hundreds of each programme's; skipped without its Java."""
    found = java_version()
    if found is None or found < JAVA:
        here = "none" if found is None else f"Java {found}"
        install = f"apt-get install openjdk-{JAVA}-jre-headless"
        session.skip(f"Spark 4 takes Java {JAVA} or later, and here is {here}: {install}")
    session.log(f"Spark runs on Java {found}")
    session.install("-e", ".[frames,population,testing]", *group("spark"))
    tests = ["tests/readings/test_tables_agree.py", "tests/frames", "-k", "spark", "--rows-size", "200"]
    # Most of its time Spark spends on plans, on one processor.
    chosen = session.posargs or ["-n", "2", *tests]
    session.run("python", "-m", "pytest", *chosen, env={"CLOUDGRANT_SPARK": "1"})


def java_version() -> int | None:
    """The feature release of the Java that Spark would take: that of JAVA_HOME, else the one on the path."""
    home = os.environ.get("JAVA_HOME")
    java = shutil.which("java", path=f"{home}/bin" if home else None)
    if java is None:
        return None
    told = subprocess.run([java, "-version"], capture_output=True, text=True, check=False).stderr
    found = re.search(r'version "(?:1\.)?(\d+)', told)
    return int(found[1]) if found else None


@nox.session
def lint(session: nox.Session) -> None:
    """Check style, formatting and the direction of imports."""
    session.install("-e", ".", *group("lint"))
    session.run("ruff", "check", ".")
    session.run("ruff", "format", "--check", ".")
    session.run("lint-imports")


@nox.session
def types(session: nox.Session) -> None:
    """Run mypy and pyright, and check that every public name is typed for users."""
    session.install(".[frames,population,testing]", *group("types"))
    session.run("mypy")
    session.run("pyright")
    session.run("pyright", "--verifytypes", "cloudgrant", "--ignoreexternal")


@nox.session
def docs(session: nox.Session) -> None:
    """Build the documentation; a warning is an error."""
    # The pages quote the source itself, so the package is the one in this folder.
    session.install("-e", ".[frames,population,testing]", *group("docs"))
    session.run("python", "docs/generate.py", "--check")
    session.run("sphinx-build", "-W", "--keep-going", "-b", "html", "docs", "docs/_build")


@nox.session
def clauses(session: nox.Session) -> None:
    """Write the clause table of the documentation anew from the rules."""
    session.install("-e", ".")
    session.run("python", "docs/generate.py")


@nox.session
def bench(session: nox.Session) -> None:
    """Measure against hand-written code and other engines; arguments after ``--`` go to the benchmark."""
    session.install(".[frames]", *group("bench"), *group("peers"))
    session.run("python", "benchmarks", *session.posargs)
