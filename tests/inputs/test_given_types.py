"""The types of what requests take: `<Schema>Dict` and `<Tag><Method>Arguments` in `<package>.types`."""

from __future__ import annotations

import os
import subprocess
import sys
import typing
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from .conftest import LOUNGE, PROJECT, SALON, Sending

USES = '''\
"""What a type checker says of dicts in requests."""

from datetime import date
from typing import Literal, Unpack, assert_type

from {package} import Async{client}, {client}
from {package}.models import ChatOrder, Crop, Done, Filter, Message, Person, PicturePart, TextPart
from {package}.types import ChatsCreateArguments, FilterDict, MessageDict, PersonDict, TextPartDict


def messages(client: Salon, mine: Message, text: TextPartDict) -> None:
    models: list[Message] = [mine]
    dicts: list[MessageDict] = [{{"role": "user", "content": "Hello"}}]
    assert_type(client.chats.create(messages=models), Done)
    client.chats.create(messages=dicts)
    client.chats.create(messages=[mine, {{"role": "critic", "content": "Hm", "name": None}}])
    client.chats.create(messages=(mine,))
    client.chats.create(messages=[{{"role": "user", "content": [text, TextPart(type="text", text="Look")]}}])
    client.chats.create(
        messages=[{{"role": "user", "content": [{{"type": "picture", "url": "u", "crop": {{"left": 1}}}}]}}],
        host={{"name": "Ada", "born": "1815-12-10"}},
        seats={{"door": {{"name": "Bo", "born": date(2000, 1, 1)}}, "window": Person(name="Cy")}},
        topic=None,
    )
    people: dict[str, Person] = {{}}
    client.chats.create(messages=[], seats=people)
    ChatOrder(messages=[{{"role": "user", "content": "Hello"}}], host={{"name": "Ada"}})
    PicturePart(type="picture", url="u", crop={{"left": 1}})
    PicturePart(type="picture", url="u", crop=Crop(left=1))
    client.chats.create(messages="Hello")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    client.chats.create(messages=[{{"role": "user"}}])  # type: ignore[list-item]  # pyright: ignore[reportArgumentType]
    client.chats.create(messages=[{{"role": "user", "content": "", "nam": ""}}])  # type: ignore[list-item]  # pyright: ignore[reportArgumentType]
    client.chats.create(messages=[], host={{"name": 5}})  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def filters(client: Salon) -> None:
    inner: FilterDict = {{"not": {{"field": "host"}}, "max-depth": 2}}
    whole: FilterDict = {{"and": [inner, Filter(field_="topic"), {{"and": []}}], "limits": {{"a": [{{"most": 1}}]}}}}
    client.filters.apply(and_=[whole, inner], not_=inner)
    wrong: FilterDict = {{"not": {{"fields": "host"}}}}  # type: ignore[typeddict-item]  # pyright: ignore[reportAssignmentType]
    del wrong


def handed_on(client: Salon, **arguments: Unpack[ChatsCreateArguments]) -> Done:
    return client.chats.create(**arguments)


async def whole(client: AsyncSalon) -> None:
    ada: PersonDict = {{"name": "Ada"}}
    assert_type(await client.batches.describe(body=ada), Done)
    await client.batches.replace(body=[{{"role": "user", "content": "Hello"}}, Message(role="guest", content="")])
    await client.batches.describe(body={{}})  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    await client.batches.describe(body=[ada])  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def calls(client: Salon) -> None:
    handed_on(client, messages=[], urgent=True)
    handed_on(client, messages=[], urgend=True)  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    kind: Literal["text"] = "text"
    part: TextPartDict = {{"type": kind, "text": ""}}
    del part
'''.format(package="salon_client", client="Salon")
CHECKERS = {
    "mypy": ["mypy", "--strict", "--no-error-summary", "--config-file=", "--cache-dir={cache}"],
    "pyright": ["pyright", "--warnings"],
}


@pytest.mark.slow
@pytest.mark.parametrize("checker", CHECKERS)
def test_checkers_accept_models_and_dicts(
    checker: str, generated: Path, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Both checkers accept models, dicts and mixes wherever an object stands, and refuse wrong keys and types."""
    path = tmp_path / "uses.py"
    path.write_text(USES, encoding="utf-8")
    folder, other = str(generated / "salon"), str(generated / "lounge")
    (tmp_path / "pyrightconfig.json").write_text(
        f'{{"typeCheckingMode": "strict", "enableTypeIgnoreComments": false, "extraPaths": ["{folder}"]}}', "utf-8"
    )
    # The generated code itself; mypy reads that of the other document too.
    checked = [f"{folder}/salon_client/{name}" for name in ("api", "models", "types.py")]
    command = [part.format(cache=tmp_path_factory.getbasetemp() / "mypy") for part in CHECKERS[checker]]
    if checker == "pyright":
        command += ["--pythonpath", sys.executable]
    else:
        checked.append(f"{other}/lounge_client")

    done = subprocess.run(
        [sys.executable, "-m", *command, str(path), *checked],
        cwd=tmp_path,
        env={**os.environ, "MYPYPATH": os.pathsep.join([folder, other])},
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
