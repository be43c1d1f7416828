"""Names that are loaded when they are first used (PEP 562), from any number of threads."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from importlib.util import find_spec
from threading import RLock
from types import MappingProxyType
from typing import Any, Final

__all__ = ["extra_named", "is_installed", "on_first_use"]

# One after another: two threads that import modules of one package crosswise can each be given the
# other's half-made module.
_LOADING = RLock()


_EXTRAS: Final[Mapping[str, str]] = MappingProxyType(
    {"narwhals": "frames", "hypothesis": "testing", "numpy": "population"}
)
"""The extra with which each package comes that the library can do without."""


@contextmanager
def extra_named() -> Iterator[None]:
    """While this lasts, a package that is not there is told with the extra that brings it."""
    try:
        yield
    except ModuleNotFoundError as error:
        extra = _EXTRAS.get(error.name or "")
        if extra is None:
            raise
        raise ModuleNotFoundError(
            f"沒有安裝 {error.name}：請安裝 cloudgrant[{extra}] · {error.name} is not installed: "
            f"install cloudgrant[{extra}]",
            name=error.name,
            path=error.path,
        ) from error


def is_installed(package: str) -> bool:
    """Whether a package that comes with an extra is there; it is not loaded."""
    try:
        return find_spec(package) is not None
    except ModuleNotFoundError:
        return False


def on_first_use(
    package: str, names: dict[str, Any], homes: Mapping[str, str]
) -> tuple[Callable[[str], Any], Callable[[], list[str]]]:
    """The ``__getattr__`` and ``__dir__`` of a package whose names live in other modules of the library.

    ``homes`` gives for each name its module below ``cloudgrant``; a name that is its own home is the
    module itself. What has been loaded is kept in ``names``, the package's globals.
    """

    def get(name: str) -> Any:
        if name not in homes:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        with _LOADING, extra_named():
            module = import_module(f"cloudgrant.{homes[name]}")
            names[name] = module if name == homes[name] else getattr(module, name)
        return names[name]

    return get, lambda: sorted(homes)
