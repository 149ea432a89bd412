"""Comparison of the providers' documentation pages with our OpenAPI documents.

The modules, in the order in which a page passes through them:

    pages/              reading a page
        page_table      which page documents which operation (`openapi/<provider>/pages.yaml`)
        page_fetch, cache   download pages, and skip those that have not changed
        text            the text of a page, or the reason why it is missing
        forms/          text, Markdown, reStructuredText and HTML as blocks: headings, paragraphs, code, table rows
        sections        the meaning of a section, taken from its heading
        page_parts      the parts of a page that documents several operations
        page_reader     the blocks of a page that lists fields; uses fields, field_words, shown_calls and json_examples
        collected_facts     the facts that follow from what was collected
        published_document  the facts of an OpenAPI document that a page holds or names
        page_facts      all facts of a page
        page_operation  the operation of a page that is not in the page table
    decisions/          differences in which the document is right, and facts that were accepted before
        list_file       YAML files that hold one list, read strictly
        decision_table  recorded decisions (`openapi/<provider>/decisions.yaml`)
        policy          differences that our rules make on purpose (`openapi/policy.yaml`)
        subjects        patterns of subjects
        seen            the facts of a page when it was last accepted (`openapi/<provider>/seen/`)
        consequences    the decisions that a change to a document requires
    comparison          all pages compared with all documents
        statements            a difference in words, and its severity
        disagreements         the findings that are reported
        shared_findings       one finding for a change that reaches several operations
        example_differences   the examples of a page, decoded with the models of the document
    terminal            the report in plain text
    json_report         the report as JSON
    proposals/          `--write`: edits of the documents
        drafts          a finding as edits of the document, or the reason why a person must decide
        draft_reasons   a draft, and why some are not safe
        new_parts       new fields, parameters and statuses
        value_drafts    changes of a value that the document has
        wording         names, descriptions and examples for new values
        shown_values    examples, completed with the new fields that a page shows
        prose           sentences that an edit may make untrue
        places          the schema that a JSON pointer leads to
        document_parts  edits of a document that is split into several files
        working_tree    the new contents of the files, all written together or not at all
    edits               one change to a document, in its tree and in its text
    yaml_text           YAML files, edited so that comments, order and all other lines stay

The facts of documents, and the comparison of facts, are in `tools/contract`.
"""
