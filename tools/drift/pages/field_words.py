"""Facts in the words beside a field: its type, its marks and its description.

Only unambiguous phrases are read as facts; examples ("e.g. ...") never are.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field, replace
from typing import Final

from ...contract.facts import Bounds, Json
from .forms.blocks import BOUNDARY, BULLET

MAX_WORDS: Final = 2_000
"""The number of characters of a description that are read."""

_TYPES: Final = {
    "string": ("string", None), "str": ("string", None), "text": ("string", None), "strings": ("string", None),
    "integer": ("integer", None), "int": ("integer", None), "integers": ("integer", None), "long": ("integer", None),
    "int32": ("integer", None), "int64": ("integer", None),
    "number": ("number", None), "float": ("number", None), "double": ("number", None), "decimal": ("number", None),
    "numbers": ("number", None), "floats": ("number", None),
    "boolean": ("boolean", None), "bool": ("boolean", None), "booleans": ("boolean", None),
    "object": ("object", None), "dict": ("object", None), "map": ("object", None), "record": ("object", None),
    "objects": ("object", None), "dictionary": ("object", None), "hash": ("object", None),
    "array": ("array", None), "list": ("array", None), "arrays": ("array", None),
    "date-time": ("string", "date-time"), "datetime": ("string", "date-time"), "timestamp": ("string", "date-time"),
    "date": ("string", "date"), "uuid": ("string", "uuid"), "uri": ("string", None), "url": ("string", None),
    "file": ("string", "binary"), "binary": ("string", "binary"), "enum": ("string", None),
}  # fmt: skip
_ANY: Final = frozenset({"any", "unknown", "mixed", "json"})
_SCALARS: Final = frozenset({"string", "integer", "number", "boolean"})
_REQUIRED: Final = frozenset(
    {"required", "mandatory", "erforderlich", "obligatoire", "requis", "requerido", "obligatorio", "verplicht"}
)
_OPTIONAL: Final = frozenset({"optional", "optionnel", "facultatif", "opcional"})
_IDLE: Final = frozenset(
    {"deprecated", "read-only", "readonly", "write-only", "or", "of", "a", "an", "path", "query", "header", "body",
     "in", "parameter", "param", "field", "oder", "ou", "o", "new", "beta", "type", "cookie", "unique", "format",
     "value", "values", "repeated"}
)  # fmt: skip
_FORMATS: Final = frozenset({"date-time", "date", "uuid", "binary"})
_LIST_FIRST: Final = re.compile(r"(?<!\w)\[\]([A-Za-z][\w-]*)")
"""A list as Go has it: `[]string`."""
_BARE: Final = r"[^\s,;|·•()\x1f]+"
_TOKEN: Final = re.compile(
    rf"""[\s,;|·•()/\x1f]*(?:
      (?P<default>(?:default(?:\ value)?|defaults\ to|par\ d[ée]faut|standard)\s*[:=]?\s*
        (?P<value>\{{\{{[^{{}}]*\}}\}}|"[^"]*"|'[^']*'|`[^`]*`|\[[^\]]*\]|\{{[^}}]*\}}|{_BARE}))
    | (?P<flag>(?:required|optional|nullable)\s*[:=]\s*(?P<on>true|false|yes|no))
    | (?P<not_null>not[\s-]null(?:able)?|non[\s-]?null(?:able)?)
    | (?P<range>(?:-?[\d.]+\s*(?:<=?|≤)\s*)?\w\s*(?:<=?|>=?|≤|≥)\s*-?[\d.]+|(?:<=?|>=?|≤|≥)\s*-?[\d.]+)
    | (?P<limit>(?:min(?:imum)?|max(?:imum)?)\s*[:=]\s*-?[\d.]+)
    | (?P<literal>"[^"]*"|'[^']*')
    | (?P<word>[^\W\d_][\w-]*)(?P<inside>\s*<[^<>]*(?:<[^<>]*>)?[^<>]*>)?(?P<lists>(?:\[\])*)(?P<maybe>\?)?
    )""",
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True)
class Words:
    """The facts in a text; facts that it does not state are None or empty."""

    types: frozenset[str] = frozenset()
    items: frozenset[str] = frozenset()
    """For a list, the types of its items."""
    typed: bool = False
    """Whether a type is named, including `any`."""
    format: str | None = None
    nullable: bool | None = None
    required: bool | None = None
    values: tuple[Json, ...] | None = None
    default: str | None = None
    bounds: Bounds = field(default_factory=Bounds)


def attributes(text: str) -> Words | None:
    """Read `string | null, required, default: "a"`; None if it is anything else."""
    text = _LIST_FIRST.sub(r"\1[]", text.replace("\\|", "|").strip(" \t.:;,-–—" + BOUNDARY))
    if not text or len(text) > 300:
        return None
    words = Words()
    literals: list[Json] = []
    position = 0
    while position < len(text):
        match = _TOKEN.match(text, position)
        if match is None:
            if text[position:].strip(" \t,;|·•()/" + BOUNDARY):
                return None
            break
        taken = _taken(words, match, literals)
        if taken is None:
            return None
        words = taken
        position = match.end()
    if len(literals) > 1 or (literals and words.typed):
        words = replace(words, values=tuple(literals), typed=True, types=words.types or frozenset({"string"}))
    return words


def _taken(words: Words, match: re.Match[str], literals: list[Json]) -> Words | None:
    if match["default"]:
        if match["value"].startswith("{{"):
            # A variable of the page's template.
            return words
        return replace(words, default=match["value"].strip("`"))
    if match["flag"]:
        key, on = match["flag"].lower(), match["on"].lower() in ("true", "yes")
        if key.startswith("nullable"):
            return replace(words, nullable=on)
        return replace(words, required=on if key.startswith("required") else not on)
    if match["not_null"]:
        return replace(words, nullable=False)
    if match["range"] or match["limit"]:
        found = bounds(match["range"] or match["limit"])
        return replace(words, bounds=words.bounds.merged(found)) if found else None
    if match["literal"]:
        literals.append(match["literal"][1:-1])
        return words
    return _word(words, match)


def _word(words: Words, match: re.Match[str]) -> Words | None:
    word, inside, lists = match["word"].lower(), match["inside"], match["lists"]
    if match["maybe"]:
        words = replace(words, nullable=True)
    if word in ("null", "none", "nil", "nullable"):
        return replace(words, nullable=True)
    if word in _REQUIRED or word in _OPTIONAL:
        return replace(words, required=word in _REQUIRED)
    if word in ("optional", "union") and inside:
        return words
    if word in _ANY:
        return replace(words, typed=True, types=words.types | ({"array"} if lists else set()))
    if word in _IDLE and not inside:
        return words
    if word not in _TYPES:
        return None
    kind, form = _TYPES[word]
    inner: set[str] = set()
    if inside:
        for part in re.findall(r"[\w-]+", inside.lower()):
            if part in _FORMATS:
                form = part
            elif part in _TYPES and word in ("array", "list"):
                inner.add(_TYPES[part][0])
            elif part in _TYPES and word == "enum":
                kind = _TYPES[part][0]
    plural = word.endswith("s") and word not in ("hash",)
    if lists:
        return replace(words, types=words.types | {"array"}, items=words.items | {kind}, typed=True)
    if "array" in words.types and (plural or match.string[: match.start("word")].rstrip().lower().endswith(" of")):
        return replace(words, items=words.items | {kind})
    return replace(
        words, types=words.types | {kind}, items=words.items | inner, typed=True, format=form or words.format
    )


# --- Limits -------------------------------------------------------------------------------------------------------

_NUMBER: Final = r"-?(?<!\d)\d++(?:,\d{3}){0,6}+(?:\.\d++)?+"
_BETWEEN: Final = re.compile(rf"({_NUMBER})\s*(<=?|≤)\s*[A-Za-z]\w*\s*(<=?|≤)\s*({_NUMBER})")
_COMPARED: Final = re.compile(
    rf"(?:^|[\s`(:,])(?!version\b|since\b)(?:[A-Za-z]\w*\s*)?(<=|>=|<|>|≤|≥)\s*({_NUMBER})(?!\.\d)", re.IGNORECASE
)
_FLIPPED: Final = {"<": ">", "<=": ">=", "≤": ">="}


def _float(text: str) -> float:
    value = float(text.replace(",", ""))
    return int(value) if value.is_integer() else value


def _limit(sign: str, text: str) -> Bounds:
    value = _float(text)
    if sign in (">=", "≥"):
        return Bounds(minimum=value)
    if sign in ("<=", "≤"):
        return Bounds(maximum=value)
    return Bounds(exclusive_minimum=value) if sign == ">" else Bounds(exclusive_maximum=value)


_SIZED: Final = re.compile(
    rf"""(?P<side>min(?:imum)?|max(?:imum)?|required|allowed)\s+(?:(?:string|array|text|list)\s+)?
    (?P<what>length|items|size|characters)\s*(?:is|of|:)?\s*
    `?(?P<first>{_NUMBER})(?:\s*(?:-|–|to)\s*(?P<second>{_NUMBER}))?`?(?:\s*(?P<unit>elements?|items?|characters?))?""",
    re.VERBOSE | re.IGNORECASE,
)
_NAMED: Final = re.compile(
    rf"\b(min(?:imum)?|max(?:imum)?|at least|at most|up to|no more than|no less than)\b"
    r"(?: value)?(?:\s*(?:is|of|:|=))?\s*`?"
    rf"({_NUMBER})`?(?!\s*(?:%|seconds?|minutes?|hours?|days?|times|MB|KB|GB|[x×:]\s*\d))(\s*(?:characters?|chars|elements|items))?",
    re.IGNORECASE,
)
_SPAN: Final = re.compile(
    rf"\b(?:between|from|range:?|entre|zwischen)\s+`?({_NUMBER})`?\s*(?:and|to|-|–|et|und|y|bis)\s*`?({_NUMBER})`?"
    r"(\s*(?:characters?|chars|elements|items))?",
    re.IGNORECASE,
)
_PATTERN: Final = re.compile(r"\bpattern\s*:\s*`?(\S[^`\n]*?)`?\s*$", re.IGNORECASE | re.MULTILINE)


def bounds(text: str) -> Bounds:
    """Read limits: `Required range: x >= 1`, "between 1 and 100", "at most 256 characters"."""
    found = Bounds()
    for match in _BETWEEN.finditer(text):
        found = found.merged(_limit(_FLIPPED[match[2]], match[1])).merged(_limit(match[3], match[4]))
    for match in _COMPARED.finditer(_BETWEEN.sub(" ", text)):
        found = found.merged(_limit(match[1], match[2]))
    for match in _SIZED.finditer(text):
        found = found.merged(_sized(match))
    for match in _NAMED.finditer(_SIZED.sub(" ", text)):
        found = found.merged(_side(match[1], _float(match[2]), (match[3] or "").strip().lower()))
    for match in _SPAN.finditer(text):
        unit = (match[3] or "").strip().lower()
        found = found.merged(_side("min", _float(match[1]), unit)).merged(_side("max", _float(match[2]), unit))
    if pattern := _PATTERN.search(text):
        found = found.merged(Bounds(pattern=pattern[1]))
    return found


def _sized(match: re.Match[str]) -> Bounds:
    words = match[0].lower()
    unit = "items" if "items" in words or "array" in words or "list" in words or "element" in words else "characters"
    first = _float(match["first"])
    if match["second"]:
        return _side("min", first, unit).merged(_side("max", _float(match["second"]), unit))
    return _side("min" if match["side"].lower() in ("required", "allowed") else match["side"], first, unit)


def _side(side: str, value: float, unit: str) -> Bounds:
    lower = side.lower() in ("min", "minimum", "at least", "no less than")
    if unit.startswith("char"):
        return Bounds(min_length=int(value)) if lower else Bounds(max_length=int(value))
    if unit:
        return Bounds(min_items=int(value)) if lower else Bounds(max_items=int(value))
    return Bounds(minimum=value) if lower else Bounds(maximum=value)


# --- Null, defaults, formats --------------------------------------------------------------------------------------

_NEVER_NULL: Final = re.compile(
    r"\b(?:never|not|cannot be|can't be|non)[\s-]+(?:be\s+)?`?null(?:able)?\b", re.IGNORECASE
)
_NULL: Final = re.compile(r"\bnull(?:able)?\b", re.IGNORECASE)
_DEFAULT: Final = re.compile(
    r"""\bdefault(?:s\s+to|\s+value(?:\s+is)?|\s+is)?\s*[:=]?\s*(?P<value>
    `[^`]*`|"[^"]*"|'[^']*'|-?\d+(?:\.\d+)?|true|false|null
    |(?<=:\ )[\w.-]+|(?:(?<=to\ )|(?<=is\ ))(?!the\b|an?\b)[\w./+-]*[\w+]
    (?=\s*(?:$|[.,;)]|\b(?:if|when|unless|for)\b)))""",
    re.VERBOSE | re.IGNORECASE,
)
_MARK: Final = re.compile(
    r"(?:^|[.(\[;]\s?|\b(?:is|are)\s)(required|mandatory|optional)(?=\s?(?:[.)\],;]|[-–—]\s|$))", re.IGNORECASE
)
"""A mark as a sentence of its own: `Required.`, `(optional)`, `This field is required.`"""
_ISO: Final = re.compile(r"\bISO[\s-]?8601\b|\bRFC[\s-]?3339\b", re.IGNORECASE)


def description(text: str, codes: tuple[str, ...] = (), *, types: frozenset[str] = frozenset()) -> Words:
    """Read the facts in a description: null, values, default, limits, format."""
    text = text.replace(BOUNDARY, " ")[:MAX_WORDS]
    nullable = None
    if _NEVER_NULL.search(text):
        nullable = False
    elif _NULL.search(text):
        nullable = True
    default = _DEFAULT.search(text)
    mark = _MARK.search(text)
    timestamp = bool(_ISO.search(text)) and (not types or "string" in types)
    return Words(
        nullable=nullable,
        required=None if mark is None else mark[1].lower() in _REQUIRED,
        values=values(text, codes, types),
        default=None if default is None else default["value"].strip("`").rstrip("."),
        bounds=bounds(text),
        format="date-time" if timestamp else None,
    )


# --- Known values -------------------------------------------------------------------------------------------------

_AND: Final = r"(?:or|and|oder|und|ou|et|o|y|e|en|lub|eller|и|или)"
_WORD: Final = rf"""(?:(?!{_AND}\s)[`"'“‘]?[A-Za-z0-9](?:[\w.:/+-]*[\w+])?[`"'”’]?)"""
_SEPARATOR: Final = r"(?:\s*,\s*|\s*\|\s*|(?<!application)(?<!text)(?<!image)(?<!audio)(?<!video)\s*/\s*|\s*;\s*)"
_LAST: Final = rf"(?:\s*,?\s+{_AND}\s+)"
_RUN: Final = re.compile(rf"{_WORD}(?:{_SEPARATOR}{_WORD})*(?:{_LAST}{_WORD})?")
_NAMES: Final = re.compile(
    r"\s+(?:fields?|parameters?|headers?|attributes?|arguments?|propert(?:y|ies)|keys?|endpoints?)\b"
)
"""What follows a list of names, which is no list of values."""
_SINGLE: Final = re.compile(
    r"\b(?:possible|accepted|allowed|valid)\s+values?:\s*(?P<value>`[^`]+`|[\"'][^\"']+[\"']|\w[\w-]*)\s*(?:\.|$)",
    re.IGNORECASE,
)
_POINTED: Final = re.compile(r"[-–—:(]\s*$")
_INTRODUCED: Final = re.compile(
    r"""(?:\b(?:one|any)\s+of\b:?|\beither\b|\b(?:possible|allowed|available|valid|known|supported)\s+
    (?:values?|options?|states?|statuses)(?:\s+(?:are|is|include))?\b:?|\boptions:|\bfollowing\s+values:|\bcan\s+be\b|\bis\s+(?=["`“])|\bentweder\b|\beine[rsn]?\s+(?:von|der)\b
    |\bl['’]une?\s+(?:de|des)\b|\bparmi\b|\bun[ao]\s+(?:de|di|tra)\b|\bvaleurs?\b:?|\bwerte?\b:?|\bvalores?\b:?)\s*$""",
    re.VERBOSE | re.IGNORECASE,
)
_EXAMPLES: Final = re.compile(
    r"""\(?\b(?:e\.\s?g\.|eg\b|i\.e\.|for\s+example|for\s+instance|such\s+as|like\b|including|examples?:|z\.\s?B\.|p\.\s?ex\.|par\s+exemple
    |por\s+ejemplo|zum\s+Beispiel|etwa)[^.;)]*(?:\.\w[^.;)]*)*\)?""",
    re.VERBOSE | re.IGNORECASE,
)
_ALWAYS: Final = re.compile(
    r"""^\W*(?:is\s+)?(?:always|constantly|must\s+be|immer|stets|toujours|siempre|sempre)\s*:?\s*(?:equal\s+to\s+|set\s+to\s+|the\s+string\s+)?
    (?P<value>`[^`]*`|"[^"]*"|'[^']*'|“[^”]*”|\w(?:[\w.-]*\w)?)\s*(?:[.;,]|$)""",
    re.VERBOSE | re.IGNORECASE,
)
_ALLOWED: Final = re.compile(
    r"\b(?:available|allowed) (?:options?+|values?+)(?:\s*:|\s+are\b\s*:?)?+\s*+(?!may\b|can\b|depend)"
    r"(?P<values>[^\n]+?)(?=\.\s+[A-Z]|\n|$)",
    re.IGNORECASE,
)
_LISTED: Final = re.compile(
    rf"\b(?:possible|accepted|allowed|available|valid) (?:values|options)\s*:?\s*(?={BULLET})", re.IGNORECASE
)
_LISTED_VALUE: Final = re.compile(rf"{BULLET}\s*[`\"']?([\w./+-]*\w)")
_QUOTES: Final = "`\"'“”‘’"


def values(text: str, codes: tuple[str, ...], types: frozenset[str]) -> tuple[Json, ...] | None:
    """Read the known values in a description: `Always x`, `one of a, b or c`, `- a, b, or c`."""
    if types and not types & _SCALARS:
        return None
    if types == frozenset({"boolean"}):
        return None
    if match := _ALWAYS.search(text):
        return _typed_values([match["value"]], types)
    if match := _LISTED.search(text):
        return _typed_values(_LISTED_VALUE.findall(text[match.end() :]), types) or None
    if match := _ALLOWED.search(text):
        listed = [word for word in re.split(r"\s*,\s*", match["values"].strip(" .")) if word]
        return _typed_values(listed, types) or None
    rest = _EXAMPLES.sub(" … ", text)
    marked = {code.strip(_QUOTES) for code in codes}
    for match in _RUN.finditer(rest):
        words = [word.strip() for word in re.split(rf"{_LAST}|{_SEPARATOR}", match[0])]
        if len(words) < 2 or _NAMES.match(rest, match.end()):
            continue
        end = rest[match.end() : match.end() + 2].strip()
        before = rest[: match.start()]
        named = _INTRODUCED.search(before[-60:]) is not None
        introduced = named or _POINTED.search(before[-60:]) is not None or not before.strip()
        quoted = all(word[0] in _QUOTES for word in words) or all(word.strip(_QUOTES) in marked for word in words)
        told = any("_" in word for word in words)
        whole = not end or end[0] in ".;)!\n…"
        if quoted or (whole and (named or (introduced and (len(words) > 2 or told)) or (told and len(words) > 2))):
            return _typed_values(words, types)
    if match := _SINGLE.search(rest):
        return _typed_values([match["value"]], types)
    return None


def _typed_values(words: list[str], types: frozenset[str]) -> tuple[Json, ...]:
    return tuple(typed(word.strip(_QUOTES), types) for word in words if word.strip(_QUOTES) != "null")


def typed(text: str, types: frozenset[str]) -> Json:
    """Convert a value to its type: `"false"` of a boolean is false."""
    bare = text.strip().strip(_QUOTES) if "string" not in types else text.strip()
    if bare[:1] in ('"', "'") and bare[-1:] == bare[:1] and len(bare) > 1:
        bare = bare[1:-1]
    if types and "string" in types:
        return bare
    try:
        value = json.loads(bare.lower() if bare.lower() in ("true", "false", "null") else bare)
    except (ValueError, RecursionError):
        return bare
    if not types and isinstance(value, int | float) and not isinstance(value, bool) and str(value) != bare:
        return bare
    return value
