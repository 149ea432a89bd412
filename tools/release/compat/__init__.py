"""What changed for users between two revisions, and the version step that follows."""
