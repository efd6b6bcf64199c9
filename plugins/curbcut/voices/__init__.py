"""How to speak: one voice per file."""
