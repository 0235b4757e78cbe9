"""A region's weeks: a time for every case that needs a meeting, worked out together, settled by hand, announced."""
