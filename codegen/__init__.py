"""The generator: from `openapi/` and `overlays/` to `generated/`.

The files are the pipeline, in the order in which data flows:

    providers   the provider table of pyproject.toml
    documents   read a document, and hold it to the rules
    prepare     the copy of a document that both generators read
    facts       what templates need and openapi-python-client does not hand over
    client      openapi-python-client with our templates
    pydantic_models   datamodel-code-generator
    packaging   overlays, README, pyproject.toml, examples, licence, manifest
    pipeline    all of it, into a fresh folder, swapped in whole
"""
