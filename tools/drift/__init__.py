"""From "the docs changed" to a patch: what the providers' pages state, held against our documents.

The files are the way that a page takes:

    pages             one page: fetched, cut into blocks, read into facts
        table, matching   which page is about which operation
    checking          all pages of some providers, compared with the documents
        statements        a difference in words, and how much it matters
        disagreements     what is reported
        example_checking  the examples of a page, read with the models of the document
    decisions         what was decided about a difference, and what a page stated when last looked at
    terminal          the report for people
    proposals         a disagreement as a change of the document, and whether it is safe

The facts, the reader of documents and the comparison are in `tools.contract`.
"""
