"""Parts of a screen.  A widget shows what it is given and says what was done to it; it asks the gardener nothing."""
