"""Screens of one case: overview, intake, list of cases."""
