"""The rules for `x-job`: the operations and fields that it names exist, and responses can show each outcome."""

from __future__ import annotations

import keyword
import math
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from ..extensions import JOB
from ..findings import Finding, pointer
from ..job_declarations import (
    ERRORS,
    FILE_ERRORS,
    FILE_WORDS,
    OUTCOMES,
    POLL_WORDS,
    Condition,
    Job,
    Source,
    answer_schema,
    body_schema,
    condition_of,
    field_at,
    followed,
    job_of,
    options,
    path_of,
    source_of,
    successes,
)
from ..json_tree import as_mapping, is_list, is_mapping, shown, snake, texts
from ..openapi_index import Index, Operation, Rule
from ..suggestions import suggestion

_PRECEDENCE: Final = ("cancelled", "failed", "completed")
"""The order in which a client looks for the outcomes."""
_WORDS: Final = ("name", "look", *OUTCOMES, "reason", "created_at", "file", "cancel", "poll")
_OWN_ARGUMENTS: Final = frozenset({"timeout", "on_update", "policy", "cancel_on_interrupt", "concurrency", "self"})
"""Arguments of the methods that wait."""
_DOWNLOAD_ARGUMENTS: Final = frozenset(
    {"path", "overwrite", "on_progress", "total_timeout", "max_retries", "check_size"}
)
_TAKEN: Final = frozenset(
    {
        "error", "message", "url", "path", "received", "expected", "status_code", "context", "unwrap",
        "args", "add_note", "with_traceback",
    }
)  # fmt: skip
"""Attributes of the errors and results."""
_ROOT_ERRORS: Final = frozenset(
    {
        "APIConnectionError", "APIStatusError", "APITimeoutError", "AuthenticationError", "BadRequestError",
        "ConflictError", "InternalServerError", "InvalidArgumentError", "InvalidEnvironmentError", "MissingAPIKeyError",
        "NotFoundError",
        "PaginationError", "PaymentRequiredError", "PermissionDeniedError", "RateLimitError", "ResponseDecodeError",
        "UnprocessableEntityError", "WebhookVerificationError",
    }
)  # fmt: skip
"""The errors that packages have anyway."""
_USED_BY_JOBS: Final = frozenset(
    {
        "AsyncFileJobResource", "AsyncGenerator", "AsyncJobResource", "Condition", "FileJobResource", "Generator",
        "Ids", "JobFile", "JobKind", "JobResource", "PollPolicy", "Unpack",
    }
)  # fmt: skip
"""What the generated modules of jobs import, beside models."""
_LONGEST_NAME: Final = 60
"""Characters: a file is called as the job."""

Report = Callable[[str, str], Finding]


def _jobs(index: Index) -> Iterator[Finding]:
    operations = {str(operation.data.get("operationId")): operation for operation in index.operations}
    first: dict[str, tuple[str, dict[str, Any]]] = {}
    tags: dict[str, str] = {}
    starts = [operation for operation in index.operations if JOB in operation.data]
    for name in _USED_BY_JOBS & index.components("schemas").keys() if starts else ():
        reason = f"{shown(name)} means something else to the jobs of this document. Rename it."
        yield index.finding(pointer("components", "schemas", name), reason)
    for operation in starts:
        report = _reporter(index, operation)
        found = list(_shape(operation.data[JOB], report))
        yield from found
        job = job_of(operation.data)
        if found or job is None:
            continue
        yield from _one_a_resource(operation, job, first, report)
        tag = tags.setdefault(snake(job.name), _tag(operation))
        if tag != _tag(operation):
            yield report("/name", f"The tag {shown(tag)} has a job of this name. Choose another name.")
        yield from _names(index, job, report)
        yield from _methods(operation, job, operations, report)
        yield from _operations(index, operation, job, operations, report)


def _reporter(index: Index, operation: Operation) -> Report:
    at = operation.pointer + pointer(JOB)
    return lambda where, reason: index.finding(at + where, reason)


# --- The form of a declaration ------------------------------------------------------------------------------------


def _shape(words: object, report: Report) -> Iterator[Finding]:
    if not is_mapping(words):
        yield report("", "A job is a mapping with keys such as `name`, `look` and `completed`. Write one.")
        return
    for word in words:
        if word not in _WORDS:
            reason = f"{shown(word)} is not a key of `x-job`; the keys are {', '.join(_WORDS)}. Remove or correct it."
            yield report(pointer(word), reason + suggestion(word, _WORDS))
    name = words.get("name")
    if not isinstance(name, str) or not re.fullmatch("[A-Z][A-Za-z0-9]*", name) or keyword.iskeyword(snake(name)):
        yield report("/name", "A job needs a `name`, from which its errors are named. Write a noun such as `Video`.")
    elif snake(name) in _TAKEN | _OWN_ARGUMENTS | _DOWNLOAD_ARGUMENTS:
        yield report("/name", f"{shown(snake(name))} is already an attribute of every error. Choose another name.")
    elif len(name) > _LONGEST_NAME:
        yield report("/name", f"The name has {len(name)} characters, more than {_LONGEST_NAME}. Shorten it.")
    look = as_mapping(words.get("look"))
    if not isinstance(look.get("operation"), str) or not is_mapping(look.get("arguments")) or len(look) != 2:
        reason = "The polling operation is missing. Write `{operation: videos_get, arguments: {...}}`."
        yield report("/look", reason)
    for argument, text in as_mapping(look.get("arguments")).items():
        if source_of(text) is None:
            reason = "The source of the argument is missing. Write `answer.` and a field, or `argument.` and a name."
            yield report("/look/arguments" + pointer(argument), reason)
    for outcome in OUTCOMES:
        if (outcome in words or outcome == "completed") and condition_of(words.get(outcome)) is None:
            yield report(
                pointer(outcome),
                f"This does not say when a job is {outcome}. Write `{{field: ..., equals: [...]}}`,"
                " `{field: ..., present: true}` or `{http_status: [...]}`.",
            )
    yield from _paths(words, report)
    if not isinstance(words.get("cancel", ""), str):
        yield report("/cancel", "Write the operationId of the operation that cancels a job, or remove this.")
    if "cancel" in words and "cancelled" not in words:
        yield report(
            "/cancelled", "A job that can be cancelled needs `cancelled`, which says how a response shows it. Add it."
        )


def _paths(words: Mapping[str, Any], report: Report) -> Iterator[Finding]:
    wanted = "Write a path of fields, such as `output.url`."
    reason = words.get("reason", [])
    if not is_list(reason) or not all(path_of(text) for text in reason):
        yield report("/reason", "The reason of a failure is a list of fields. Write a list such as `[error.message]`.")
    if "created_at" in words and not path_of(words["created_at"]):
        yield report("/created_at", wanted)
    if "file" in words:
        file = as_mapping(words["file"])
        if "url" not in file:
            yield report("/file", "A file needs the `url` for its download. Add it.")
        for word, text in file.items():
            if word not in FILE_WORDS:
                yield report(
                    "/file" + pointer(word),
                    f"The keys of a file are {', '.join(FILE_WORDS)}. Remove or correct this one.",
                )
            elif not path_of(text):
                yield report("/file" + pointer(word), wanted)
    if "poll" in words and (not is_mapping(words["poll"]) or not words["poll"]):
        yield report("/poll", f"The keys of `poll` are {', '.join(POLL_WORDS)}. Write at least one, or remove `poll`.")
    for word, seconds in as_mapping(words.get("poll")).items():
        if word not in POLL_WORDS or type(seconds) not in (int, float) or not seconds > 0:
            reason = f"The keys of `poll` are {', '.join(POLL_WORDS)}, in seconds above 0. Correct this one."
            yield report("/poll" + pointer(word), reason)
            return
    poll = as_mapping(words.get("poll"))
    if poll.get("shortest_pause", 0) > poll.get("longest_pause", math.inf):
        yield report("/poll/shortest_pause", "The shortest pause is longer than the longest one. Correct one of them.")


# --- Referenced names ---------------------------------------------------------------------------------------------


def _one_a_resource(
    operation: Operation, job: Job, first: dict[str, tuple[str, dict[str, Any]]], report: Report
) -> Iterator[Finding]:
    tag = _tag(operation)
    words = {word: said for word, said in operation.data[JOB].items() if word != "look"} | {"look": job.look}
    words["arguments"] = sorted(job.arguments)
    name, before = first.setdefault(tag, (job.name, words))
    if name != job.name:
        reason = f"The tag {shown(tag)} already has the job {shown(name)}. Move one of them to another tag."
        yield report("/name", reason)
    elif before != words:
        reason = "Another operation declares the same job differently. Use the same declaration for both."
        yield report("", reason)


def _names(index: Index, job: Job, report: Report) -> Iterator[Finding]:
    made = [f"{job.name}{end}" for end in (*ERRORS, *(FILE_ERRORS if job.file else ()), "Result", "Jobs")]
    schemas = index.components("schemas")
    for name in made:
        if name in _ROOT_ERRORS:
            yield report("/name", f"{shown(name)} is an error of each package already. Choose another name.")
        elif name in schemas:
            yield report("/name", f"{shown(name)} is a schema, and the name of what is made for the job. Rename one.")


def _methods(start: Operation, job: Job, operations: Mapping[str, Operation], report: Report) -> Iterator[Finding]:
    tag = snake(_tag(start))
    made = ["wait", "watch", "wait_all", job.start.removeprefix(f"{tag}_") + "_and_wait"]
    made += ["download"] if job.file else []
    made += ["cancel"] if job.cancel not in (None, f"{tag}_cancel") else []
    for method in made:
        if f"{tag}_{method}" in operations:
            reason = f"{shown(f'{tag}_{method}')} is also a method that is generated for the job. Rename the operation."
            yield report("", reason)


def _operations(
    index: Index, start: Operation, job: Job, operations: Mapping[str, Operation], report: Report
) -> Iterator[Finding]:
    look = operations.get(job.look)
    if look is None or _tag(look) != _tag(start):
        reason = (
            f"{shown(job.look)} is not an operation with the same tag. Write the operationId of the polling operation."
        )
        yield report("/look/operation", reason + suggestion(job.look, operations))
        return
    yield from _sources(index, start, look, job, report)
    schema = answer_schema(index.data, look.data)
    if not followed(index.data, schema).get("properties"):
        reason = f"{shown(job.look)} does not return an object with named fields. Name an operation that does."
        yield report("/look/operation", reason)
        return
    for outcome in OUTCOMES:
        condition: Condition | None = getattr(job, outcome)
        if condition is not None:
            yield from _condition(index, look, job, outcome, condition, report)
    yield from _fields(index, schema, job, report)
    if job.cancel is not None:
        cancel = operations.get(job.cancel)
        if cancel is None or _tag(cancel) != _tag(start):
            reason = f"{shown(job.cancel)} is not an operation with the same tag. Write the id of one that cancels."
            yield report("/cancel", reason + suggestion(job.cancel, operations))
        elif job.cancel in (job.start, job.look):
            yield report("/cancel", f"{shown(job.cancel)} starts or shows a job. Name the operation that cancels it.")
        elif missing := [name for name in _needed(cancel) if name not in job.arguments]:
            reason = (
                f"It also takes {shown(missing[0])}, which the polling operation does not. Both must take the same ids."
            )
            yield report("/cancel", reason)
        elif not any(name in job.arguments for name in _needed(cancel)):
            yield report("/cancel", f"{shown(job.cancel)} takes no id of a job. Name the operation that cancels one.")


def _sources(index: Index, start: Operation, look: Operation, job: Job, report: Report) -> Iterator[Finding]:
    names = [str(parameter.data.get("name")) for parameter in look.parameters]
    for name in job.arguments:
        where = "/look/arguments" + pointer(name)
        if name not in names:
            reason = f"{shown(job.look)} has no parameter {shown(name)}. Name one of its parameters."
            yield report(where, reason + suggestion(name, names))
        elif snake(name) in _TAKEN | _OWN_ARGUMENTS | _DOWNLOAD_ARGUMENTS or snake(name) == snake(job.name):
            yield report(
                where, f"{shown(snake(name))} is also an argument of the waiting methods. Rename the parameter."
            )
    for name in _needed(look):
        if name not in job.arguments:
            reason = f"{shown(job.look)} takes {shown(name)}. Write where its value comes from."
            yield report("/look/arguments", reason)
    if not job.arguments:
        yield report(
            "/look/arguments",
            "A job needs at least one id. Write which arguments of the polling operation identify it.",
        )
    for name, source in job.arguments.items():
        if not _is_certain(index, start, source):
            what = "a required field of the response" if source.place == "answer" else "a required argument"
            reason = f"{shown(str(source))} is not {what} that is a string or an integer. Name one."
            yield report("/look/arguments" + pointer(name), reason)
    own = [snake(str(parameter.data.get("name"))) for parameter in start.parameters]
    own += [snake(name) for name in as_mapping(body_schema(index.data, start.data).get("properties"))]
    for name in own:
        if name in _OWN_ARGUMENTS:
            reason = f"The parameter {shown(name)} is also an argument of the waiting methods. Rename it."
            yield report("", reason)


def _is_certain(index: Index, start: Operation, source: Source) -> bool:
    if source.place == "argument":
        for parameter in start.parameters:
            if parameter.data.get("name") == source.path[0]:
                kind = followed(index.data, parameter.data.get("schema")).get("type")
                return parameter.data.get("required") is True and kind in ("string", "integer")
    schema = answer_schema if source.place == "answer" else body_schema
    found = field_at(index.data, schema(index.data, start.data), source.path)
    if found is None or not found.is_certain:
        return False
    types = found.types(index.data)
    return len(types) == 1 and types <= {"string", "integer"}


def _condition(
    index: Index, look: Operation, job: Job, outcome: str, condition: Condition, report: Report
) -> Iterator[Finding]:
    documented = [status for status, _ in successes(index.data, look.data)]
    for number, status in enumerate(condition.statuses):
        if status not in documented:
            reason = f"{shown(job.look)} documents no JSON success {shown(status)}. Add it, or correct this status."
            yield report(pointer(outcome, "http_status", number), reason)
    if condition.field:
        found = field_at(index.data, answer_schema(index.data, look.data), condition.field)
        if found is None:
            yield report(pointer(outcome, "field"), _unknown(condition.field, job))
            return
        types = found.types(index.data)
        for number, value in enumerate(condition.values or ()):
            wanted = {bool: {"boolean"}, int: {"integer", "number"}, str: {"string"}}[type(value)]
            if not types & wanted:
                reason = f"The field is never {shown(value)}: its type is {', '.join(sorted(types))}. Correct it."
                yield report(pointer(outcome, "equals", number), reason)
    stronger = [one for one in (job.cancelled, job.failed)[: _PRECEDENCE.index(outcome)] if one is not None]
    if outcome != "cancelled" and not any(_shows(index, look, condition, stronger)):
        reason = f"No example of {shown(job.look)} shows a job that is {outcome}. Add one, which the fake returns."
        yield report(pointer(outcome), reason)


def _shows(index: Index, look: Operation, condition: Condition, stronger: list[Condition]) -> Iterator[bool]:
    """Go through the look's examples: whether each shows an outcome, and none that is looked for before it."""
    for status, media in successes(index.data, look.data):
        for example in as_mapping(media.get("examples")).values():
            value: Any = followed(index.data, example).get("value")
            yield _holds(condition, status, value) and not any(_holds(one, status, value) for one in stronger)


def _holds(condition: Condition, status: int, value: Any) -> bool:
    if not condition.field:
        return status in condition.statuses
    for name in condition.field:
        value = as_mapping(value).get(name)
    known = condition.values
    return value is not None if known is None else any(type(one) is type(value) and one == value for one in known)


def _fields(index: Index, schema: dict[str, Any], job: Job, report: Report) -> Iterator[Finding]:
    wanted = [(pointer("reason", number), path, set[str]()) for number, path in enumerate(job.reason)]
    if job.created_at is not None:
        wanted.append(("/created_at", job.created_at, {"integer", "number", "string"}))
    types = {"url": {"string"}, "content_type": {"string"}, "size": {"integer"}}
    for word, path in job.file.items():
        wanted.append((pointer("file", word), path, types.get(word, {"integer", "number", "string"})))
    for where, path, kinds in wanted:
        found = field_at(index.data, schema, path)
        if found is None:
            yield report(where, _unknown(path, job))
        elif kinds and not found.types(index.data) & kinds:
            yield report(where, f"{shown('.'.join(path))} must be of type {' or '.join(sorted(kinds))}. Correct it.")
        elif kinds >= {"integer", "string"} and not _is_time(index, found.schema):
            yield report(where, f"{shown('.'.join(path))} must be a `date-time` or in Unix seconds. Correct it.")


def _is_time(index: Index, schema: dict[str, Any]) -> bool:
    """Whether a value can be nothing but a time, or null."""
    found = [(_types(one), one.get("format")) for one in options(index.data, schema)]
    return all(kind == "date-time" or "string" not in types for types, kind in found)


def _types(schema: Mapping[str, Any]) -> list[str]:
    kind = schema.get("type")
    return [kind] if isinstance(kind, str) else texts(kind)


def _unknown(path: tuple[str, ...], job: Job) -> str:
    return f"{shown('.'.join(path))} is not a field of the response of {shown(job.look)}. Correct the path."


def _needed(operation: Operation) -> list[str]:
    return [str(one.data.get("name")) for one in operation.parameters if one.data.get("required") is True]


def _tag(operation: Operation) -> str:
    tags = operation.data.get("tags")
    return str(tags[0]) if is_list(tags) and tags else ""


RULES: Final[tuple[Rule, ...]] = (_jobs,)
