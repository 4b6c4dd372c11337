"""What a build says when it cannot go on."""

import errno


class BuildError(Exception):
    """One sentence that says what went wrong and what to do about it."""


DISK_FULL = (errno.ENOSPC, errno.EDQUOT)


def of_system(error: OSError) -> BuildError:
    """The sentence for an error of the operating system."""
    where = f" at {error.filename}" if error.filename else ""
    if error.errno in DISK_FULL:
        return BuildError(f"The disk is full{where}: free some space and run the command again.")
    reason = error.strerror or type(error).__name__
    return BuildError(f"The system refused a file{where} ({reason}): mend that and run the command again.")
