"""Cases: open, record facts, close. `facts` is what the rooms above may know of a case."""
