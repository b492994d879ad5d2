"""Measurements of whole commands, as ratios taken in one run on one machine. They print; they judge nothing."""
