"""The project's tasks: ``nox -s NAME``; ``nox`` alone lints, checks types and tests.

Environments are kept between runs; ``nox -R -s NAME`` also skips installing, which works offline.
"""

from __future__ import annotations

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
    session.install("-e", ".[frames,testing]", *group("test"))
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


@nox.session(python=PYTHONS)
def matrix(session: nox.Session) -> None:
    """Run the test suite on every supported Python that this machine has."""
    run_tests(session)


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
    session.install(".[frames,testing]", *group("types"))
    session.run("mypy")
    session.run("pyright")
    session.run("pyright", "--verifytypes", "cloudgrant", "--ignoreexternal")


@nox.session
def docs(session: nox.Session) -> None:
    """Build the documentation; a warning is an error."""
    # The pages quote the source itself, so the package is the one in this folder.
    session.install("-e", ".[frames,testing]", *group("docs"))
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
    session.install(".[frames]", *group("bench"))
    session.run("python", "benchmarks", *session.posargs)
