"""From "the docs changed" to findings: what the providers' pages state, held against our documents.

The files are the way that a page takes:

    pages             which page is about which operation, and where it is read from
    blocks            a page in any form as lines: headings, text, code, cells
        html_blocks, markdown_blocks, text_blocks
    reading           the facts of a page
        field_reading, prose_reading, call_reading, example_reading, component_reading, schema_facts
    document_facts    the same facts of our document, each with its JSON pointer
    comparing         what differs, as findings
        shapes, examples
    decisions, seen   what was decided about a difference, and what a page stated when last looked at
    checking          all of it, for providers and folders

`facts` is what pages and documents are read into, `findings` is what is reported.
"""
