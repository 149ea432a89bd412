"""The overlays that we draft: whether one is as it was written, so that none is lost that a person has worked on."""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import Path
from typing import Final, Literal, TypeAlias

State: TypeAlias = Literal["none", "draft", "edited", "foreign"]
"""Of the file where a draft would stand: there is none, it is one as we wrote it, one with edits, or none of ours."""

_MARK: Final = "# Proposed by `nox -s docs"
_SEAL: Final = re.compile(r"^# Draft ([0-9a-f]{16})\n", re.MULTILINE)


def head(provider: str, file: str) -> str:
    """The first lines of a draft."""
    return f"{_MARK} -- {provider} --write`. Read it, mend its words, then apply it:\n#   nox -s docs -- apply {file}\n"


def sealed(text: str) -> str:
    """A draft with a line behind its head that tells whether somebody has edited it since."""
    first, second, rest = text.split("\n", 2)
    return f"{first}\n{second}\n# Draft {_digest(text)}\n{rest}"


def state_of(path: Path) -> State:
    """What stands at a path."""
    try:
        text = path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return "none"
    if not text.startswith(_MARK):
        return "foreign"
    seal = _SEAL.search(text)
    return "draft" if seal is not None and seal[1] == _digest(_SEAL.sub("", text, count=1)) else "edited"


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:16]
