"""The partner network: what the route map requires minus what is recorded. Findings first, the picture shows where."""
