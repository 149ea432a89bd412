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

from .model_code import OTHERS, SHARED, ModelModule, homes, in_order, model_code
from .parsed_document import ParsedDocument, UnreadableError, parse
from .readers import Discriminator, Readers
from .resource_code import OperationCode, operation_code
from .source_text import docstring, literal, section

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
    parsed = parse(document, frozenset(facts["maps"]))
    discriminators = {
        names: Discriminator(one["property"], one["classes"]) for names, one in facts["discriminators"].items()
    }
    package = _Package(facts, parsed, Readers(discriminators))
    return {name: without_unused_imports(source) for name, source in package.modules()}


class _Package:
    """The code of one package, and the templates that print it."""

    def __init__(self, facts: Mapping[str, Any], document: ParsedDocument, readers: Readers) -> None:
        self._facts = facts
        self._operations: dict[str, list[OperationCode]] = {tag: [] for tag in facts["resources"]}
        for name, operation in document.operations.items():
            known = facts["operations"][name]
            resource = facts["resources"][known["resource"]]
            code = operation_code(operation, known, resource, facts["models"], document, readers)
            self._operations[known["resource"]].append(code)
        self._models = {name: model_code(name, known, document, readers) for name, known in facts["models"].items()}
        self._environment = _environment()

    def modules(self) -> Iterator[tuple[str, str]]:
        """Iterate over the modules: path and source."""
        models = self._model_modules()
        arguments = sorted(
            code.argument_types[0] for codes in self._operations.values() for code in codes if code.argument_types
        )
        has_lists = any(code.pages for codes in self._operations.values() for code in codes)
        has_binary = any(code.is_binary for codes in self._operations.values() for code in codes)
        yield (
            "__init__.py",
            self._print("package_init.py.jinja", arguments=arguments, has_lists=has_lists, has_binary=has_binary),
        )
        errors = section("Every call may raise", [(one["name"], one["text"]) for one in self._facts["call_errors"]], 4)
        yield "client.py", self._print("client.py.jinja", errors=errors)
        yield "api/__init__.py", self._print("resources_init.py.jinja")
        for tag, operations in self._operations.items():
            yield f"api/{tag}.py", self._resource(tag, operations)
        names = sorted(name for module in models for name in module.names)
        yield "models/__init__.py", self._print("models_init.py.jinja", modules=models, names=names)
        for module in models:
            yield f"models/{module.name}.py", self._model_module(module)

    def _print(self, template: str, **values: Any) -> str:
        return self._environment.get_template(template).render(facts=self._facts, **values)

    def _resource(self, tag: str, operations: Sequence[OperationCode]) -> str:
        resource = self._facts["resources"][tag]
        return self._print(
            "resource.py.jinja",
            resource=resource,
            operations=operations,
            uses=sorted({name for code in operations for name in code.uses}),
        )

    # -- models --

    def _model_modules(self) -> list[ModelModule]:
        """The modules of models: one for each resource with its own models, `shared` and `others`."""
        aliases: Mapping[str, Any] = self._facts["enums"]
        uses: dict[str, Sequence[str]] = dict.fromkeys(aliases, ())
        uses |= {name: model.uses for name, model in self._models.items()}
        reached = {tag: [name for code in codes for name in code.uses] for tag, codes in self._operations.items()}
        home = homes(uses, reached)
        modules: list[ModelModule] = []
        for tag in dict.fromkeys((SHARED, *self._operations, OTHERS)):
            models = in_order([model for name, model in self._models.items() if home[name] == tag])
            own_aliases = [name for name in aliases if home[name] == tag]
            typed = [code.argument_types for code in self._operations.get(tag, ()) if code.argument_types]
            named = {used for model in models for used in model.uses}
            named |= {name for code in self._operations.get(tag, ()) if code.argument_types for name in code.uses}
            pages = [code.pages.page_class for code in self._operations.get(tag, ()) if code.pages]
            page_classes = [page_class for page_class in pages if page_class is not None]
            named |= {used for page_class in page_classes for used in page_class.uses}
            named -= {name for page_class in page_classes for name in page_class.names}
            imports: dict[str, list[str]] = {}
            for used in sorted(named):
                if home[used] != tag:
                    imports.setdefault(home[used], []).append(used)
            names = sorted(
                [
                    *own_aliases,
                    *(model.name for model in models),
                    *(one[0] for one in typed),
                    *(name for page_class in page_classes for name in page_class.names),
                ]
            )
            if names:
                modules.append(
                    ModelModule(
                        name=tag,
                        summary=self._summary(tag),
                        aliases=own_aliases,
                        models=models,
                        arguments=[one[0] for one in typed],
                        pages=page_classes,
                        imports=imports,
                        names=names,
                    )
                )
        return modules

    def _summary(self, tag: str) -> str:
        if tag == SHARED:
            return "The models that several resources use."
        if tag == OTHERS:
            return "The models that no operation takes or returns, such as those of errors and of webhooks."
        return f"The models of `{self._facts['resources'][tag]['attribute']}`."

    def _model_module(self, module: ModelModule) -> str:
        arguments = [
            (code.argument_types[0], code.called, code.argument_types[1])
            for code in self._operations.get(module.name, ())
            if code.argument_types
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
        if isinstance(node, ast.AnnAssign) and isinstance(node.annotation, ast.Constant):
            quoted = ast.parse(str(node.annotation.value), mode="eval")
            used |= {inner.id for inner in ast.walk(quoted) if isinstance(inner, ast.Name)}
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


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
