"""Names that are loaded when they are first used (PEP 562), from any number of threads."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from threading import RLock
from typing import Any

__all__ = ["on_first_use"]

# One after another: two threads that import modules of one package crosswise can each be given the
# other's half-made module.
_LOADING = RLock()


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
        with _LOADING:
            module = import_module(f"cloudgrant.{homes[name]}")
            names[name] = module if name == homes[name] else getattr(module, name)
        return names[name]

    return get, lambda: sorted(homes)
