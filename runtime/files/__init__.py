"""Files: downloads to disk and streamed media answers."""
