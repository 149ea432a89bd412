"""The unions of objects in the Pydantic models: an annotation that tells the variants apart as the attrs models do.

datamodel-code-generator cannot write such an annotation. It writes each of these unions as a named alias whose first
alternative that fits is used, and here the alias gets the annotation.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence
from typing import Final

from .source_text import literal
from .union_code import shape_text
from .variant_choice import ByFit, ByMember, ByTag, VariantChoice

MODULE: Final = "_runtime.values.pydantic_variants"
"""The module of the package with the annotations and `UnknownVariant`."""


def with_annotations(source: str, package: str, unions: Mapping[str, str]) -> str:
    """Replace the annotations of unions in the generated module.

    Args:
        source: The module.
        package: The import name of the package.
        unions: The annotation of each union, by the name of its alias.
    """
    if not unions:
        return source
    lines = source.splitlines(keepends=True)
    found: list[tuple[ast.expr, str]] = []
    imports = 0
    for node in ast.parse(source).body:
        match node:
            case ast.ImportFrom(module=module) if module != "__future__" and not imports:
                imports = node.lineno
            case ast.Assign(
                targets=[ast.Name(name)],
                value=ast.Call(args=[_, ast.Subscript(slice=ast.Tuple(elts=[_, annotation]))]),
            ) if name in unions:
                found.append((annotation, unions[name]))
            case _:
                pass
    if len(found) != len(unions):
        raise AssertionError("each union has an alias with an annotation")
    for old, new in sorted(found, key=lambda one: one[0].lineno, reverse=True):
        first, last = old.lineno - 1, (old.end_lineno or old.lineno) - 1
        after = lines[last].encode()[old.end_col_offset :].decode()
        lines[first : last + 1] = [lines[first].encode()[: old.col_offset].decode() + new + after]
    names = sorted({text.partition("(")[0] for text in unions.values()})
    lines.insert(imports - 1, f"from {package}.{MODULE} import {', '.join(names)}\n")
    return "".join(lines)


def annotation_of(choice: VariantChoice, names: Sequence[str]) -> str:
    """Write the annotation of a union.

    Args:
        choice: How its variants are recognized.
        names: Its classes, in order.
    """
    match choice:
        case ByTag(name, classes):
            pairs = [
                f"{literal(value) if isinstance(value, str) else value}: {names.index(one)}"
                for value, one in classes.items()
            ]
            return f"by_tag({literal(name)}, {{{', '.join(pairs)}}})"
        case ByMember(classes):
            own = {one: member for member, one in classes.items()}
            return f"by_member({', '.join(literal(own[name]) for name in names)})"
        case ByFit(shapes):
            return f"by_fit({', '.join(shape_text(shapes[name]) for name in names)})"
