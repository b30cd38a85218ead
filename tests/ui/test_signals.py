"""The soft signals of the clock: two minutes before the end and at the end, each to be switched off."""

from tests.ui.person import WIDE


async def carry_on(person):
    """Let the clock of the paused session go on: Ideas, 3:20 left of 12:00."""
    await person.press("c", "f5")
    await person.tick()


async def pass_minute(person):
    await person.tick(59)


async def test_two_minutes_before_the_end_and_at_the_end_it_is_said_once(demo, sit_down):
    async with sit_down(*demo, size=WIDE) as person:
        await carry_on(person)
        assert "Two minutes left" not in person.flow
        await pass_minute(person)
        await pass_minute(person)
        assert "Two minutes left." in person.flow
        await pass_minute(person)
        assert "Two minutes left." not in person.flow
        await pass_minute(person)
        assert "The time of this segment is over." in person.flow
        assert "over" in person.words_of("SegmentHead")


async def test_a_signal_that_is_switched_off_stays_away(demo, sit_down):
    async with sit_down(*demo, size=WIDE) as person:
        person.app._action_signals()
        await person.settle()
        await person.press("right", "space", "escape")
        await carry_on(person)
        await pass_minute(person)
        await pass_minute(person)
        assert "Two minutes left" not in person.flow


async def test_more_minutes_for_a_segment_are_no_signal(demo, sit_down):
    async with sit_down(*demo, size=WIDE) as person:
        await carry_on(person)
        await pass_minute(person)
        person.live.course.extend(-1)
        await person.tick()
        assert "Two minutes left" not in person.flow
