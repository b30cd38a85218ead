"""The user's own folders of templates and words, beside the shipped ones."""
