"""The vocabulary and the machinery; imports nothing else of ours."""
