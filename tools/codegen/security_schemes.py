"""The keys of a client: what each is called, how it is sent, and which operations need it.

One scheme is that of `api_key`: the one in the provider's row, or else the first that an operation names. For others,
the client gets further arguments. Of several ways to authenticate, an operation uses the one with the scheme of
`api_key` alone, or else one with that scheme, or else the first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from attrs import frozen
from openapi_python_client.strings import snake_case

from ..contract.findings import InputError, pointer
from ..contract.json_tree import as_mapping, is_list
from ..contract.providers import Provider
from .preparation import Prepared

_WITHOUT_KEY: Final = frozenset(
    {
        "digest", "dpop", "gnap", "hoba", "mutual", "negotiate", "oauth", "privatetoken", "scram-sha-1",
        "scram-sha-256", "vapid",
    }
)  # fmt: skip
"""The registered schemes of HTTP that do not send a key as it is."""


@frozen(kw_only=True)
class Security:
    """The keys of a client."""

    scheme: Mapping[str, Any] | None
    """How `api_key` is sent; None if no operation needs a key."""
    further: Sequence[Mapping[str, Any]]
    """The further keys: `name`, `variable`, `text` and `scheme`."""
    operations: Mapping[str, tuple[bool, Sequence[str]]]
    """By the id of an operation, whether it needs `api_key`, and the names of the further keys that it needs."""


def security_of(provider: Provider, prepared: Prepared, taken: Iterable[str]) -> Security:
    """Find the keys of a client.

    Args:
        provider: The provider.
        prepared: The prepared document.
        taken: Names that the client's other arguments have.

    Raises:
        InputError: A security scheme cannot be generated, or the row names one that is not there.
    """
    schemes = as_mapping(as_mapping(prepared.data.get("components")).get("securitySchemes"))
    ways = {
        operation["operationId"]: (place, _ways(operation, prepared.data))
        for place, operation in _operations(prepared.data)
    }
    facts = {name: _facts(as_mapping(scheme)) for name, scheme in schemes.items()}
    main = _main_scheme(provider, facts, [one for _, one in ways.values()])
    if main is not None and facts[main] is None:
        raise InputError([_unsupported(prepared, main)])
    chosen: dict[str, Sequence[str]] = {}
    for operation_id, (place, requirements) in ways.items():
        found = _chosen(requirements, main, facts)
        if found is None:
            reason = "its security schemes cannot be generated; skip it, or declare another scheme"
            raise InputError([prepared.finding(place, reason)])
        chosen[operation_id] = found
    names = _argument_names([name for one in chosen.values() for name in one if name != main], taken)
    prefix = provider.name.upper()
    return Security(
        scheme=None if main is None else facts[main],
        further=[
            {
                "name": attribute,
                "variable": f"{prefix}_{attribute.upper()}",
                "text": " ".join(str(as_mapping(schemes[name]).get("description", "")).split()),
                "scheme": facts[name],
            }
            for name, attribute in names.items()
        ],
        operations={
            operation_id: (main is not None and main in one, [names[name] for name in one if name != main])
            for operation_id, one in chosen.items()
        },
    )


def _operations(data: Mapping[str, Any]) -> Iterable[tuple[str, Mapping[str, Any]]]:
    for path, item in data["paths"].items():
        for method, operation in item.items():
            if isinstance(as_mapping(operation).get("operationId"), str):
                yield pointer("paths", path, method), operation


def _ways(operation: Mapping[str, Any], data: Mapping[str, Any]) -> Sequence[Sequence[str]] | None:
    """The alternatives of an operation, each a list of schemes; None if the document says nothing."""
    stated = operation.get("security", data.get("security"))
    return [list(as_mapping(one)) for one in stated] if is_list(stated) else None


def _main_scheme(
    provider: Provider, facts: Mapping[str, Mapping[str, Any] | None], ways: Sequence[Sequence[Sequence[str]] | None]
) -> str | None:
    """The name of the scheme of `api_key`; None without one."""
    if provider.security is not None:
        if provider.security not in facts:
            reason = f"the document has no security scheme {provider.security!r}"
            raise InputError([provider.finding("security", reason)])
        return provider.security
    used = {name for requirements in ways for names in requirements or () for name in names}
    if not used and ways and all(requirements is not None for requirements in ways):
        return None  # each operation states that it needs no key
    known = [name for name in facts if name in used] or list(facts)
    return next((name for name in known if facts[name] is not None), next(iter(known), None))


def _chosen(
    requirements: Sequence[Sequence[str]] | None, main: str | None, facts: Mapping[str, Mapping[str, Any] | None]
) -> Sequence[str] | None:
    """The schemes that an operation uses; None if no alternative can be generated."""
    if requirements is None:
        # A document that says nothing of an operation, or nothing at all, has the key in mind that it describes.
        return [] if main is None else [main]
    # So has one that names a scheme which it does not describe.
    named = [list(dict.fromkeys(name if name in facts else main for name in one)) for one in requirements]
    possible = [names for one in named if _can_be_sent(names := [name for name in one if name is not None], facts)]
    best = sorted(possible, key=lambda one: (list(one) != [main], main not in one, not one))
    if best:
        return best[0]
    return None if requirements else []


def _can_be_sent(names: Sequence[str], facts: Mapping[str, Mapping[str, Any] | None]) -> bool:
    """Whether each of some schemes can be generated, and they do not have the same place in a request."""
    found = [fact for name in names if (fact := facts.get(name)) is not None]
    places = {(one["place"], one["name"].lower()) for one in found}
    return len(found) == len(places) == len(names)


def _argument_names(names: Iterable[str], taken: Iterable[str]) -> dict[str, str]:
    """The arguments for further schemes."""
    result: dict[str, str] = {}
    used = {"api_key", *taken}
    for name in dict.fromkeys(names):
        base = re.sub(r"\W+", "_", snake_case(name), flags=re.ASCII).strip("_") or "key"
        base = base if base.isidentifier() else f"key_{base}"
        candidate, number = base, 2
        while candidate in used:
            candidate, number = f"{base}_{number}", number + 1
        used.add(candidate)
        result[name] = candidate
    return result


def _facts(scheme: Mapping[str, Any]) -> dict[str, Any] | None:
    """How a key is sent; None if that cannot be generated."""
    kind, http = scheme.get("type"), str(scheme.get("scheme", "")).lower()
    if kind == "apiKey" and scheme.get("in") in ("header", "query", "cookie"):
        return {"place": scheme["in"], "name": scheme["name"], "prefix": "", "basic": False}
    if kind == "http" and http == "basic":
        return {"place": "header", "name": "Authorization", "prefix": "Basic ", "basic": True}
    if (kind == "http" and http == "bearer") or kind in ("oauth2", "openIdConnect"):
        return {"place": "header", "name": "Authorization", "prefix": "Bearer ", "basic": False}
    if kind == "http" and re.fullmatch(r"[a-z][a-z0-9-]*", http) and http not in _WITHOUT_KEY:
        # A word of the provider's own before the key, such as `Key`.
        return {"place": "header", "name": "Authorization", "prefix": f"{scheme['scheme']} ", "basic": False}
    return None


def _unsupported(prepared: Prepared, name: str) -> Any:
    reason = "this kind of security scheme cannot be generated; name another in the provider's row (`security`)"
    return prepared.document.finding(pointer("components", "securitySchemes", name), reason)
