"""From "the provider changed its documentation" to an edited document: pages compared with our OpenAPI documents.

The files, in the order in which a page passes through them:

    pages/              reading a page
        table           which page is about which operation (`openapi/<provider>/pages.yaml`)
        fetch, cache    pages over HTTP, sent again only if they have changed
        text            a page as text, or the reason why there is none
        forms/          a page in any form as blocks: headings, text, code, rows
        sections        what a part of a page is about, by its heading
        page_reader     the facts of a list of fields; with fields, prose, calls, json_examples
        read            the facts of a whole page
        matching        the operation of a page that the table does not name
    decisions/          differences in which the document is right, and what was seen before
        entries, table  decisions on record (`openapi/<provider>/decisions.yaml`)
        seen            what a page stated when last accepted (`openapi/<provider>/seen/`)
        consequences    the decisions that a change of a document needs
    checking            all pages compared with all documents
        statements        a difference in words, and how much it matters
        disagreements     what is reported
        example_checking  the examples of a page, decoded with the models of the document
    terminal            the report for people
    proposals/          what `--write` does
        drafts          a finding as edits of the document, or the reason why a person has to decide
        wording         names, descriptions and examples of what is new
        places          from a JSON pointer to the schema that it means
        working_tree    the files as they will be, written all together or not at all
    edits               one change of a document, in its tree and in its text
    yaml_text           YAML files as text that keeps its comments, its order and its other lines

The facts of documents, and how facts are compared, are in `tools/contract`.
"""
