"""Objects in requests, as models and as plain dicts: what is sent, and what is refused."""

from __future__ import annotations

from collections import UserDict, deque
from collections.abc import Callable
from datetime import date, datetime, timezone
from types import MappingProxyType
from typing import Any, Final

import pytest

from .conftest import Sending

NOON: Final = datetime(2026, 3, 15, 12, tzinfo=timezone.utc)

Given = Callable[[Any], dict[str, Any]]
"""From the module of models to the arguments of a call."""

CALLS: Final[dict[str, tuple[str, Any, list[Given]]]] = {
    "a list of objects": (
        "chats.create",
        {"messages": [{"role": "user", "content": "Hello"}, {"role": "critic", "content": "Hm", "name": None}]},
        [
            lambda models: {
                "messages": [
                    models.Message(role="user", content="Hello"),
                    models.Message(role="critic", content="Hm", name=None),
                ]
            },
            lambda models: {
                "messages": [
                    {"role": "user", "content": "Hello"},
                    {"role": "critic", "content": "Hm", "name": None},
                ]
            },
            lambda models: {
                "messages": (
                    models.Message(role="user", content="Hello"),
                    {"role": "critic", "content": "Hm", "name": None},
                )
            },
            lambda models: {
                "messages": deque(
                    [
                        UserDict({"role": "user", "content": "Hello"}),
                        MappingProxyType({"role": "critic", "content": "Hm", "name": None}),
                    ]
                )
            },
        ],
    ),
    "a union of objects, in objects": (
        "chats.create",
        {
            "messages": [
                {
                    "role": "user",
                    "content": [
                        {"type": "text", "text": "Look"},
                        {"type": "picture", "url": "https://a.example", "crop": {"left": 1}},
                    ],
                }
            ]
        },
        [
            lambda models: {
                "messages": [
                    models.Message(
                        role="user",
                        content=[
                            models.TextPart(type="text", text="Look"),
                            models.PicturePart(type="picture", url="https://a.example", crop=models.Crop(left=1)),
                        ],
                    )
                ]
            },
            lambda models: {
                "messages": [
                    {
                        "role": "user",
                        "content": [
                            {"type": "text", "text": "Look"},
                            {"type": "picture", "url": "https://a.example", "crop": {"left": 1}},
                        ],
                    }
                ]
            },
            lambda models: {
                "messages": [
                    models.Message(
                        role="user",
                        content=(
                            {"type": "text", "text": "Look"},
                            models.PicturePart(type="picture", url="https://a.example", crop={"left": 1}),
                        ),
                    )
                ]
            },
            lambda models: {
                "messages": [
                    {
                        "role": "user",
                        "content": [
                            models.TextPart(type="text", text="Look"),
                            {"type": "picture", "url": "https://a.example", "crop": models.Crop(left=1)},
                        ],
                    }
                ]
            },
        ],
    ),
    "an object, and a map of objects": (
        "chats.create",
        {
            "messages": [],
            "host": {"name": "Ada", "born": "1815-12-10"},
            "seats": {"window": {"name": "Bo"}, "door": {"name": "Cy", "born": None}},
            "labels": {"mood": "good"},
        },
        [
            lambda models: {
                "messages": [],
                "host": models.Person(name="Ada", born=date(1815, 12, 10)),
                "seats": {"window": models.Person(name="Bo"), "door": models.Person(name="Cy", born=None)},
                "labels": {"mood": "good"},
            },
            lambda models: {
                "messages": [],
                "host": {"name": "Ada", "born": "1815-12-10"},
                "seats": {"window": {"name": "Bo"}, "door": {"name": "Cy", "born": None}},
                "labels": {"mood": "good"},
            },
            lambda models: {
                "messages": [],
                "host": {"name": "Ada", "born": date(1815, 12, 10)},
                "seats": MappingProxyType({"window": {"name": "Bo"}, "door": models.Person(name="Cy", born=None)}),
                "labels": MappingProxyType({"mood": "good"}),
            },
        ],
    ),
    "an object that may be null": (
        "chats.create",
        {"messages": [], "topic": {"title": "Tea", "first-seen": "2026-03-15T12:00:00Z"}},
        [
            lambda models: {"messages": [], "topic": models.Topic(title="Tea", first_seen=NOON)},
            lambda models: {"messages": [], "topic": {"title": "Tea", "first-seen": NOON}},
            lambda models: {"messages": [], "topic": {"title": "Tea", "first-seen": "2026-03-15T12:00:00Z"}},
        ],
    ),
    "null in place of an object": (
        "chats.create",
        {"messages": [], "topic": None},
        [
            lambda models: {"messages": [], "topic": None},
        ],
    ),
    "objects in themselves": (
        "filters.apply",
        {
            "and": [{"field": "topic", "max-depth": 1}, {"not": {"field": "host"}}],
            "limits": {"a": [{"most": 1}], "b": []},
        },
        [
            lambda models: {
                "and_": [
                    models.Filter(field_="topic", max_depth=1),
                    models.Filter(not_=models.Filter(field_="host")),
                ],
                "limits": {"a": [models.Limit(most=1)], "b": []},
            },
            lambda models: {
                "and_": [{"field": "topic", "max-depth": 1}, {"not": {"field": "host"}}],
                "limits": {"a": [{"most": 1}], "b": []},
            },
            lambda models: {
                "and_": [models.Filter(field_="topic", max_depth=1), {"not": models.Filter(field_="host")}],
                "limits": {"a": ({"most": 1},), "b": ()},
            },
        ],
    ),
    "a whole body that is a list": (
        "batches.replace",
        [{"role": "user", "content": "Hello"}],
        [
            lambda models: {"body": [models.Message(role="user", content="Hello")]},
            lambda models: {"body": [{"role": "user", "content": "Hello"}]},
        ],
    ),
    "a whole body that is an object": (
        "batches.describe",
        {"name": "Ada"},
        [
            lambda models: {"body": models.Person(name="Ada")},
            lambda models: {"body": {"name": "Ada"}},
        ],
    ),
    "members that the documentation does not name": (
        "chats.create",
        {"messages": [{"role": "user", "content": "Hello", "mood": {"good": True}}]},
        [
            lambda models: {
                "messages": [
                    models.Message(role="user", content="Hello", additional_properties={"mood": {"good": True}})
                ]
            },
            lambda models: {"messages": [{"role": "user", "content": "Hello", "mood": {"good": True}}]},
        ],
    ),
}


@pytest.mark.parametrize("name", CALLS)
def test_models_and_dicts_send_the_same(salon: Sending, name: str) -> None:
    """In each place of a request, a model, a dict and a mix of both are sent as the same bytes."""
    method, expected, ways = CALLS[name]

    for given in ways:
        assert salon.call(method, **given(salon.models)) == expected

    assert len(set(salon.sent)) == 1


@pytest.mark.parametrize("name", CALLS)
def test_whole_bodies_may_be_dicts_too(lounge: Sending, name: str) -> None:
    """A body that is one argument, as in documents that others wrote, is sent as it is given."""
    method, expected, _ = CALLS[name]

    assert lounge.call(method, body=expected) == expected


@pytest.mark.parametrize(
    ("method", "arguments", "message"),
    [
        (
            "chats.create",
            {"messages": {"role": "user", "content": "Hello"}},
            "messages must be a list, not dict",
        ),
        ("chats.create", {"messages": "Hello"}, "messages must be a list, not str"),
        ("chats.create", {"messages": b"Hello"}, "messages must be a list, not bytes"),
        (
            "chats.create",
            {"messages": [{"role": "user", "content": "Hello"}, "Hm"]},
            "messages[1] must be an instance of Message or a dict, not str",
        ),
        ("chats.create", {"messages": [[]]}, "messages[0] must be an instance of Message or a dict, not list"),
        ("chats.create", {"messages": [], "host": []}, "host must be an instance of Person or a dict, not list"),
        ("chats.create", {"messages": [], "seats": [{"name": "Bo"}]}, "seats must be a dict, not list"),
        (
            "chats.create",
            {"messages": [], "seats": {"door": 5}},
            "seats.door must be an instance of Person or a dict, not int",
        ),
        ("chats.create", {"messages": [], "labels": ["good"]}, "labels must be a dict, not list"),
        (
            "chats.create",
            {"messages": [], "topic": "Tea"},
            "topic must be an instance of Topic or a dict, not str",
        ),
        ("filters.apply", {"limits": {"a": {"most": 1}}}, "limits.a must be a list, not dict"),
        ("batches.replace", {"body": {}}, "body must be a list, not dict"),
        ("batches.replace", {"body": [5]}, "body[0] must be an instance of Message or a dict, not int"),
        ("batches.describe", {"body": "Ada"}, "body must be an instance of Person or a dict, not str"),
        (
            "chats.create",
            {"messages": [{"role": "user", "content": "Hello"}, {"role": "user", "content": object()}]},
            "messages[1].content is of type object, which cannot be sent",
        ),
        (
            "batches.replace",
            {"body": [{"role": "user", "content": [{"type": "text", "text": b"Look"}]}]},
            "body[0].content[0].text is of type bytes, which cannot be sent",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) and " " in value else "",
)
def test_what_cannot_be_meant_is_refused(salon: Sending, method: str, arguments: dict[str, Any], message: str) -> None:
    """Another kind of value than the documented one is an error that names its place, and nothing is sent."""
    with pytest.raises(salon.package.InvalidArgumentError) as caught:
        salon.call(method, **arguments)

    assert str(caught.value).startswith(message)
    assert caught.value.operation == method
    assert salon.sent == []


def test_paths_lead_through_models(salon: Sending) -> None:
    """A value that cannot be sent, in models in lists in models, is named by its whole path."""
    models = salon.models
    crop = models.Crop(left=1, additional_properties={"right": object()})
    message = models.Message(role="user", content=["", models.PicturePart(type="picture", url="", crop=crop)])

    with pytest.raises(salon.package.InvalidArgumentError) as caught:
        salon.call("chats.create", messages=[{"role": "user", "content": ""}, message])

    assert str(caught.value).startswith("messages[1].content[1].crop.right is of type object, which cannot be sent")


def test_a_dict_is_left_as_it_was(salon: Sending) -> None:
    """A call changes nothing that the caller has given, and what was not set is left out at any depth."""
    unset = salon.package.UNSET
    message = {"role": "user", "content": "Hello", "name": unset}
    given = [message]

    assert salon.call("chats.create", messages=given) == {"messages": [{"role": "user", "content": "Hello"}]}
    assert given == [message]
    assert message == {"role": "user", "content": "Hello", "name": unset}


def test_a_model_with_dicts_becomes_json(salon: Sending) -> None:
    """`to_dict` of a request's model writes the dicts in it, and its repr shows them."""
    order = salon.models.ChatOrder(messages=[{"role": "user", "content": "Hello"}], opens_at=NOON)

    assert order.to_dict() == {
        "messages": [{"role": "user", "content": "Hello"}],
        "opens_at": "2026-03-15T12:00:00Z",
    }
    assert "messages=[{'role': 'user'" in repr(order)
