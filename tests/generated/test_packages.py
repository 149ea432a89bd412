"""The packages as packages: what they export, document, and do at import."""

from __future__ import annotations

import importlib
import importlib.util
import inspect
import json
import pkgutil
import pydoc
import subprocess
import sys
from functools import cached_property
from pathlib import Path
from typing import Any, get_args

import attrs
import pytest
from support.providers import PROVIDERS, Provider

ERROR_TREE = {
    "MissingAPIKeyError": ("ROOT",),
    "InvalidArgumentError": ("ROOT", "ValueError"),
    "APIConnectionError": ("ROOT",),
    "APITimeoutError": ("APIConnectionError", "TimeoutError"),
    "InvalidEnvironmentError": ("APIConnectionError",),
    "ResponseDecodeError": ("ROOT", "ValueError"),
    "APIStatusError": ("ROOT",),
    "BadRequestError": ("APIStatusError",),
    "AuthenticationError": ("APIStatusError",),
    "PaymentRequiredError": ("APIStatusError",),
    "PermissionDeniedError": ("APIStatusError",),
    "NotFoundError": ("APIStatusError",),
    "ConflictError": ("APIStatusError",),
    "UnprocessableEntityError": ("APIStatusError",),
    "RateLimitError": ("APIStatusError",),
    "InternalServerError": ("APIStatusError",),
}
COMMON = {"__version__", "File", "models", "Response", "UNSET", "Unset", *ERROR_TREE}


def modules(provider: Provider) -> list[Any]:
    """Every module of a package that can be imported without an extra."""
    package = provider.package
    names = [found.name for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")]
    return [package, *[importlib.import_module(name) for name in names if "pydantic" not in name]]


MODULES = [pytest.param(module, id=module.__name__) for provider in PROVIDERS for module in modules(provider)]


def own_names(provider: Provider) -> set[str]:
    """What only one root has: the clients, the root error, and what its jobs, operations and overlay add."""
    overlay = f"{provider.row.package}._overlay"
    added = importlib.import_module(overlay).__all__ if importlib.util.find_spec(overlay) is not None else []
    arguments = {name for name in provider.package.__all__ if name.endswith("Arguments")}
    jobs = f"{provider.row.package}.jobs"
    ended = importlib.import_module(jobs).__all__ if importlib.util.find_spec(jobs) is not None else []
    policy = {"PollPolicy"} if ended else set[str]()
    has_lists = any(one.items is not None for one in provider.operations)
    lists = {"AsyncPage", "AsyncPages", "Page", "PaginationWarning"} if has_lists else set[str]()
    streams = {"AsyncEventStream", "EventStream"} if provider.streams else set[str]()
    return {
        provider.client,
        f"Async{provider.client}",
        f"{provider.client}Error",
        *added,
        *arguments,
        *ended,
        *policy,
        *lists,
        *streams,
    }


@pytest.mark.parametrize("provider", PROVIDERS, ids=str)
def test_the_root_exports_the_contract(provider: Provider) -> None:
    """Each root has its clients, its root error, what its overlay adds, and names that are the same in all of them."""
    names = set(provider.package.__all__)
    common = [set(one.package.__all__) - own_names(one) for one in PROVIDERS]

    assert own_names(provider) <= names
    assert names - own_names(provider) >= COMMON
    assert all(one == common[0] for one in common), "the roots differ in more than their own names"


@pytest.mark.parametrize("provider", PROVIDERS, ids=str)
def test_the_fake_knows_every_operation(provider: Provider) -> None:
    """The operations that these tests read from the document are those that the package was generated with."""
    known = {(one.operation, one.method.lower(), one.template) for one in provider.fake.operations}

    documented = (*provider.operations, *provider.streams)
    assert known == {(one.name, one.http_method, one.sent_template) for one in documented}
    assert known


@pytest.mark.parametrize("provider", PROVIDERS, ids=str)
def test_the_errors_are_a_tree(provider: Provider) -> None:
    """Errors have the documented bases, all under one root, and the tree is drawn in the module's docstring."""
    root = provider.root_error
    drawn = inspect.getdoc(importlib.import_module(f"{provider.name}_client.errors")) or ""

    assert root.__bases__ == (Exception,)
    for name, bases in ERROR_TREE.items():
        kind = provider.error(name)
        public = tuple(base.__name__ for base in kind.__bases__ if not base.__name__.startswith("_"))
        assert public == tuple(root.__name__ if base == "ROOT" else base for base in bases)
        assert f"─ {name}" in drawn
        assert kind.__module__ == f"{provider.name}_client.errors"


def in_order(names: list[str]) -> bool:
    """Whether names are sorted: plainly, without regard to case, or as ruff does (constants, classes, the rest)."""
    folded = [name.casefold() for name in names]
    ranked = sorted(names, key=lambda name: (0 if name.isupper() else 1 if name[0].isupper() else 2, name))
    return names in (sorted(names), ranked) or folded == sorted(folded)


@pytest.mark.parametrize("module", MODULES)
def test_all_is_sorted_and_true(module: Any) -> None:
    """`__all__` is sorted, has no name twice, and every name in it is there."""
    names = list(getattr(module, "__all__", []))
    root = next((provider.row.error for provider in PROVIDERS if module.__name__ == f"{provider.row.package}.errors"), "")

    assert len(set(names)) == len(names)
    # The root error stands where it stands in the runtime's module, of which this one is an exact copy.
    assert in_order([name for name in names if name != root]), names
    assert [name for name in names if not hasattr(module, name)] == []


@pytest.mark.parametrize("provider", PROVIDERS, ids=str)
def test_what_is_reached_as_a_module_can_be_imported_as_one(provider: Provider) -> None:
    """`import package.name` works for each module that `from package import name` gives, and gives the same."""
    package = provider.row.package
    found = [name for name in provider.package.__all__ if inspect.ismodule(getattr(provider.package, name))]

    assert "models" in found
    for name in found:
        script = f"import {package}.{name}; from {package} import {name}; print({package}.{name} is {name})"
        done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False, timeout=60)
        assert done.stdout == "True\n", done.stderr


@pytest.mark.parametrize("provider", PROVIDERS, ids=str)
def test_dir_lists_public_names_only(provider: Provider) -> None:
    """`dir` of the root and of the public modules shows what `__all__` lists, and not what they import themselves."""
    names = ["", "client", "errors", "jobs", "models", "testing", "types", "webhooks"]
    packages = [f"{provider.row.package}.{name}".rstrip(".") for name in names]
    found = [importlib.import_module(name) for name in packages if importlib.util.find_spec(name) is not None]

    assert len(found) >= 6
    for module in found:
        shown = [name for name in dir(module) if not name.startswith("__")]
        assert shown == sorted(name for name in module.__all__ if not name.startswith("__")), module.__name__


@pytest.mark.parametrize("mode", ["sync", "async"])
@pytest.mark.parametrize("provider", PROVIDERS, ids=str)
def test_help_on_a_resource_of_the_class_lists_its_methods(provider: Provider, mode: str) -> None:
    """`help(Client.resource)` needs no client to show what can be called."""
    client_class = provider.client_class(mode)
    client = client_class("key")
    resources = [name for name, one in inspect.getmembers(client_class) if isinstance(one, cached_property)]

    assert resources
    for name in resources:
        shown = pydoc.render_doc(getattr(client_class, name), renderer=pydoc.plaintext)
        methods = [one for one in dir(getattr(client, name)) if not one.startswith("_")]
        assert [one for one in methods if f"`{one}`" not in shown and not one.endswith("_detailed")] == []
        assert any(f"`{one}`" in shown for one in methods if one.endswith("_detailed"))


def documented(module: Any) -> list[tuple[str, Any]]:
    """The public classes, functions and methods that a module defines."""
    found: list[tuple[str, Any]] = [(module.__name__, module)]
    for name, member in vars(module).items():
        if name.startswith("_") or getattr(member, "__module__", None) != module.__name__:
            continue
        if inspect.isfunction(member) or inspect.isclass(member):
            found.append((f"{module.__name__}.{name}", member))
        if inspect.isclass(member):
            found += [
                (
                    f"{module.__name__}.{name}.{inner}",
                    getattr(method, "fget", None) or getattr(method, "__func__", method),
                )
                for inner, method in vars(member).items()
                if not inner.startswith("_")
                and (inspect.isfunction(method) or isinstance(method, property | classmethod | staticmethod))
            ]
    return found


@pytest.mark.parametrize("module", MODULES)
def test_everything_public_has_a_docstring(module: Any) -> None:
    """Every module, and every public class, function, method and property in it, has a docstring of its own."""
    missing = [
        name
        for name, thing in documented(module)
        if not (getattr(thing, "__doc__", None) or "").strip()
        or (attrs.has(thing) and thing.__doc__.startswith("Method generated"))
    ]
    if module.__name__.endswith("_overlay.videos"):
        # Only for type checkers: the generated resource has the method.
        missing = [name for name in missing if not name.endswith("VideosMixin.get")]

    assert missing == []


SECTIONS = ("Args:", "Returns:", "Raises:", "Attributes:")


@pytest.mark.parametrize("module", MODULES)
def test_docstrings_are_well_formed(module: Any) -> None:
    """A docstring's sections are indented as Google's style has it; no line is too long, none holds a repr."""
    for name, thing in documented(module):
        lines = (inspect.getdoc(thing) or "").splitlines()
        assert not any(" object at 0x" in line or "UntrustedString" in line for line in lines), name
        assert all(len(line) <= 120 for line in lines), name
        for number, line in enumerate(lines):
            if line in SECTIONS:
                assert lines[number + 1].startswith("    "), f"{name}: {line}"
                assert not lines[number + 1].startswith("     "), f"{name}: {line}"


@pytest.mark.parametrize("provider", PROVIDERS, ids=str)
def test_fields_are_documented_in_the_source(provider: Provider) -> None:
    """Every field of a model is followed by what the document says of it."""
    for name, schema in provider.schemas.items():
        if "properties" not in schema:
            continue
        source = " ".join(inspect.getsource(getattr(provider.models, name)).split())
        for member in schema["properties"].values():
            assert " ".join(member["description"].split()) in source, name


@pytest.mark.parametrize("provider", PROVIDERS, ids=str)
def test_known_values_are_literals(provider: Provider) -> None:
    """A named schema of known values is a `Literal` alias with exactly those values."""
    known = {
        name: schema["enum"] for name, schema in provider.document["components"]["schemas"].items() if "enum" in schema
    }

    for name, values in known.items():
        assert sorted(get_args(getattr(provider.models, name))) == sorted(values)


@pytest.mark.parametrize("provider", PROVIDERS, ids=str)
def test_the_package_is_typed(provider: Provider) -> None:
    """`py.typed` stands beside the code, and the version is the distribution's."""
    folder = Path(provider.package.__file__).parent

    assert (folder / "py.typed").exists()
    assert provider.package.__version__.count(".") == 2


IMPORTING = """
import os, sys, threading

class Watched(dict):
    seen = []
    def __getitem__(self, name):
        self.seen.append(name)
        return super().__getitem__(name)
    def get(self, name, default=None):
        self.seen.append(name)
        return super().get(name, default)
    def __contains__(self, name):
        self.seen.append(name)
        return super().__contains__(name)

import attrs, httpx
before, loaded = threading.active_count(), set(sys.modules)
os.environ = Watched(os.environ)
import {package}
import json, logging
print(json.dumps({{
    "environment": Watched.seen,
    "threads": threading.active_count() - before,
    "modules": sorted(set(sys.modules) - loaded),
    "handlers": len(logging.getLogger().handlers) + len(logging.getLogger("{package}").handlers),
}}))
"""


@pytest.mark.parametrize("provider", PROVIDERS, ids=str)
def test_nothing_happens_at_import(provider: Provider) -> None:
    """Importing reads no settings, starts no thread, adds no log handler, loads neither models nor resources, fake nor Pydantic."""
    package = f"{provider.name}_client"
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", IMPORTING.format(package=package)],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)

    assert [name for name in found["environment"] if "KEY" in name or "URL" in name] == []
    assert (found["threads"], found["handlers"]) == (0, 0)
    loaded = {name for name in found["modules"] if name.split(".")[0] not in ("json", "logging")}
    assert not any("testing" in name or "pydantic" in name or name.startswith("http.server") for name in loaded)
    later = ("downloading", "media_answers", "part_file", "streaming", "video_download", "looks", "async_looks", "models", "api")
    assert not [name for name in loaded if name.startswith(package) and name.endswith(later)]
    assert done.stderr == ""


@pytest.mark.parametrize("provider", PROVIDERS, ids=str)
def test_every_module_imports_without_warnings(provider: Provider) -> None:
    """Every module can be the first that is imported, with warnings as errors."""
    names = [module.__name__ for module in modules(provider)]
    # One process for each module: the root, which each of them imports, is there before they part.
    script = f"""
import importlib, os, {provider.row.package}
for name in {names!r}:
    if (child := os.fork()) == 0:
        importlib.import_module(name)
        os._exit(0)
    assert os.waitpid(child, 0)[1] == 0, name
"""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", script], capture_output=True, text=True, check=False, timeout=60
    )

    assert (done.returncode, done.stderr) == (0, "")
