"""Lazy imports: names of a package that are loaded on first use (PEP 562)."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import Any


def lazy_names(
    package: str, modules: Mapping[str, Sequence[str]]
) -> tuple[Callable[[str], Any], Callable[[], list[str]]]:
    """Return a `__getattr__` and a `__dir__` for a package whose names are imported from its modules on first use.

    Args:
        package: The name of the package.
        modules: The names that each module defines, by the module's relative name (`.videos`). If a module lists its
            own name, the package has the module itself under that name.

    Returns:
        Both functions. `__dir__` lists what `__all__` lists, and not what the package imports for itself.
    """
    homes = {name: module for module, names in modules.items() for name in names}

    def get(name: str) -> Any:
        home = homes.get(name)
        if home is None:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        module = import_module(home, package)
        value = module if home == f".{name}" else getattr(module, name)
        vars(sys.modules[package])[name] = value  # the next access finds it without this function
        return value

    def names() -> list[str]:
        known = vars(sys.modules[package])
        return sorted({*known["__all__"], *(name for name in known if name.startswith("__"))})

    return get, names
