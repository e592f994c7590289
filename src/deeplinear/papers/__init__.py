"""What is one paper's own: its theory, its claims, and the data and drawing of its pictures."""
