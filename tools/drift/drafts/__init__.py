"""First drafts of operations: from a published OpenAPI document into the document of a provider.

`source` reads the published operations, and `forms` what their schemas mean. `schemas` and `operation_draft` say that
by the rules of `openapi/README.md`, `document_text` puts the result into the document, and `draft_command` runs it all.
"""
