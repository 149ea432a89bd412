"""What is loaded when: models and resources at their first use, everything that errors need before it is needed."""

from __future__ import annotations

import asyncio
import copy
import importlib
import inspect
import json
import pickle
import pkgutil
import re
import subprocess
import sys
import threading
import typing
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from pathlib import Path
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


@pytest.mark.parametrize("provider", PROVIDERS, ids=str)
def test_types_of_all_that_is_public_can_be_looked_up(provider: Provider) -> None:
    """`get_type_hints` knows each name in the signatures of the classes and functions that people use."""
    package = f"{provider.name}_client"
    modules = [importlib.import_module(package), provider.testing]
    modules += [
        importlib.import_module(found.name)
        for found in pkgutil.walk_packages(provider.package.__path__, f"{package}.")
        if not any(part.startswith("_") and part != "_jobs" for part in found.name.split("."))
    ]
    looked_up = 0
    for module in modules:
        for name, value in vars(module).items():
            if name.startswith("_") or getattr(value, "__module__", None) != module.__name__:
                continue
            members = inspect.getmembers(value, inspect.isfunction) if inspect.isclass(value) else []
            if inspect.isclass(value) or inspect.isfunction(value):
                for each in (value, *(member for _, member in members if member.__module__.startswith(package))):
                    typing.get_type_hints(each)
                    looked_up += 1

    assert looked_up > 100


@pytest.mark.parametrize("provider", PROVIDERS, ids=str)
def test_a_slip_gets_a_suggestion(provider: Provider) -> None:
    """An unknown name of a package or of its models is the usual AttributeError, which knows what it was asked of."""
    package = f"{provider.name}_client"
    # A name that no other one resembles as much as it resembles itself.
    model = max(provider.models.__all__, key=len)
    for module, slip, right in (
        (package, f"{provider.client}s", provider.client),
        (f"{package}.models", f"{model}s", model),
    ):
        done = subprocess.run(
            [sys.executable, "-c", f"import {module}\n{module}.{slip}"], capture_output=True, text=True, check=False
        )
        last = done.stderr.splitlines()[-1]

        assert last == f"AttributeError: module '{module}' has no attribute '{slip}'. Did you mean: '{right}'?"


@pytest.mark.parametrize("level", ["-O", "-OO"])
@pytest.mark.parametrize("provider", PROVIDERS, ids=str)
def test_nothing_depends_on_assertions_or_docstrings(provider: Provider, level: str) -> None:
    """A Python that leaves them out loads all resources, models and names."""
    package = f"{provider.name}_client"
    script = f"from {package} import *\nfrom {package}.models import *\n{provider.client}('key').warm_up()"

    done = subprocess.run([sys.executable, level, "-c", script], capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr


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
    name = provider.operations[0].resource
    loaded = run(f"""
import json, sys
import {package}
with {package}.{provider.client}("key") as client:
    before = [name for name in sys.modules if name.startswith(("{package}.api", "{package}.models."))]
    client.{name}
after = [name for name in sys.modules if name.startswith(("{package}.api.", "{package}.models."))]
print(json.dumps([before, sorted(after)]))
""")

    assert loaded[0] == []
    assert {*loaded[1]} - {f"{package}.models.shared"} == {f"{package}.api.{name}", f"{package}.models.{name}"}


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
    name = provider.operations[0].resource
    with provider.client_class("sync")(**OPTIONS) as client:
        first = getattr(client, name)
        with patch.object(client, name) as other:
            assert getattr(client, name) is other
        assert getattr(client, name) is first

        setattr(client, name, other)
        assert getattr(client, name) is other
        assert getattr(client.with_options(), name) is not other
        delattr(client, name)
        assert type(getattr(client, name)) is type(first)


@pytest.mark.parametrize("provider", PROVIDERS, ids=str)
def test_threads_get_the_same_resource(quiet_environment: None, provider: Provider) -> None:
    """Also where several use it for the first time at once."""
    with provider.client_class("sync")(**OPTIONS) as client, ThreadPoolExecutor(16) as pool:
        barrier, name = threading.Barrier(16), provider.operations[0].resource

        def use(_: int) -> Any:
            barrier.wait(10)
            return getattr(client, name)

        assert len({id(found) for found in pool.map(use, range(16))}) == 1


@pytest.mark.parametrize("provider", PROVIDERS, ids=str)
def test_threads_may_load_all_at_once(provider: Provider) -> None:
    """In a fresh process, where each resource of both clients, each model and each name is first used by a thread."""
    package = f"{provider.name}_client"
    wrong = run(f"""
import json, sys, threading
import {package} as package
sys.setswitchinterval(1e-6)
clients = package.{provider.client}("key"), package.Async{provider.client}("key")
names = {resources(provider)!r}
found, wrong = {{}}, []
work = [lambda c=c, n=n: found.setdefault((c, n), set()).add(getattr(c, n)) for c in clients for n in names * 8]
work += [lambda n=n: getattr(package, n) for n in package.__all__]
work += [lambda n=n: getattr(package.models, n) for n in package.models.__all__]
work += [clients[0].warm_up] * 2
barrier = threading.Barrier(len(work))
def use(act):
    barrier.wait(30)
    try:
        act()
    except BaseException as error:
        wrong.append(repr(error))
threads = [threading.Thread(target=use, args=(act,), daemon=True) for act in work]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join(30)
wrong += [thread.name for thread in threads if thread.is_alive()]
wrong += [repr(each) for each in found.values() if len(each) > 1]
print(json.dumps(wrong))
""")

    assert wrong == []


@pytest.mark.parametrize("provider", PROVIDERS, ids=str)
def test_packages_that_load_late_import_none_of_their_own_modules(provider: Provider) -> None:
    """Where one thread loads such a package, and another one of its modules, each would wait for the other."""
    package = f"{provider.name}_client"
    inner = [
        found.name for found in pkgutil.walk_packages(provider.package.__path__, f"{package}.") if found.ispkg
    ]
    wrong = run(f"""
import importlib, json, sys
import {package}
wrong = []
for name in {inner!r}:
    if name not in sys.modules:
        importlib.import_module(name)
        wrong += [other for other in sys.modules if other.startswith(name + ".")]
print(json.dumps(wrong))
""")

    assert wrong == []


@pytest.mark.parametrize("provider", PROVIDERS, ids=str)
def test_a_subclass_has_resources_of_its_own(mode: str, quiet_environment: None, provider: Provider) -> None:
    """A property that it overrides may use the inherited one; its copies have it too."""
    client_class = provider.client_class(mode)

    name = provider.operations[0].resource

    class Own(client_class):  # type: ignore[misc]  # the class of a provider, whichever it is
        pass

    setattr(Own, name, property(lambda self: ("own", getattr(super(Own, self), name))))
    client = Own(**OPTIONS)

    for each in (client, client.with_options(max_retries=0), copy.copy(client), copy.deepcopy(client)):
        word, inherited = getattr(each, name)
        assert word == "own"
        assert getattr(each, name)[1] is inherited
        assert inherited._engine is each._engine


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
def test_a_mock_of_a_client_knows_its_methods(mode: str, quiet_environment: None, provider: Provider) -> None:
    """One of an instance has each resource with its methods: their names and their arguments."""
    mock = create_autospec(provider.client_class(mode)(**OPTIONS))

    for operation in provider.operations:
        resource = getattr(mock, operation.resource)
        method = getattr(resource, operation.method)
        assert inspect.iscoroutinefunction(method) == (mode == "async" and operation.items is None)
        with pytest.raises(TypeError):
            method(no_such_argument=1)
        with pytest.raises(AttributeError):
            resource.no_such_method  # noqa: B018  # the look-up is what fails


@pytest.mark.parametrize("provider", PROVIDERS, ids=str)
def test_warming_up_fails_as_a_call_does(
    caller: Caller, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, provider: Provider
) -> None:
    """Certificates that cannot be read are the same error in both; and once they can, warming up succeeds."""
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "none.pem"))
    client = caller.client(provider, "https://127.0.0.1:1")
    operation = next(each for each in FIRST_OPERATIONS if each.provider is provider)
    with pytest.raises(provider.error("InvalidEnvironmentError"), match="SSL_CERT_FILE"):
        caller.operation(client, operation)()

    with pytest.raises(provider.error("InvalidEnvironmentError"), match="SSL_CERT_FILE"):
        caller.plain(client.warm_up)()
    monkeypatch.delenv("SSL_CERT_FILE")
    caller.plain(client.warm_up)()


@pytest.mark.parametrize("provider", PROVIDERS, ids=str)
def test_warming_up_may_be_repeated(caller: Caller, provider: Provider) -> None:
    """It makes nothing anew, but what was closed meanwhile."""
    client = caller.client(provider, "https://127.0.0.1:1")
    made = client._engine.transport.client

    caller.plain(client.warm_up)()
    first, kept = caller.plain(made)(), [getattr(client, name) for name in resources(provider)]
    caller.plain(client.warm_up)()
    second = caller.plain(made)()
    caller.plain(client.close if caller.mode == "sync" else client.aclose)()
    caller.plain(client.warm_up)()
    third = caller.plain(made)()

    assert second is first
    assert third is not first
    assert not third.is_closed
    assert [getattr(client, name) for name in resources(provider)] == kept


@pytest.mark.parametrize("provider", PROVIDERS, ids=str)
def test_warming_up_serves_the_loop_that_runs(quiet_environment: None, provider: Provider) -> None:
    """Each event loop has connections of its own, and each can be warmed up; without one there is nothing to warm."""
    client = provider.client_class("async")(**OPTIONS)

    async def warmed_up() -> Any:
        await client.warm_up()
        return await client._engine.transport.client()

    assert asyncio.run(warmed_up()) is not asyncio.run(warmed_up())
    coroutine = client.warm_up()
    with pytest.raises(provider.error("InvalidArgumentError"), match="no event loop of asyncio"):
        coroutine.send(None)


@pytest.mark.parametrize("provider", PROVIDERS, ids=str)
def test_warming_up_needs_none_of_the_applications_threads(quiet_environment: None, provider: Provider) -> None:
    """It ends while every thread of the loop's default executor is busy, and it can be cancelled."""
    client = provider.client_class("async")(**OPTIONS)
    over = threading.Event()

    async def warm_up() -> None:
        jobs = [asyncio.get_running_loop().run_in_executor(None, over.wait) for _ in range(80)]
        try:
            async with asyncio.timeout(10):
                await client.warm_up()
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(client._engine.warm_up(over.wait), 0.05)
        finally:
            over.set()
            await asyncio.gather(*jobs)
            await client.aclose()

    asyncio.run(warm_up())
    assert set(resources(provider)) <= set(vars(client))


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
