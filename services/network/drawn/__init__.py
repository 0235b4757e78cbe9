"""The picture of the partner network: seats in columns, lines between them, as SVG, as pixels and in words."""
