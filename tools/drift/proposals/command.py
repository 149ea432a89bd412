"""The overlay that is proposed for a provider: written beside its document, for a person to read and to apply."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final, Literal, TypeAlias

from attrs import evolve, frozen

from ...contract import documents, providers
from ...contract.document_facts import operations
from ...contract.documents import Document
from ...contract.findings import Finding, InputError
from ...contract.json_values import as_list, as_mapping, is_list
from ...contract.providers import Provider
from ...contract.rules import Rules
from ..checking import House, Report, check_pages, load_house
from ..decisions import drafting
from ..decisions.drafting import Entry, decisions_for
from ..decisions.table import FILE as DECISIONS_FILE
from ..decisions.table import decisions_in, misplaced_decisions
from ..pages.table import PageEntry
from ..pages.text import PageFailure, PageText
from . import draft_files, overlay_applying, overlay_format, yaml_writing
from .draft_files import State
from .overlay_applying import Changed
from .overlay_format import Overlay, parse
from .proposing import OVERLAY_VERSION, Proposal, propose, safe
from .yaml_writing import Style

Pages: TypeAlias = Sequence[tuple[PageText | PageFailure, PageEntry | None]]

DECISIONS: Final = "x-decisions"
"""In an overlay, the decisions that go with it: entries of `openapi/drift/decisions.yaml`."""

_STYLE: Final = Style()
Stale: TypeAlias = Literal["", "removed", "left"]
"""What became of an earlier draft where there is nothing to propose any more."""


@frozen
class Patch:
    """What is proposed for one provider."""

    provider: str
    path: Path
    """Where the overlay stands, or would stand."""
    file: str
    """The same, as shown to people."""
    proposals: Sequence[Proposal]
    decisions: Sequence[Entry] = ()
    """What has to be decided with it: where the document then rightly says more than a page."""
    stale: Stale = ""

    @property
    def is_written(self) -> bool:
        """Whether there is an overlay: only if something is safe."""
        return any(safe(self.proposals))


def write(project: Path, provider: Provider, house: House, pages: Pages, report: Report) -> Patch:
    """Propose changes of a provider's document, and write those that are safe as an overlay beside it.

    Args:
        project: The folder with `pyproject.toml`.
        provider: The row.
        house: What the pages were held against.
        pages: The pages.
        report: What came of it.

    Raises:
        InputError: The document cannot be used, or what somebody has written stands where the overlay would.
    """
    document = documents.load(project / provider.document, file=provider.document)
    path = (project / provider.document).with_suffix(".overlay.yaml")
    file = path.relative_to(project).as_posix()
    patch = Patch(provider.name, path, file, propose(document, report.of(provider.name), rules=provider.rules))
    state = draft_files.state_of(path)
    if not patch.is_written:
        if state == "draft":
            path.unlink()
        gone: Mapping[State, Stale] = {"draft": "removed", "edited": "left"}
        return evolve(patch, stale=gone.get(state, ""))
    if state in ("edited", "foreign"):
        was = "Somebody has edited this draft" if state == "edited" else "This was not proposed by a command"
        reason = f"{was}, so it is not overwritten. Apply it, put it elsewhere, or remove it."
        raise InputError([Finding(file, "", reason, 1)])
    overlay = parse(Document(file, _head(provider, document, patch), {}))
    then = overlay_applying.changed(overlay, project / provider.document, file=provider.document)
    patch = evolve(patch, decisions=_decisions(project, provider, house, pages, report, patch.proposals, then))
    path.write_text(overlay_text(provider, document, patch), encoding="utf-8")
    return patch


def _decisions(
    project: Path,
    provider: Provider,
    house: House,
    pages: Pages,
    report: Report,
    proposals: Sequence[Proposal],
    then: Changed,
) -> list[Entry]:
    """What would be open with the patch, and is rightly so."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / provider.document
        copy.parent.mkdir(parents=True)
        copy.write_bytes(then.content)
        others = [one for one in house.operations if one.provider != provider.name]
        changed = replace(house, operations=[*others, *operations(Path(folder), provider.name)])
    later = check_pages(changed, [provider.name], pages)
    names = {one.file: one.entry.name for one in report.read if one.entry is not None and one.in_table}
    drafted = decisions_for(
        report.of(provider.name),
        [proposal.finding for proposal in proposals if proposal.is_safe],
        later.of(provider.name),
        house.decisions,
        lambda one: names.get(one.page.file),
    )
    return list(drafted)


def _head(provider: Provider, document: Document, patch: Patch) -> dict[str, Any]:
    decisions = {DECISIONS: list(patch.decisions)} if patch.decisions else {}
    return {
        "overlay": OVERLAY_VERSION,
        "info": {
            "title": f"What the pages of {document.data['info']['title']} state, and {provider.document} does not",
            "version": "1",
        },
        "extends": Path(provider.document).name,
        **decisions,
        "actions": [action for proposal in safe(patch.proposals) for action in actions_of(proposal)],
    }


def overlay_text(provider: Provider, document: Document, patch: Patch) -> str:
    """The overlay: what is safe as actions, the rest behind them as comments."""
    lines = [yaml_writing.block(_head(provider, document, patch), 0, _STYLE)]
    unsafe = [proposal for proposal in patch.proposals if not proposal.is_safe]
    if unsafe:
        lines += ["", "  # What follows is not applied: somebody has to decide. Take away `# ` to apply an action."]
    for proposal in unsafe:
        lines += ["", *_commented(proposal)]
    return draft_files.sealed(draft_files.head(provider.name, patch.file) + "\n".join(lines) + "\n")


def actions_of(proposal: Proposal) -> list[dict[str, object]]:
    """The actions of a proposal, each with the message of its finding."""
    many = len(proposal.changes)
    said = " ".join(proposal.finding.message.split())
    count = "" if many < 2 else " ({} of " + f"{many})"
    return [change.as_json(said + count.format(number)) for number, change in enumerate(proposal.changes, 1)]


def _commented(proposal: Proposal) -> Iterator[str]:
    said = f"{proposal.finding.severity}: {' '.join(proposal.finding.message.split())}"
    reason = f"Not applied: {' '.join((proposal.reason or '').split())}"
    for text in (said, reason):
        yield from (f"  # # {line}" for line in yaml_writing.wrapped(text, _STYLE.width - 6))
    if not proposal.changes:
        yield "  # # No program can draft this; edit the document."
    for action in actions_of(proposal):
        yield from (f"  # {line}" for line in yaml_writing.item(action, 0, _STYLE).split("\n"))


def report(patch: Patch) -> Iterator[str]:
    """What was proposed and what was not, for people."""
    applied = list(safe(patch.proposals))
    rest = [proposal for proposal in patch.proposals if not proposal.is_safe]
    if patch.is_written:
        findings = {id(one.finding) for one in patch.proposals}
        left = {id(one.finding) for one in rest}
        in_part = left & {id(one.finding) for one in applied}
        also = f", and of {len(in_part)} more a part" if in_part else ""
        yield f"{patch.file}: {len(findings - left)} of {len(findings)} findings are safe to apply{also}"
        yield f"read it, then run `nox -s docs -- apply {patch.file}` and `nox -s generate -- {patch.provider}`"
    else:
        what = "that is safe to apply, so no overlay was written" if patch.proposals else "to propose"
        yield f"{patch.provider}: nothing {what}"
    if patch.stale == "removed":
        yield f"{patch.file}: removed, as it was an earlier draft"
    elif patch.stale == "left":
        yield f"{patch.file}: an earlier draft, left as somebody has edited it; remove it if it is applied"
    for proposal in rest:
        yield f"{proposal.finding.document}: {proposal.finding.message}"
        yield f"    somebody has to decide: {proposal.reason}"


def apply_command(arguments: Sequence[str], *, prog: str = "drift apply") -> int:
    """`apply OVERLAY [--document FILE]`: 0 if it was applied, 2 if nothing was written."""
    parser = argparse.ArgumentParser(prog=prog, description="Apply an overlay to a document, whole or not at all.")
    parser.add_argument("overlay", type=Path, help="an overlay, 1.0 or 1.1")
    parser.add_argument("--document", type=Path, help="the document; by default the one that the overlay extends")
    parser.add_argument("--project", type=Path, default=Path.cwd(), help="the folder with pyproject.toml")
    options = parser.parse_args(arguments)
    try:
        overlay = overlay_format.load(options.overlay, file=str(options.overlay))
        document = options.document or overlay_applying.document_of(overlay, options.overlay)
        rules = rules_of(options.project, document)
        files = [overlay_applying.changed(overlay, document, file=_shown(document), rules=rules)]
        files += _decided(options.project, overlay)
        if all(one.content == one.path.read_bytes() for one in files):
            reason = f"All of it stands in {_shown(document)}: this overlay is already applied. Remove it."
            raise InputError([overlay.source.finding("", reason)])
        overlay_applying.replace_files(files)
    except InputError as error:
        print(f"{len(error.findings)} finding(s); nothing was written\n\n{error}", file=sys.stderr)
        return 2
    done = overlay_applying.told(overlay)
    print(*done, f"{len(done)} action(s) applied to {_shown(document)}", sep="\n")
    if len(files) > 1:
        print(f"{len(overlay.source.data[DECISIONS])} decision(s) put on record in {DECISIONS_FILE}")
    state = draft_files.state_of(options.overlay)
    if state == "draft" and options.document is None:
        options.overlay.unlink()
        print(f"{options.overlay}: removed, as it was a draft and is applied")
    elif state in ("draft", "edited"):
        print(f"{options.overlay}: applied; remove it, as it cannot be applied again")
    return 0


def _shown(path: Path) -> str:
    """A path as people would write it here."""
    try:
        return path.resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return str(path)


def _decided(project: Path, overlay: Overlay) -> list[Changed]:
    """The decisions on record with those of an overlay."""
    source = overlay.source
    given = source.data.get(DECISIONS)
    path = project / DECISIONS_FILE
    if given is None:
        return []
    if not is_list(given):
        raise InputError([source.finding(f"/{DECISIONS}", f"This is a list of decisions, as in {DECISIONS_FILE}.")])
    house = load_house(project, providers.load(project))
    if wrong := list(misplaced_decisions(decisions_in(source, DECISIONS), house.pages, house.operations)):
        raise InputError(wrong)
    if not path.exists():
        raise InputError([source.finding(f"/{DECISIONS}", f"There is no {DECISIONS_FILE} to put them in. Write one.")])
    on_record = as_list(documents.load(path, file=DECISIONS_FILE).data.get("decisions"))
    made = drafting.actions(list(map(as_mapping, given)), list(map(as_mapping, on_record)))
    if not made:
        return []
    info = {"title": "Decisions", "version": "1"}
    tree = {"overlay": OVERLAY_VERSION, "info": info, "actions": made}
    return [overlay_applying.changed(parse(Document(source.file, tree, {})), path, file=DECISIONS_FILE)]


def rules_of(project: Path, document: Path) -> Rules | None:
    """The rules of the provider whose document this is; None for another document, which has none."""
    if not (project / "pyproject.toml").is_file():
        return None
    for provider in providers.load(project).values():
        if (project / provider.document).resolve() == document.resolve():
            return provider.rules
    return None
