"""Doubles: real, small things that stand in for slow or dangerous ones, importable by worker processes."""
