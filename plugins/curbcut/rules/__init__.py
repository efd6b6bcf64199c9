"""What content must fulfil: one rule per file, its examples beside it."""
