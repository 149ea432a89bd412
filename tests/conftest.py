"""What all tests share: markers, how hypothesis runs, a scripted server, callers."""

from __future__ import annotations

import gc
import re
import signal
import sys
from collections.abc import Generator
from pathlib import Path
from zlib import crc32

import pytest
import trustme
from hypothesis import settings

# `--import-mode=importlib` puts no folder on the path; the tests' own support stands beside this file.
sys.path.insert(0, str(Path(__file__).parent))

from support.calling import Caller
from support.providers import PROVIDERS
from support.server import ScriptedServer

# The same examples in each run, and no folder of found ones in the tree.
settings.register_profile("tests", deadline=None, derandomize=True, database=None, max_examples=300)
settings.load_profile("tests")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--most",
        type=int,
        help="of each test, run at most this many cases for each provider and call style, chosen evenly",
    )


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "installs: installs packages into environments of their own")
    config.addinivalue_line("markers", "pydantic: needs the extra `pydantic`")
    config.addinivalue_line("markers", "slow: takes seconds; begins first, so that no worker ends with it")
    # A shell starts a command in the background with interrupts ignored, and its children inherit that. Some tests
    # interrupt their own process or one that they have started.
    signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Put slow tests first; their own order stays, so that those that share a fixture stay together.

    Each worker of pytest-xdist collects by itself, and they must find the same: an id with an address in it differs.
    """
    addresses = [item.nodeid for item in items if re.search(r"\b0x[0-9a-f]{6,}", item.nodeid)]
    if addresses:
        raise pytest.UsageError("ids that differ in each process: " + ", ".join(addresses))
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)
    most: int | None = config.getoption("--most")
    if most is not None:
        chosen = _sample(items, most)
        config.hook.pytest_deselected(items=[item for item in items if item.nodeid not in chosen])
        items[:] = [item for item in items if item.nodeid in chosen]


def _sample(items: list[pytest.Item], most: int) -> set[str]:
    """The ids of some cases of each test: for each provider and call style, those with the lowest checksums."""
    names = {str(provider) for provider in PROVIDERS}
    groups: dict[tuple[str, str, str], list[str]] = {}
    for item in items:
        values = item.callspec.params if isinstance(item, pytest.Function) and hasattr(item, "callspec") else {}
        named = [str(getattr(value, "provider", value)) for value in values.values()]
        provider = next((name for name in named if name in names), "")
        key = (item.nodeid.partition("[")[0], str(values.get("mode", "")), provider)
        groups.setdefault(key, []).append(item.nodeid)
    return {one for ids in groups.values() for one in sorted(ids, key=lambda one: crc32(one.encode()))[:most]}


def pytest_collection_finish() -> None:
    """Leave the collected tests out of garbage collections: there are many objects, and they stay to the end."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def mypy_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where mypy keeps what it knows of the standard library, httpx and attrs: one folder for each worker."""
    return tmp_path_factory.mktemp("mypy-cache")


@pytest.fixture(scope="session")
def few_certificates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a single certificate, of nobody."""
    folder = tmp_path_factory.mktemp("certificates")
    trustme.CA().cert_pem.write_to_path(str(folder / "00000000.0"))
    return folder


@pytest.fixture
def quiet_environment(monkeypatch: pytest.MonkeyPatch, few_certificates: Path) -> None:
    """An environment without keys, servers and proxies of the person who runs the tests."""
    for provider in PROVIDERS:
        monkeypatch.delenv(provider.key_variable, raising=False)
        monkeypatch.delenv(provider.base_url_variable, raising=False)
    for variable in (
        "HTTP_PROXY",
        "HTTPS_PROXY",
        "ALL_PROXY",
        "http_proxy",
        "https_proxy",
        "all_proxy",
        *("NO_PROXY", "no_proxy", "SSLKEYLOGFILE"),
    ):
        monkeypatch.delenv(variable, raising=False)
    # No test speaks TLS, and reading the certificates takes 40 ms a client.
    monkeypatch.delenv("SSL_CERT_FILE", raising=False)
    monkeypatch.setenv("SSL_CERT_DIR", str(few_certificates))


@pytest.fixture(params=["sync", "async"])
def mode(request: pytest.FixtureRequest) -> str:
    """Each test that uses it runs twice."""
    return str(request.param)


@pytest.fixture
def server() -> Generator[ScriptedServer]:
    """A server on loopback that answers what the test scripts."""
    with ScriptedServer() as server:
        yield server


@pytest.fixture
def caller(mode: str, quiet_environment: None) -> Generator[Caller]:
    """Calls sync and async alike."""
    caller = Caller(mode)
    yield caller
    caller.close()
