"""Changes for users between two revisions, and the version step that they require."""
