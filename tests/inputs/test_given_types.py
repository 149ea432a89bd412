"""The types of what requests take: `<Schema>Dict` and `<Tag><Method>Arguments` in `<package>.types`."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import typing
from datetime import date, datetime, timezone
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml
from support.type_checks import mypy

from .conftest import DOCUMENT, LOUNGE, PROJECT, SALON, Sending

USES = '''\
"""What a type checker says of dicts in requests."""

from datetime import date
from typing import Literal, Unpack, assert_type

from salon_client import AsyncSalon, Salon
from salon_client.models import ChatOrder, Crop, Done, Filter, Message, Person, PicturePart, TextPart
from salon_client.types import ChatsCreateArguments, FilterDict, MessageDict, PersonDict, TextPartDict


def messages(client: Salon, mine: Message, text: TextPartDict) -> None:
    create = client.chats.create
    models: list[Message] = [mine]
    dicts: list[MessageDict] = [{"role": "user", "content": "Hello"}]
    assert_type(create(messages=models), Done)
    create(messages=dicts)
    create(messages=[mine, {"role": "critic", "content": "Hm", "name": None}])
    create(messages=(mine,))
    create(messages=[{"role": "user", "content": [text, TextPart(type="text", text="Look")]}])
    create(
        messages=[{"role": "user", "content": [{"type": "picture", "url": "u", "crop": {"left": 1}}]}],
        host={"name": "Ada", "born": "1815-12-10"},
        seats={"door": {"name": "Bo", "born": date(2000, 1, 1)}, "window": Person(name="Cy")},
        topic=None,
    )
    people: dict[str, Person] = {}
    create(messages=[], seats=people)
    ChatOrder(messages=[{"role": "user", "content": "Hello"}], host={"name": "Ada"})
    PicturePart(type="picture", url="u", crop={"left": 1})
    PicturePart(type="picture", url="u", crop=Crop(left=1))
    create(messages="Hello")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    create(messages=[{"role": "user"}])  # type: ignore[list-item]  # pyright: ignore[reportArgumentType]
    create(messages=[], host={"name": "", "age": 1})  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    create(messages=[], host={"name": 5})  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def filters(client: Salon) -> None:
    inner: FilterDict = {"not": {"field": "host"}, "max-depth": 2}
    whole: FilterDict = {"and": [inner, Filter(field_="topic"), {"and": []}], "limits": {"a": [{"most": 1}]}}
    client.filters.apply(and_=[whole, inner], not_=inner)
    client.filters.apply(not_={"fields": "host"})  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def handed_on(client: Salon, **arguments: Unpack[ChatsCreateArguments]) -> Done:
    return client.chats.create(**arguments)


async def whole(client: AsyncSalon) -> None:
    ada: PersonDict = {"name": "Ada"}
    assert_type(await client.batches.describe(body=ada), Done)
    await client.batches.replace(body=[{"role": "user", "content": "Hello"}, Message(role="guest", content="")])
    await client.batches.describe(body={})  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    await client.batches.describe(body=[ada])  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def calls(client: Salon) -> None:
    handed_on(client, messages=[], urgent=True)
    handed_on(client, messages=[], urgend=True)  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    kind: Literal["text"] = "text"
    part: TextPartDict = {"type": kind, "text": ""}
    del part
'''


def test_mypy_accepts_models_and_dicts(generated: Path, tmp_path: Path, mypy_cache: Path) -> None:
    """Wherever an object stands, alone and mixed; it refuses wrong keys and types. It accepts the packages too."""
    uses = tmp_path / "uses.py"
    uses.write_text(USES, encoding="utf-8")
    folders = [generated / name for name in ("salon", "lounge")]
    packages = [folder / f"{folder.name}_client" for folder in folders]

    assert mypy(mypy_cache, tmp_path, uses, *packages, packages=os.pathsep.join(map(str, folders))) == ""


def test_pyright_accepts_models_and_dicts(generated: Path, tmp_path: Path) -> None:
    """It reads the same types, and accepts the code of the package."""
    uses, folder = tmp_path / "uses.py", generated / "salon"
    uses.write_text(USES, encoding="utf-8")
    settings = {"typeCheckingMode": "strict", "enableTypeIgnoreComments": False, "extraPaths": [str(folder)]}
    (tmp_path / "pyrightconfig.json").write_text(json.dumps(settings), encoding="utf-8")
    checked = [uses, *(folder / "salon_client" / name for name in ("api", "models", "types.py"))]

    done = subprocess.run(
        [sys.executable, "-m", "pyright", "--warnings", "--pythonpath", sys.executable, *map(str, checked)],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout + done.stderr


def types(name: str) -> ModuleType:
    """The module of a generated package."""
    return __import__(f"{name}_client.types", fromlist=["types"])


def test_dicts_have_the_names_of_the_api(salon: Sending) -> None:
    """The keys are those of the JSON, and the required ones are required."""
    found: Any = types("salon")

    assert found.FilterDict.__annotations__.keys() == {"and", "not", "field", "max-depth", "limits"}
    assert found.MessageDict.__required_keys__ == {"role", "content"}
    assert found.MessageDict.__optional_keys__ == {"name"}
    # A date may be the text that the JSON has.
    assert typing.get_type_hints(found.PersonDict) == {"name": str, "born": date | str | None}


def test_the_rules_show_what_a_schema_yields(salon: Sending) -> None:
    """The example in the rules for documents is a schema of this document, and says what becomes of it."""
    rules = (PROJECT / "openapi" / "README.md").read_text(encoding="utf-8")
    block = re.search(r"### Objects in requests.*?```yaml\n(.*?)```", rules, re.DOTALL)
    assert block is not None
    shown = yaml.safe_load(block[1])
    schemas = yaml.safe_load(DOCUMENT.read_text(encoding="utf-8"))["components"]["schemas"]
    now = datetime(2026, 3, 15, tzinfo=timezone.utc)

    assert shown == {"Topic": schemas["Topic"]}
    for topic in (salon.models.Topic(title="Tea", first_seen=now), {"title": "Tea", "first-seen": now}):
        sent = salon.call("chats.create", messages=[], topic=topic)
        assert sent["topic"] == {"title": "Tea", "first-seen": "2026-03-15T00:00:00Z"}


@pytest.mark.parametrize("provider", [SALON, LOUNGE], ids=str)
def test_all_types_can_be_looked_up(generated: Path, provider: Any) -> None:
    """`get_type_hints` knows each name in each dict, those that contain themselves included."""
    module: Any = types(provider.name)
    named = [name for name in module.__all__ if name.endswith(("Dict", "Arguments"))]

    hints = {name: typing.get_type_hints(getattr(module, name)) for name in named}

    assert all(hints.values())
    assert {"ChatsCreateArguments", "FiltersApplyArguments", "BatchesReplaceArguments"} <= hints.keys()
    assert {"MessageDict", "FilterDict", "LimitDict", "TextPartDict", "CropDict", "TopicDict"} <= hints.keys()


def test_arguments_are_those_of_the_method(salon: Sending) -> None:
    """Each argument by keyword is a key, with the type that it has in the signature."""
    module: Any = types("salon")
    create = type(salon.client.chats).create

    hints = typing.get_type_hints(create)
    del hints["return"]

    assert typing.get_type_hints(module.ChatsCreateArguments) == hints
    assert module.ChatsCreateArguments.__required_keys__ == {"messages"}


def test_types_are_loaded_when_they_are_used(generated: Path) -> None:
    """Importing the package and its types loads no model; a dict brings those of its module."""
    script = """
import sys, salon_client, salon_client.types as types
def loaded(): return sorted(name for name in sys.modules if name.startswith("salon_client.models."))
assert loaded() == [], loaded()
assert "LimitDict" in dir(types)
types.LimitDict
assert loaded() == ["salon_client.models.filters"], loaded()
"""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(generated / "salon"), *filter(None, sys.path)])}

    done = subprocess.run(
        [sys.executable, "-c", script], env=environment, cwd=PROJECT, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stderr
