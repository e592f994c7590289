"""What a picture shows, as data: the same for drawing, for words, for a table and for a page."""
