"""From a change to a release: what it means for users, and everything that comes before an upload.

The files, in the order in which data flows:

    changes           a change and the version step that it asks for
    versions          what a step asks of a version number
    revisions         git: tags of releases, files as they were
    contract_steps    the document, compared with the document as released
    annotations       types that can be compared
    python_api        a package's public API
        package_source, python_rules
    generated_files   code or only texts; what the package asks of its surroundings
    typing_tests      the typing tests as released, against the package as it is
    compatibility     all of it, for one provider
    report_text       for people
    changelog         the entry, drafted and put into its place

    distributions     wheel and sdist, built twice
    contents          what must and must not be in them
    metadata          what they say of themselves
    installs          both in environments of their own
    releasing         the steps of a release, in order
"""
