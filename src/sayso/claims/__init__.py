"""From a reading to claims: who says that who did what to whom, where and when, each in the text's own words."""
