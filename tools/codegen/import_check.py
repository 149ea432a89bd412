"""A check that every module of a package can be imported: `python -m tools.codegen.import_check <folder> <package>`.

It prints the file, line and error of each failing module as JSON.
"""

from __future__ import annotations

import contextlib
import importlib
import io
import json
import sys
import traceback
from pathlib import Path


def main(arguments: list[str]) -> int:
    """Import all modules, and print the failures."""
    folder, name = arguments
    sys.path.insert(0, folder)
    # The folder is compared byte for byte, so it must not contain caches.
    sys.dont_write_bytecode = True
    package = Path(folder).resolve() / name
    failures: dict[tuple[str, int], str] = {}
    for path in sorted(package.rglob("*.py")):
        parts = path.relative_to(package.parent).with_suffix("").parts
        module = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        try:
            with contextlib.redirect_stdout(io.StringIO()):
                importlib.import_module(module)
        except Exception as error:
            # The innermost place in the package. Modules that import a broken one fail at the same place.
            failures.setdefault(_place(package, path, error), f"{type(error).__name__}: {error}")
    print(json.dumps([{"file": file, "line": line, "error": error} for (file, line), error in failures.items()]))
    return 0


def _place(package: Path, path: Path, error: Exception) -> tuple[str, int]:
    if isinstance(error, SyntaxError) and error.filename is not None:
        places = [(Path(error.filename), error.lineno or 1)]
    else:
        places = [(Path(frame.filename), frame.lineno or 1) for frame in traceback.extract_tb(error.__traceback__)]
    inside = [(file, line) for file, line in places if file.is_relative_to(package)]
    file, line = inside[-1] if inside else (path, 1)
    return file.relative_to(package).as_posix(), line


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
