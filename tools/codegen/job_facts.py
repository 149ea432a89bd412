"""The data for the templates of jobs: names, types and paths, from each `x-job`."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from pathlib import Path as Folder
from typing import Any, Final

from openapi_python_client.strings import PythonIdentifier

from ..contract.documents import Document, resolve
from ..contract.extensions import JOB
from ..contract.findings import InputError, pointer
from ..contract.job_declarations import (
    ERRORS,
    FILE_ERRORS,
    FILE_WORDS,
    OUTCOMES,
    Condition,
    Job,
    Path,
    answer_schema,
    field_at,
    followed,
    job_of,
    known_values,
    options,
)
from ..contract.json_tree import as_list, as_mapping, is_mapping, snake
from ..contract.providers import Provider
from .class_names import names_of_dicts
from .preparation import Prepared
from .template_facts import METHODS, TAKEN_BY_MODELS, attribute_names

_TYPES: Final = {"string": "str", "integer": "int", "number": "float", "boolean": "bool"}


def add(facts: Mapping[str, Any], provider: Provider, prepared: Prepared, overlay: Folder) -> dict[str, Any]:
    """Add a provider's jobs to its facts, with the classes that resources inherit.

    Raises:
        InputError: A job cannot be generated.
    """
    jobs = list(_jobs(provider, prepared, facts["operations"]).values())
    methods = _methods_of(overlay, facts["fake"])
    for job in jobs:
        job["is_faked"] = f"add_{job['attribute']}" in methods
    resources = {tag: {**resource, "bases": list(resource["bases"])} for tag, resource in facts["resources"].items()}
    for job in jobs:
        # After the overlay's class, which may override the job's methods.
        resources[job["tag"]]["bases"].append({"module": f"_jobs.{job['attribute']}", "name": f"{job['name']}Jobs"})
    for tag, resource in resources.items():
        mixin = provider.mixins.get(tag)
        added = [] if mixin is None else sorted(_methods_of(overlay, {"module": mixin.module, "name": mixin.name}))
        waits = [name for job in jobs if job["tag"] == tag for name in _job_methods(job)]
        names = dict.fromkeys([*resource["methods"], *waits, *added])
        resource["public_methods"] = [name for name in names if not name.startswith("_")]
    exports = sorted(name for job in jobs for name in job["public"])
    return {**facts, "resources": resources, "jobs": jobs, "job_exports": exports}


def _jobs(provider: Provider, prepared: Prepared, operations: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """The jobs of a document by name, each with the operations that start it."""
    found: dict[str, dict[str, Any]] = {}
    if provider.rules != "ours":
        return found
    data = prepared.data
    places = {
        operation["operationId"]: (pointer("paths", path, method, JOB), operation)
        for path, item in data["paths"].items()
        for method in METHODS
        if is_mapping(operation := item.get(method))
    }
    by_id = {operation_id: operation for operation_id, (_, operation) in places.items()}
    for operation_id, (where, operation) in places.items():
        job = job_of(operation)
        if job is not None:
            if f"{job.name}Error" == provider.error:
                reason = f"`{provider.error}` is the root of this provider's errors. Choose another name."
                raise InputError([prepared.document.finding(where + "/name", reason)])
            reader = _Reader(prepared.document, where, data, operations, by_id, job)
            known = found.setdefault(job.name, reader.facts())
            known["starts"].append(reader.start(operation_id))
    return found


def _job_methods(job: Mapping[str, Any]) -> list[str]:
    """The public methods that a job adds to its resource."""
    starts = [f"{start['method']}_and_wait" for start in job["starts"]]
    return [
        *starts,
        "wait",
        "watch",
        "wait_all",
        *(["cancel"] if job["cancel"] else []),
        *(["download"] if job["file"] else []),
    ]


def _methods_of(overlay: Folder, fake: Mapping[str, str] | None) -> set[str]:
    """The methods of a class in the overlay."""
    if fake is None:
        return set()
    body = ast.parse((overlay / f"{fake['module']}.py").read_text(encoding="utf-8")).body
    return {
        node.name
        for known in body
        if isinstance(known, ast.ClassDef) and known.name == fake["name"]
        for node in known.body
        if isinstance(node, ast.FunctionDef)
    }


class _Reader:
    """One `x-job`."""

    def __init__(
        self,
        document: Document,
        where: str,
        data: dict[str, Any],
        operations: Mapping[str, Any],
        by_id: Mapping[str, Any],
        job: Job,
    ) -> None:
        self._document = document
        self._where = where
        self._data = data
        self._operations = operations
        self._by_id = by_id
        self._job = job
        self._look = self._known(job.look)
        self._answer = answer_schema(data, by_id[job.look])

    def _known(self, operation_id: str) -> Mapping[str, Any]:
        known: Mapping[str, Any] = self._operations[str(PythonIdentifier(operation_id, "field_"))]
        return known

    def facts(self) -> dict[str, Any]:
        """The data of a job that does not depend on the operation that starts it."""
        job, noun = self._job, snake(self._job.name).replace("_", " ")
        state = self._state()
        names = [f"{job.name}{end}" for end in (*ERRORS, *(FILE_ERRORS if job.file else ()))]
        return {
            "name": job.name,
            "noun": noun,
            "article": "an" if noun[0] in "aeiou" else "a",
            "attribute": snake(job.name),
            "tag": self._look["tag"],
            "model": self._model(self._look),
            "ids": [self._id(name) for name in job.arguments],
            "id_of": self._id_of(),
            "look": self._look["method"],
            "look_operation": job.look,
            "look_request": _request(self._look),
            "cancel": None if job.cancel is None else self._cancel(job.cancel),
            "cancel_operation": job.cancel,
            "conditions": {
                outcome: self._condition(condition)
                for outcome in OUTCOMES
                if (condition := getattr(job, outcome)) is not None
            },
            "json_conditions": {
                outcome: _literal_condition(condition)
                for outcome in OUTCOMES
                if (condition := getattr(job, outcome)) is not None
            },
            "state": None if state is None else self._python_path(state),
            "running": self._running(state),
            "reason": [self._python_path(path) for path in job.reason],
            "json_reason": [list(path) for path in job.reason],
            "created_at": None if job.created_at is None else self._python_path(job.created_at),
            "json_created_at": None if job.created_at is None else list(job.created_at),
            "is_unix": self._is_unix(),
            "file": self._file(),
            "size_name": ".".join(self._python_path(job.file["size"])) if "size" in job.file else None,
            "json_file": {word: list(path) for word, path in job.file.items()},
            "poll": dict(job.poll),
            "noted": self._noted(),
            "members": sorted(as_mapping(self._inner().get("properties"))),
            "envelope": self._look["envelope"],
            "public": [*names, f"{job.name}Result"],
            "starts": [],
        }

    def _file(self) -> dict[str, list[str] | None]:
        """By each word that can describe a file, where it is found; None for those that the document leaves out."""
        said = self._job.file
        return {word: self._python_path(said[word]) if word in said else None for word in FILE_WORDS} if said else {}

    def start(self, operation_id: str) -> dict[str, Any]:
        """The data of one operation that starts the job."""
        job, known = self._job, self._known(operation_id)
        positional: list[dict[str, str]] = []
        named: list[dict[str, str]] = []
        used: set[str] = set()
        used_types: list[str] = [] if known["unpacked"] is None else [known["arguments_class"]]
        for key, parameter in known["parameters"].items():
            place, _, name = key.partition(":")
            node = self._parameter(operation_id, name, place)
            type_name = self._type(node["schema"], used, f"the parameter {name}")
            argument = {"name": parameter["attribute"], "type": type_name, "text": parameter["text"]}
            if place == "path":
                positional.append(argument)
            elif parameter["option"]:
                named.append({**argument, "default": "UNSET", "type": f"{type_name} | None | Unset"})
            elif parameter["required"]:
                named.append(argument)
            else:
                named.append({**argument, "default": "None", "type": f"{type_name} | None"})
        unpacked = known["unpacked"]
        more = [argument["name"] for argument in named]
        if unpacked is not None:
            named.clear()  # they are among the arguments of the `TypedDict`
        body = None
        if unpacked is None and known["has_body"]:
            media = next(iter(followed(self._data, self._by_id[operation_id]["requestBody"])["content"].values()))
            name = str(media["schema"].get("$ref", "")).rpartition("/")[2]
            if not name:
                raise self._cannot("the body of the operation that starts it is no named schema")
            used.add(name)
            type_name = name
            ids = [
                self._source(operation_id, one) for one, source in job.arguments.items() if source.place == "argument"
            ]
            if not any(one.startswith("body.") for one in ids):
                # An id that is a field of the body is read from the model.
                taken = names_of_dicts(self._data["components"]["schemas"])[name]
                used_types.append(taken)
                type_name = f"{name} | {taken}"
            named.insert(0, {"name": "body", "type": type_name, "text": known["notes"]["body"]})
            body = name
        named.sort(key=lambda argument: "default" in argument)
        sources = {
            name: {"place": source.place, "name": self._source(operation_id, name)}
            for name, source in job.arguments.items()
        }
        seen = self._model(known) == self._model(self._look) and known["envelope"] == self._look["envelope"]
        return {
            "key": str(PythonIdentifier(operation_id, "field_")),
            "operation": operation_id,
            "method": known["method"],
            "request": _request(known),
            "model": self._model(known),
            "seen": seen,
            "positional": positional,
            "named": named,
            "used": sorted(used),
            "used_types": used_types,
            "unpacked": None if unpacked is None else unpacked["class_name"],
            "arguments": None if unpacked is None else known["arguments_class"],
            "more": more,
            "fields": [] if unpacked is None else [field["attribute"] for field in unpacked["fields"]],
            "key_member": unpacked["key"]["name"] if unpacked and unpacked["key"] else None,
            "body": body,
            "sources": sources,
            "reads_answer": seen or any(source.place == "answer" for source in job.arguments.values()),
            "json_sources": {name: str(source) for name, source in job.arguments.items()},
        }

    def _source(self, operation_id: str, argument: str) -> str:
        """An expression for an id right after a job was started."""
        source, known = self._job.arguments[argument], self._known(operation_id)
        if source.place == "answer":
            return ".".join(("answer", *self._python_path(source.path, self._by_id[operation_id])))
        for key, parameter in known["parameters"].items():
            if key.partition(":")[2] == source.path[0]:
                name = str(parameter["attribute"])
                return name if known["unpacked"] is None or key.startswith("path:") else f'arguments["{name}"]'
        if known["unpacked"] is None:
            return f"body.{self._body_attributes(operation_id)[source.path[0]]}"
        return f'arguments["{self._body_attributes(operation_id)[source.path[0]]}"]'

    def _body_attributes(self, operation_id: str) -> dict[str, str]:
        body = followed(self._data, self._by_id[operation_id]["requestBody"])
        schema = followed(self._data, next(iter(body["content"].values()))["schema"])
        return attribute_names(schema["properties"], TAKEN_BY_MODELS)

    def _parameter(self, operation_id: str, name: str, place: str) -> dict[str, Any]:
        for node in self._by_id[operation_id].get("parameters", []):
            parameter = followed(self._data, node)
            if (parameter.get("name"), parameter.get("in")) == (name, place):
                return parameter
        raise self._cannot(f"the parameter {name} is not the operation's own")

    def _type(self, schema: dict[str, Any], used: set[str], where: str) -> str:
        """The type of an argument."""
        if isinstance(ref := schema.get("$ref"), str) and "enum" in as_mapping(resolve(self._data, ref)):
            used.add(ref.rpartition("/")[2])
            return ref.rpartition("/")[2]
        here = followed(self._data, schema)
        kind = here.get("type")
        if alternatives := [one for one in as_list(here.get("anyOf")) if one != {"type": "null"}]:
            return " | ".join(dict.fromkeys(self._type(one, used, where) for one in alternatives))
        if kind == "array":
            return f"list[{self._type(as_mapping(here.get('items')), used, where)}]"
        if kind == "string" and here.get("format") in ("date-time", "date", "binary", "uuid"):
            raise self._cannot(f"{where} has the format {here['format']}")
        if kind not in _TYPES:
            raise self._cannot(f"{where} is of no type that is a single word")
        return _TYPES[str(kind)]

    def _model(self, known: Mapping[str, Any]) -> str:
        """The class of an operation's response."""
        operation = self._by_id[known["operation_id"]]
        schema = answer_schema(self._data, operation)
        if known["envelope"]:
            schema = as_mapping(followed(self._data, schema)["properties"][known["envelope"]])
        names = [str(one.get("$ref", "")).rpartition("/")[2] for one in (schema, *schema.get("anyOf", []))]
        found = next((name for name in names if name), None)
        if found is None:
            raise self._cannot(f"{known['operation_id']} does not answer with a named schema")
        return found

    def _inner(self) -> dict[str, Any]:
        schema = followed(self._data, self._answer)
        envelope = self._look["envelope"]
        return options(self._data, as_mapping(schema["properties"][envelope]))[0] if envelope else schema

    def _id(self, name: str) -> dict[str, str]:
        for key, parameter in self._look["parameters"].items():
            if key.partition(":")[2] == name:
                node = self._parameter(self._job.look, name, key.partition(":")[0])
                return {
                    "parameter": name,
                    "name": parameter["attribute"],
                    "type": "int" if followed(self._data, node["schema"]).get("type") == "integer" else "str",
                    "text": parameter["text"],
                }
        raise self._cannot(f"{self._job.look} has no parameter {name}")

    def _id_of(self) -> str | None:
        """An expression that reads the only id from a job; None if a job does not have it."""
        sources = list(self._job.arguments.values())
        start = self._by_id[self._job.start]
        if len(sources) != 1 or sources[0].place != "answer":
            return None
        if self._model(self._known(self._job.start)) != self._model(self._look):
            return None
        return ".".join((snake(self._job.name), *self._python_path(sources[0].path, start)))

    def _noted(self) -> int | None:
        for number, source in enumerate(self._job.arguments.values()):
            start = self._by_id[self._job.start]
            if source.place == "answer" and self._python_path(source.path, start) == ["id"]:
                return number
        return None

    def _cancel(self, operation_id: str) -> dict[str, Any]:
        known = self._known(operation_id)
        taken = [key.partition(":")[2] for key in known["parameters"]]
        return {
            "method": known["method"],
            "arguments": [name for name in self._job.arguments if name in taken],
        }

    def _state(self) -> Path | None:
        completed = self._job.completed
        has = bool(completed.field) and all(isinstance(value, str) for value in completed.values or (None,))
        return completed.field if has else None

    def _running(self, state: Path | None) -> list[str]:
        """The states in the document that do not end a job."""
        if state is None or (found := field_at(self._data, self._answer, state)) is None:
            return []
        ends = {
            value
            for outcome in OUTCOMES
            if (condition := getattr(self._job, outcome)) is not None and condition.field == state
            for value in condition.values or ()
        }
        return [value for value in known_values(self._data, found.schema) if value not in ends]

    def _is_unix(self) -> bool:
        paths = [path for path in (self._job.created_at, self._job.file.get("expires_at")) if path is not None]
        found = [field_at(self._data, self._answer, path) for path in paths]
        return not any(field is not None and "string" in field.types(self._data) for field in found)

    def _condition(self, condition: Condition) -> dict[str, Any]:
        literal = _literal_condition(condition)
        if condition.field:
            literal["field"] = self._python_path(condition.field)
        return literal

    def _python_path(self, path: Path, operation: Mapping[str, Any] | None = None) -> list[str]:
        """Convert a path in JSON to attributes of the model that callers receive."""
        data = self._data
        schema = self._answer if operation is None else answer_schema(data, operation)
        envelope = self._known((operation or {"operationId": self._job.look})["operationId"])["envelope"]
        if envelope:
            if path[0] != envelope:
                raise self._cannot(f"{'.'.join(path)} stands outside of {envelope}, which is all that callers get")
            schema = as_mapping(followed(data, schema)["properties"][envelope])
            path = path[1:]
        attributes: list[str] = []
        for name in path:
            owner = next(one for one in options(data, schema) if name in as_mapping(one.get("properties")))
            attributes.append(attribute_names(owner["properties"], TAKEN_BY_MODELS)[name])
            schema = as_mapping(owner["properties"][name])
        return attributes

    def _cannot(self, why: str) -> InputError:
        return InputError([self._document.finding(self._where, f"the job {self._job.name}: {why}")])


def _request(known: Mapping[str, Any]) -> tuple[str, str]:
    """The HTTP method and the path of an operation's request."""
    return known["http_method"], known["shown_path"]


def _literal_condition(condition: Condition) -> dict[str, Any]:
    return {
        "field": list(condition.field),
        "values": None if condition.values is None else list(condition.values),
        "statuses": list(condition.statuses),
    }
