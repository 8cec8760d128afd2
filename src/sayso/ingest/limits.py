"""How large a report may be. A file of many reports is a job for one `sayso read` over many files."""

MAX_CHARACTERS = 2_000_000
"""Code points of text in one report: about four thick books."""

MAX_BYTES = 4 * MAX_CHARACTERS
"""Bytes read of one file, stream or page: what that many characters can take at most, in UTF-8 or UTF-16."""

TOO_LARGE = f"larger than a report can be ({MAX_BYTES // 1_000_000} MB, or {MAX_CHARACTERS:,} characters); split it"
