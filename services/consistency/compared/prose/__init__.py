"""Dutch texts held against each other, where a side has no reading: what somebody has to look at.

`claims` hears what a text wants and forbids (`cues`: which acts, `names`: who, `days`: when; `dutch`: plain words),
`candidates` chooses which texts can meet at all, `two_texts` holds those against each other; `contradictions` and
`duplicates` make one finding of a pair.
"""
