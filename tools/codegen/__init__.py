"""The generator: from `openapi/` and `overlays/` to `generated/`.

The modules, in the order in which data flows; `tools.contract` reads and checks the documents:

    foreign           documents not written for this project, translated into our dialect
    preparation       a copy of a document that both generators can read
        class_names, media_types, parameter_values
    template_facts    the data for the templates that openapi-python-client does not provide
    job_facts         the data for the templates of jobs
    client_code       runs `package_writer` for a package
    package_writer    parses a document with openapi-python-client and prints the code with the templates
        parsed_document, python_types   the parsed document, in types of our own
        readers, signatures             code that reads JSON; the arguments of functions
        union_code, variant_choice     code that reads unions; how it recognizes a variant
        resource_code, model_code       the code of operations; the code of models and their modules
        source_text                     texts of the document as Python source
    pydantic_models   runs datamodel-code-generator
        pydantic_unions   annotations that tell the objects of unions apart
        generators    runs both generators, each in its own process
    packaging         runtime, overlay, README, pyproject.toml, examples and licence
        import_graph  the modules that a package needs
    distribution      one provider's distribution, from its document to files that can be imported
        import_check  imports every module of a package
    pipeline          all distributions, written to a new folder that replaces the old one
        folder_swap   replaces a folder by another one
"""
