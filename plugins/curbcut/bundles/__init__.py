"""Many documents become files: one bundle per file."""
