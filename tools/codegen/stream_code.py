"""The code of operations that stream events."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from attrs import frozen

from ..contract.json_tree import as_mapping
from .python_types import ANYTHING, PythonType, annotation
from .source_text import literal


@frozen(kw_only=True)
class StreamCode:
    """The code of an operation that streams events."""

    constant: str
    """The name of the `EventFormat`."""
    item: str
    """The annotation of an event, for use inside a class."""
    item_outside: str
    """The same, for use outside of a class."""
    reader: str
    """The function that reads an event."""
    done: str
    """The data of the last event, as Python source; empty if there is none."""

    @property
    def is_described(self) -> bool:
        """Whether the document describes the events."""
        return self.reader != "any_event"

    def returned(self, is_async: bool) -> str:  # templates pass it
        """The section `Returns` of the method's docstring."""
        block = "async with" if is_async else "with"
        text = f"    The events, each as soon as it has arrived. Use it in a block: `{block} ... as events:`."
        return f"Returns:\n{text}"


def stream_example(operations: Mapping[str, Any], data: Mapping[str, Any]) -> dict[str, str] | None:
    """A stream for the README: the first whose required arguments have examples that are plain values."""
    for operation in operations.values():
        if operation["stream"] is None:
            continue
        parameters = [known for known in operation["parameters"].values() if known["required"]]
        given = [
            (known["attribute"], known["example"], known["place"] == "path")
            for known in sorted(parameters, key=lambda known: known["place"] != "path")
        ]
        if operation["has_body"]:
            given += _fields(operation, data)
        if all(isinstance(value, (str, int, float, bool)) for _, value, _ in given):
            arguments = [_value(value) if in_path else f"{name}={_value(value)}" for name, value, in_path in given]
            called = f"{operation['tag']}.{operation['method']}"
            return {"call": f"{called}({', '.join(arguments)})", "operation": operation["operation_id"]}
    return None


def _fields(operation: Mapping[str, Any], data: Mapping[str, Any]) -> list[tuple[str, Any, bool]]:
    """The required arguments for the body, with the values of the first example; None stands for a missing one."""
    unpacked: Mapping[str, Any] | None = operation["unpacked"]
    if unpacked is None:
        return [("body", None, False)]
    written = data["paths"][operation["template"]][operation["http_method"].lower()]["requestBody"]
    media: Mapping[str, Any] = next(iter(written["content"].values()))
    example = next(iter(as_mapping(media.get("examples")).values()), None)
    shown = as_mapping(as_mapping(example).get("value"))
    required = data["components"]["schemas"][unpacked["class_name"]].get("required", ())
    return [(one["attribute"], shown.get(one["name"]), False) for one in unpacked["fields"] if one["name"] in required]


def _value(value: object) -> str:
    return literal(value) if isinstance(value, str) else repr(value)


def stream_classes(codes: Iterable[StreamCode | None]) -> Mapping[str, str]:
    """The public classes that a package's streams need, each by its module in `_runtime.streams`."""
    used = [code for code in codes if code is not None]
    classes = {"async_event_stream": "AsyncEventStream", "event_stream": "EventStream"} if used else {}
    if not all(code.is_described for code in used):
        classes["server_sent_events"] = "ServerSentEvent"
    return classes


def stream_code(known: Mapping[str, Any], event: PythonType, list_name: str) -> StreamCode | None:
    """Write the code of an operation that streams events; None if it does not.

    Args:
        known: The operation's facts, from `template_facts`.
        event: The type of an event.
        list_name: The name of `list` inside the class.
    """
    words: Mapping[str, Any] | None = known["stream"]
    if words is None:
        return None
    is_described = event != ANYTHING
    return StreamCode(
        constant=f"{known['method'].upper()}_EVENTS",
        item=annotation(event, list_name=list_name) if is_described else "ServerSentEvent",
        item_outside=annotation(event) if is_described else "ServerSentEvent",
        reader=f"{known['method']}_answer" if is_described else "any_event",
        done="" if words["done"] is None else literal(words["done"]),
    )
