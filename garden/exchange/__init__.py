"""Ways in and out: files of other programs, and the sample gardens."""
