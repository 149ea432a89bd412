"""A page of any form, plain text, Markdown, MDX or HTML, as blocks."""
