"""Everything that `sayso` raises on purpose.

SaysoError
├── InputError            one input could not be used; the others of the run go on
│   ├── MissingInput      no such file
│   ├── NotAReport        a directory, an empty file, binary data
│   ├── TooLarge          beyond the size limit
│   ├── BadEncoding       the bytes are not text in any encoding we accept
│   ├── BadMetadata       a sidecar or front matter that cannot be used
│   └── FetchError        a URL that could not, or must not, be fetched
├── OutputError           the output could not be written
├── WeightsError          the reader's weights are missing, broken or of another version
├── LexiconError          a data file of the package does not fit its schema
├── GazetteerError        the index of places is missing, broken, or can't be made or added to
├── TheatreError          there is no theatre of that name, or its file is broken
├── AccountError          the ledger has no account yet, or there is no such event in it
└── LedgerError           the ledger could not be opened, read or written
    ├── MissingLedger     there is no ledger there
    ├── NotALedger        what is there is something else
    ├── NewerLedger       it was written by a newer sayso
    ├── ReadOnlyLedger    it may be read, not written
    ├── LockedLedger      another program has been writing to it for too long
    ├── FullLedger        there is no room for more
    ├── BrokenLedger      it is damaged
    └── BadDecision       what is to be decided can't be

A message says what and where, on one line, and what to do next where there is something to do.
"""

# ruff: noqa: N818 - each name says what is wrong with the input, and "Error" would not say more.


class SaysoError(Exception):
    """A failure that a person can act on; its text is one line fit to print."""


class InputError(SaysoError):
    """One input of a run could not be used. The other inputs are not affected."""

    def __init__(self, where: str, what: str) -> None:
        """
        Args:
            where: the path or address as the user gave it.
            what: what is wrong with it, and what to do where something can be done.
        """
        self.where = where
        self.what = what
        super().__init__(f"{where}: {what}")


class MissingInput(InputError):
    """The path names nothing."""


class NotAReport(InputError):
    """The path or stream holds no report: a directory, nothing at all, or binary data."""


class TooLarge(InputError):
    """The input is larger than a report can be."""


class BadEncoding(InputError):
    """The bytes are not text in an encoding that can be told with certainty."""


class BadMetadata(InputError):
    """A sidecar, front matter or option that describes the input cannot be used."""


class FetchError(InputError):
    """A URL could not be fetched, or is one that must not be."""


class OutputError(SaysoError):
    """What was read could not be written to where it was to go."""

    def __init__(self, where: str, what: str) -> None:
        """
        Args:
            where: the file as the user named it, or "stdout".
            what: what went wrong.
        """
        super().__init__(f"{where}: cannot be written: {what}")


class WeightsError(SaysoError):
    """The weights of the reader are missing, broken, or made for another version."""


class GazetteerError(SaysoError):
    """The index of places is missing or broken, or could not be built, added to or asked."""


class LexiconError(SaysoError):
    """A lexicon that ships with the package does not fit its schema."""


class TheatreError(SaysoError):
    """There is no theatre of that name, or its file can't be used."""


class AccountError(SaysoError):
    """The ledger's account lacks what is asked for, or has not been made yet."""


class LedgerError(SaysoError):
    """The ledger could not be opened, read or written. What it held before, it holds still."""

    def __init__(self, where: str, what: str) -> None:
        """
        Args:
            where: the file as the user named it, or the address without its password.
            what: what is wrong, and what to do.
        """
        self.where = where
        self.what = what
        super().__init__(f"{where}: {what}")


class MissingLedger(LedgerError):
    """There is no ledger there."""


class NotALedger(LedgerError):
    """What is there is something else than a ledger."""


class NewerLedger(LedgerError):
    """The ledger was written by a newer sayso."""


class ReadOnlyLedger(LedgerError):
    """The ledger may be read, not written."""


class LockedLedger(LedgerError):
    """Another program has been writing to the ledger for too long."""


class FullLedger(LedgerError):
    """There is no room for more: the disk is full, or a limit is reached."""


class BrokenLedger(LedgerError):
    """The ledger is damaged."""


class BadDecision(LedgerError):
    """A decision of an unknown form, or about something that the ledger does not hold."""
