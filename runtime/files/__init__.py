"""Downloads of files to the disk."""
