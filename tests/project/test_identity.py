"""Ids that never meet and times that do not tell who spoke when."""

from datetime import UTC, timedelta
from uuid import UUID

from facilitator.identity import new_id, utc_now


def test_an_id_is_a_uuid_of_version_7():
    assert UUID(new_id()).version == 7


def test_ids_are_unique_and_sort_by_age():
    ids = [new_id() for _ in range(1000)]
    assert len(set(ids)) == 1000
    assert ids == sorted(ids)


def test_the_time_is_in_utc_and_to_the_second():
    now = utc_now()
    assert now.tzinfo is UTC
    assert now.utcoffset() == timedelta(0)
    assert now.microsecond == 0
