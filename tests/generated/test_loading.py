"""What is loaded when: models and resources at their first use, everything that errors need before it is needed."""

from __future__ import annotations

import asyncio
import importlib
import inspect
import json
import pickle
import subprocess
import sys
import threading
import typing
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from typing import Any
from unittest.mock import create_autospec, patch

import attrs
import httpx
import pytest
from support.calling import KEY, Caller
from support.providers import FIRST_OPERATIONS, PROVIDERS, Operation, Provider

OPTIONS = {"api_key": KEY, "base_url": "https://api.example"}


def run(script: str) -> Any:
    """What a script prints as JSON in a fresh process."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", script], capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def resources(provider: Provider) -> list[str]:
    """The names of a client's resources."""
    members = inspect.getmembers(provider.client_class("sync"))
    return [name for name, member in members if isinstance(member, cached_property)]


# --- Models ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("provider", PROVIDERS, ids=str)
def test_models_are_names_of_their_package(provider: Provider) -> None:
    """`dir` shows all models before one is loaded; a star import brings them; a wrong name is an AttributeError."""
    package = f"{provider.name}_client"
    found = run(f"""
import json, sys
import {package}
names = dir({package}.models)
loaded = [name for name in sys.modules if name.startswith("{package}.models.")]
from {package}.models import *
missing = [name for name in {package}.models.__all__ if name not in globals()]
try:
    {package}.models.Nothing
except AttributeError as error:
    message = str(error)
print(json.dumps([names, loaded, missing, message]))
""")

    names, loaded, missing, message = found
    assert set(names) >= set(provider.models.__all__)
    assert (loaded, missing) == ([], [])
    assert message == f"module '{package}.models' has no attribute 'Nothing'"


@pytest.mark.parametrize("provider", PROVIDERS, ids=str)
def test_names_of_the_root_are_shown_before_they_are_loaded(provider: Provider) -> None:
    """`dir` of the package has every public name; a star import brings them all."""
    package = f"{provider.name}_client"
    shown, missing = run(f"""
import json
import {package}
shown = dir({package})
from {package} import *
print(json.dumps([shown, [name for name in {package}.__all__ if name not in globals()]]))
""")

    assert set(shown) >= set(provider.package.__all__)
    assert missing == []


@pytest.mark.parametrize("provider", PROVIDERS, ids=str)
def test_types_of_models_can_be_looked_up(provider: Provider) -> None:
    """`get_type_hints` finds the types of all fields, of the class and of its constructor."""
    for name in provider.models.__all__:
        model = getattr(provider.models, name)
        if not attrs.has(model):
            continue
        fields = {field.name for field in attrs.fields(model)}
        hints, of_init = typing.get_type_hints(model), typing.get_type_hints(model.__init__)

        assert hints.keys() == fields
        assert {key: of_init[key] for key in fields} == hints
        assert inspect.getsource(model).startswith("@define")


def test_arguments_are_public(quiet_environment: None) -> None:
    """The arguments of a method whose body is given field by field are a `TypedDict` of the root."""
    lumenfall = importlib.import_module("lumenfall_client")
    with lumenfall.Lumenfall(**OPTIONS) as client:
        parameters = inspect.signature(client.videos.create).parameters

    assert typing.get_type_hints(lumenfall.VideosCreateArguments).keys() == parameters.keys()
    assert lumenfall.VideosCreateArguments.__required_keys__ == {
        name for name, parameter in parameters.items() if parameter.default is parameter.empty
    }


@pytest.mark.parametrize("operation", FIRST_OPERATIONS, ids=str)
def test_models_and_errors_are_unpickled_where_nothing_is_loaded(operation: Operation) -> None:
    """A pickle of a model, of an error or of a model that was stored in another module loads in a fresh process."""
    model = operation.model.from_dict(operation.success())
    error = operation.provider.error("NotFoundError")("no such thing", status_code=404)
    package = f"{operation.provider.name}_client"
    moved = f"c{package}.models\n{operation.schema_name}\n.".encode()
    stored_before = f"c{operation.model.__module__}\n{operation.provider.models.__all__[-1]}\n.".encode()

    loaded = run(f"""
import json, pickle
print(json.dumps([repr(pickle.loads(each)) for each in {[pickle.dumps(model), pickle.dumps(error), moved]!r}]
    + [pickle.loads({stored_before!r}).__name__ if "Known" not in {stored_before!r}.decode() else ""]))
""")

    assert loaded[:3] == [repr(model), repr(error), repr(operation.model)]


# --- Resources ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("provider", PROVIDERS, ids=str)
def test_the_first_use_of_a_resource_loads_that_one_alone(provider: Provider) -> None:
    """With it come its own models, those that several resources share, and no other resource."""
    package = f"{provider.name}_client"
    loaded = run(f"""
import json, sys
import {package}
with {package}.{provider.client}("key") as client:
    before = [name for name in sys.modules if name.startswith(("{package}.api", "{package}.models."))]
    client.requests
after = [name for name in sys.modules if name.startswith(("{package}.api.", "{package}.models."))]
print(json.dumps([before, sorted(after)]))
""")

    assert loaded[0] == []
    assert {*loaded[1]} - {f"{package}.models.shared"} == {f"{package}.api.requests", f"{package}.models.requests"}


@pytest.mark.parametrize("provider", PROVIDERS, ids=str)
def test_a_resource_is_the_same_each_time(caller: Caller, provider: Provider) -> None:
    """Within one client; a copy with other options has resources of its own."""
    client = caller.client(provider, "https://api.example")
    other = client.with_options(max_retries=0)

    for name in resources(provider):
        assert getattr(client, name) is getattr(client, name)
        assert getattr(other, name) is not getattr(client, name)
        assert getattr(other, name)._engine is other._engine


@pytest.mark.parametrize("provider", PROVIDERS, ids=str)
def test_a_resource_can_be_replaced(quiet_environment: None, provider: Provider) -> None:
    """By assigning another one, and by `mock.patch.object`, which puts the first one back."""
    with provider.client_class("sync")(**OPTIONS) as client:
        first = client.requests
        with patch.object(client, "requests") as other:
            assert client.requests is other
        assert client.requests is first

        client.requests = other
        assert client.requests is other
        assert client.with_options().requests is not other
        del client.requests
        assert type(client.requests) is type(first)


@pytest.mark.parametrize("provider", PROVIDERS, ids=str)
def test_threads_get_the_same_resource(quiet_environment: None, provider: Provider) -> None:
    """Also where several use it for the first time at once."""
    with provider.client_class("sync")(**OPTIONS) as client, ThreadPoolExecutor(8) as pool:
        barrier = threading.Barrier(8)

        def use(_: int) -> Any:
            barrier.wait(10)
            return client.requests

        assert len({id(found) for found in pool.map(use, range(8))}) == 1


@pytest.mark.parametrize("provider", PROVIDERS, ids=str)
def test_resources_are_described_on_the_class(mode: str, provider: Provider) -> None:
    """As properties with a docstring, which `help`, editors and mocks of the class find."""
    client_class = provider.client_class(mode)
    mock = create_autospec(client_class, instance=True)

    for name in resources(provider):
        assert inspect.getdoc(getattr(client_class, name))
        assert getattr(mock, name).get is not None


# --- Warming up -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("provider", PROVIDERS, ids=str)
def test_warming_up_loads_all_and_sends_nothing(caller: Caller, provider: Provider) -> None:
    """All resources are there afterwards, and nothing was sent: the address has no server."""
    client = caller.client(provider, "https://127.0.0.1:1")

    caller.plain(client.warm_up)()

    assert set(resources(provider)) <= set(vars(client))


@pytest.mark.parametrize("provider", PROVIDERS, ids=str)
def test_warming_up_makes_what_sends(quiet_environment: None, provider: Provider) -> None:
    """The certificates are read then: the first call finds a client of httpx that has them. A caller's own is kept."""
    with provider.client_class("sync")(**OPTIONS) as client:
        client.warm_up()

        assert client._engine.transport._client is client._engine.transport.client()

    async def warmed_up() -> None:
        async with provider.client_class("async")(**OPTIONS) as client:
            await asyncio.gather(client.warm_up(), client.warm_up())

            assert [made for made, _ in client._engine.transport._clients.values()] == [
                await client._engine.transport.client()
            ]

    asyncio.run(warmed_up())
    with httpx.Client() as own, provider.client_class("sync")(**OPTIONS, http_client=own) as client:
        client.warm_up()

        assert client._engine.transport._client is None


@pytest.mark.parametrize("provider", PROVIDERS, ids=str)
def test_warming_up_leaves_the_event_loop_free(quiet_environment: None, provider: Provider) -> None:
    """What takes a while runs in another thread."""
    client = provider.client_class("async")(**OPTIONS)
    threads: list[int] = []

    async def warm_up() -> None:
        await client._engine.warm_up(lambda: threads.append(threading.get_ident()))
        await client.aclose()

    asyncio.run(warm_up())
    assert threads != [threading.get_ident()]
