"""What a build says when it cannot go on."""

import errno


class BuildError(Exception):
    """One sentence that says what went wrong and what to do about it."""


WRONG_HASH = "does not have the pinned hash: do not use it, and run the command again from a network that you trust"
"""How a sentence about a download ends that is not what the recipe names."""

DISK_FULL = (errno.ENOSPC, errno.EDQUOT)
SAID_OF_A_FULL_DISK = ("No space left on device", "ENOSPC")


def tells_of_a_full_disk(text: str) -> bool:
    """Whether a program or the system says so in `text`."""
    return any(words in text for words in SAID_OF_A_FULL_DISK)


def of_system(error: OSError) -> BuildError:
    """The sentence for an error of the operating system."""
    where = f" at {error.filename}" if error.filename else ""
    if error.errno in DISK_FULL or tells_of_a_full_disk(str(error)):  # shutil.Error is a list of texts
        return BuildError(f"The disk is full{where}: free some space and run the command again.")
    reason = error.strerror or type(error).__name__
    return BuildError(f"The system refused a file{where} ({reason}): mend that and run the command again.")
