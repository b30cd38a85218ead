"""The formats of papers: a walker each over the tree."""
