"""Which path is which template."""

from __future__ import annotations

import pytest

from tools.contract import paths


@pytest.mark.parametrize(
    ("path", "template", "expected"),
    [
        ("/v1/requests/{id}", "/v1/requests/{request_id}", True),
        ("/v1/requests/:id", "/v1/requests/{request_id}", True),
        ("/v1/requests/", "/v1/requests/{request_id}", True),
        ("/v1/requests/req_1", "/v1/requests/{request_id}", True),
        ("/v1/requests", "/v1/requests/{request_id}", False),
        ("/v1/videos/{id}", "/v1/requests/{request_id}", False),
        ("/v1/requests/{id}/body", "/v1/requests/{request_id}", False),
    ],
)
def test_a_path_is_its_template_whatever_its_parameters_are_called(path: str, template: str, expected: bool) -> None:
    """Names and ways of writing a parameter do not count, and an example's value may stand for it."""
    assert paths.same_path(path, template) is expected


def test_server_and_path_may_be_divided_anywhere() -> None:
    """`https://a/v1` with `/b` is the call of `https://a` with `/v1/b`."""
    assert paths.whole("https://A.example/v1", "/b/{id}") == paths.whole("https://a.example", "/v1/b/{name}")


def test_a_call_is_located_by_the_paths_that_a_page_states() -> None:
    """What comes before a stated path belongs to the server; another call is none of the page's."""
    stated = ["/requests/{id}"]

    assert paths.located("https://a.example/v1/requests/r1", stated) == ("https://a.example/v1", "/requests/r1")
    assert paths.located("https://a.example/v1/models", stated) is None
