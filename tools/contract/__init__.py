"""OpenAPI documents: reading, checking and comparing them.

The modules, in the order in which data flows:

    documents         a file as a plain JSON tree, with the line of each value
    bundle            a document that is split into several files
    openapi_index     the objects in a document, with references followed
    rules             the rules that a document must follow
    extensions        the `x-...` extensions: their names and meanings
    job_declarations  the extension `x-job`
    facts             statements about operations, parameters, bodies and fields, from a page or a document
    from_openapi      the facts of a document
    document_facts    the facts of a provider's document
    example_facts     the facts that an example shows
    differences       two sets of facts, compared
        pairing       added and removed names that are one renamed name
        paths         paths and the templates that they match
    values            JSON values that the models of a document cannot read
    findings          errors in an input
    providers         the provider table in `pyproject.toml`
    json_tree         access to JSON of unknown shape
    suggestions       "Did you mean ...?"

Nothing here imports from the other tools.
"""
