"""One document becomes files: one rendition per file."""
