"""One message of a sender at a time, in order; senders don't wait for each other."""

import asyncio

import pytest

from channels.turns import MAX_WAITING, TooManyWaiting, Turns


def test_messages_of_a_sender_are_taken_in_the_order_they_came() -> None:
    taken: list[int] = []

    async def take(turns: Turns, number: int) -> None:
        async with turns.of("citizen"):
            await asyncio.sleep(0)
            taken.append(number)

    async def all_at_once() -> None:
        turns = Turns()
        await asyncio.gather(*(take(turns, number) for number in range(MAX_WAITING)))

    asyncio.run(all_at_once())
    assert taken == list(range(MAX_WAITING))


def test_another_sender_need_not_wait() -> None:
    async def while_the_first_is_answered() -> bool:
        turns = Turns()
        async with turns.of("first"), turns.of("second"):
            return True

    assert asyncio.run(while_the_first_is_answered())


def test_one_message_too_many_is_refused_and_the_next_is_not() -> None:
    async def flood() -> None:
        turns, done = Turns(), asyncio.Event()

        async def wait() -> None:
            async with turns.of("hasty"):
                await done.wait()

        waiting = [asyncio.create_task(wait()) for _ in range(MAX_WAITING)]
        await asyncio.sleep(0)
        with pytest.raises(TooManyWaiting):
            async with turns.of("hasty"):
                pass
        done.set()
        await asyncio.gather(*waiting)
        async with turns.of("hasty"):
            pass

    asyncio.run(flood())
