"""Files of a distribution besides the generated modules: runtime, overlay, fake, README, `pyproject.toml`, licence."""

from __future__ import annotations

import ast
import json
import re
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from openapi_python_client import TEMPLATE_FILTERS

from ..contract.findings import Finding, InputError, pointer
from ..contract.job_declarations import answer_schema, followed, options
from ..contract.json_tree import as_mapping, is_list
from ..contract.pagination_declarations import pagination_of, place_of_parameters
from ..contract.paths import fixed_query, sent_path
from ..contract.providers import Provider
from ..contract.stream_declarations import fixed_body
from .client_code import TEMPLATES
from .fake_bodies import body_of, body_schemas
from .fake_values import FakeValues
from .given_example import given_example
from .import_graph import reachable
from .preparation import Prepared
from .source_text import literal
from .template_facts import METHODS, header, overlay_exports

RUNTIME: Final = "_runtime"
OVERLAY: Final = "_overlay"
"""Folders of a package with copied modules."""

_PUBLIC: Final = ("errors.py",)
"""Runtime modules that are copied to the package root, so that their classes belong to public modules."""

_ROOT_ERROR: Final = re.compile(rb"\bProviderError\b")
"""The runtime's root error, which copies replace by the provider's name."""

_NO_DESCRIPTION: Final = '"""Names from the overlay."""'

_RANGES: Final = {"2XX": 200, "4XX": 400, "5XX": 500}
"""The status that the fake sends for a range of statuses."""


def write_templates(
    provider: Provider, prepared: Prepared, facts: Mapping[str, Any], project: Path, output: Path
) -> None:
    """Write the files that come from templates and the document.

    Raises:
        InputError: A file would replace a generated one.
    """
    folder = output / provider.package
    environment = Environment(  # noqa: S701  # it writes Python, TOML and Markdown, not HTML
        loader=FileSystemLoader([TEMPLATES / "package", TEMPLATES]),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        undefined=StrictUndefined,
    )
    environment.filters.update(TEMPLATE_FILTERS, literal=literal)
    testing, given = folder / "testing", given_example(prepared, facts["operations"])
    overlay_readme_path = project / "overlays" / provider.name / "README.md"
    overlay_readme = overlay_readme_path.read_text(encoding="utf-8") if overlay_readme_path.is_file() else ""
    for template, target in (
        ("pyproject.toml.jinja", output / "pyproject.toml"),
        ("README.md.jinja", output / "README.md"),
        ("version.py.jinja", folder / "_version.py"),
        ("testing.py.jinja", testing / "__init__.py"),
    ):
        if target.exists():
            raise InputError([Finding(provider.document, "", f"{target.name} would replace a generated file")])
        target.parent.mkdir(exist_ok=True)
        text = environment.get_template(template).render(facts=facts, overlay_readme=overlay_readme, given=given)
        target.write_text(text, encoding="utf-8")
    _add_jobs(environment, facts, provider, folder)
    operations = _fake_operations(prepared, facts)
    (folder / "_operations.py").write_text(
        _operations_module(operations, body_schemas(prepared.data), facts), encoding="utf-8"
    )
    for module in facts["exported_modules"]:
        target = folder / f"{module}.py"
        if target.exists():
            raise InputError([Finding(provider.document, "", f"{target.name} would replace a generated file")])
        target.write_text(_public_module(provider, project, module), encoding="utf-8")
    (folder / "py.typed").write_bytes(b"")
    shutil.copyfile(project / "LICENSE", output / "LICENSE")


def _operations_module(operations: list[dict[str, Any]], schemas: Mapping[str, Any], facts: Mapping[str, Any]) -> str:
    """Write the fake's operations as a module.

    They are Python, because programs that pack an application into one file, such as PyInstaller, leave out data files.
    """
    parts = [
        f'# {facts["header"]}\n"""The operations of {facts["client"]} and their documented examples, as JSON."""\n'
    ]
    parts.append("from typing import Final\n")
    for name, value in (("OPERATIONS", operations), ("BODY_SCHEMAS", schemas)):
        text = json.dumps(value, indent=1, ensure_ascii=False).replace("'", "\\u0027")  # only strings contain it
        parts.append(f"{name}: Final = r'''\n{text}\n'''\n")
    return "\n".join(parts) + '"""The named schemas that requests use."""\n'


def _public_module(provider: Provider, project: Path, name: str) -> str:
    """Write a module at the package's root for a module that the overlay exports, so that it can be imported there."""
    source = f"overlays/{provider.name}/{name}.py"
    text = (project / source).read_text(encoding="utf-8")
    tree = ast.parse(text)
    described = ast.get_docstring(tree) is not None and ast.get_source_segment(text, tree.body[0])
    names = overlay_exports(project / "overlays" / provider.name, name)
    return (
        f"# {header(source)}\n{described or _NO_DESCRIPTION}\n\n"
        f"from .{OVERLAY}.{name} import {', '.join(names)}\n\n__all__ = {names!r}\n\n\n"
        "def __dir__() -> list[str]:\n    return __all__\n"
    )


def _add_jobs(environment: Environment, facts: Mapping[str, Any], provider: Provider, folder: Path) -> None:
    """Write the module `jobs` with results and errors, and a module for each job in `_jobs`."""
    if not facts["jobs"]:
        return
    first = f"# {facts['header']}\n"
    modules = {
        "jobs.py": environment.get_template("jobs.py.jinja").render(facts=facts),
        "_jobs/__init__.py": f'{first}"""Base classes for the resources of {provider.client} that have jobs."""\n',
        **{
            f"_jobs/{job['attribute']}.py": environment.get_template("job.py.jinja").render(facts=facts, job=job)
            for job in facts["jobs"]
        },
    }
    for name, text in modules.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


def copy_sources(provider: Provider, project: Path, folder: Path) -> None:
    """Copy the runtime and the provider's overlay into a package, without modules that the package does not use.

    A copy has an additional first line, and the runtime's root error gets the provider's name.

    Raises:
        InputError: A copy would replace a generated file.
    """
    copy_runtime(provider, project, folder)
    if (project / "overlays" / provider.name).is_dir():
        copy_code(project, f"overlays/{provider.name}", folder / OVERLAY)
    runtime = {*(folder / RUNTIME).rglob("*.py")}
    for module in runtime - reachable(folder, {*folder.rglob("*.py")} - runtime):
        module.unlink()
    for part in sorted((folder / RUNTIME).iterdir()):
        if part.is_dir() and not any(part.iterdir()):
            part.rmdir()


def source_of(provider: Provider, file: str) -> str | None:
    """The hand-written source of a module; None for a generated module."""
    if file in _PUBLIC:
        return f"runtime/{file}"
    folder, _, rest = file.partition("/")
    return {RUNTIME: f"runtime/{rest}", OVERLAY: f"overlays/{provider.name}/{rest}"}.get(folder)


def copy_runtime(provider: Provider, project: Path, folder: Path) -> None:
    """Copy the runtime into a package, with the errors at the package root."""
    runtime = folder / RUNTIME
    copy_code(project, "runtime", runtime)
    for path in runtime.rglob("*.py"):
        path.write_bytes(_ROOT_ERROR.sub(provider.error.encode(), path.read_bytes()))
    for name in _PUBLIC:
        if (folder / name).exists():
            raise InputError([Finding("runtime", "", f"would replace {name}, which the generator wrote")])
        module = name.removesuffix(".py")
        shutil.copyfile(runtime / name, folder / name)
        # The runtime's modules import them from their original place.
        bridge = f'# {header(f"runtime/{name}")}\n"""The package\'s {module}, where the runtime looks for them."""\n\n'
        (runtime / name).write_bytes(f"{bridge}from ..{module} import *\n".encode())


def copy_code(project: Path, source: str, target: Path) -> None:
    """Copy a folder of hand-written modules, each with a first line that names its source.

    Raises:
        InputError: The target exists.
    """
    if target.exists():
        raise InputError([Finding(source, "", f"would replace {target.name}, which the generator wrote")])
    for path in sorted((project / source).rglob("*.py")):
        relative = path.relative_to(project / source)
        copy = target / relative
        copy.parent.mkdir(parents=True, exist_ok=True)
        first = f"# {header((Path(source) / relative).as_posix(), verb='Copied')}\n"
        copy.write_bytes(first.encode() + path.read_bytes())


def _fake_operations(prepared: Prepared, facts: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The operations with their examples, in the form for `_runtime.testing.operations.read_operations`."""
    operations: list[dict[str, Any]] = []
    known_facts = {known["operation_id"]: known for known in facts["operations"].values()}
    values = FakeValues(prepared)
    # Of several operations with one path, the fake finds the first: the one without a fixed query.
    paths = sorted(prepared.data["paths"].items(), key=lambda one: "?" in one[0] or "#" in one[0])
    for template, item in paths:
        for method in METHODS:
            if method not in item:
                continue
            operation = item[method]
            at = pointer("paths", template, method)
            stream = prepared.streams.get(operation["operationId"])
            fact = known_facts[operation["operationId"]]
            parameters = [
                {
                    "name": parameter["name"],
                    "place": parameter["in"],
                    "type": kind if isinstance(kind := parameter.get("schema", {}).get("type"), str) else None,
                    "required": parameter.get("required", False),
                    "format": parameter.get("schema", {}).get("format"),
                    "minimum": parameter.get("schema", {}).get("minimum"),
                    "maximum": parameter.get("schema", {}).get("maximum"),
                    "example": _parameter_example(parameter, at + pointer("parameters", number), values),
                }
                for number, parameter in enumerate(operation.get("parameters", []))
            ]
            known: dict[str, Any] = {
                "operation": operation["operationId"],
                "method": method.upper(),
                "template": sent_path(template),
                "authenticated": fact["authenticated"],
                "envelope": fact["envelope"],
                "members": _members(prepared.data, operation, fact["envelope"]),
                "parameters": parameters,
                "answers": _fake_answers(
                    operation, at, values, are_checked=prepared.unpacks_bodies, is_stream=stream is not None
                ),
            }
            if (body := body_of(operation)) is not None:
                known["body"] = body
            if stream is not None:
                known["stream"] = {"done": stream.done}
            if query := fixed_query(template):
                known["fixed_query"] = query
            if members := fixed_body(operation):
                known["fixed_body"] = members
            if (pages := _fake_pages(prepared.data, operation)) is not None:
                known["pages"] = pages
            if fact["further_keys"]:
                known["further_keys"] = fact["further_keys"]
            operations.append(known)
    return operations


def _fake_pages(data: dict[str, Any], operation: Mapping[str, Any]) -> dict[str, Any] | None:
    """How an operation gives a list, in the form for `_runtime.testing.lists.FakePages`; None if it gives none."""
    pagination = pagination_of(data, operation)
    if pagination is None:
        return None
    known = place_of_parameters(data, operation, in_body=pagination.in_body)
    return {
        "scheme": pagination.scheme,
        "parameter": pagination.parameter,
        "in_body": pagination.in_body,
        "size": pagination.size,
        "default_size": known.get(pagination.size, {}).get("default"),
        "first": pagination.first,
        "cap": pagination.cap,
        "item_id": pagination.item_id,
        "is_integer": known.get(pagination.parameter, {}).get("type") == "integer",
        "paths": pagination.paths,
    }


def _members(data: dict[str, Any], operation: Mapping[str, Any], envelope: str | None) -> list[str]:
    """The documented members of what the client returns for an operation."""
    schema = answer_schema(data, operation)
    if envelope is not None:
        schema = as_mapping(as_mapping(followed(data, schema).get("properties")).get(envelope))
    return sorted({name for option in options(data, schema) for name in as_mapping(option.get("properties"))})


def _parameter_example(parameter: Mapping[str, Any], at: str, values: FakeValues) -> str | None:
    """The documented example of a parameter; that of a path always has one, because the fake finds things by it."""
    if parameter.get("example") is not None:
        return str(parameter["example"])
    if parameter["in"] != "path":
        return None
    value = values.of(parameter.get("schema", {}), at + "/schema", parameter["name"])
    return str(value).lower() if isinstance(value, bool) else str(value)


def _fake_answers(
    operation: Mapping[str, Any], at: str, values: FakeValues, *, are_checked: bool, is_stream: bool
) -> dict[str, Any]:
    """An operation's examples by name; if two statuses use the same name, the first counts.

    A success without an example gets one from its schema.
    """
    answers: dict[str, Any] = {}
    responses: dict[str, dict[str, Any]] = operation.get("responses", {})
    for status, response in responses.items():
        status_code = int(status) if status.isdecimal() else _RANGES.get(status)
        if status_code is None:
            continue
        documented: dict[str, dict[str, Any]] = response.get("headers", {})
        headers = {name: str(entry["example"]) for name, entry in documented.items() if "example" in entry}
        content: dict[str, dict[str, Any]] = response.get("content", {})
        if not content:
            answers.setdefault(f"status_{status_code}", {"status_code": status_code, "text": "", "headers": headers})
        for content_type, media in content.items():
            where = at + pointer("responses", status, "content", content_type, "schema")
            if is_stream and status_code // 100 == 2:
                for name, events in _shown_events(media, where, values, are_checked=are_checked):
                    answers.setdefault(name, {"status_code": status_code, "events": events, "headers": headers})
                continue
            for name, value in _shown(media, content_type, status_code, where, values, are_checked=are_checked):
                if "json" in content_type:
                    answer: dict[str, Any] = {"json": value, "headers": headers}
                else:
                    answer = {
                        "text": str(value),
                        "headers": {**headers, "content-type": _sent_type(media, content_type)},
                    }
                answers.setdefault(name, {"status_code": status_code, **answer})
    return answers


def _sent_type(media: Mapping[str, Any], content_type: str) -> str:
    """The media type of a response that is no JSON; that of a file, if the document names one."""
    given = str(media.get("x-content-type", content_type))
    return content_type if "*" in given else given


def _shown(
    media: Mapping[str, Any], content_type: str, status_code: int, at: str, values: FakeValues, *, are_checked: bool
) -> list[tuple[str, Any]]:
    """The documented examples, or a sample for a success whose examples its model would refuse."""
    documented = list(_examples(media))
    if status_code // 100 != 2:
        return documented
    if "json" not in content_type:
        return documented or [("example", "text")]
    if "schema" not in media:
        return documented or [("example", {})]
    # The rules have checked the examples of our own documents.
    fitting = documented if are_checked else [one for one in documented if values.fits(one[1], at)]
    return fitting or [("example", values.of(media["schema"], at, "text"))]


def _shown_events(
    media: Mapping[str, Any], at: str, values: FakeValues, *, are_checked: bool
) -> list[tuple[str, list[Any]]]:
    """The documented examples of a stream, or a sample of one event."""
    documented = [(name, value) for name, value in _examples(media) if is_list(value)]
    if not are_checked:
        documented = [one for one in documented if all(values.fits(event, at) for event in one[1])]
    return documented or [("example", [values.of(media["schema"], at, "text")])]


def _examples(media: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    if "example" in media:
        yield "example", media["example"]
    examples: dict[str, Any] = media.get("examples", {})
    for name, example in examples.items():
        if "value" in example:
            yield name, example["value"]
