"""Writer for the generated modules of a package: parses the document, and prints code with the templates.

`generators` runs it as a program, `python -m tools.codegen.package_writer DOCUMENT FACTS OUTPUT`, in a process that has
already imported openapi-python-client. It prints unsupported parts of the document as a JSON list.
"""

from __future__ import annotations

import ast
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from openapi_python_client.strings import safe_for_docstring

from .given_types import dict_code, reached_models
from .model_code import OTHERS, SHARED, ModelModule, homes, in_order, model_code
from .parsed_document import ParsedDocument, UnreadableError, parse
from .python_types import UNKNOWN, ModelDict
from .resource_code import OperationCode, operation_code
from .source_text import docstring, literal, section
from .stream_code import stream_classes
from .union_code import Unions

TEMPLATES: Final = Path(__file__).parent / "templates"


def main(arguments: Sequence[str]) -> int:
    """Write the modules of a package.

    Returns:
        The exit status: 0 for success, 1 if the document has unsupported parts.
    """
    document, facts, output = map(Path, arguments)
    try:
        modules = package_modules(
            json.loads(document.read_text(encoding="utf-8")), json.loads(facts.read_text(encoding="utf-8"))
        )
    except UnreadableError as error:
        print(json.dumps(list(error.problems)))
        return 1
    for name, source in modules.items():
        path = output / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(source, encoding="utf-8")
    return 0


def package_modules(document: Mapping[str, Any], facts: Mapping[str, Any]) -> dict[str, str]:
    """Write the unformatted source of each module, by its path in the package.

    Args:
        document: The prepared document.
        facts: The result of `template_facts`.

    Raises:
        UnreadableError: openapi-python-client does not support something in the document.
    """
    inputs = frozenset(name for name, known in facts["models"].items() if known["is_input"])
    parsed = parse(document, frozenset(facts["maps"]), inputs)
    discriminators = {
        names: (one["property"], dict(map(tuple, one["classes"]))) for names, one in facts["discriminators"].items()
    }
    package = _Package(facts, parsed, Unions(discriminators, document.get("components", {}).get("schemas", {})))
    return {name: without_unused_imports(source) for name, source in package.modules()}


class _Package:
    """The code of one package, and the templates that print it."""

    def __init__(self, facts: Mapping[str, Any], document: ParsedDocument, unions: Unions) -> None:
        self._facts = facts
        self._document = document
        self._unions = unions
        readers = unions.readers
        self._operations: dict[str, list[OperationCode]] = {tag: [] for tag in facts["resources"]}
        for name, operation in document.operations.items():
            known = facts["operations"][name]
            resource = facts["resources"][known["resource"]]
            code = operation_code(operation, known, resource, facts["models"], document, readers)
            self._operations[known["resource"]].append(code)
        self._models = {name: model_code(name, known, document, readers) for name, known in facts["models"].items()}
        given = [one.type for codes in self._operations.values() for code in codes for one in code.taken if one.type]
        inputs = [ModelDict(name) for model in self._models.values() for name in model.dicts]
        self._dicts = reached_models([*given, *inputs], document)
        self._environment = _environment()

    def modules(self) -> Iterator[tuple[str, str]]:
        """Iterate over the modules: path and source."""
        models = self._model_modules()
        arguments = sorted(
            code.arguments_class for codes in self._operations.values() for code in codes if code.exports_arguments
        )
        has_lists = any(code.pages for codes in self._operations.values() for code in codes)
        has_binary = any(code.is_binary for codes in self._operations.values() for code in codes)
        streams = stream_classes(code.events for codes in self._operations.values() for code in codes)
        yield (
            "__init__.py",
            self._print(
                "package_init.py.jinja",
                arguments=arguments,
                has_lists=has_lists,
                has_binary=has_binary,
                streams=streams,
            ),
        )
        errors = section("Every call may raise", [(one["name"], one["text"]) for one in self._facts["call_errors"]], 4)
        yield "client.py", self._print("client.py.jinja", errors=errors)
        yield "api/__init__.py", self._print("resources_init.py.jinja")
        for tag, operations in self._operations.items():
            yield f"api/{tag}.py", self._resource(tag, operations)
        public = [module for module in models if module.public_models]
        has_variants = self._has_variants(models)
        yield "models/__init__.py", self._print("models_init.py.jinja", modules=public, has_variants=has_variants)
        for module in models:
            yield f"models/{module.name}.py", self._model_source(module)
        typed = [module for module in models if module.types]
        yield "types.py", self._print("types.py.jinja", modules=typed, streams=streams)

    def _has_variants(self, models: Sequence[ModelModule]) -> bool:
        """Whether anything that a call returns may have an unknown variant."""
        return any(
            UNKNOWN in used.annotation
            for used in [
                *(one for module in models for one in module.unions),
                *self._unions.used(
                    type_ for codes in self._operations.values() for code in codes for type_ in code.read
                ),
            ]
        )

    def _print(self, template: str, **values: Any) -> str:
        return self._environment.get_template(template).render(facts=self._facts, **values)

    def _resource(self, tag: str, operations: Sequence[OperationCode]) -> str:
        resource = self._facts["resources"][tag]
        return self._print(
            "resource.py.jinja",
            resource=resource,
            operations=operations,
            uses=sorted({name for code in operations for name in code.uses}),
            dicts=sorted({name for code in operations for name in code.dict_names()}),
            unions=self._unions.used(type_ for code in operations for type_ in code.read),
        )

    # -- models --

    def _model_modules(self) -> list[ModelModule]:
        """The modules of models: one for each resource with its own models, `shared` and `others`."""
        aliases: Mapping[str, Any] = self._facts["enums"]
        uses: dict[str, Sequence[str]] = dict.fromkeys(aliases, ())
        uses |= {name: model.uses for name, model in self._models.items()}
        reached = {tag: [name for code in codes for name in code.uses] for tag, codes in self._operations.items()}
        home = homes(uses, reached)
        modules = [self._model_module(tag, home) for tag in dict.fromkeys((SHARED, *self._operations, OTHERS))]
        return [module for module in modules if module.names]

    def _model_module(self, tag: str, home: Mapping[str, str]) -> ModelModule:
        """The module of a resource; `home` is the module of each model and alias."""
        here = [name for name in self._models if home[name] == tag]
        models = in_order([self._models[name] for name in here])
        aliases = [name for name in self._facts["enums"] if home[name] == tag]
        dicts = [
            dict_code(name, self._facts["models"][name], self._document, here) for name in here if name in self._dicts
        ]
        codes = [code for code in self._operations.get(tag, ()) if code.arguments_class]
        pages = [code.pages.page_class for code in self._operations.get(tag, ()) if code.pages]
        page_classes = [page_class for page_class in pages if page_class is not None]
        named = {used for model in models for used in (*model.uses, *model.dicts)}
        named |= {used for one in dicts for used in one.uses}
        named |= {used for code in codes for used in code.names_of_arguments()}
        named |= {used for page_class in page_classes for used in page_class.uses}
        named -= {name for page_class in page_classes for name in page_class.names}
        homes_of_all = {**home, **{self._document.dicts[name]: home[name] for name in self._models}}
        imports: dict[str, list[str]] = {}
        for used in sorted(named):
            if homes_of_all[used] != tag:
                imports.setdefault(homes_of_all[used], []).append(used)
        return ModelModule(
            name=tag,
            summary=self._summary(tag),
            aliases=aliases,
            models=models,
            dicts=dicts,
            arguments=[code.arguments_class for code in codes],
            pages=page_classes,
            imports=imports,
            public_models=sorted(
                [
                    *aliases,
                    *here,
                    *(code.arguments_class for code in codes if code.exports_arguments),
                    *(name for page_class in page_classes for name in page_class.names),
                ]
            ),
            unions=self._unions.used(type_ for model in models for type_ in model.read),
        )

    def _summary(self, tag: str) -> str:
        if tag == SHARED:
            return "The models that several resources use."
        if tag == OTHERS:
            return "The models that no operation takes or returns, such as those of errors and of webhooks."
        return f"The models of `{self._facts['resources'][tag]['attribute']}`."

    def _model_source(self, module: ModelModule) -> str:
        arguments = [
            (code.arguments_class, code.called, code.argument_types)
            for code in self._operations.get(module.name, ())
            if code.arguments_class
        ]
        aliases = [
            {
                "name": name,
                "description": self._facts["enums"][name]["description"],
                "values": [
                    literal(value) if isinstance(value, str) else str(int(value))
                    for value in self._facts["enums"][name]["values"]
                ],
            }
            for name in module.aliases
        ]
        return self._print("models_module.py.jinja", module=module, aliases=aliases, arguments=arguments)


def _environment() -> Environment:
    environment = Environment(  # noqa: S701  # it writes Python, not HTML
        loader=FileSystemLoader(TEMPLATES),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        undefined=StrictUndefined,
    )
    environment.filters.update(
        docstring=docstring, literal=literal, names_text=_names_text, safe_for_docstring=safe_for_docstring
    )
    return environment


def _names_text(names: Sequence[str]) -> str:
    text = ", ".join(map(literal, names))
    return f"({text},)" if len(names) == 1 else f"({text})"


def without_unused_imports(source: str) -> str:
    """Remove unused imports from a module, with each import on one line.

    ruff would keep multi-line brackets around the remaining names.
    """
    tree = ast.parse(source)
    used = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    # Names in `__all__` and in quoted annotations.
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            used.add(node.value)
        if isinstance(node, ast.AnnAssign):
            used |= _quoted_names(node.annotation)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "TypedDict":
            used |= {
                name
                for types in node.args[1:]
                if isinstance(types, ast.Dict)
                for one in types.values
                for name in _quoted_names(one)
            }
    lines = source.splitlines(keepends=True)
    for node in ast.walk(tree):
        if not isinstance(node, ast.ImportFrom) or node.module == "__future__" or node.lineno != node.end_lineno:
            continue
        kept = [one for one in node.names if (one.asname or one.name) in used or one.asname == one.name]
        indent = " " * node.col_offset
        names = ", ".join(one.name if one.asname is None else f"{one.name} as {one.asname}" for one in kept)
        line = f"{indent}from {'.' * node.level}{node.module or ''} import {names}\n"
        lines[node.lineno - 1] = line if kept else ""
    return "".join(lines)


def _quoted_names(annotation: ast.expr) -> set[str]:
    """The names in the quoted parts of an annotation."""
    quoted = [
        ast.parse(node.value, mode="eval")
        for node in ast.walk(annotation)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    return {inner.id for tree in quoted for inner in ast.walk(tree) if isinstance(inner, ast.Name)}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
