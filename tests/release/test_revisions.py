"""What git knows, asked in temporary repositories."""

from __future__ import annotations

from pathlib import Path

import pytest
from packaging.version import Version

from tools.release.compat.revisions import Repository, RevisionError, newest, tag_name

from .conftest import Git


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        pytest.param([], None, id="none"),
        pytest.param(["acme-client-v0.9.0", "acme-client-v0.10.0"], "0.10.0", id="by version, not by text"),
        pytest.param(["acme-client-v0.1.0", "acme-client-v0.2.0rc1"], "0.1.0", id="final ones only"),
        pytest.param(["acme-client-v1", "acme-client-vnext", "v9.9.9"], "1", id="versions only"),
        pytest.param(["acme-client-extra-v2.0.0", "other-client-v3.0.0"], None, id="of this distribution only"),
    ],
)
def test_the_last_release(names: list[str], expected: str | None) -> None:
    """The highest final version among the tags of one distribution."""
    found = newest("acme-client", names)

    assert (found and str(found.version)) == expected
    assert found is None or found.name == tag_name("acme-client", str(found.version))


def test_tags_of_other_branches_are_no_releases_of_this_one(git: Git) -> None:
    """Only what the present commit descends from counts."""
    git.commit("acme-client-v0.1.0", "other-client-v5.0.0")
    git("checkout", "--quiet", "-b", "side")
    git.commit("acme-client-v0.2.0")
    git("checkout", "--quiet", "main")
    repository = Repository(git.folder)

    assert repository.merged_tags("acme-client") == ["acme-client-v0.1.0"]
    assert repository.has_tag("acme-client-v0.2.0")
    assert not repository.has_tag("acme-client-v0.3.0")


def test_files_are_exported_as_they_were(git: Git, tmp_path: Path) -> None:
    """Not as they are; what a commit does not have is left out; a project may be a folder of a repository."""
    project = git.folder / "below"
    (project / "folder").mkdir(parents=True)
    (project / "folder" / "a file").write_text("old")
    commit = git.commit()
    (project / "folder" / "a file").write_text("new")
    (project / "later").write_text("new")
    git.commit()

    there = Repository(project).export(commit, ["folder", "later"], tmp_path / "out")

    assert there == ["folder"]
    assert (tmp_path / "out" / "folder" / "a file").read_text() == "old"
    assert not (tmp_path / "out" / "later").exists()


@pytest.mark.parametrize("revision", ["nowhere", "--output=/tmp/x", "HEAD:file", "", "HEAD~9"])
def test_what_is_no_commit_is_refused(git: Git, revision: str) -> None:
    """A name that nothing has, an option, a file, nothing, and a commit before the first."""
    (git.folder / "file").write_text("x")
    git.commit()

    with pytest.raises(RevisionError):
        Repository(git.folder).commit(revision)


def test_where_no_repository_is(tmp_path: Path) -> None:
    """Git's own words."""
    with pytest.raises(RevisionError, match="not a git repository"):
        Repository(tmp_path).merged_tags("acme-client")


def test_what_is_not_committed(git: Git) -> None:
    """Changed, staged and new files, but not those that git ignores, nor those outside of the project."""
    project = git.folder / "project"
    project.mkdir()
    (project / ".gitignore").write_text("dist/\n")
    (project / "kept").write_text("1")
    git.commit()
    repository = Repository(project)
    assert repository.dirt() == []

    (project / "kept").write_text("2")
    (project / "new").write_text("1")
    (project / "dist").mkdir()
    (project / "dist" / "x").write_text("1")
    (git.folder / "outside").write_text("1")

    assert {line[3:] for line in repository.dirt()} == {"project/kept", "project/new"}


def test_versions_of_tags_are_versions(git: Git) -> None:
    """A tag's version compares as one."""
    git.commit("acme-client-v0.1.0")

    tag = newest("acme-client", Repository(git.folder).merged_tags("acme-client"))

    assert tag is not None
    assert tag.version == Version("0.1")
