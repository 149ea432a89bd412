"""Inline markup of Markdown and HTML within a line."""

from __future__ import annotations

import html
import re
from typing import Final

from .blocks import BULLET, clean

_CODE_SPAN: Final = re.compile(r"(`{1,3})(?!`)([^`]+)(?<!`)\1(?!`)|<code>([^<]*)</code>")
_LINK: Final = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*(?:\s+\"[^\"]*\")?\)")
_STRONG: Final = re.compile(r"\*\*([^*]+)\*\*|(?<!\w)__([^_]+(?:_[^_]+)*)__(?!\w)|<(?:b|strong)>([^<]*)</(?:b|strong)>")
_EMPHASIS: Final = re.compile(
    r"(?<![\w*])\*([^*\s](?:[^*]*[^*\s])?)\*(?![\w*])|(?<!\w)_([^_\s](?:[^_]*[^_\s])?)_(?!\w)"
)
_HTML_TAG: Final = re.compile(
    r"</?(?:br|p|span|em|i|b|strong|code|div|a|sup|sub|kbd|small|u|ul|ol|font|hr|pre|aside)(?:\s[^<>]*)?/?>"
)
_HTML_ITEM: Final = re.compile(r"<li(?:\s[^<>]*)?>|(</li>)")
_KRAMDOWN: Final = re.compile(r"\{:\s[^{}]*+\}$")
"""Attributes at the end of a line, as Python-Markdown and kramdown have them: `{: #anchor .class }`."""
_ESCAPE: Final = re.compile(r"\\([\\`*_{}\[\]()#+.!|<>~-])")
_MARK: Final = "\x02{}\x03"
_MARKED: Final = re.compile("\x02(\\d+)\x03")


def inline(marked: str) -> tuple[str, tuple[str, ...], str | None]:
    """Remove inline markup from a line, and find its code and the marked name at its beginning."""
    text = marked.replace("\x02", "").replace("\x03", "").rstrip()
    if not any(character in text for character in "`*_[<&\\{"):
        return clean(text), (), None
    spans: list[str] = []

    def keep(match: re.Match[str]) -> str:
        spans.append(match[2] if match[2] is not None else html.unescape(match[3]))
        return _MARK.format(len(spans) - 1)

    text = _KRAMDOWN.sub("", text)
    text = _CODE_SPAN.sub(keep, text)
    text = _LINK.sub(r"\1", text)
    first = re.match(r"\s*(?:\x02(\d+)\x03|(?:\*\*|__|<b>|<strong>)([^*<]+?)(?:\*\*|__|</b>|</strong>))", text)
    text = _STRONG.sub(lambda match: next(group for group in match.groups() if group is not None), text)
    text = _EMPHASIS.sub(lambda match: match[1] if match[1] is not None else match[2], text)
    text = html.unescape(_ESCAPE.sub(r"\1", _HTML_TAG.sub(" ", _HTML_ITEM.sub(_item, text))))
    name = None
    if first is not None:
        name = clean(_unmark(first[0], spans)).strip("*_ ") if first[1] is None else spans[int(first[1])].strip()
        name = re.sub("</?(?:b|strong)>", "", name)
    return clean(_unmark(text, spans)), tuple(one.strip() for one in spans), name


def _unmark(text: str, spans: list[str]) -> str:
    return _MARKED.sub(lambda match: spans[int(match[1])], text)


def _item(match: re.Match[str]) -> str:
    return " " if match[1] else f" {BULLET} "
