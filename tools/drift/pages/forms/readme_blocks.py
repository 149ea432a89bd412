"""ReadMe's blocks in Markdown: `[block:parameters]`, JSON, and `[/block]`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

from ....contract.json_tree import as_list, as_mapping
from .blocks import Block, Code, Heading, Row, Text, clean
from .inline_marks import inline

BEGIN: Final = re.compile(r"\s*\[block:([a-z-]+)\]\s*(.*)")
END: Final = re.compile(r"(.*?)\[/block\]\s*")
MAX_CELLS: Final = 5_000


def read(kind: str, content: Sequence[str], number: int) -> list[Block] | str:
    """Read one block.

    Args:
        kind: The word after `block:`.
        content: The lines between the two marks.
        number: The line number of the first of them.

    Returns:
        The blocks that it stands for, or a problem.
    """
    if kind in ("image", "embed", "html"):
        return [] if kind != "html" else "a block of HTML, which is not read"
    try:
        data = as_mapping(json.loads("\n".join(content), strict=False))
    except (ValueError, RecursionError):
        return f"the block `{kind}` that begins here is not JSON"
    if kind == "parameters":
        return list(_rows(data, content, number))
    if kind == "api-header":
        title = str(data.get("title") or "")
        return [Heading(clean(title), number, level=2, raw=title)] if title else []
    if kind == "code":
        return [
            Code(str(one["code"]), number, str(one.get("language") or ""), str(one.get("name") or ""))
            for one in map(as_mapping, as_list(data.get("codes")))
            if isinstance(one.get("code"), str)
        ]
    if kind == "callout":
        return [_text(str(data.get(key) or ""), number) for key in ("title", "body") if data.get(key)]
    return f"the block `{kind}` is not known, and is not read"


def _rows(data: dict[str, Any], content: Sequence[str], number: int) -> Iterator[Row]:
    cells = as_mapping(data.get("data"))
    lines: dict[str, int] = {}
    for offset, line in enumerate(content):
        if written := re.match(r'\s*"((?:h|\d+)-\d+)"\s*:', line):
            lines.setdefault(written[1], number + offset)
    found: dict[str, dict[int, str]] = {}
    for key, value in list(cells.items())[:MAX_CELLS]:
        row, _, column = key.partition("-")
        if column.isdecimal() and len(column) < 4:
            found.setdefault(row, {})[int(column)] = str(value)
    order = sorted((row for row in found if row.isdecimal()), key=int)
    for row in ["h", *order]:
        texts = found.get(row, {})
        at = lines.get(f"{row}-0", number)
        row_cells = [_text(texts.get(column, ""), at) for column in range(max(texts, default=-1) + 1)]
        if row_cells:
            yield Row(tuple(row_cells), at, row == "h")


def _text(marked: str, number: int) -> Text:
    text, codes, name = inline(" ".join(marked.split()))
    return Text(text, number, codes, name, raw=marked)
