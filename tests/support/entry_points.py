"""Everything public that a client can be asked for, derived from the packages themselves."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from support.calling import Caller, base_url_of
from support.providers import Operation, Provider


@dataclass(frozen=True)
class EntryPoint:
    """A public method of a client or of one of its resources, with arguments that it accepts."""

    name: str
    sends: bool
    """Whether it sends anything."""
    call: Callable[[Any, Path], Any]
    """Takes the client and a folder."""

    def __str__(self) -> str:
        return self.name


def entry_points(provider: Provider, mode: str, *, patience: float | None = None) -> Iterator[EntryPoint]:
    """All of a client, those of its resources first.

    Args:
        provider: The provider.
        mode: Sync or async.
        patience: Seconds that waits may take, instead of their default.
    """
    client_class = provider.client_class(mode)
    by_name = {(one.resource, one.method): one for one in (*provider.operations, *provider.streams)}
    client = client_class("key")
    for resource, member in inspect.getmembers(client_class):
        if not isinstance(member, cached_property):
            continue
        for name, method in inspect.getmembers(getattr(client, resource), inspect.isroutine):
            if not name.startswith("_"):
                operation = by_name.get((resource, name.removesuffix("_detailed")))
                yield _of_resource(provider, resource, name, method, operation, patience)
    yield EntryPoint("warm_up", True, lambda client, _: client.warm_up())


def _of_resource(
    provider: Provider, resource: str, name: str, method: Any, operation: Operation | None, patience: float | None
) -> EntryPoint:
    if operation is not None:
        detailed = name.endswith("_detailed")
        return EntryPoint(f"{resource}.{name}", True, lambda client, _: operation.bound(client, detailed=detailed)())

    parameters = inspect.signature(method).parameters

    def call(client: Any, folder: Path) -> Any:
        args, keywords = _arguments(provider, resource, method, folder, base_url_of(client))
        if patience is not None and "policy" in parameters:
            keywords["timeout"] = patience
        return getattr(getattr(client, resource), name)(*args, **keywords)

    # A notification that was received is read with its secret, and nothing else.
    return EntryPoint(f"{resource}.{name}", "secret" not in parameters, call)


def _image(provider: Provider, base_url: str) -> Any:
    """An image with a link to the client's server, for a provider that makes images."""
    kind = getattr(provider.models, "GeneratedImage", None)
    return None if kind is None else kind(url=f"{base_url}/image.png")


def _arguments(
    provider: Provider, resource: str, method: Any, folder: Path, base_url: str
) -> tuple[list[Any], dict[str, Any]]:
    """What a method must be given; a parameter of a new name is a KeyError, so that somebody looks."""
    own = [one for one in provider.operations if one.resource == resource]
    example = next((one.example_ids[0] for one in own if len(one.example_ids) == 1), None)
    known = {
        "path": folder / "file",
        "body": b"{}",
        "headers": {},
        "secret": "whsec_" + "A" * 32,
        "image": _image(provider, base_url),
    }
    args: list[Any] = []
    keywords: dict[str, Any] = {}
    for name, parameter in inspect.signature(method).parameters.items():
        if parameter.kind is parameter.VAR_KEYWORD:
            keywords.update(next(one for one in own if one.method == "create").keywords)
        elif parameter.default is parameter.empty:
            kind = str(parameter.annotation)
            if "Iterable[" in kind:
                args.append([example])
            else:
                is_thing = name.endswith("_id") or (name == resource.removesuffix("s") and known.get(name) is None)
                args.append(example if is_thing else known[name])
    return args, keywords


async def _gathered(value: Any) -> Any:
    """What an async entry point comes to: awaited, or its items."""
    if inspect.isasyncgen(value):
        return [item async for item in value]
    return await value if inspect.isawaitable(value) else value


def outcome(caller: Caller, one: EntryPoint, client: Any, folder: Path) -> Any:
    """What an entry point comes to."""
    try:
        value = one.call(client, folder)
        if caller.mode == "async":
            return caller.result(_gathered(value))
        return list(value) if inspect.isgenerator(value) else value
    except Exception as error:  # the test looks at it
        return error
