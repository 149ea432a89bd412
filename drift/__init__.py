"""From a changed documentation page to a changed document."""
