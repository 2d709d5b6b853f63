"""A sentence -> a draft.  Pure: no clock, no file, no screen."""
