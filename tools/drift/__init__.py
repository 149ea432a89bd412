"""From "the docs changed" to a patch: what the providers' pages state, held against our documents.

The files are the way that a page takes:

    pages             which page is about which operation, and where it is read from
    blocks            a page in any form as lines: headings, text, code, cells
        html_blocks, markdown_blocks, code_runs, deadlines
    reading           the facts of a page
        list_reading, sections, field_reading, prose_reading, call_reading, example_reading, schema_facts
    document_facts    the same facts of our document, each with its JSON pointer
    comparing         what differs, as findings
        pairing, model_reading, example_checking
    page_table, matching   which operation a page is about
    decisions, seen   what was decided about a difference, and what a page stated when last looked at
    checking          all of it, for providers and folders
    terminal          the report for people
    proposing         a finding as a change of the document, and whether it is safe
        drafting, decision_drafting, document_places
    patching          the overlay that is proposed, and applying one
        draft_files   whether such an overlay is as it was drafted
        overlay_format, overlay_edits, overlay_applying
        yaml_editing, yaml_places, yaml_writing

`fetching` and `page_cache` bring the pages over HTTP. `facts` is what pages and documents are read into, `findings` is
what is reported.
"""
