"""A region's weeks for its coordinator: many cases' meetings worked out together, settled by hand, announced."""
