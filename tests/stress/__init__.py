"""Sites made for measuring and for stress: never part of the demo."""
