"""Pages as values: what of a post may be shown, how a list is paged, how a time is printed, feeds as bytes.

Pure: nothing here reads the database, the clock or the settings.
"""
