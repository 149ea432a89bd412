"""Foreign documents (`rules = "foreign"`), which were not written for this project, translated into our dialect.

They may use OpenAPI 3.0 or 3.1, inline schemas, `allOf`, closed enums, and schemas that requests and responses share.
Only this folder handles such differences; `without` and `prepare` are its entry points.

    adaptation        the document in our dialect: operations, parameters, bodies and responses
    source            its schemas, with references followed, `allOf` merged and null in one form
    named_schemas     its schemas in our dialect: each object, map and enum has a name
    classes           the names of the classes, and the discriminators of unions
    event_streams     which operations stream, and what
    operation_names   the names of resources and methods
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from attrs import evolve

from ...contract.documents import Document
from ...contract.json_tree import as_mapping, is_mapping
from .. import preparation
from ..preparation import Prepared
from .adaptation import adapt, skip_names

__all__ = ["prepare", "without"]


def without(document: Document, skip: Collection[str]) -> Document:
    """The document without the parts to leave out, so that nothing is reported about them.

    Args:
        document: The document. It is not changed.
        skip: As in `prepare`. A schema stays as any JSON, because others may refer to it.
    """
    data = dict(document.data)
    paths: dict[str, Any] = {}
    for path, item in as_mapping(data.get("paths")).items():
        paths[path] = item
        for method, operation in as_mapping(item).items():
            if is_mapping(operation) and not skip_names(path, method, operation).isdisjoint(skip):
                paths[path] = {key: value for key, value in paths[path].items() if key != method}
    components = dict(as_mapping(data.get("components")))
    schemas = as_mapping(components.get("schemas"))
    if schemas:
        components["schemas"] = {name: {} if f"schemas.{name}" in skip else one for name, one in schemas.items()}
    data |= {key: value for key, value in (("paths", paths), ("components", components)) if key in data}
    return evolve(document, data=data)


def prepare(document: Document, skip: Collection[str]) -> Prepared:
    """Translate a document into our dialect, and make the copy that the generators read.

    Args:
        document: The document, OpenAPI 3.0 or 3.1. It is not changed.
        skip: The parts to leave out: `operations.<operationId>`, `operations.GET /path`, and `schemas.<Name>`, whose
            uses become any JSON.

    Raises:
        InputError: The document has something that cannot be expressed. Contains all findings.
    """
    adapted = adapt(document, skip)
    prepared = preparation.prepare(Document(document.file, adapted.data, {}))
    return evolve(
        prepared,
        document=document,
        inputs=adapted.inputs,
        origins={at: adapted.origins.get(origin, origin) for at, origin in prepared.origins.items()},
        discriminators=adapted.discriminators,
        # Fields may have any name, so they could clash with other arguments.
        unpacks_bodies=False,
    )
