"""The ground floor: how OpenAPI documents are read, checked and compared.

The modules, in the order in which data flows:

    documents         a file as a plain JSON tree, with the line of each value
    openapi_index     what stands where in it; references are followed
    rules             what a document of ours must and must not say
    extensions        the `x-...` extensions: their names and what they mean
    facts             what an operation, a parameter, a body or a field states: of a page or of a document
    from_openapi      the one reader of a document into facts
    document_facts    the facts of a provider's own document
    example_facts     the facts that an example shows
    differences       the one comparison of facts
        pairing       which added name is a removed one, renamed
        paths         which path is which template
    values            whether the models of a document can read a JSON value
    findings          what is wrong with an input
    providers         the table of providers in `pyproject.toml`

Nothing here imports from the other tools.
"""
