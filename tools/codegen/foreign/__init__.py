"""Documents that others wrote (`rules = "foreign"`), translated into our dialect.

They say the same things in many ways: in OpenAPI 3.0 or 3.1, with schemas written where they are used, composed with
`allOf`, closed, or shared by requests and answers. Nothing outside of this folder knows of that: `prepare` is the door.

    adaptation        the document in our dialect: operations, parameters, bodies and answers
    source            its schemas as they are meant: references followed, `allOf` merged, nulls of all dialects alike
    entries           its schemas as our dialect has them: each object, map and enum a named one
    classes           the names of those, what replaces what, and what tells the members of a union apart
    operation_names   the names of resources and methods
"""

from __future__ import annotations

from collections.abc import Collection

from attrs import evolve

from ...contract.documents import Document
from .. import preparation
from ..preparation import Prepared
from .adaptation import adapt

__all__ = ["prepare"]


def prepare(document: Document, skip: Collection[str]) -> Prepared:
    """Translate a document into our dialect, and make the copy that the generators read.

    Args:
        document: The document, OpenAPI 3.0 or 3.1. It stays as it is.
        skip: What to leave out: `operations.<operationId>`, `operations.GET /path`, and `schemas.<Name>`, which is any
            JSON wherever it is used.

    Raises:
        InputError: The document holds what cannot be expressed; all of that, by the pointers of the document.
    """
    adapted = adapt(document, skip)
    prepared = preparation.prepare(Document(document.file, adapted.data, {}))
    return evolve(
        prepared,
        document=document,
        inputs=adapted.inputs,
        origins={at: adapted.origins.get(origin, origin) for at, origin in prepared.origins.items()},
        discriminators=adapted.discriminators,
        # Of a body, anything may be the name of an argument already.
        unpacks_bodies=False,
    )
