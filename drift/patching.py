"""The overlay that is proposed for a provider: written beside its document, for a person to read and to apply."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from attrs import frozen

from codegen import documents, providers
from codegen.document_reading import Document
from codegen.documents import Rules
from codegen.findings import Finding as InputFinding
from codegen.findings import InputError
from codegen.providers import Provider

from . import overlay_applying, overlay_format, yaml_writing
from .findings import Finding
from .proposing import OVERLAY_VERSION, Proposal, propose, safe
from .yaml_writing import Style

_STYLE: Final = Style()
_MARK: Final = "# Proposed by `nox -s docs"


@frozen
class Patch:
    """What is proposed for one provider."""

    provider: str
    path: Path
    """Where the overlay stands, or would stand."""
    file: str
    """The same, as shown to people."""
    proposals: Sequence[Proposal]
    written: bool
    """Whether there is an overlay: only if something is safe."""


def write(project: Path, provider: Provider, findings: Sequence[Finding]) -> Patch:
    """Propose changes of a provider's document, and write those that are safe as an overlay beside it.

    Raises:
        InputError: The document cannot be used, or something else stands where the overlay would.
    """
    document = documents.load(project / provider.document, file=provider.document)
    proposals = propose(document, findings, rules=provider.rules)
    path = (project / provider.document).with_suffix(".overlay.yaml")
    file = path.relative_to(project).as_posix()
    if path.exists() and not path.read_text(encoding="utf-8", errors="replace").startswith(_MARK):
        reason = "This was not proposed by a command, and is not overwritten. Apply it, or put it elsewhere."
        raise InputError([InputFinding(file, "", reason, 1)])
    written = any(safe(proposals))
    if written:
        path.write_text(overlay_text(provider, file, document, proposals), encoding="utf-8")
    return Patch(provider.name, path, file, proposals, written)


def overlay_text(provider: Provider, file: str, document: Document, proposals: Sequence[Proposal]) -> str:
    """The overlay: what is safe as actions, the rest behind them as comments."""
    actions = [action for proposal in safe(proposals) for action in actions_of(proposal)]
    head = {
        "overlay": OVERLAY_VERSION,
        "info": {
            "title": f"What the pages of {document.data['info']['title']} state, and {provider.document} does not",
            "version": "1",
        },
        "extends": Path(provider.document).name,
        "actions": actions,
    }
    lines = [f"{_MARK} -- {provider.name} --write`. Read it, mend its words, then run `nox -s docs -- apply {file}`."]
    lines.append(yaml_writing.block(head, 0, _STYLE))
    unsafe = [proposal for proposal in proposals if not proposal.is_safe]
    if unsafe:
        lines += ["", "  # What follows is not applied: somebody has to decide. Take away `# ` to apply an action."]
    for proposal in unsafe:
        lines += ["", *_commented(proposal)]
    return "\n".join(lines) + "\n"


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
    if patch.written:
        yield f"{patch.file}: {len(applied)} of {len(patch.proposals)} findings are safe to apply"
        yield f"read it, then run `nox -s docs -- apply {patch.file}` and `nox -s generate -- {patch.provider}`"
    elif patch.proposals:
        yield f"{patch.provider}: nothing that is safe to apply, so no overlay was written"
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
        overlay = overlay_format.load(options.overlay)
        document = options.document or overlay_applying.document_of(overlay, options.overlay)
        done = overlay_applying.apply(options.overlay, document, rules=rules_of(options.project, document))
    except InputError as error:
        print(f"{len(error.findings)} finding(s); nothing was written\n\n{error}", file=sys.stderr)
        return 2
    print(*done, f"{len(done)} action(s) applied to {document}", sep="\n")
    return 0


def rules_of(project: Path, document: Path) -> Rules | None:
    """The rules of the provider whose document this is; None for another document, which has none."""
    if not (project / "pyproject.toml").is_file():
        return None
    for provider in providers.load(project).values():
        if (project / provider.document).resolve() == document.resolve():
            return provider.rules
    return None
