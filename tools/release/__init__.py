"""Releases: what a change means for users, and all steps of a release up to the upload.

The modules, in the order in which data flows:

    compat/               the change since the last release
        changes           a change, and the version step that it requires
        versions          the version number that a step requires
        revisions         git: release tags, and files of earlier commits
        contract_steps    the document, compared with the released document
        annotations       types that can be compared
        python_api        the public API of a package
        package_source    the public API, read from source code
        python_rules      two versions of a public API, compared
        generated_files   changes of code, texts, dependencies and supported Python versions
        typing_tests      the released typing tests, run against the current package
        compatibility     all of these, for one provider
        report_text       the report in plain text
        changelog         the changelog entry, drafted and inserted

    build/                the files of a release
        distributions     wheel and sdist, built twice
        contents          the files that they must and must not contain
        metadata          their metadata
        installs          both, installed into new environments
    release_steps         the steps of a release, in order
"""
