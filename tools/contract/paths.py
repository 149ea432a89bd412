"""URLs and paths: their parts, and which paths match which templates, whatever the parameters are called."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import parse_qsl, urlsplit


def split_url(url: str) -> tuple[str, str]:
    """Split a URL into origin and path; braces stay in the path."""
    parts = urlsplit(url.replace("{", "%7B").replace("}", "%7D"))
    path = parts.path.replace("%7B", "{").replace("%7D", "}")
    return f"{parts.scheme}://{parts.netloc}", path


def sent_path(path: str) -> str:
    """The path that is sent, without a fixed query, and without the fragment by which documents tell paths apart."""
    return path.partition("#")[0].partition("?")[0]


def fixed_query(path: str) -> list[tuple[str, str]]:
    """The query that a path in a document always has."""
    return parse_qsl(path.partition("#")[0].partition("?")[2], keep_blank_values=True)


def segments(path: str) -> tuple[str, ...]:
    """The segments of a path, with each parameter as `{}`."""
    return tuple(
        "{}" if re.fullmatch(r"\{[^{}]*\}|:[A-Za-z_]\w*|<[^<>]*>|\[[^\[\]]*\]", one) else one
        for one in path.strip("/").split("/")
        if one
    )


def parameter_names(path: str) -> list[str]:
    """The names of a template's parameters, in their order."""
    return re.findall(r"\{([^{}]+)\}", path)


def without_names(path: str) -> str:
    """Write a template with each parameter as `{}`. Templates with the same result are the same address."""
    return re.sub(r"\{[^}]*\}", "{}", path)


def whole(server: str, path: str) -> tuple[str, ...]:
    """The origin and all segments of a call, however it is divided into server and path."""
    origin, base = split_url(server)
    return (origin.casefold(), *segments(base), *segments(path))


def fits(path: str, template: str) -> bool:
    """Whether a path matches a template, with parameters or values. The last parameter may be missing."""
    left, right = segments(path), segments(template)
    if len(left) == len(right) - 1 and right[-1] == "{}" and (path.endswith("/")):
        left = (*left, "{}")
    return len(left) == len(right) and all("{}" in (a, b) or a == b for a, b in zip(left, right, strict=True))


def same_template(path: str, template: str) -> bool:
    """Whether two templates are the same, ignoring parameter names. One may lack its last parameter."""
    left, right = segments(path), segments(template)
    return left == right or (path.endswith("/") and (*left, "{}") == right) or (
        template.endswith("/") and (*right, "{}") == left
    )  # fmt: skip


def same_path(stated: str, template: str) -> bool:
    """Whether a stated path, written as a template or as an example, matches a template."""
    if "{" in stated or stated.endswith("/") or "{" not in template:
        return same_template(stated, template)
    return fits(stated, template)


def alike(path: str, template: str) -> bool:
    """Whether a path is so similar to a template that it may be a changed version of it."""
    left, right = segments(path), segments(template)
    if template.endswith("/"):
        right = (*right, "{}")
    fixed = [(a, b) for a, b in zip(left, right, strict=False) if b != "{}"]
    agreeing = sum(a == b for a, b in fixed)
    return len(left) == len(right) and agreeing * 2 >= len(fixed)


def located(url: str, paths: Sequence[str]) -> tuple[str, str] | None:
    """Split a call's URL into server and path, given the paths that the page states; None for another call."""
    origin, path = split_url(url)
    parts = [one for one in path.strip("/").split("/") if one]
    for stated in paths:
        # A path that ends with a slash may lack its last parameter, or have none.
        whole_stated = stated if not stated.endswith("/") else stated + "{}"
        for skipped in range(max(0, len(parts) - len(segments(stated))) + 1):
            tail = "/" + "/".join(parts[skipped:])
            if fits(tail, whole_stated) or fits(tail, stated.rstrip("/")):
                return origin + "".join("/" + one for one in parts[:skipped]), tail
    if not paths or any(alike(path, stated) for stated in paths):
        return origin, path
    return None
