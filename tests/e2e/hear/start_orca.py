# Starts Orca with its words in a file, one line each, in place of a voice. Without its launcher, which allows one Orca a user.
import logging
import os
import re
import sys

from orca import settings

# What is typed is not repeated, and a page is not read aloud as a whole when it comes.
settings.enableKeyEcho = False
settings.sayAllOnLoad = False


class Said(logging.FileHandler):
    def format(self, record):
        message = record.getMessage()
        words = re.match(r"SPEECH OUTPUT: '(.*)'", message, re.S)
        return " ".join((words[1] if words else message).split())


speech = logging.getLogger("speech")
speech.addHandler(Said(os.environ["AMTS_SAID"], encoding="utf-8"))
speech.setLevel(logging.INFO)

from orca import orca  # noqa: E402  (it reads the settings)

orca.getSettingsManager().activate(os.path.dirname(os.environ["AMTS_SAID"]), {})
sys.exit(orca.main())
