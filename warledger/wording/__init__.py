"""Values in plain words, the same in the terminal and on the pages: dates, places, ranges, tolls."""
