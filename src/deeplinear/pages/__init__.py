"""The gallery's pages and the notebooks."""
