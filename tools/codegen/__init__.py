"""The generator: from `openapi/` and `overlays/` to `generated/`.

The modules, in the order in which data flows; the documents and their rules are read by `tools.contract`:

    foreign           documents that others wrote, in our dialect; the other modules do not know of them
    preparation       the copy of a document that both generators read
        class_names, media_types, parameter_values
    template_facts    what templates need and openapi-python-client does not hand over
    job_facts         what the templates of jobs need
    client_code       runs `package_writer` for a package
    package_writer    parses the document with openapi-python-client, works out the code, prints it with the templates
        parsed_document, python_types   what the tool reads, as types of our own
        readers, signatures             how code reads JSON, and what functions take
        resource_code, model_code       an operation's functions and methods; a model's fields, and where it is stored
        source_text                     texts of the document as Python source
    pydantic_models   datamodel-code-generator
        generators    both of them, each run in a process of its own
    packaging         runtime, overlay, README, pyproject.toml, examples and licence
        import_graph  the modules that a package needs
    pipeline          all of it, into a fresh folder, swapped in whole
"""
