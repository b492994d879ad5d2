"""Accepted rows: where they are kept, and how a sender's rows in force are read. Left of the wall."""
