from datetime import UTC, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.dialects import sqlite

from sayso.ledger.tables import Instant

MOMENTS = st.datetimes(
    min_value=datetime(1900, 1, 1),  # noqa: DTZ001 - hypothesis adds the zone
    max_value=datetime(2200, 1, 1),  # noqa: DTZ001
    timezones=st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes))),
)
KEEP, GIVE = Instant().process_bind_param, Instant().process_result_value
DIALECT = sqlite.dialect()


@given(MOMENTS)
def test_a_moment_comes_back_as_it_was(moment: datetime):
    assert GIVE(KEEP(moment, DIALECT), DIALECT) == moment


@given(MOMENTS, MOMENTS)
def test_moments_sort_as_their_texts(one: datetime, other: datetime):
    assert (one < other) == (KEEP(one, DIALECT) < KEEP(other, DIALECT))


def test_a_moment_is_kept_in_utc():
    assert KEEP(datetime(2031, 3, 4, 12, tzinfo=UTC), DIALECT) == "2031-03-04T12:00:00.000000+00:00"
    assert (KEEP(None, DIALECT), GIVE(None, DIALECT)) == (None, None)
