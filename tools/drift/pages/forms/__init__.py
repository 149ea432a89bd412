"""Pages in any form (plain text, Markdown, MDX or HTML), read as blocks."""
