"""What the environment says about proxies and certificates: used, or an error that names the variable."""

from __future__ import annotations

import os
import socket
import ssl
from collections.abc import Callable, Mapping
from importlib import import_module
from itertools import cycle
from pathlib import Path
from typing import Any, Final

import httpx
import pytest
import trustme
from support.calling import KEY, Caller
from support.entry_points import EntryPoint, entry_points, outcome
from support.providers import FIRST_OPERATIONS, LUMENFALL, PROVIDERS, Operation, Provider
from support.server import ScriptedServer, raw_answer

PASSWORD: Final = "pa55-sesame"
REMOTE: Final = "https://api.example"
"""A server that nobody may reach in these tests."""

BROKEN_PROXIES: Final = {
    "password with a slash": f"http://user:%40{PASSWORD}/w@127.0.0.1:9",
    "password with an at sign": f"http://user:{PASSWORD}@w@127.0.0.1:9",
    "password with a hash": f"http://user:{PASSWORD}#w@127.0.0.1:9",
    "password with a query": f"http://user:{PASSWORD}?w@127.0.0.1:9",
    "password partly quoted": f"http://user:%40{PASSWORD}%w@127.0.0.1:9",
    "password with a space": f"http://user:{PASSWORD} w@127.0.0.1:9",
    "bytes that are no text": f"http://user:{PASSWORD}\udcff@127.0.0.1:9",
    "no host": f"http://user:{PASSWORD}@",
    "no host but a port": f"http://user:{PASSWORD}@:9",
    "port without digits": f"http://user:{PASSWORD}@127.0.0.1:nine",
    "port too large": f"http://user:{PASSWORD}@127.0.0.1:99999",
    "port zero": f"http://user:{PASSWORD}@127.0.0.1:0",
    "empty label": f"http://user:{PASSWORD}@proxy..example:9",
    "long label": f"http://user:{PASSWORD}@{'a' * 64}:9",
    "host with a space": f"http://user:{PASSWORD}@pro xy:9",
    "open bracket": f"http://user:{PASSWORD}@[::1:9",
    "bad IDNA": f"http://user:{PASSWORD}@xn--a:9",
    "socks4": f"socks4://user:{PASSWORD}@127.0.0.1:9",
    "socks": f"socks://user:{PASSWORD}@127.0.0.1:9",
    "other scheme": f"quic://user:{PASSWORD}@127.0.0.1:9",
    "socks without its package": f"socks5h://user:{PASSWORD}@127.0.0.1:9",
}


def _gone(folder: Path) -> Path:
    return folder / "gone"


def _empty_file(folder: Path) -> Path:
    (folder / "empty.pem").write_bytes(b"")
    return folder / "empty.pem"


def _no_pem(folder: Path) -> Path:
    (folder / "other.pem").write_text("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")
    return folder / "other.pem"


def _empty_folder(folder: Path) -> Path:
    (folder / "empty").mkdir(exist_ok=True)
    return folder / "empty"


def _unhashed(folder: Path) -> Path:
    (folder / "unhashed").mkdir(exist_ok=True)
    trustme.CA().cert_pem.write_to_path(str(folder / "unhashed" / "authority.pem"))
    return folder / "unhashed"


def _hashed_but_empty(folder: Path) -> Path:
    (folder / "hashed").mkdir(exist_ok=True)
    (folder / "hashed" / "01234567.0").write_bytes(b"")
    return folder / "hashed"


def _loop(folder: Path) -> Path:
    # Unreadable for root too, as which tests may run.
    if not (folder / "loop").is_symlink():
        (folder / "loop").symlink_to(folder / "loop")
    return folder / "loop"


BROKEN_CERTIFICATES: Final[Mapping[str, tuple[str, Callable[[Path], Path]]]] = {
    "file gone": ("SSL_CERT_FILE", _gone),
    "file empty": ("SSL_CERT_FILE", _empty_file),
    "file without a certificate": ("SSL_CERT_FILE", _no_pem),
    "file is a folder": ("SSL_CERT_FILE", _empty_folder),
    "file unreadable": ("SSL_CERT_FILE", _loop),
    "folder gone": ("SSL_CERT_DIR", _gone),
    "folder empty": ("SSL_CERT_DIR", _empty_folder),
    "folder is a file": ("SSL_CERT_DIR", _empty_file),
    "folder unreadable": ("SSL_CERT_DIR", _loop),
    "folder not hashed": ("SSL_CERT_DIR", _unhashed),
    "folder of empty files": ("SSL_CERT_DIR", _hashed_but_empty),
    "key log in a folder that is gone": ("SSLKEYLOGFILE", lambda folder: _gone(folder) / "log"),
}

NO_PROXIES: Final = (
    "fe80::/10",
    "::1/128,fd00::/8",
    "[::1]",
    "[fe80::1]:80",
    "10.0.0.0/33",
    "host:port",
    "a b",
    "xn--a",
    "http://[",
    "\udcff",
    ",, ,",
    "/",
    ".",
)
"""Entries of which none is about `api.example`, and most of which httpx cannot read."""


def all_of(
    provider: Provider, caller: Caller, client: Any, folder: Path, *, patience: float | None = None
) -> list[tuple[EntryPoint, Any]]:
    """Each entry point with what it comes to: what it returns, or the error that it raises."""
    found = entry_points(provider, caller.mode, patience=patience)
    return [(one, outcome(caller, one, client, folder)) for one in found]


def patient_client(caller: Caller, provider: Provider, base_url: str) -> Any:
    """A client that retries and waits as others do, but in no time."""
    pace = provider.testing.VirtualClock().pace
    return caller.client(provider, base_url, max_retries=2).with_options(pace=pace)


def expect_named(provider: Provider, variable: str, found: list[tuple[EntryPoint, Any]]) -> None:
    """Each entry point that sends is one error that names the variable, and no entry point shows the password."""
    for one, result in found:
        error = getattr(result[0], "error", None) if isinstance(result, list) else result
        if not one.sends:
            assert isinstance(error, provider.root_error), one
            assert not isinstance(error, provider.error("InvalidEnvironmentError")), one
            continue
        assert type(error) is provider.error("InvalidEnvironmentError"), (one, error)
        assert error.variable == variable
        assert f"variable {variable} " in str(error)
        assert (error.maybe_delivered, error.attempts) == (False, 1)
        assert getattr(error, "__notes__", []) == []
        seen: BaseException | None = error
        while seen is not None:
            assert PASSWORD not in f"{seen}{seen!r}{vars(seen)}"
            seen = seen.__cause__ or seen.__context__


@pytest.mark.parametrize("provider", PROVIDERS, ids=str)
def test_a_proxy_that_cannot_be_used(
    caller: Caller, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, provider: Provider
) -> None:
    """Each public entry point says which variable, nothing is sent or retried, waits end, and no password is shown."""
    for proxy, variable in zip(
        BROKEN_PROXIES.values(), cycle(["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"])
    ):
        with monkeypatch.context() as environment:
            environment.setenv(variable, proxy)
            client = patient_client(caller, provider, REMOTE)

            expect_named(provider, variable, all_of(provider, caller, client, tmp_path))


@pytest.mark.parametrize("provider", PROVIDERS, ids=str)
def test_certificates_that_cannot_be_used(
    caller: Caller, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, provider: Provider
) -> None:
    """Each public entry point says which variable and what it is, nothing is sent or retried, and waits end."""
    for variable, make in BROKEN_CERTIFICATES.values():
        with monkeypatch.context() as environment:
            environment.setenv(variable, str(make(tmp_path)))
            client = patient_client(caller, provider, REMOTE)
            found = all_of(provider, caller, client, tmp_path)

            expect_named(provider, variable, found)
            assert all(
                str(tmp_path) in str(error) for one, error in found if one.sends and isinstance(error, Exception)
            )
            assert not (tmp_path / "file").exists()


@pytest.mark.parametrize("variable", ["HTTP_PROXY", "all_proxy"])
@pytest.mark.parametrize(
    "proxy", ["http://127.0.0.1:9", f"socks4://user:{PASSWORD}@127.0.0.1:9"], ids=["closed", "bad"]
)
@pytest.mark.parametrize("provider", PROVIDERS, ids=str)
def test_this_machine_needs_no_proxy(
    caller: Caller, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, provider: Provider, variable: str, proxy: str
) -> None:
    """Whatever a proxy's variable says, each entry point gets its answer from a server on this machine."""
    monkeypatch.setenv(variable, proxy)
    fake = provider.fake()
    with fake.serve() as url:
        found = all_of(provider, caller, caller.client(provider, url), tmp_path, patience=0.01)

    for one, result in found:
        # A job that goes on, for instance, has no file yet.
        ours = isinstance(result, provider.root_error) and not isinstance(result, provider.error("APIConnectionError"))
        assert ours or not isinstance(result, Exception), (one, result)
    asked = {(request.method, request.path) for request in fake.requests}
    assert len(asked) >= len({(one.http_method, one.path) for one in provider.operations})


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "LOCALHOST"])
@pytest.mark.parametrize("operation", FIRST_OPERATIONS, ids=str)
def test_the_key_stays_on_this_machine(
    caller: Caller, monkeypatch: pytest.MonkeyPatch, server: ScriptedServer, operation: Operation, host: str
) -> None:
    """A call to a loopback address, a redirect on it included, goes to its server and not to the proxy."""
    with ScriptedServer() as proxy:
        for variable in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
            monkeypatch.setenv(variable, proxy.url)
        url = server.url.replace("127.0.0.1", host)
        server.script(raw_answer(b"", 302, {"Location": f"{url}/elsewhere"}), operation.answer())
        client = caller.client(operation.provider, url, follow_redirects=True)

        assert caller.operation(client, operation)() == operation.result()
        assert [request.target for request in server.requests][1:] == ["/elsewhere"]
        assert proxy.connections == 0


@pytest.mark.parametrize("operation", FIRST_OPERATIONS, ids=str)
def test_an_entry_of_no_proxy_that_nobody_can_read(
    caller: Caller, monkeypatch: pytest.MonkeyPatch, server: ScriptedServer, operation: Operation
) -> None:
    """It is passed over: other hosts are asked through the proxy."""
    monkeypatch.setenv("HTTP_PROXY", server.url)
    for no_proxy in NO_PROXIES:
        monkeypatch.setenv("NO_PROXY", no_proxy)
        server.script(operation.answer())
        client = caller.client(operation.provider, "http://api.example", allow_http=True)

        assert caller.operation(client, operation)() == operation.result()
        assert server.requests[-1].target.startswith("http://api.example/")


@pytest.mark.parametrize(
    ("no_proxy", "exempt", "others"),
    [
        ("example", ["http://example", "https://api.example:8", "http://a.b.example"], ["http://myexample"]),
        (".example", ["http://api.example"], ["http://example"]),
        ("*.example", ["http://api.example"], ["http://example", "http://myexample"]),
        ("*example", ["http://api.example", "http://example"], ["http://myexample"]),
        ("EXAMPLE", ["http://api.example"], []),
        ("api.example:443", ["https://api.example"], ["https://api.example:8443", "http://api.example"]),
        ("api.example:80", ["http://api.example"], ["https://api.example"]),
        ("https://api.example", ["https://api.example"], ["http://api.example", "https://x.api.example"]),
        ("all://api.example", ["https://api.example", "http://api.example:9"], ["http://x.api.example"]),
        ("https://", ["https://any.example"], ["http://any.example"]),
        ("10.1.2.3", ["http://10.1.2.3:9"], ["http://10.1.2.4"]),
        ("10.1.2.3:80", ["http://10.1.2.3"], ["http://10.1.2.3:81"]),
        ("10.0.0.0/8", ["http://10.200.2.3:9"], ["http://11.1.2.4", "http://ten.example"]),
        ("fe80::/10", ["http://[fe80::1]:9"], ["http://[2001:db8::1]", "http://10.1.2.3"]),
        ("2001:db8::1", ["http://[2001:db8::1]:9"], ["http://[2001:db8::2]"]),
        ("[2001:db8::1]", ["http://[2001:db8::1]:9"], ["http://[2001:db8::2]"]),
        ("[2001:db8::1]:80", ["http://[2001:db8::1]"], ["http://[2001:db8::1]:81"]),
        ("[2001:db8::]/32", ["http://[2001:db8:9::1]"], ["http://[2001:db9::]"]),
        ("a.example, b.example c.example", ["http://a.example", "http://b.example", "http://c.example"], []),
        ("bad host:x, b.example", ["http://b.example"], ["http://a.example"]),
        ("*", ["http://a.example", "https://10.1.2.3"], []),
        ("x,*", ["http://a.example"], []),
        ("://", [], ["http://a.example", "https://10.1.2.3"]),
        ("://a.example", [], ["http://a.example"]),
        ("http://", ["http://a.example"], ["https://a.example"]),
        ("b\u00fccher.example", ["http://xn--bcher-kva.example", "http://b\u00fccher.example"], []),
    ],
)
def test_entries_of_no_proxy(no_proxy: str, exempt: list[str], others: list[str]) -> None:
    """Names with what is below them, addresses, networks, ports and schemes: as curl, Go and httpx read them."""
    environment = import_module("lumenfall_client._runtime.http.environment")
    found = environment.exemptions(no_proxy)

    assert [url for url in (*exempt, *others) if any(one.holds(httpx.URL(url)) for one in found)] == exempt


@pytest.mark.parametrize("operation", FIRST_OPERATIONS, ids=str)
def test_a_proxy_that_is_not_needed(
    caller: Caller, monkeypatch: pytest.MonkeyPatch, server: ScriptedServer, operation: Operation
) -> None:
    """Only the proxy for a URL's scheme must be one that can be used; `ALL_PROXY` is for the schemes without one."""
    monkeypatch.setenv("ALL_PROXY", "socks5://127.0.0.1:9")
    monkeypatch.setenv("HTTPS_PROXY", "nonsense://")
    monkeypatch.setenv("HTTP_PROXY", f" {server.url.removeprefix('http://')} ")
    server.script(operation.answer())
    client = caller.client(operation.provider, "http://api.example", allow_http=True)

    caller.plain(client.warm_up)()
    assert caller.operation(client, operation)() == operation.result()


@pytest.mark.parametrize("operation", FIRST_OPERATIONS, ids=str)
def test_a_password_of_a_proxy_is_sent(
    caller: Caller, monkeypatch: pytest.MonkeyPatch, server: ScriptedServer, operation: Operation
) -> None:
    """A quoted password arrives unquoted; small letters win over capitals."""
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("http_proxy", server.url.replace("//", "//user:p%40s%2Fs@"))
    server.script(operation.answer())

    caller.call(operation, "http://api.example", allow_http=True)

    assert server.requests[0].headers["proxy-authorization"] == "Basic dXNlcjpwQHMvcw=="


@pytest.mark.parametrize("operation", FIRST_OPERATIONS, ids=str)
def test_a_proxy_that_nobody_reaches_is_named(
    caller: Caller, monkeypatch: pytest.MonkeyPatch, operation: Operation
) -> None:
    """A connection error says that it came about on the way to a proxy, and which variable names that."""
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        monkeypatch.setenv("HTTPS_PROXY", f"http://user:{PASSWORD}@127.0.0.1:{closed.getsockname()[1]}")

        with pytest.raises(
            operation.provider.error("APIConnectionError"), match="through the proxy of HTTPS_PROXY"
        ) as caught:
            caller.call(operation, REMOTE)

    assert not isinstance(caught.value, operation.provider.error("InvalidEnvironmentError"))
    assert not caught.value.maybe_delivered
    assert PASSWORD not in str(caught.value)


@pytest.mark.parametrize("operation", FIRST_OPERATIONS, ids=str)
def test_a_call_succeeds_when_the_environment_is_mended(
    caller: Caller, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, server: ScriptedServer, operation: Operation
) -> None:
    """Certificates are looked for again by the next call of the same client."""
    server.script(operation.answer())
    client = caller.client(operation.provider, server.url)
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "gone"))
    with pytest.raises(operation.provider.error("InvalidEnvironmentError")):
        caller.operation(client, operation)()
    monkeypatch.delenv("SSL_CERT_FILE")

    assert caller.operation(client, operation)() == operation.result()


@pytest.mark.parametrize("operation", FIRST_OPERATIONS, ids=str)
def test_a_folder_list_of_certificates(
    caller: Caller, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, server: ScriptedServer, operation: Operation
) -> None:
    """As OpenSSL has it, `SSL_CERT_DIR` may name several folders, of which one must have a certificate."""
    folders = os.pathsep.join([str(tmp_path / "gone"), os.environ["SSL_CERT_DIR"]])
    monkeypatch.setenv("SSL_CERT_DIR", folders)
    server.script(operation.answer())

    assert caller.call(operation, server.url) == operation.result()


VIDEO: Final = {
    "id": "video_1",
    "object": "video",
    "created_at": 1,
    "status": "completed",
    "output": {"url": "https://media.example/film"},
}


@pytest.mark.parametrize(("variable", "value"), [("HTTPS_PROXY", "socks4://127.0.0.1:9"), ("SSL_CERT_FILE", "/gone")])
def test_the_file_of_a_job(
    caller: Caller, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, variable: str, value: str
) -> None:
    """A download whose link needs what cannot be used says so, too, is not retried, and leaves nothing behind."""
    monkeypatch.setenv(variable, value)
    client = patient_client(caller, LUMENFALL, "http://127.0.0.1:9")
    video = LUMENFALL.models.Video.from_dict(VIDEO)

    with pytest.raises(
        LUMENFALL.error("InvalidEnvironmentError"), match=f"{variable}.*while downloading video video_1"
    ) as caught:
        caller.plain(client.videos.download)(video, tmp_path / "film")

    assert caught.value.variable == variable
    assert list(tmp_path.iterdir()) == []


def test_a_file_on_this_machine_needs_no_proxy(
    caller: Caller, monkeypatch: pytest.MonkeyPatch, server: ScriptedServer, tmp_path: Path
) -> None:
    """Nor does the link to a file, which may be signed, go to a proxy if it leads to this machine."""
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    server.script(raw_answer(b"film", 200, {"Content-Type": "video/mp4"}))
    client = caller.client(LUMENFALL, server.url)
    video = LUMENFALL.models.Video.from_dict({**VIDEO, "output": {"url": f"{server.url}/film?sig=1"}})

    caller.plain(client.videos.download)(video, tmp_path / "film")

    assert (tmp_path / "film").read_bytes() == b"film"


@pytest.mark.parametrize("operation", FIRST_OPERATIONS, ids=str)
def test_too_many_open_files_are_no_fault_of_the_environment(
    caller: Caller, monkeypatch: pytest.MonkeyPatch, server: ScriptedServer, operation: Operation
) -> None:
    """If certificates cannot be read for want of descriptors, the call is retried."""
    certificates = import_module(f"{operation.provider.name}_client._runtime.http.certificates")
    error = OSError(24, "Too many open files")

    with pytest.raises(operation.provider.error("APIConnectionError"), match="Too many open files") as caught:
        certificates._fail(error, "/gone")

    assert type(caught.value) is operation.provider.error("APIConnectionError")
    assert not caught.value.maybe_delivered


@pytest.mark.parametrize("url", ["http://user:pa55-sesame/w@127.0.0.1:9", "nonsense", "http://[::1"])
@pytest.mark.parametrize("provider", PROVIDERS, ids=str)
def test_a_base_url_of_the_environment_is_named(
    monkeypatch: pytest.MonkeyPatch, quiet_environment: None, mode: str, provider: Provider, url: str
) -> None:
    """A base URL that cannot be used is said to be the variable's, and no password is shown."""
    monkeypatch.setenv(provider.base_url_variable, url)

    with pytest.raises(provider.error("InvalidArgumentError"), match=f"^{provider.base_url_variable} ") as caught:
        provider.client_class(mode)(KEY)

    assert PASSWORD not in str(caught.value)


def test_certificates_are_loaded_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """All clients share them, until a variable, the file that it names, or the class of contexts changes."""
    certificates = import_module("lumenfall_client._runtime.http.certificates")
    file = tmp_path / "authority.pem"
    trustme.CA().cert_pem.write_to_path(str(file))
    monkeypatch.setenv("SSL_CERT_FILE", str(file))

    first = certificates.trusted()
    assert certificates.trusted() is first

    trustme.CA().cert_pem.write_to_path(str(file))
    second = certificates.trusted()
    assert second is not first
    assert certificates.trusted() is second

    plain = ssl.SSLContext.__mro__[1]  # its own setters look up what is in its place, and would call themselves
    setters = {name: getattr(plain, name) for name in vars(ssl.SSLContext) if name in vars(plain) and name[0] != "_"}
    monkeypatch.setattr(ssl, "SSLContext", type("OtherContext", (ssl.SSLContext,), setters))
    third = certificates.trusted()
    assert third is not second

    monkeypatch.setenv("SSLKEYLOGFILE", str(tmp_path / "keys"))
    assert certificates.trusted() is not certificates.trusted()

    file.unlink()
    with pytest.raises(LUMENFALL.error("InvalidEnvironmentError")):
        certificates.trusted()
