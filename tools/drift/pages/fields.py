"""Lists of fields in every form that pages use, read as drafts: one for each field, with its description.

A field is a name followed by a type: on separate lines, on one line, in a list item, in a table row or in a component.
The text below it, up to the next field or heading, is its description.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from ...contract.facts import ITEMS, FieldPath, Place, Source, Stated, ValueFacts
from . import field_words
from .field_words import Words
from .forms.blocks import BOUNDARY, Heading, Open, Row, Text
from .sections import Section

_NAME: Final = re.compile(
    r"(?:\[\]\.)?+[A-Za-z_$@][\w$@-]*+(?:\[\])?+(?:\.(?:\[\]|[A-Za-z_$@\[][\w$@\]-]*+)(?:\[\])?+)*+"
)
_BULLET_VALUE: Final = re.compile(r"[`\"']?([A-Za-z0-9_][\w.:/-]*)[`\"']?\s*(?:[-–—:]\s+\S.*)?")
_CONSTRAINT: Final = re.compile(
    r"\s*(?:required range|required string length|required array length|min|max|available options?|"
    r"allowed values?|default|pattern|"
    r"possible values|range)\b",
    re.IGNORECASE,
)
_INSIDE: Final = re.compile(r"^(?:[└↳├─│>\s]|&nbsp;)+|^(?:-\s+)+")
MAX_DESCRIPTION: Final = 4
"""The most blocks of text below a field that belong to its description, if no gap ends it."""


@dataclass
class Draft:
    """A field that is being read."""

    name: str
    place: Place
    section: Section
    words: Words
    parent: Draft | None = None
    depth: int = 0
    """Its indentation in the source, which tells whether the next field is its child."""
    lines: list[Text] = field(default_factory=list[Text])
    bullets: list[str] = field(default_factory=list[str])
    closed: bool = False
    """Whether its description has ended."""
    structured: bool = False
    """Whether it is a component, which also ends its description."""
    defined: bool = False
    """Whether it is an entry of a definition list, whose description is indented."""
    children: int = 0
    behind: Draft | None = None
    """In plain text, the preceding object with a toggle for its fields; this may be one of them."""
    is_unplaced: bool = False
    """Whether that is unknown."""

    @property
    def path(self) -> FieldPath:
        """Its names, from the outermost to its own."""
        parts: list[str] = []
        for part in self.name.split("."):
            bare = part.removesuffix("[]").strip("[]")
            parts += [bare] if bare else []
            parts += [ITEMS] if part.endswith("]") else []
        own = tuple(parts)
        if self.parent is None:
            return own
        above = self.parent.path
        if "array" in self.parent.words.types and above[-1:] != (ITEMS,) and own[: len(above)] != above:
            above = (*above, ITEMS)
        return own if len(own) > len(above) and own[: len(above)] == above else (*above, *own)

    def facts(self, *, marks: bool, source: Source = "list") -> ValueFacts:
        """Read the facts of the field.

        Args:
            marks: Whether a field without a mark is optional, as in lists of parameters.
            source: The kind of list.
        """
        types = self.words.types
        text = "\n".join(line.plain for line in self.lines)
        codes = tuple(code for line in self.lines for code in line.codes)
        told = field_words.description(text, codes, types=types)
        values = self.words.values if self.words.values is not None else told.values
        if (
            values is None
            and types == frozenset({"string"})
            and len(self.bullets) > 1
            and set(self.bullets) != {"true", "false"}
        ):
            values = tuple(self.bullets)
        default = self.words.default if self.words.default is not None else told.default
        nullable = self.words.nullable if self.words.nullable is not None else told.nullable
        if nullable is None and types:
            nullable = False
        required = self.words.required
        if required is None:
            required = told.required if told.required is not None else self.section.required
        if required is None and marks:
            required = False
        return ValueFacts(
            place=self.place,
            source=source,
            types=types,
            format=self.words.format or (told.format if types <= {"string"} else None),
            nullable=nullable,
            required=required,
            values=values,
            default=None if default is None else Stated(field_words.typed(default, types), self.place),
            bounds=self.words.bounds.merged(told.bounds),
            description=" ".join(text.split()),
        )


def is_name(text: str) -> bool:
    """Whether a text may be the name of a field."""
    return len(text) <= 100 and _NAME.fullmatch(text) is not None


def has_type(words: Words | None) -> bool:
    """Whether a text names a type."""
    return words is not None and words.typed


_VALUE: Final = re.compile(r"=(?:<[^<>]*>|\{[^{}]*\})?$")
"""The placeholder of a value after a name: `tag=<value>`."""


def split_name(text: str) -> tuple[str, Words]:
    """Split a field name from its marks, as in `cost?` or `id*`."""
    bare = _VALUE.sub("", text.strip().strip("`*\"':").strip())
    words = Words()
    if text.strip().endswith("*") and not text.strip().startswith("*"):
        words = replace(words, required=True)
    if bare.endswith("?"):
        bare, words = bare[:-1], replace(words, required=False)
    return bare, words


def joined(first: Words, second: Words) -> Words:
    """Combine two descriptions; if both state a fact, the first counts."""
    return Words(
        types=first.types or second.types,
        items=first.items or second.items,
        typed=first.typed or second.typed,
        format=first.format or second.format,
        nullable=first.nullable if first.nullable is not None else second.nullable,
        required=first.required if first.required is not None else second.required,
        values=first.values if first.values is not None else second.values,
        default=first.default if first.default is not None else second.default,
        bounds=first.bounds.merged(second.bounds),
    )


@dataclass(frozen=True)
class Head:
    """The beginning of a field: its name, type and marks, and possibly the first part of its description."""

    name: str
    words: Words
    description: str = ""


_ALSO_NAMES: Final = frozenset(
    {"url", "uri", "date", "file", "timestamp", "text", "map", "list", "hash", "record", "enum"}
)


def head_on_lines(first: Text, second: Text | None, third: Text | None) -> Head | None:
    """Read a name on one line and its type on the next.

    The third line tells whether the second is itself a name, such as `url` or `object`.
    """
    name, signs = split_name(first.plain)
    if second is None or not is_name(name) or isinstance(second, Heading) or second.text.endswith("."):
        return None
    words = field_words.attributes(second.text)
    if words is None or not words.typed:
        return None
    sentence = second.plain in _ALSO_NAMES or (name[0].isupper() and "-" not in name)
    followed = third is not None and has_type(field_words.attributes(third.text))
    if sentence and followed and is_name(second.plain):
        return None
    return Head(name, joined(words, signs))


_PARENTHESES: Final = re.compile(r"\s*\(([^()]*(?:\([^()]*\)[^()]*)*)\)\s*[:\-–—.]?\s*(.*)", re.DOTALL)
_MARKED: Final = re.compile(r"\s*(?:\(([^()]*+)\)\s*)?(?:[:–—]\s|-\s|$)")
_SAID: Final = re.compile(r"\s*\(((?:required|optional)\b[^()]*+)\)\s+(?=[A-Za-z])", re.IGNORECASE)
_CONDITION: Final = re.compile(r"(?:only\s+)?(?:if|when|for|unless)\b", re.IGNORECASE)
_LATER: Final = re.compile(r"\(([^(),]*+)(?:,([^()]*+))?\)(?=[\s.]*(?:$|-\s))")
"""A type in parentheses at the end of a description: `The name of the feed (string, since version 2)`."""
_OTHER_FIELDS: Final = re.compile(r"\w*(?:Param|Field|Prop|Property|Attribute|SchemaItem|ParamsItem)")


def is_other_field(tag: Open) -> bool:
    """Whether a component that a site defines describes a field, by its name and its attributes."""
    return "name" in tag.attributes and _OTHER_FIELDS.fullmatch(tag.name) is not None


_SEPARATED: Final = re.compile(r"\s*(?:[:–—|·,]|-(?=\s))\s*")


def head_in_line(block: Text) -> Head | None:
    """Read name, type, marks and description on one line, such as `id (string): The id`."""
    text = block.text
    if block.name is not None and is_name(split_name(block.name)[0]):
        written, marked = block.name, True
        rest = text[text.find(block.name) + len(block.name) :] if block.name in text else ""
    else:
        match = re.match(r"\s*([A-Za-z_$][\w.$\[\]-]*[?*]?)(?=[\s:(,|\x1f–—])", text)
        if match is None:
            return None
        written, marked, rest = match[1], False, text[match.end() :]
    name, signs = split_name(written)
    if not is_name(name):
        return None
    rest = rest.lstrip("*?" if marked else "")
    if found := _PARENTHESES.fullmatch(rest.replace(BOUNDARY, " ")):
        words = field_words.attributes(found[1])
        if words is not None and words.typed:
            return Head(name, joined(words, signs), found[2])
        if words is not None and marked:
            # The marks precede the type, or there is no type.
            return None
    separator = _SEPARATED.match(rest)
    loose = not marked and separator is None and block.depth == 0 and not rest.startswith(BOUNDARY)
    if separator is not None:
        rest = rest[separator.end() :]
    return _leading(name, signs, rest, loose=loose)


def untyped_head(block: Text) -> Head | None:
    """Read an item of a list that names a field without its type, such as `- **query** - What to search for`."""
    if block.name is None:
        return None
    name, signs = split_name(block.name)
    if not is_name(name) or block.name not in block.text[: len(block.name) + 2]:
        return None
    rest = block.text[block.text.find(block.name) + len(block.name) :].lstrip("*?" + BOUNDARY)
    found = _MARKED.match(rest) or _SAID.match(rest)
    if found is None:
        return None
    if found.re is _SAID:
        # `(required) only if ...` says neither.
        marks = None if _CONDITION.match(rest, found.end()) else field_words.attributes(found[1])
        return Head(name, joined(signs, marks or Words()), rest[found.end() :])
    marks = field_words.attributes(found[1]) if found[1] else Words()
    is_item = block.depth or block.defines or (marks is not None and marks.required is not None)
    if not is_item and (rest.strip() or not name.islower()):
        # A paragraph is a field only if it is a name and nothing else, as a heading would be.
        return None
    words = joined(signs, marks or Words())
    return Head(name, joined(words, _later_words(rest) or Words()), rest[found.end() :])


def _later_words(text: str) -> Words | None:
    """Read a type in parentheses at the end of a description; what follows it may be any words."""
    for match in _LATER.finditer(text[-300:]):
        words = field_words.attributes(match[1])
        if words is not None and words.types and " " not in match[1].strip():
            more = (match[2] or "").strip().partition(" ")[0].strip(".,")
            return joined(words, field_words.attributes(more) or Words())
    return None


def _leading(name: str, signs: Words, rest: str, *, loose: bool) -> Head | None:
    """Read a type with marks at the beginning of the text after a name."""
    whole = field_words.attributes(rest)
    sentence = loose and BOUNDARY not in rest and (rest.rstrip().endswith(".") or name[0].isupper())
    if whole is not None and whole.typed and not sentence:
        return Head(name, joined(whole, signs))
    if loose and BOUNDARY not in rest:
        return None
    best: tuple[Words, str] | None = None
    for cut in re.finditer(r"\s*(?:[.:;–—\x1f]|\s-|,)\s*|(?<=\))\s+|\s+(?=[A-Z])", rest[:300]):
        words = field_words.attributes(rest[: cut.start()])
        if words is None:
            break
        if words.typed:
            best = (words, rest[cut.end() :])
    return None if best is None else Head(name, joined(best[0], signs), best[1])


# --- Tables -------------------------------------------------------------------------------------------------------

_COLUMNS: Final = (
    ("name", r"name|field|parameter|param|property|key|attribute|header|argument|feld|champ|campo|nom|nombre"),
    ("type", r"type|data ?type|typ|tipo|schema"),
    ("required", r"required\??|mandatory|req\.?|erforderlich|requis|obligatoire|requerido|pflicht"),
    ("optional", r"optional\??"),
    ("nullable", r"nullable\??|null\??"),
    ("default", r"default|default value|standard|par défaut"),
    ("values", r"values|allowed values|possible values|options|enum|known values"),
    ("status", r"status|status code|code|http status|http code|http"),
    ("position", r"in|location|where|position|place"),
    ("description", r"description|notes?|meaning|details|beschreibung|remarks?|descripción|explanation"),
)
_YES: Final = frozenset(
    {"yes", "true", "required", "✓", "✔", "✅", "y", "x", "ja", "oui", "sí", "si", "mandatory", "always"}
)
_NO: Final = frozenset({"no", "false", "optional", "✗", "✘", "❌", "n", "nein", "non", "never"})
"""Cells without a statement: an empty cell does not make a response field optional."""


def columns(header: Row) -> tuple[str | None, ...]:
    """The meaning of each table column, from its title."""
    found: list[str | None] = []
    for cell in header.cells:
        title = cell.plain.strip(" :*").casefold()
        found.append(next((kind for kind, names in _COLUMNS if re.fullmatch(names, title)), None))
    return tuple(found)


@dataclass(frozen=True)
class TableField:
    """A field from a table row."""

    head: Head
    inside: bool
    """Whether the name is marked as a child of the one above."""
    position: str = ""


def row_field(row: Row, kinds: Sequence[str | None]) -> TableField | None:
    """Read the field in a row; None if there is none."""
    cells = {kind: cell for kind, cell in zip(kinds, row.cells, strict=False) if kind}
    if "name" not in cells:
        return None
    written = cells["name"].plain
    inside = _INSIDE.match(written) is not None
    name, signs = split_name(_INSIDE.sub("", written))
    words = signs
    if not is_name(name):
        # `id required` or `id (optional)` in one cell
        first, _, rest = name.partition(" ")
        marks = field_words.attributes(rest)
        if not is_name(split_name(first)[0]) or marks is None:
            return None
        name, words = split_name(first)[0], joined(signs, marks)
    if "type" in cells:
        typed = field_words.attributes(cells["type"].text)
        if typed is None:
            return None
        words = joined(words, typed)
    words = joined(words, _cell_marks(cells))
    if not words.typed and "required" not in cells and "description" not in cells:
        return None
    text = cells["description"].plain if "description" in cells else ""
    return TableField(Head(name, words, text), inside, cells["position"].plain if "position" in cells else "")


def _cell_marks(cells: dict[str, Text]) -> Words:
    words = Words()
    for kind in ("required", "optional", "nullable"):
        if kind in cells:
            mark = cells[kind].plain.strip(" .*").casefold()
            on = True if mark in _YES else (False if mark in _NO else None)
            if on is not None and kind == "nullable":
                words = replace(words, nullable=on)
            elif on is not None:
                words = replace(words, required=on if kind == "required" else not on)
            elif kind == "required" and mark == "optional":
                words = replace(words, required=False)
    if "default" in cells and cells["default"].plain.strip() not in ("", "-", "–", "—", "none", "None", "n/a"):
        words = replace(words, default=cells["default"].plain.strip())
    if "values" in cells and (cell := cells["values"]).plain.strip() not in ("", "-", "–", "—"):
        listed = cell.codes or tuple(one.strip(" `\"'") for one in re.split(r"[,|;]", cell.plain))
        words = replace(words, values=tuple(one for one in listed if one))
    return words


# --- Components ---------------------------------------------------------------------------------------------------


def component_head(tag: Open) -> tuple[Head, str] | None:
    """The head and position (empty for a response field) of a `ParamField` or `ResponseField`; None without a name."""
    attributes = tag.attributes
    position, name = "", attributes.get("name", "")
    if tag.name in ("ParamField", "Param", "ParamFields"):
        for kind in ("path", "query", "header", "body", "cookie", "param"):
            if kind in attributes and attributes[kind] != "true":
                position, name = kind, attributes[kind]
        position = position or attributes.get("in", "param")
    bare = _bare(name.strip("{}"))
    if not is_name(bare):
        return None
    named = attributes.get("type") or attributes.get("schemaName") or ""
    words = field_words.attributes(_bare(named.strip("{}"))) or Words()
    for kind, mark in (("required", True), ("optional", False)):
        if kind in attributes:
            on = _bare(attributes[kind]).lower() != "false"
            words = replace(words, required=on if mark else not on)
    if "nullable" in attributes:
        words = replace(words, nullable=_bare(attributes["nullable"]).lower() != "false")
    for kind in ("default", "defaultValue"):
        if kind in attributes:
            words = replace(words, default=_bare(attributes[kind]))
    for kind in ("enum", "options", "values"):
        if kind in attributes and (listed := re.findall(r"[\"'`]([^\"'`]+)[\"'`]", attributes[kind])):
            words = replace(words, values=tuple(listed))
    for kind in ("post", "pre"):
        for label in re.findall(r"[\"'`]([^\"'`]+)[\"'`]", attributes.get(kind, "")):
            words = joined(words, field_words.attributes(label) or Words())
    limits = " ".join(
        f"{kind}: {_bare(attributes[kind])}" for kind in ("min", "max", "minimum", "maximum") if kind in attributes
    )
    words = joined(words, Words(bounds=field_words.bounds(limits)))
    return Head(bare, words), position


def _bare(value: str) -> str:
    text = value.strip()
    if text[:1] in "\"'`" and text[-1:] == text[:1] and len(text) > 1:
        text = text[1:-1]
    return text.strip()


def bullet_value(block: Text) -> str | None:
    """Read the value in a list item below a field: `queued - It waits`."""
    if not block.depth:
        return None
    if block.codes and block.plain.startswith(block.codes[0]):
        return block.codes[0] if re.fullmatch(r"[\w.:/-]+", block.codes[0]) else None
    match = _BULLET_VALUE.fullmatch(block.plain)
    return match[1] if match else None


def is_constraint(block: Text) -> bool:
    """Whether a separate line still belongs to the field above it."""
    return _CONSTRAINT.match(block.plain) is not None
