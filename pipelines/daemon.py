"""Dagster's own daemon, started apart from the pages: it reads the code anew every four minutes and not every minute.

It does so to see code that has changed, each time in a new process that costs some CPU seconds, day and night.
"""

from dagster._daemon import controller
from dagster._daemon.cli import main

#: Seconds; within its patience with code that cannot be read.
BETWEEN_READINGS = 240

if __name__ == "__main__":
    controller.RELOAD_WORKSPACE_INTERVAL = BETWEEN_READINGS
    main()
