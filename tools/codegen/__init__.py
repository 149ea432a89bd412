"""The generator: from `openapi/` and `overlays/` to `generated/`.

The files are the pipeline, in the order in which data flows:

    providers         the provider table of pyproject.toml
    documents         read a document, and hold it to the rules
        document_reading, document_shape, openapi_validity, house_rules, schema_rules, example_rules, spec_validator
    prepare           the copy of a document that both generators read
        schema_reading, schema_classes, schema_names, schema_writing
    template_facts    what templates need and openapi-python-client does not hand over
    client_code       runs `package_writer` for a package
    package_writer    parses the document with openapi-python-client, works out the code, prints it with the templates
        parsed_document, python_types   what the tool reads, as types of our own
        readers, signatures             how code reads JSON, and what functions take
        resource_code, model_code       an operation's functions and methods; a model's fields, and where it is stored
        source_text                     texts of the document as Python source
    pydantic_models   datamodel-code-generator
    packaging         overlays, README, pyproject.toml, examples, licence, manifest
    pipeline          all of it, into a fresh folder, swapped in whole

`findings` is what every stage reports with; `json_values` is how they speak of JSON.
"""
