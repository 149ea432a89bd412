# Copied from runtime/testing/operations.py by `nox -s generate`. Do not edit.
"""A provider's operations as a fake knows them: parameters, documented examples, and members of answers."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final
from urllib.parse import unquote

from attrs import evolve, field, frozen

from ..values.json_values import is_array, is_object, member
from .body_schema import body_problem, form_problem
from .forms import FakeForm, sent_object
from .life_arguments import misspelling
from .lists import FakePages
from .messages import FakeAnswer, FakeRequest, check_answer

_ANY_ID: Final = ((str, int), "a string or an integer")
_IDS: Final[Mapping[str, tuple[tuple[type, ...], str]]] = {
    "string": ((str,), "a string"),
    "integer": ((int,), "an integer"),
}
"""The Python types of an id, by the type in the document, and their description."""


_TIME: Final = re.compile(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)").fullmatch


def _is_time(text: str) -> bool:
    try:
        datetime.fromisoformat(text.upper())
    except ValueError:
        return False
    return True


@frozen(kw_only=True)
class FakeParameter:
    """A parameter of an operation in the document."""

    name: str
    place: str
    type: str | None = None
    format: str | None = None
    required: bool = False
    minimum: float | None = None
    maximum: float | None = None
    example: str | None = None

    def problem(self, value: str | None) -> str:
        """Describe why a value is not accepted."""
        if value is None:
            return f"{self.name} is required"
        bounds = "".join(
            f", {word} {bound:g}"
            for word, bound in (("at least", self.minimum), ("at most", self.maximum))
            if bound is not None
        )
        return f"{self.name} must be a {self.format or self.type}{bounds}, not {value!r:.80}"

    def accepts(self, value: str) -> bool:
        """Whether a value has the parameter's type and is within its bounds."""
        if self.type == "integer":
            if re.fullmatch(r"-?\d{1,18}", value) is None:
                return False
            above = self.minimum is None or int(value) >= self.minimum
            return above and (self.maximum is None or int(value) <= self.maximum)
        if self.type == "boolean":
            return value in ("true", "false")
        if self.format == "date-time":
            return _TIME(value) is not None and _is_time(value)
        return True


@frozen(kw_only=True)
class FakeBody:
    """The body that an operation takes."""

    required: bool
    json: Mapping[str, Any] | None
    """The schema of its JSON; None if it takes none."""
    form: Mapping[str, Any] | None
    """The schema of its form of several parts; None if it takes none."""
    schemas: Mapping[str, Any]
    """The named schemas to which they refer."""

    def problem(self, request: FakeRequest) -> str | None:
        """Describe what is wrong with the body of a request; None if it is valid, or of another media type."""
        if not request.body:
            return "the body is missing" if self.required else None
        if _is_form(request):
            form = FakeForm.of(request.headers, request.body)
            if form is None or self.form is None:
                return f"the body is {'not a form' if form is None else 'a form'}"
            return form_problem(form, self.form, self.schemas)
        content_type = request.headers.get("content-type", "application/json").partition(";")[0].strip().lower()
        if not re.fullmatch(r"application/(.*\+)?json", content_type):
            return None
        try:
            value: Any = json.loads(request.body)
        except ValueError:
            return "the body is not JSON"
        return self.problem_of(value)

    def problem_of(self, value: object) -> str | None:
        """Describe what is wrong with the JSON of a body; None if it is valid."""
        return None if self.json is None else body_problem(value, self.json, self.schemas)


@frozen(kw_only=True)
class FakeOperation:
    """An operation with the document's example responses, by name."""

    operation: str
    method: str
    template: str
    authenticated: bool = True
    further_keys: Sequence[str] = ()
    """The keys that it needs beside, or without, the API key."""
    parameters: Sequence[FakeParameter] = ()
    answers: Mapping[str, FakeAnswer] = field(factory=dict[str, FakeAnswer])
    envelope: str | None = None
    """The member of a success that contains what the client returns."""
    members: Sequence[str] = ()
    """The members, documented or not by an example, of what the client returns."""
    pages: FakePages | None = None
    """How it gives a list; None if it gives none."""
    body: FakeBody | None = None
    """Its body of JSON, or its form; None if it takes neither."""
    is_stream: bool = False
    """Whether its success is a stream of events."""
    done: str | None = None
    """The data of the event with which the stream ends; None if there is none."""
    fixed_query: Sequence[Sequence[str]] = ()
    fixed_body: Mapping[str, Any] = field(factory=dict[str, Any])
    """What tells its requests from those of other operations with the same path and method."""

    def is_asked_for(self, request: FakeRequest) -> bool:
        """Whether a request has all that the operation always sends."""
        if not all(tuple(pair) in request.query for pair in self.fixed_query):
            return False
        body = sent_object(request.headers, request.body) if self.fixed_body else None
        return all(member(body, name) == value for name, value in self.fixed_body.items())

    def sent(self, answer: FakeAnswer) -> FakeAnswer:
        """An answer with the last event, if it is a stream and the operation has one."""
        if answer.events is None or self.done is None:
            return answer
        return evolve(answer, events=[*answer.events, b"data: %b\n\n" % self.done.encode()])

    @property
    def names(self) -> list[str]:
        """The names of the path's parameters."""
        return re.findall(r"\{([^}]+)\}", self.template)

    def path_values(self, path: str) -> dict[str, str] | None:
        """The decoded path parameters; None if the path is not this operation's."""
        pattern = "".join(
            f"(?P<p{index}>[^/]+)" if index % 2 else re.escape(text)
            for index, text in enumerate(re.split(r"\{([^}]+)\}", self.template))
        )
        found = re.fullmatch(pattern, path)
        return None if found is None else dict(zip(self.names, map(unquote, found.groups()), strict=True))

    def check_ids(self, ids: Sequence[object]) -> None:
        """Check that ids fit the parameters of the path.

        Raises:
            TypeError: There are too many or too few, or one has the wrong type.
            ValueError: One of them cannot be part of a path, or its parameter does not accept it.
        """
        names = self.names
        if len(ids) != len(names):
            takes = f"{len(names)} id{'' if len(names) == 1 else 's'} ({', '.join(names) or 'its path has none'})"
            raise TypeError(f"{self.operation} takes {takes}, not {len(ids)}")
        for name, value in zip(names, ids, strict=True):
            known = [one for one in self.parameters if (one.name, one.place) == (name, "path")]
            kinds, wanted = _IDS.get((known[0].type if known else None) or "", _ANY_ID)
            if not isinstance(value, kinds) or isinstance(value, bool):
                raise TypeError(f"{name} must be {wanted}, not {type(value).__name__}: {value!r}")
            if value in ("", ".", ".."):
                raise ValueError(f"{name} must not be {value!r}: it cannot be part of a path")
            for parameter in known:
                if not parameter.accepts(str(value)):
                    least = "" if parameter.minimum is None else f", {parameter.minimum:g} or more"
                    raise ValueError(f"{name} must be of type {parameter.type}{least}, not {value!r}")

    def success(self) -> FakeAnswer:
        """The first documented success response, or an empty one."""
        return next(
            (answer for answer in self.answers.values() if answer.status_code < 300), FakeAnswer(204, content=b"")
        )

    def found(self, ids: Sequence[str | int], given: Any, changes: Mapping[str, Any]) -> FakeAnswer:
        """A success that a test adds.

        Args:
            ids: The values of the path parameters.
            given: The body; None for the first documented success, with these ids where those of the path stand in it.
            changes: Members to replace. They are those of what the client returns, unless only the envelope has them.

        Raises:
            TypeError: The body cannot be encoded, is not a JSON object but is to be changed, or a change is a member
                that looks misspelt.
        """
        examples = [parameter.example for parameter in self.parameters if parameter.place == "path"]
        if self.is_stream and changes:
            raise TypeError(f"the response of {self.operation} is a stream; pass its events as `json`")
        others = {example: value for example, value in zip(examples, ids, strict=True) if isinstance(value, str)}
        shown = self.success().events if self.is_stream else self.success().json
        body = renamed(shown, others) if given is None else given
        if given is None:
            self._number(body, dict(zip(self.names, ids, strict=True)))
        if changes:
            body = self._changed(body, changes)
        answer = evolve(self.success(), events=body) if self.is_stream else evolve(self.success(), json=body)
        if given is not None and answer.content is not None:
            # Without the example's headers, which belong to another content type.
            answer = FakeAnswer(answer.status_code, answer.json)
        check_answer(answer)
        return answer

    def _number(self, body: Any, ids: Mapping[str, str | int]) -> None:
        """Write integer ids into a body, where it has members of their names."""
        inner = body.get(self.envelope) if is_object(body) and self.envelope is not None else body
        for name, value in ids.items():
            if isinstance(value, int) and is_object(inner) and name in inner:
                inner[name] = value

    def _changed(self, body: Any, changes: Mapping[str, Any]) -> dict[str, Any]:
        inner = body.get(self.envelope) if is_object(body) and self.envelope is not None else body
        if not is_object(body) or not is_object(inner):
            where = f"member {self.envelope} of the response" if is_object(body) else "response"
            given = ", ".join(changes)
            raise TypeError(
                f"the {where} of {self.operation} is not a JSON object; it has no members to replace: {given}"
            )
        of_envelope = {name for name in body if self.envelope is not None and name not in {*self.members, *inner}}
        known = {*self.members, *inner, *of_envelope}
        for name in changes:
            meant = misspelling(name, known, known)
            if meant is not None:
                raise TypeError(
                    f"the response of {self.operation} has no member {name}: did you mean {meant}? To add a member of"
                    " that name, pass the whole body as `json`"
                )
        outer = {name: value for name, value in changes.items() if name in of_envelope}
        inner = {**inner, **{name: value for name, value in changes.items() if name not in of_envelope}}
        return inner if self.envelope is None else {**body, self.envelope: inner, **outer}

    def refusal(self, *names: str, status_code: int, because: str | None = None) -> FakeAnswer:
        """The first documented response with one of these names; otherwise a made-up one with the status.

        Args:
            names: Names of documented examples.
            status_code: The status of a made-up response.
            because: The reason, which replaces the message of the response.
        """
        made_up = {"error": {"message": f"the fake returns {status_code}", "code": None}}
        found = next((self.answers[name] for name in names if name in self.answers), FakeAnswer(status_code, made_up))
        return found if because is None else evolve(found, json=_with_message(found.json, because))


def _with_message(value: Any, text: str) -> Any:
    """A copy of a JSON value in which each text called `message` is another one."""
    if is_object(value):
        return {
            name: text if name == "message" and isinstance(member, str) else _with_message(member, text)
            for name, member in value.items()
        }
    return value


def _is_form(request: FakeRequest) -> bool:
    return request.headers.get("content-type", "").lower().startswith("multipart/form-data")


def renamed(value: Any, others: Mapping[str | None, str]) -> Any:
    """Return a copy of a JSON value in which some strings are replaced."""
    if is_object(value):
        return {name: renamed(member, others) for name, member in value.items()}
    if is_array(value):
        return [renamed(item, others) for item in value]
    return others.get(value, value) if isinstance(value, str) else value


def read_operations(text: str, body_schemas: str) -> list[FakeOperation]:
    """Read the operations, and the schemas of their bodies, from the JSON of a package's `_operations.py`."""
    schemas: Mapping[str, Any] = json.loads(body_schemas)
    return [
        FakeOperation(
            operation=item["operation"],
            method=item["method"],
            template=item["template"],
            authenticated=item["authenticated"],
            further_keys=item.get("further_keys", ()),
            envelope=item["envelope"],
            members=item["members"],
            parameters=[FakeParameter(**parameter) for parameter in item["parameters"]],
            answers={
                name: FakeAnswer(
                    answer["status_code"],
                    answer.get("json"),
                    answer["text"].encode() if "text" in answer else None,
                    answer.get("headers", {}),
                    events=answer.get("events"),
                )
                for name, answer in item["answers"].items()
            },
            pages=FakePages(**item["pages"]) if "pages" in item else None,
            body=FakeBody(**item["body"], schemas=schemas) if "body" in item else None,
            is_stream="stream" in item,
            done=item.get("stream", {}).get("done"),
            fixed_query=item.get("fixed_query", ()),
            fixed_body=item.get("fixed_body", {}),
        )
        for item in json.loads(text)
    ]
