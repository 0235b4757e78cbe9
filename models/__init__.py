"""What is: tables and terms, no verbs. `terms` < `base` < one file per aggregate < `database`."""
