"""The culture pulse on the screen: waves, slips, the keyboard, and the figures of a closed wave."""
