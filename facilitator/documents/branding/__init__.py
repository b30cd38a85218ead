"""The look of an organisation: logo, colours, style."""
