"""Texts that are made from names and facts."""

from __future__ import annotations

import pytest

from tools.drift.drafts.sentences import describe_field, says_more, summary


@pytest.mark.parametrize(
    ("name", "kind", "written", "sentence"),
    [
        ("id", "string", None, "The id of the project."),
        ("owner_id", "string", None, "The id of the owner."),
        ("external_id", "string", None, "The external id of the project."),
        ("tag_ids", "array", None, "The ids of the tags."),
        ("created_at", "string", "date-time", "When the project was created."),
        ("request_start_time", "string", "date-time", "When the request began."),
        ("created_before", "string", "date-time", "Only what was created at this time or earlier."),
        ("created_by", "integer", None, "Who created the project."),
        ("created_by_email", "string", None, "The email of the person who created it."),
        ("is_deleted", "boolean", None, "Whether the project is deleted."),
        ("include_body", "boolean", None, "Whether to include body."),
        ("requires_confirmation", "boolean", None, "Whether the project requires confirmation."),
        ("row_count", "integer", None, "The number of rows."),
        ("input_tokens", "integer", None, "The number of input tokens."),
        ("latency_ms", "number", None, "The latency, in milliseconds."),
        ("page", "integer", None, "The number of the page, from 1."),
        ("rootPath", "string", None, "The root path of the project."),
        ("labels", "array", None, "The labels of the project."),
    ],
)
def test_a_name_becomes_a_sentence(name: str, kind: str, written: str | None, sentence: str) -> None:
    """What a field is called and of which type it is says what it holds."""
    assert describe_field(name, "project", (), kind=kind, format=written) == sentence


@pytest.mark.parametrize(
    ("published", "tag", "method", "sentence"),
    [
        ("List Projects", "projects", "list", "List projects."),
        ("Create Project", "projects", "create", "Create a project."),
        ("Get evaluation", "reports", "get", "Get an evaluation."),
        ("Projects endpoint", "projects", "list", "List projects."),
        (None, "projects", "get", "Get one project by its id."),
        (None, "projects", "delete", "Delete a project."),
        (None, "projects", "run", "Run projects."),
        ("Does many things. And then more things, which nobody would put on one line.", "jobs", "list", "List jobs."),
    ],
)
def test_a_summary_is_an_imperative(published: str | None, tag: str, method: str, sentence: str) -> None:
    """A short imperative of the source is kept in sentence case; else the names say what is done."""
    assert summary(published, tag, method) == sentence


@pytest.mark.parametrize(
    ("text", "more"),
    [
        ("The ID of the dataset group", False),
        ("Filter by specific dataset group ID", False),
        ("From T, pick a set of properties whose keys are in the union K", False),
        ("Only used when the field is a prompt", True),
        ("Archived groups are hidden", True),
    ],
)
def test_only_what_adds_something_is_shown(text: str, more: bool) -> None:
    """A published sentence that says no more than the name is not put into a comment."""
    assert says_more(text, "dataset_group_id", "The id of the dataset group.") is more
