"""What a relationship is.  Pure: standard-library data in, data out; no clock, no file, no screen."""
