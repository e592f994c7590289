"""Render the pages of the gallery, and execute notebooks."""
