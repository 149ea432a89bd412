"""The certificates that our own connections trust: those of `SSL_CERT_FILE` or `SSL_CERT_DIR`, else httpx's own.

OpenSSL says nothing of a folder without certificates, and not which file is gone, and httpx passes that on. So what is
wrong is found here, and said with the variable's name.
"""

from __future__ import annotations

import errno
import os
import re
import ssl
from pathlib import Path
from typing import Final, NamedTuple, NoReturn

import httpx

from ..errors import APIConnectionError, InvalidEnvironmentError

_FILE: Final = "SSL_CERT_FILE"
_FOLDER: Final = "SSL_CERT_DIR"
_KEY_LOG: Final = "SSLKEYLOGFILE"

_PASSING: Final = frozenset({errno.EMFILE, errno.ENFILE, errno.ENOMEM})
"""What no setting is to blame for: too many files are open, or no memory is left."""

_HASHED: Final = re.compile(r"[0-9a-f]{8}\.\d+").fullmatch
"""The names by which OpenSSL looks up certificates in a folder."""


class _Kept(NamedTuple):
    """The certificates that were loaded last, for the clients that are made after that one."""

    origin: tuple[object, ...]
    """What they depend on."""
    context: ssl.SSLContext


_kept: _Kept | None = None


def trusted() -> ssl.SSLContext:
    """The certificates; they are loaded if anything that they depend on has changed.

    Raises:
        InvalidEnvironmentError: An environment variable does not lead to any.
        APIConnectionError: Too many files are open.
    """
    global _kept  # noqa: PLW0603  # replaced as a whole, whichever thread comes last
    file, folders = os.environ.get(_FILE), os.environ.get(_FOLDER)
    if os.environ.get(_KEY_LOG):  # each context opens it
        return _load(file, folders)
    paths = [file] if file else (folders or "").split(os.pathsep)
    # A program may have put a class of its own in the place of `SSLContext`, as truststore does.
    origin = (os.getpid(), ssl.SSLContext, file, folders, *map(_stamp, paths))
    kept = _kept
    if kept is None or kept.origin != origin:
        _kept = kept = _Kept(origin, _load(file, folders))
    return kept.context


def _stamp(path: str) -> tuple[int, ...] | None:
    """The identity of a file's or folder's present state; None if it does not exist."""
    try:
        found = os.stat(path)
    except (OSError, ValueError):
        return None
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns


def _load(file: str | None, folders: str | None) -> ssl.SSLContext:
    try:
        if file:
            return ssl.create_default_context(cafile=file)
        if folders:
            _check_folders(folders)
            return ssl.create_default_context(capath=folders)
        return httpx.create_ssl_context(trust_env=False)
    except (OSError, ValueError) as error:  # an `ssl.SSLError` is an `OSError`
        _fail(error, file)


def _fail(error: OSError | ValueError, file: str | None) -> NoReturn:
    if isinstance(error, OSError) and error.errno in _PASSING and not isinstance(error, ssl.SSLError):
        message = f"the trusted certificates could not be loaded: {error.strerror}"
        raise APIConnectionError(message, maybe_delivered=False) from error
    key_log = os.environ.get(_KEY_LOG)
    if key_log and getattr(error, "filename", None) == key_log:
        raise _unusable(_KEY_LOG, key_log, f"cannot be opened: {_reason(error)}") from error
    if file:
        problem = _opening_problem(file)
        raise _unusable(_FILE, file, f"cannot be opened: {problem}" if problem else "holds no certificate") from error
    raise InvalidEnvironmentError(
        f"the trusted certificates could not be loaded: {_reason(error)}. Reinstall the package certifi, or let the "
        f"environment variable {_FILE} name a file of certificates"
    ) from error


def _opening_problem(path: str) -> str | None:
    try:
        # A pipe, too, is opened at once.
        os.close(os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0)))
    except (OSError, ValueError) as error:
        return _reason(error)
    return "it is a folder" if Path(path).is_dir() else None


def _check_folders(folders: str) -> None:
    """Check that OpenSSL can find a certificate in one of the folders.

    Raises:
        InvalidEnvironmentError: It cannot.
    """
    problem = "holds no certificate under a name that OpenSSL looks up; run `openssl rehash` on it"
    for folder in folders.split(os.pathsep):
        try:
            names = os.listdir(folder)
        except PermissionError:
            if os.access(folder, os.X_OK):  # its files can be opened all the same
                return
            problem = "cannot be opened: Permission denied"
        except (OSError, ValueError) as error:
            if isinstance(error, OSError) and error.errno in _PASSING:
                raise
            problem = f"cannot be opened: {_reason(error)}"
        else:
            if any(_HASHED(name) and _holds_certificate(Path(folder, name)) for name in names):
                return
    raise _unusable(_FOLDER, folders, problem)


def _holds_certificate(path: Path) -> bool:
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).load_verify_locations(cafile=path)
    except (OSError, ValueError):
        return False
    return True


def _unusable(variable: str, path: str, problem: str) -> InvalidEnvironmentError:
    return InvalidEnvironmentError(
        f"the environment variable {variable} is {path!r}, which {problem}. Correct it, or unset it", variable=variable
    )


def _reason(error: OSError | ValueError) -> str:
    return (isinstance(error, OSError) and error.strerror) or str(error) or type(error).__name__
