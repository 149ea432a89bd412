"""What `docs/maintaining.md` says of drafts happens as it says."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

from .conftest import HERE, Studio

GUIDE = (Path(__file__).resolve().parents[3] / "docs" / "maintaining.md").read_text(encoding="utf-8")
SECTION = GUIDE[GUIDE.index("## A first draft of an operation") :]


def blocks(language: str) -> list[str]:
    """The code blocks of the section in one language."""
    return re.findall(rf"```{language}\n(.*?)```", SECTION, re.DOTALL)


def test_the_guide_s_draft_is_what_is_drafted(studio: Studio) -> None:
    """Its list and its command give its report and its marks; the operation with a name and a page has none of them."""
    operations, report = blocks("text")
    (command,) = blocks("shell")
    (marked,) = blocks("yaml")
    assert shlex.split(command)[:4] == ["nox", "-s", "docs", "--"]
    assert shlex.split(command)[4:8] == ["draft", "--to", "acme", "published.yaml"]
    printed = studio.draft(source=HERE / "published.yaml", listed=operations)

    assert report in printed
    assert marked in studio.text
    assert "x-draft" not in studio.operation("models_get")["externalDocs"]
    assert "x-draft" in studio.operation("projects_delete")["externalDocs"]


def test_operations_may_be_named_behind_the_source(studio: Studio) -> None:
    """The other command of the guide drafts the same two operations."""
    words = re.search(r"`draft --to acme published\.yaml ([^`]+)`", SECTION)
    assert words is not None
    studio.draft(*words[1].split(), source=HERE / "published.yaml")

    assert studio.operation("models_get")
    assert studio.operation("projects_delete")
