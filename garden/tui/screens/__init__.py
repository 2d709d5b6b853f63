"""The screens: each asks the gardener, shows the answer in widgets, and turns keys into verbs."""
