"""Names of resources and methods, made of what others call their operations."""

from __future__ import annotations

import pytest
from support.zoo import TEXT, Json, document, foreign


def operations(*entries: tuple[str, str, str | None, list[str] | None]) -> list[tuple[str, str]]:
    paths: Json = {}
    for method, path, operation_id, tags in entries:
        names = [part[1:-1] for part in path.split("/") if part.startswith("{")]
        paths.setdefault(path, {})[method] = {
            **({"operationId": operation_id} if operation_id else {}),
            **({"tags": tags} if tags else {}),
            "parameters": [{"name": name, "in": "path", "required": True, "schema": TEXT} for name in names],
            "responses": {"204": {"description": ""}},
        }
    prepared = foreign(document(paths=paths))
    for item in prepared.data["paths"].values():
        for operation in item.values():
            tag, method = prepared.methods[operation["operationId"]]
            assert operation["operationId"] == f"{tag}_{method}"
            assert operation["tags"] == [tag]
    return list(prepared.methods.values())


@pytest.mark.parametrize(
    ("method", "path", "operation_id", "tags", "expected"),
    [
        ("get", "/videos", "listVideos", ["Videos"], ("videos", "list")),
        ("post", "/videos", "videos_create", ["Videos"], ("videos", "create")),
        ("get", "/chat", "createChatCompletion", ["Chat"], ("chat", "create_chat_completion")),
        ("get", "/repos", "repos/list-for-org", ["repos"], ("repos", "list_for_org")),
        ("get", "/videos", "videos", ["Videos"], ("videos", "videos")),
        ("get", "/a/{b}", "read_item_a__b__get", ["Items"], ("items", "read")),
        ("get", "/v1/videos", None, None, ("videos", "list")),
        ("get", "/v1/videos/{id}", None, None, ("videos", "get")),
        ("delete", "/videos/{id}", None, ["My Videos!"], ("my_videos", "delete")),
        ("patch", "/videos/{id}/title", None, None, ("videos", "update_title")),
        ("post", "/", None, None, ("default", "create")),
        ("get", "/x", "class", ["x"], ("x", "class_x")),
        ("get", "/x", "2fa", ["x"], ("x", "get_2fa")),
        ("get", "/x", "y", ["import"], ("import", "y")),
    ],
)
def test_names_of_operations(
    method: str, path: str, operation_id: str | None, tags: list[str] | None, expected: tuple[str, str]
) -> None:
    """A method's name says what its resource's name does not."""
    assert operations((method, path, operation_id, tags)) == [expected]


def test_names_of_operations_are_unique() -> None:
    """No method has another's name, nor that of another's twin, nor another's operation id."""
    found = operations(
        ("get", "/users", "getUsers", ["users"]),
        ("get", "/users/{id}", "getUser", ["users"]),
        ("post", "/users", "get_detailed", ["users"]),
        ("post", "/a", "b_c", ["a"]),
        ("put", "/a", "c", ["a_b"]),
        ("get", "/z", "q", ["z"]),
        ("post", "/z", "q", ["z"]),
    )

    assert {("users", "get"), ("users", "get_user"), ("users", "get_detailed_users")} < set(found)
    assert len({f"{tag}_{name}" for tag, name in found}) == len(found)
