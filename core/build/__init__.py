"""How core, app and public become dist/. Standard library only; never shipped."""
