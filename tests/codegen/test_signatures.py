"""The arguments of generated functions, and the modules that models are stored in."""

from __future__ import annotations

import inspect
from typing import Any

import pytest

from tools.codegen.model_code import OTHERS, SHARED, ModelCode, homes, in_order
from tools.codegen.parsed_document import Answer, Body, Member, Operation, Parameter, ParsedDocument
from tools.codegen.python_types import ANYTHING, NOTHING, STRING, Array, Model, PythonType, Scalar, union_of
from tools.codegen.signatures import argument_types, call_arguments, method_arguments, signature

INTEGER = Scalar("integer")
DOCUMENT = ParsedDocument(operations={}, objects={}, dicts={"Thing": "ThingDict"}, rest={})


def parameter(name: str, place: str, type_: PythonType = STRING, **changes: Any) -> Parameter:
    """A parameter that is required and has no default, unless told otherwise."""
    return Parameter(**{"name": name, "place": place, "type": type_, "required": True, "default": None, **changes})


def operation(*parameters: Parameter, body: Body | None = None) -> Operation:
    """An operation that answers a string."""
    answer = Answer(statuses=(200, 200), content="json", type=STRING)
    bodies = [] if body is None else [body]
    return Operation(name="things_do", parameters=parameters, bodies=bodies, successes=[answer])


def facts(of: Operation, *fields: str) -> dict[str, Any]:
    """Its facts: attributes are the names in lower case; the body's fields are arguments if there are any."""
    known = {f"{one.place}:{one.name}": {"attribute": one.name.lower(), "option": None} for one in of.parameters}
    unpacked = {"fields": [{"name": name, "attribute": name.lower(), "text": name} for name in fields]}
    bodies = {one.media_type: {"is_text": False} for one in of.bodies}
    return {"parameters": known, "unpacked": unpacked if fields else None, "bodies": bodies}


MIXED = operation(
    parameter("Optional", "query", INTEGER, required=False),
    parameter("Id", "path"),
    parameter("Default", "query", Scalar("boolean"), required=False, default="False"),
    parameter("Required", "header"),
    parameter("Free", "query", ANYTHING, required=False),
    body=Body(kind="json", media_type="application/json", type=Model("Thing"), required=True),
)
MEMBERS = {
    "Size": Member(name="Size", type=union_of([INTEGER, NOTHING]), required=False),
    "Name": Member(name="Name", type=STRING, required=True),
}


def parsed(text: str) -> inspect.Signature:
    """A signature as Python reads it."""
    space: dict[str, Any] = {"UNSET": "unset"}
    exec(f"from __future__ import annotations\ndef f({text}): pass", space)  # noqa: S102  # it is the code under test
    return inspect.signature(space["f"])


def test_parameters_of_the_path_come_first_and_all_others_by_keyword() -> None:
    """Then the body, what is required, and the rest, each with its default."""
    text = signature(call_arguments(MIXED, facts(MIXED), DOCUMENT), bound=True)

    assert text == (
        "self, id: str, *, body: Thing | ThingDict, required: str, "
        "optional: int | None = None, default: bool = False, free: Any = None"
    )
    assert parsed(text)


def test_fields_of_a_body_are_arguments() -> None:
    """Required ones before required parameters, the others before optional ones; more fields can be given beside."""
    text = signature(method_arguments(MIXED, facts(MIXED, "Size", "Name"), MEMBERS, DOCUMENT), bound=False)

    assert text == (
        "id: str, *, name: str, required: str, size: int | None | Unset = UNSET, "
        "optional: int | None = None, default: bool = False, free: Any = None, "
        "extra_body: Mapping[str, Any] | None = None"
    )
    assert parsed(text)


def test_arguments_are_handed_on() -> None:
    """Those of the path by position, all others by name."""
    arguments = call_arguments(MIXED, facts(MIXED), DOCUMENT)

    assert [one.handed_on() for one in arguments][:3] == ["id", "body=body", "required=required"]
    assert [name for one in arguments for name in one.class_names()] == ["Thing"]
    assert [name for one in arguments for name in one.dict_names()] == ["ThingDict"]


@pytest.mark.parametrize(
    ("kind", "required", "expected"),
    [
        ("json", True, "*, body: Sequence[Thing | ThingDict]"),
        ("json", False, "*, body: Sequence[Thing | ThingDict] | Unset = UNSET"),
        ("content", True, "*, body: FileInput"),
        ("content", False, "*, body: FileInput | Unset = UNSET"),
    ],
)
def test_bodies(kind: Any, required: bool, expected: str) -> None:
    """A body is what the document says, or bytes; one that need not be sent is not set by default."""
    one = operation(body=Body(kind=kind, media_type=kind, type=Array(Model("Thing")), required=required))

    assert signature(call_arguments(one, facts(one), DOCUMENT), bound=False) == expected


def test_types_of_arguments() -> None:
    """A `TypedDict` of the arguments by keyword says which of them must be there."""
    taken = method_arguments(MIXED, facts(MIXED, "Size", "Name"), MEMBERS, DOCUMENT)
    found = argument_types(taken, {"size": "How large it is."})

    assert [(name, text) for name, text, _ in found] == [
        ("name", "Required[str]"),
        ("required", "Required[str]"),
        ("size", "int | None | Unset"),
        ("optional", "int | None"),
        ("default", "bool"),
        ("free", "Any"),
        ("extra_body", "Mapping[str, Any] | None"),
    ]
    assert [text for _, _, text in found if text] == ["How large it is."]


# --- Where models are stored ----------------------------------------------------------------------------------------


def test_a_model_is_stored_with_the_resource_that_alone_reaches_it() -> None:
    """What several reach is shared, with all that it names; what none reaches stands apart, and may name anything."""
    uses = {
        "Video": ["Output", "Cost"],
        "Output": [],
        "Request": ["Cost"],
        "Cost": ["Currency"],
        "Currency": ["Cost"],
        "Event": ["Video"],
    }

    found = homes(uses, {"videos": ["Video", "NoModel"], "requests": ["Request", "Request"]})

    assert found == {
        "Video": "videos",
        "Output": "videos",
        "Request": "requests",
        "Cost": SHARED,
        "Currency": SHARED,
        "Event": OTHERS,
    }
    order = {SHARED: 0, "videos": 1, "requests": 1, OTHERS: 2}
    for name, used in uses.items():
        for other in used:
            assert found[name] == found[other] or order[found[other]] < order[found[name]]


def model(name: str, *uses: str) -> ModelCode:
    """A model that names others."""
    return ModelCode(
        name=name,
        description="",
        is_input=False,
        fields=(),
        has_files=False,
        uses=uses,
        dicts=(),
        rest=None,
        read=(),
        recursive=False,
    )


def test_models_stand_behind_what_they_name() -> None:
    """As annotations are evaluated where they stand; otherwise the document's order stays."""
    found = in_order([model("A", "C"), model("B"), model("C", "D", "Elsewhere"), model("D")])

    assert [(one.name, one.recursive) for one in found] == [("D", False), ("C", False), ("A", False), ("B", False)]


def test_models_in_a_circle_name_each_other_in_quotes() -> None:
    """Those that stand before one that they name; a model that names itself does too."""
    found = in_order([model("A", "B"), model("B", "C"), model("C", "A"), model("Tree", "Tree")])

    assert [(one.name, one.recursive) for one in found] == [("C", True), ("B", False), ("A", False), ("Tree", True)]
