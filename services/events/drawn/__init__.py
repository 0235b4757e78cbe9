"""The picture of the events over time: weeks from left to right, gravity from bottom to top, as SVG and in words."""
