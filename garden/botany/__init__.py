"""A species + a reading -> cells.  Pure: the same plant tomorrow as today, on every machine."""
