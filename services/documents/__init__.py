"""Word files: layout blocks in the user's words < renderer to XML < package; editions per reader; the leak guard.

How a document goes, from the top: `made` (`by_key`) finds the verb behind a download's key, if it is a screen's. The
verb (`actions`, `papers`, `notices`, `copies.recall_sheet`) gathers inside one `act`; `editions.project` cuts to the
reader, field by field (`projections`, `projected_annexes`); a `compose` of `plan` or `sheets` writes blocks;
`finished` packs and dresses it; `copies.handing_out.hand_out` has it read by the guard and enters it in the
register. What guests see on their screen (`released`, `proposed`) is the same projection.
"""
