"""The page's parts: its template, its style and its script, put into one file when it is written."""
